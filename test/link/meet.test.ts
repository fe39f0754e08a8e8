/** Which receiver a sender reaches, and when nobody may say so: documents in, calls out. */
import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import type { Call, Json, JsonObject } from '../../src/model.ts';
import { factsOf } from '../fixtures.ts';

const SUBSCRIPTION = '6f1c2f0a-3c1b-4d57-9a0e-51c4a2d7b310';
const ID = '5e0c7d31b9a84f62a1d0c3e8f7b29416';
const HOST = 'https://prod-61.westeurope.logic.azure.com';
const URL = `${HOST}:443/workflows/${ID}/triggers/manual/paths/invoke?api-version=2016-10-01`;

/** Every call of the project(s): files by name, `project/name` where there are several projects. */
function calls(files: Readonly<Record<string, Json>>): readonly Call[] {
  const sources = Object.entries(files).map(([id, value]) => ({
    id,
    bytes: new TextEncoder().encode(JSON.stringify(value)),
    project: id.startsWith('project-') ? (id.split('/')[0] ?? '') : '',
  }));
  return link(factsOf(sources)).calls;
}

/** Where the only call ends: file and name of the receiver, or why there is none. */
function met(files: Readonly<Record<string, Json>>): string {
  const all = calls(files);
  expect(all).toHaveLength(1);
  const [call] = all;
  return call?.receiver === null || call === undefined
    ? (call?.unlinked ?? '')
    : `${call.receiver.workflow.file} ${call.receiver.workflow.name} ${call.receiver.trigger}`;
}

function resourceId(name: string, group = 'contoso-orders'): string {
  return `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Logic/workflows/${name}`;
}

const request = { manual: { type: 'Request', kind: 'Http', inputs: {} } };
const hourly = { Recurrence: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } };

function exported(
  name: string,
  triggers: JsonObject,
  actions: JsonObject,
  more: JsonObject = {},
  group?: string,
): JsonObject {
  return {
    id: resourceId(name, group),
    name,
    type: 'Microsoft.Logic/workflows',
    properties: { provisioningState: 'Succeeded', ...more, definition: { triggers, actions } },
  };
}

function http(uri: string): JsonObject {
  return { Send: { type: 'Http', inputs: { method: 'POST', uri } } };
}

function workflow(id: string, triggerName = 'manual'): JsonObject {
  return { Call: { type: 'Workflow', inputs: { host: { triggerName, workflow: { id } } } } };
}

function template(...resources: readonly Json[]): JsonObject {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources,
  };
}

function resource(name: string, triggers: JsonObject, actions: JsonObject = {}): JsonObject {
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name,
    location: 'westeurope',
    properties: { definition: { triggers, actions } },
  };
}

function parameterized(parameters: JsonObject, ...resources: readonly Json[]): JsonObject {
  return { ...template(...resources), parameters };
}

const receiver = exported('orders-receiver', request, {}, { accessEndpoint: `${HOST}:443/workflows/${ID}` });
const sender = (uri: string) => exported('orders-sender', hourly, http(uri));
const callback = (name: string, ...group: readonly string[]) =>
  `[listCallbackUrl(resourceId(${[...group, "'Microsoft.Logic/workflows/triggers'", name, "'manual'"].join(', ')}), '2019-05-01').value]`;

describe('a callback URL and the endpoint of an export', () => {
  test.each([
    ['as it is', URL],
    ['without the port', URL.replace(':443', '')],
    ['with a relative path', URL.replace('/invoke?', '/invoke/orders/7?')],
    ['in capitals', URL.replace(ID, ID.toUpperCase())],
    ['of one version', URL.replace('/triggers/', '/versions/08584288146330916921/triggers/')],
    ['with an unknown relative path', URL.replace('/invoke?', "/invoke/orders/@{triggerBody()?['id']}?")],
    ['with the trigger in another case', URL.replace('/manual/', '/Manual/')],
  ])('%s', (_, uri) => {
    expect(met({ 'sender.json': sender(uri), 'receiver.json': receiver })).toBe('receiver.json orders-receiver manual');
  });

  test('of another workflow', () => {
    expect(met({ 'sender.json': sender(URL.replace(ID, ID.replace('5', '6'))), 'receiver.json': receiver })).toBe(
      'not-in-project',
    );
  });

  test('of another trigger', () => {
    expect(met({ 'sender.json': sender(URL.replace('/manual/', '/other/')), 'receiver.json': receiver })).toBe(
      'no-such-trigger',
    );
  });

  test('of a stranger', () => {
    expect(met({ 'sender.json': sender('https://api.fabrikam.example/orders'), 'receiver.json': receiver })).toBe(
      'external',
    );
  });

  test('that is not known', () => {
    expect(met({ 'sender.json': sender("@{triggerBody()?['url']}"), 'receiver.json': receiver })).toBe(
      'target-unknown',
    );
  });

  test.each(['###receiverUri###', 'REPLACE_WITH_THE_URL', "@appsetting('x')/data"])(
    'that is to be filled in: %s',
    (uri) => {
      expect(met({ 'sender.json': sender(uri), 'receiver.json': receiver })).toBe('target-unknown');
    },
  );

  test('of a receiver in another project', () => {
    expect(met({ 'project-a/sender.json': sender(URL), 'project-b/receiver.json': receiver })).toBe('not-in-project');
  });

  test('of two exports of the same workflow', () => {
    expect(met({ 'sender.json': sender(URL), 'one.json': receiver, 'two.json': receiver })).toBe('ambiguous');
  });

  test('with a name for the trigger that cannot be decoded', () => {
    expect(met({ 'sender.json': sender(URL.replace('/manual/', '/%E0%A4%A/')), 'receiver.json': receiver })).toBe(
      'no-such-trigger',
    );
  });
});

describe('the Workflow action', () => {
  test('by id', () => {
    expect(
      met({
        'sender.json': exported('orders-sender', hourly, workflow(resourceId('orders-receiver'))),
        'receiver.json': receiver,
      }),
    ).toBe('receiver.json orders-receiver manual');
  });

  test('by an id in other letter case', () => {
    expect(
      met({
        'sender.json': exported('orders-sender', hourly, workflow(resourceId('orders-receiver').toUpperCase())),
        'receiver.json': receiver,
      }),
    ).toBe('receiver.json orders-receiver manual');
  });

  test('in another resource group', () => {
    expect(
      met({
        'sender.json': exported('orders-sender', hourly, workflow(resourceId('orders-receiver', 'fabrikam'))),
        'receiver.json': receiver,
      }),
    ).toBe('not-in-project');
  });

  test('by id in a template', () => {
    const file = template(
      resource('orders-receiver', request),
      resource('orders-sender', hourly, workflow("[resourceId('Microsoft.Logic/workflows', 'orders-receiver')]")),
    );
    expect(met({ 'azuredeploy.json': file })).toBe('azuredeploy.json orders-receiver manual');
  });

  test('by name in a Standard app', () => {
    const flow = (triggers: JsonObject, actions: JsonObject) => ({
      kind: 'Stateful',
      definition: { triggers, actions },
    });
    const byName = { Call: { type: 'Workflow', inputs: { host: { workflow: { id: 'orders' } } } } };
    const files = {
      'app/host.json': { version: '2.0' },
      'app/Orders/workflow.json': flow(request, {}),
      'app/Send/workflow.json': flow(hourly, byName),
    };
    expect(met(files)).toBe('app/Orders/workflow.json Orders manual');
    expect(met({ ...files, 'app/Orders/workflow.json': flow(hourly, {}) })).toBe('not-callable');
    expect(
      met({ 'app/Send/workflow.json': flow(hourly, byName), 'other/Orders/workflow.json': flow(request, {}) }),
    ).toBe('not-in-project');
  });
});

describe('resource ids', () => {
  const called = (uri: string) =>
    template(resource('orders-receiver', request), resource('orders-sender', hourly, http(uri)));

  test('of a callback URL in one template', () => {
    expect(met({ 'azuredeploy.json': called(callback("'orders-receiver'")) })).toBe(
      'azuredeploy.json orders-receiver manual',
    );
    expect(met({ 'azuredeploy.json': called(callback("'orders-receiver'").replace('.value', '.basePath')) })).toBe(
      'azuredeploy.json orders-receiver manual',
    );
    expect(met({ 'azuredeploy.json': called(callback("'Orders-Receiver'")) })).toBe(
      'azuredeploy.json orders-receiver manual',
    );
    expect(met({ 'azuredeploy.json': called(callback("'orders-archive'")) })).toBe('not-in-project');
  });

  test('of an access endpoint in one template', () => {
    const uri =
      "[concat(reference(resourceId('Microsoft.Logic/workflows', 'orders-receiver'), '2019-05-01').accessEndpoint, '/triggers/manual/paths/invoke?api-version=2016-10-01')]";
    expect(met({ 'azuredeploy.json': called(uri) })).toBe('azuredeploy.json orders-receiver manual');
    expect(met({ 'azuredeploy.json': called(uri.replace('/manual/', '/other/')) })).toBe('no-such-trigger');
  });

  test('with a name that only the deployment knows, on both sides', () => {
    const file = parameterized(
      { name: { type: 'string' } },
      resource("[parameters('name')]", request),
      resource('orders-sender', hourly, http(callback("parameters('name')"))),
    );
    expect(met({ 'azuredeploy.json': file })).toContain('azuredeploy.json');
  });

  test('with a name that only the deployment knows, on one side', () => {
    const file = parameterized(
      { name: { type: 'string' } },
      resource('orders-receiver', request),
      resource('orders-sender', hourly, http(callback("parameters('name')"))),
    );
    expect(met({ 'azuredeploy.json': file })).toBe('target-unknown');
  });

  test('with a default on one side: found, and the assumption is told', () => {
    const file = parameterized(
      { name: { type: 'string', defaultValue: 'orders-receiver' } },
      resource('orders-receiver', request),
      resource('orders-sender', hourly, http(callback("parameters('name')"))),
    );
    const [call] = calls({ 'azuredeploy.json': file });
    expect(call?.receiver?.workflow.name).toBe('orders-receiver');
    expect(call?.assumptions).toMatchObject([{ softens: true }]);
  });

  test('across templates of one project', () => {
    const files = {
      'receiver.json': template(resource('orders-receiver', request)),
      'sender.json': template(resource('orders-sender', hourly, http(callback("'orders-receiver'")))),
    };
    expect(met(files)).toBe('receiver.json orders-receiver manual');
    expect(
      met({ 'project-a/receiver.json': files['receiver.json'], 'project-b/sender.json': files['sender.json'] }),
    ).toBe('not-in-project');
  });

  test('across templates, of a workflow that two templates make', () => {
    const twice = template(resource('orders-receiver', request));
    expect(
      met({
        'one.json': twice,
        'two.json': twice,
        'sender.json': template(resource('orders-sender', hourly, http(callback("'orders-receiver'")))),
      }),
    ).toBe('ambiguous');
  });

  test('in a resource group of its own name', () => {
    expect(met({ 'azuredeploy.json': called(callback("'orders-receiver'", "'fabrikam-shared'")) })).toBe(
      'not-in-project',
    );
    expect(
      met({
        'azuredeploy.json': parameterized(
          { group: { type: 'string' } },
          resource('orders-receiver', request),
          resource('orders-sender', hourly, http(callback("'orders-receiver'", "parameters('group')"))),
        ),
      }),
    ).toBe('not-in-project');
  });

  test('of a workflow of the same name that a nested deployment puts into another group', () => {
    const nested = (resourceGroup: string | null, id: string) =>
      template(
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'inner',
          ...(resourceGroup === null ? {} : { resourceGroup }),
          properties: {
            mode: 'Incremental',
            expressionEvaluationOptions: { scope: 'inner' },
            template: template(resource('orders-receiver', request)),
          },
        },
        resource('orders-sender', hourly, http(id)),
      );
    const own = callback("'orders-receiver'");
    const other = callback("'orders-receiver'", "'fabrikam-shared'");
    expect(met({ 'azuredeploy.json': nested('fabrikam-shared', own) })).toBe('not-in-project');
    expect(met({ 'azuredeploy.json': nested('fabrikam-shared', other) })).toContain('orders-receiver');
    expect(met({ 'azuredeploy.json': nested(null, own) })).toContain('orders-receiver');
    expect(met({ 'azuredeploy.json': nested(null, other) })).toBe('not-in-project');
  });

  test('of a template and an export of the same workflow: the sender prefers its own kind', () => {
    const files = { 'receiver.json': receiver, 'azuredeploy.json': template(resource('orders-receiver', request)) };
    expect(met({ ...files, 'sender.json': sender(URL) })).toBe('receiver.json orders-receiver manual');
    expect(
      met({
        ...files,
        'sender.json': template(resource('orders-sender', hourly, http(callback("'orders-receiver'")))),
      }),
    ).toBe('azuredeploy.json orders-receiver manual');
  });
});

describe('environments', () => {
  const file = parameterized(
    { name: { type: 'string' } },
    resource("[concat(parameters('name'), '-receiver')]", request),
    resource(
      "[concat(parameters('name'), '-sender')]",
      hourly,
      http(callback("concat(parameters('name'), '-receiver')")),
    ),
  );
  const values = (name: string) => ({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: { name: { value: name } },
  });

  test('nothing links across them', () => {
    const all = calls({
      'azuredeploy.json': file,
      'azuredeploy.parameters.dev.json': values('dev'),
      'azuredeploy.parameters.prod.json': values('prod'),
    });
    expect(all.map((call) => [call.environments, call.receiver?.environments, call.receiver?.workflow.name])).toEqual([
      [['dev'], ['dev'], 'dev-receiver'],
      [['prod'], ['prod'], 'prod-receiver'],
    ]);
  });
});
