/**
 * Templates that are small as text and boundless on paper. Given a name, this lints that one and prints what it took as one
 * line of JSON: peak memory is a process's own, so each has a process to itself.
 *
 *   node bench/hostile-templates.mjs NAME
 */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const DEFINITION =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';

const times = (n, make) => Array.from({ length: n }, (_, index) => make(index));
const named = (n, make) => Object.fromEntries(times(n, make));
const template = (resources, more = {}) => ({ $schema: SCHEMA, contentVersion: '1.0.0.0', ...more, resources });
const triggers = { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } };
const workflow = (name, properties = {}, more = {}) => ({
  type: 'Microsoft.Logic/workflows',
  apiVersion: '2019-05-01',
  name,
  location: 'westeurope',
  properties: { definition: { $schema: DEFINITION, contentVersion: '1.0.0.0', triggers, actions: {} }, ...properties },
  ...more,
});
const copies = (properties) => workflow("[concat('w', copyIndex())]", properties, { copy: { name: 'c', count: 1e9 } });
/** A loop in a loop in a loop. */
const loops = (depth) => (depth === 0 ? 'x' : { copy: [{ name: `l${depth}`, count: 800, input: loops(depth - 1) }] });
const deployments = (inner) => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name: "[concat('d', copyIndex())]",
  copy: { name: 'd', count: 1e9 },
  properties: { mode: 'Incremental', template: inner },
});
const doubled = (call) => `[concat(${call}, ${call})]`;
const member = (value) => ({ parameters: [{ name: 'p', type: 'string' }], output: { type: 'string', value } });

export const templates = {
  '10⁹ copies': () => template([copies({})]),
  '10⁹ copies with loops in loops': () => template([copies({ a: loops(4) })]),
  'loops in loops': () => template([workflow('w', loops(4))]),
  'loops in loops of variables': () =>
    template([workflow("[variables('v')[0][0]]")], {
      variables: { copy: [{ name: 'v', count: 800, input: loops(3) }] },
    }),
  '10⁹ deployments of 10⁹ copies': () => template([deployments(template([copies(loops(2))]))]),
  '2⁶⁰ characters': () =>
    template([workflow("[variables('v59')]")], {
      variables: named(60, (i) => [`v${i}`, i === 0 ? 'x' : doubled(`variables('v${i - 1}')`)]),
    }),
  '2⁶⁰ items': () =>
    template([workflow("[string(variables('v59'))]")], {
      variables: named(60, (i) => [`v${i}`, i === 0 ? ['x'] : times(2, () => `[variables('v${i - 1}')]`)]),
    }),
  'functions that call each other': () =>
    template([workflow("[a.f('x')]")], {
      functions: [
        {
          namespace: 'a',
          members: {
            f: member(doubled("a.g(parameters('p'))")),
            g: member(doubled("a.f(parameters('p'))")),
          },
        },
      ],
    }),
  'variables that need each other': () =>
    template([workflow("[variables('a')]")], {
      variables: { a: doubled("variables('b')"), b: doubled("variables('a')") },
    }),
  'a function of 20,000 terms': () => template([workflow(`[concat(${times(20_000, () => "'a'").join(',')})]`)]),
  'a function of 20,000 unknown terms': () =>
    template([workflow(`[concat(${times(20_000, () => "parameters('p')").join(',')})]`)], {
      parameters: { p: { type: 'string' } },
    }),
  '20,000 functions in each other': () =>
    template([workflow(`[${'toLower('.repeat(20_000)}'a'${')'.repeat(20_000)}]`)]),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const make = templates[process.argv[2] ?? ''];
  if (make === undefined) throw new Error(`no such template; there are: ${Object.keys(templates).join(', ')}`);
  const { lint } = await import(pathToFileURL(join(import.meta.dirname, '../dist/index.js')).href);
  const sources = [{ id: 't.json', project: '', bytes: Buffer.from(JSON.stringify(make())) }];
  const settings = {
    severities: {},
    only: [],
    suppressions: [],
    today: '2026-01-01',
    docs: 'https://example.org/laudit',
  };
  const before = process.cpuUsage();
  const report = lint({ sources, settings });
  const { user, system } = process.cpuUsage(before);
  if (report.crashed) throw new Error('a rule failed');
  const result = {
    ms: Math.round((user + system) / 1000),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    problems: report.problems.length,
  };
  console.log(JSON.stringify(result));
}
