/** What the benchmark runs on: templates made here, the same bytes every time, and the corpus where it lies beside the project. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const WORKFLOW_SCHEMA =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const TEMPLATE_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A call with a managed identity to one of the receivers of the template; every tenth asks for a token that is refused. */
function call(index, workflows) {
  return {
    type: 'Http',
    runAfter: index === 0 ? {} : { [`Call_${index - 1}`]: ['Succeeded'] },
    inputs: {
      method: 'POST',
      uri: `[listCallbackUrl(resourceId('Microsoft.Logic/workflows/triggers', 'receiver-${index % workflows}', 'manual'), '2019-05-01').value]`,
      headers: { 'x-run': "@{workflow()['run']['name']}", 'x-at': "@formatDateTime(utcNow(), 'yyyy-MM-dd')" },
      body: { id: "@triggerBody()?['id']", text: "@concat('order ', string(triggerBody()?['number']))" },
      authentication: {
        type: 'ManagedServiceIdentity',
        audience: index % 10 === 9 ? 'https://other.example.com' : 'https://receiver.example.com',
      },
    },
  };
}

function workflow(number, workflows, actions) {
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name: `receiver-${number}`,
    location: "[parameters('location')]",
    identity: { type: 'SystemAssigned' },
    properties: {
      state: 'Enabled',
      accessControl: {
        triggers: {
          sasAuthenticationPolicy: { state: 'Disabled' },
          openAuthenticationPolicies: {
            policies: {
              callers: {
                type: 'AAD',
                claims: [
                  { name: 'iss', value: "[concat('https://sts.windows.net/', parameters('tenant'), '/')]" },
                  { name: 'aud', value: 'https://receiver.example.com' },
                ],
              },
            },
          },
        },
      },
      definition: {
        $schema: WORKFLOW_SCHEMA,
        contentVersion: '1.0.0.0',
        triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: { type: 'object' } } } },
        actions: Object.fromEntries(
          Array.from({ length: actions }, (_, index) => [`Call_${index}`, call(index, workflows)]),
        ),
      },
    },
  };
}

function template(workflows, actions) {
  return {
    $schema: TEMPLATE_SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: {
      location: { type: 'string', defaultValue: '[resourceGroup().location]' },
      tenant: { type: 'string', defaultValue: '00000000-0000-4000-8000-000000000000' },
    },
    resources: Array.from({ length: workflows }, (_, number) => workflow(number, workflows, actions)),
  };
}

/** A workflow with one action that runs JavaScript. */
function withCode() {
  const read = { type: 'Compose', inputs: { lines: [{ count: 1, price: 2 }] }, runAfter: {} };
  const code =
    'const { actions: { Read: { outputs } } } = workflowContext;\nreturn outputs.lines.map((line) => line.count * line.price);';
  const sum = { type: 'JavaScriptCode', inputs: { code }, runAfter: { Read: ['Succeeded'] } };
  const triggers = { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } };
  const actions = { Read: read, Sum: sum };
  return { definition: { $schema: WORKFLOW_SCHEMA, contentVersion: '1.0.0.0', triggers, actions } };
}

/** One workflow whose actions stand in one chain; each reads the one before it, one halfway back and a variable. */
function chain(actions) {
  const variable = { name: 'total', type: 'string', value: '' };
  const list = { Start: { type: 'InitializeVariable', inputs: { variables: [variable] }, runAfter: {} } };
  const name = (index) => (index < 0 ? 'Start' : `Step_${index}`);
  for (let index = 0; index < actions; index += 1) {
    list[name(index)] = {
      type: 'Compose',
      inputs: `@concat(outputs('${name(index - 1)}'), outputs('${name(index >> 1 === index ? -1 : index >> 1)}'), variables('total'))`,
      runAfter: { [name(index - 1)]: ['Succeeded'] },
    };
  }
  const triggers = { Every_day: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } };
  return { definition: { $schema: WORKFLOW_SCHEMA, contentVersion: '1.0.0.0', triggers, actions: list } };
}

/** Every `.json` below a folder, by name. */
function jsonBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => join(folder, file));
}

/** Writes one file of a set. */
function file(folder, name, value) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value, null, 2));
  return path;
}

const one = (path) => ({ paths: [path], files: [path] });

/** Name → how it is made, when it is asked for: some are large. `runs`: rounds in the gate, for those that take long; `once`: one round anywhere. */
/** What the first piece of code needs, and its floor loads too. */
const PARSER = '@typescript-eslint/typescript-estree';

const SETS = {
  'one small file': { make: (folder) => one(file(folder, 'small.json', template(3, 5))) },
  'one small file with code': { make: (folder) => one(file(folder, 'code.json', withCode())), load: PARSER },
  'template of 0.1 MB': { make: (folder) => one(file(folder, 'template-0.json', template(6, 17))) },
  'template of 1 MB': { make: (folder) => one(file(folder, 'template-1.json', template(60, 17))), runs: 7 },
  'template of 4 MB': { make: (folder) => one(file(folder, 'template-4.json', template(235, 17))), runs: 3 },
  'template of 45 MB': { make: (folder) => one(file(folder, 'template-45.json', template(2_640, 17))), runs: 1 },
  'chain of 400 actions': { make: (folder) => one(file(folder, 'c400/workflow.json', chain(400))), runs: 7 },
  'chain of 1600 actions': { make: (folder) => one(file(folder, 'c1600/workflow.json', chain(1_600))), runs: 5 },
  'chain of 6400 actions': { make: (folder) => one(file(folder, 'c6400/workflow.json', chain(6_400))), runs: 3 },
  '5000 files': { make: (folder) => many(join(folder, 'files'), 5_000, (n) => template(1, 1 + (n % 5))), runs: 1 },
  '10000 workflows to link': { make: (folder) => many(join(folder, 'links'), 1_000, () => template(10, 1)), runs: 1 },
  '100000 workflows to link': {
    make: (folder) => many(join(folder, 'more'), 10_000, () => template(10, 1)),
    once: true,
  },
};

function many(folder, count, make) {
  const files = Array.from({ length: count }, (_, n) => file(folder, `f${String(n).padStart(5, '0')}.json`, make(n)));
  return { paths: [folder], files };
}

/**
 * As many files as the corpus has, of the same size, and with as few calls: workflows as they are and in templates, most of them
 * small. Every tenth holds a call.
 */
function likeTheCorpus(folder) {
  const make = (n) => {
    const plain = chain(n % 100 === 99 ? 1_200 : 5 + ((7 * n) % 130));
    if (n % 2 === 0) return plain;
    const whole = template(1, n % 10 === 1 ? 1 : 0);
    const [{ properties, ...resource }] = whole.resources;
    const actions = { ...plain.definition.actions, ...properties.definition.actions };
    const definition = { ...properties.definition, actions };
    return { ...whole, resources: [{ ...resource, properties: { ...properties, definition } }] };
  };
  return many(join(folder, 'corpus'), 1_061, make);
}

/** All sets; in place of the corpus, where that does not lie beside the project, files that are made to be like it. */
export function sets() {
  const corpus = process.env.LAUDIT_CORPUS ?? join(import.meta.dirname, '../../shared/corpus');
  const isHere = existsSync(corpus);
  const make = (folder) => (isHere ? { paths: [corpus], files: jsonBelow(corpus) } : likeTheCorpus(folder));
  const name = isHere ? 'corpus' : 'like the corpus';
  return [
    ...Object.entries(SETS).map(([set, how]) => ({ name: set, ...how })),
    { name, make, runs: 3 },
    { name: `${name}, two threads`, make, runs: 3, words: () => ['--threads', '2'] },
    // The first run is thrown away: it fills the cache.
    { name: `${name} again, cached`, make, words: (folder) => ['--cache', '--cache-location', join(folder, 'cache')] },
  ];
}

/**
 * File name → text of exported workflows, half of them senders: `sender-1` calls `receiver-1` with an audience that is
 * refused, every tenth after it too; the others are let in. Each does something beside its call.
 */
export function exported(count) {
  const files = new Map();
  const half = Math.ceil(count / 2);
  for (let number = 1; number <= half; number++) {
    files.set(`receiver-${number}.json`, exportedWorkflow(`receiver-${number}`, number, {}));
    if (files.size === count) break;
    const audience = number % 10 === 1 ? 'https://other.example.com' : `https://receiver-${number}.example.com`;
    const { inputs, ...action } = call(0, 1);
    const uri = `https://prod-00.westeurope.logic.azure.com:443/workflows/${idOf(number)}/triggers/manual/paths/invoke?api-version=2016-10-01`;
    const authentication = { type: 'ManagedServiceIdentity', audience };
    const calls = { Call_receiver: { ...action, inputs: { ...inputs, uri, authentication } } };
    files.set(`sender-${number}.json`, exportedWorkflow(`sender-${number}`, half + number, calls));
  }
  return files;
}

function idOf(number) {
  return number.toString(16).padStart(32, '0');
}

function exportedWorkflow(name, number, calls) {
  const compose = (index) => [
    `Compose_${index}`,
    {
      type: 'Compose',
      inputs: { id: "@triggerBody()?['id']", at: "@formatDateTime(utcNow(), 'yyyy-MM-dd')", step: index },
      runAfter: index === 0 ? {} : { [`Compose_${index - 1}`]: ['Succeeded'] },
    },
  ];
  const claims = [
    { name: 'iss', value: 'https://sts.windows.net/11111111-2222-4333-8444-555555555555/' },
    { name: 'aud', value: `https://${name}.example.com` },
  ];
  const workflow = {
    id: `/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/orders/providers/Microsoft.Logic/workflows/${name}`,
    name,
    type: 'Microsoft.Logic/workflows',
    location: 'westeurope',
    identity: {
      type: 'SystemAssigned',
      principalId: `11111111-2222-4333-8444-${number.toString(16).padStart(12, '0')}`,
    },
    properties: {
      state: 'Enabled',
      accessEndpoint: `https://prod-00.westeurope.logic.azure.com:443/workflows/${idOf(number)}`,
      accessControl: {
        triggers: {
          sasAuthenticationPolicy: { state: 'Disabled' },
          openAuthenticationPolicies: { policies: { callers: { type: 'AAD', claims } } },
        },
      },
      definition: {
        $schema: WORKFLOW_SCHEMA,
        contentVersion: '1.0.0.0',
        triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: { type: 'object' } } } },
        actions: { ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => compose(index))), ...calls },
      },
    },
  };
  return JSON.stringify(workflow, null, 2);
}
