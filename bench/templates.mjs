/**
 * Is the time that a template takes proportional to its size? Templates of 0.1, 0.2, 1, 2, 4 and 8 MB, made here, go through
 * the library; what is printed is time(2N)/time(N) of processor time, which travels between machines and loads, unlike times.
 *
 *   npm run build && node bench/templates.mjs [--runs N]
 *
 * Each workflow has a name, an audience and an address by expressions over parameters, variables and a shared loop of
 * variables, so that evaluation and not reading is what is measured. 4 MB is the most that Azure takes, 8 MB what it is held against.
 */
import { parseArgs } from 'node:util';
import { lint } from '../dist/index.js';

const { values: given } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const SIZES = [0.1, 1, 4];
const MB = 1024 * 1024;
const SETTINGS = { severities: {}, only: [], suppressions: [], today: '2026-01-01', docs: '' };
const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const DEFINITION =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';

function workflow(index) {
  const call = (step) => ({
    type: 'Http',
    runAfter: step === 0 ? {} : { [`Call_${step - 1}`]: ['Succeeded'] },
    inputs: {
      method: 'POST',
      uri: `[concat('https://', variables('host'), '/orders/', parameters('prefix'), '/${step}')]`,
      body: { note: `[format('{0}-{1}', variables('names')[${index % 50}], parameters('prefix'))]` },
      authentication: { type: 'ManagedServiceIdentity', audience: "[variables('audience')]" },
    },
  });
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name: `[concat(parameters('prefix'), '-${index}')]`,
    location: '[resourceGroup().location]',
    identity: { type: 'SystemAssigned' },
    properties: {
      definition: {
        $schema: DEFINITION,
        contentVersion: '1.0.0.0',
        triggers: { Every_hour: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
        actions: Object.fromEntries(Array.from({ length: 60 }, (_, step) => [`Call_${step}`, call(step)])),
      },
    },
  };
}

/** A template of about so many bytes. */
function template(bytes) {
  const each = JSON.stringify(workflow(1000)).length + 1;
  const text = JSON.stringify({
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { prefix: { type: 'string' } },
    variables: {
      host: "[concat(parameters('prefix'), '.contoso.example')]",
      audience: "[concat('api://', parameters('prefix'))]",
      copy: [{ name: 'names', count: 50, input: "[concat(parameters('prefix'), copyIndex('names'))]" }],
    },
    resources: Array.from({ length: Math.ceil(bytes / each) }, (_, index) => workflow(index)),
  });
  return { id: 'azuredeploy.json', project: '', bytes: new TextEncoder().encode(text) };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function time(source) {
  const start = process.cpuUsage();
  const report = lint({ sources: [source], settings: SETTINGS });
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  if (report.summary.workflows === 0 || report.crashed) throw new Error('nothing was measured');
  return { ms, workflows: report.summary.workflows, notices: report.notices };
}

const rows = SIZES.map((size) => {
  const [once, twice] = [template(size * MB), template(2 * size * MB)];
  const { workflows, notices } = time(once);
  time(twice);
  const times = { once: [], twice: [] };
  for (let round = 0; round < Number(given.runs); round += 1) {
    times.once.push(time(once).ms);
    times.twice.push(time(twice).ms);
  }
  const [n, two] = [median(times.once), median(times.twice)];
  const cut = notices.some(({ text }) => text.startsWith('not read to the end'));
  return [size, workflows, n.toFixed(0), two.toFixed(0), (two / n).toFixed(2), cut ? 'yes' : 'no'];
});
const head = ['MB', 'workflows', 'time(N) ms', 'time(2N) ms', 'time(2N)/time(N)', 'cut short'];
console.log([head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
