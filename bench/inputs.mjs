/** What the benchmark runs on: templates made here, the same bytes every time, and the corpus where it lies beside the project. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Writes the inputs below `folder`; gives what to lint, by name, with the files that the floor reads. */
export function inputs(folder) {
  const small = join(folder, 'small.json');
  const large = join(folder, 'large.json');
  writeFileSync(small, JSON.stringify(template(3, 5), null, 2));
  writeFileSync(large, JSON.stringify(template(200, 17), null, 2));
  const found = [
    { name: 'one small file', paths: [small], files: [small] },
    { name: 'one large file', paths: [large], files: [large] },
  ];
  for (const actions of [400, 1600, 6400]) {
    const file = join(folder, `chain-${actions}.json`);
    writeFileSync(file, JSON.stringify(chain(actions), null, 2));
    found.push({ name: `chain of ${actions}`, paths: [file], files: [file] });
  }
  const corpus = process.env.LAUDIT_CORPUS ?? join(import.meta.dirname, '../../shared/corpus');
  if (existsSync(corpus)) found.push({ name: 'corpus', paths: [corpus], files: jsonBelow(corpus) });
  return found;
}
