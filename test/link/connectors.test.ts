/** Calls through connections: what a custom connector, a function or an API of API Management makes of them. */
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge.ts';
import { link } from '../../src/link/link.ts';
import type { Call, Json, Source } from '../../src/model.ts';

const TENANT = '6b0e2f91-c47d-4a38-9e15-d80c3f7a2b64';
const APP = '2d96c1f8-50ab-4e37-8c14-7be0d9a3f625';
const HEX = '0c7e41d9b2a8563f9e1d70b4c6a2f815';
const GROUP = '/subscriptions/5a1d7c30-84be-4f29-b6e0-9c2a13f7d485/resourceGroups/stock/providers';

function file(id: string, value: Json): Source {
  return { id, bytes: new TextEncoder().encode(JSON.stringify(value)), project: '' };
}

function callsOf(...sources: readonly Source[]): readonly Call[] {
  return link(judge(sources, { rules: [] }).documents.map(({ facts }) => facts)).calls;
}

const receiver = file('stock.json', {
  id: `${GROUP}/Microsoft.Logic/workflows/stock`,
  name: 'stock',
  type: 'Microsoft.Logic/workflows',
  properties: {
    state: 'Enabled',
    accessEndpoint: `https://prod-41.westeurope.logic.azure.com:443/workflows/${HEX}`,
    accessControl: { triggers: { sasAuthenticationPolicy: { state: 'Disabled' } } },
    definition: { triggers: { asked: { type: 'Request', kind: 'Http', inputs: { method: 'GET' } } }, actions: {} },
  },
});

function template(connector: Json, authentication: Json | null = null): Source {
  const id = `${GROUP}/Microsoft.Web/customApis/levels`;
  const connection = {
    id,
    connectionId: 'c',
    ...(authentication === null ? {} : { connectionProperties: { authentication } }),
  };
  const inputs = {
    host: { connection: { name: "@parameters('$connections')['levels']['connectionId']" } },
    method: 'get',
    path: `/workflows/${HEX}/triggers/asked/paths/invoke`,
  };
  return file('shop.json', {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      { type: 'Microsoft.Web/customApis', apiVersion: '2016-06-01', name: 'levels', properties: connector },
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: 'shop',
        identity: { type: 'SystemAssigned' },
        properties: {
          definition: {
            parameters: { $connections: { type: 'Object', defaultValue: {} } },
            triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
            actions: { Ask: { type: 'ApiConnection', inputs, runAfter: {} } },
          },
          parameters: { $connections: { value: { levels: connection } } },
        },
      },
    ],
  });
}

const HOST = 'prod-41.westeurope.logic.azure.com';
const PATHS = { '/workflows': { get: { parameters: [{ name: 'api-version', in: 'query' }] } } };
const open = { connectionParameters: {}, swagger: { host: HOST, basePath: '/', schemes: ['https'], paths: PATHS } };

describe('a custom connector', () => {
  /** The connector's id is that of the template's own place, which the literal id of the connection is not. */
  const own = (source: Source): Source => {
    const text = new TextDecoder()
      .decode(source.bytes)
      .replaceAll(`${GROUP}/Microsoft.Web/customApis/levels`, "[resourceId('Microsoft.Web/customApis', 'levels')]");
    return { ...source, bytes: new TextEncoder().encode(text) };
  };
  const ask = (connector: Json, authentication: Json | null = null): Call | undefined =>
    callsOf(receiver, own(template(connector, authentication)))[0];

  test('leads to the workflow behind its address, with nothing but what the action sends', () => {
    const call = ask(open);
    expect(call?.receiver?.workflow.name).toBe('stock');
    expect(call?.outcome).toMatchObject({ verdict: 'refused', because: [{ code: 'no-credentials' }] });
  });

  test('by its backend too', () => {
    const { swagger, ...rest } = open;
    const call = ask({
      ...rest,
      backendService: { serviceUrl: `https://${HOST}/` },
      swagger: { ...swagger, host: 'other.example' },
    });
    expect(call?.receiver?.workflow.name).toBe('stock');
  });

  test('may add a signature that its description names', () => {
    const paths = { '/workflows': { get: { parameters: [{ name: 'sig', in: 'query', default: 'x' }] } } };
    expect(ask({ ...open, swagger: { ...open.swagger, paths } })?.sender.sas).toBe('unknown');
  });

  test.each([
    ['policies of its own', { ...open, policies: { '*': {} } }],
    ['a gateway on premises', { ...open, capabilities: ['gateway'] }],
    [
      'a base path that its backend does not show',
      { ...open, backendService: { serviceUrl: `https://${HOST}` }, swagger: { ...open.swagger, basePath: '/v1' } },
    ],
    ['no address', { connectionParameters: {} }],
  ])('with %s leads nowhere that is known', (_, connector) => {
    expect(ask(connector)).toMatchObject({ receiver: null, unlinked: 'target-unknown' });
  });

  test('with a sign-in, or used with an identity: what arrives is not known', () => {
    const signedIn = ask({ ...open, connectionParameters: { token: { type: 'oauthSetting' } } });
    expect(signedIn?.sender.credential.kind).toBe('unknown');
    expect(signedIn?.outcome.verdict).toBe('unknown');
    const identity = ask(open, { type: 'ManagedServiceIdentity', audience: APP });
    expect(identity?.sender.credential.kind).toBe('unknown');
    expect(identity?.outcome.verdict).toBe('unknown');
  });

  test('of another place is not the one of the template', () => {
    expect(callsOf(receiver, template(open))[0]).toMatchObject({ receiver: null, unlinked: 'target-unknown' });
  });
});

describe('connections of a Standard app', () => {
  const site = (name: string) => [
    { type: 'Microsoft.Web/sites', apiVersion: '2023-12-01', name, kind: 'functionapp', properties: {} },
    {
      type: 'Microsoft.Web/sites/config',
      apiVersion: '2023-12-01',
      name: `${name}/authsettingsV2`,
      properties: {
        platform: { enabled: true, runtimeVersion: '~1' },
        globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'Return401' },
        identityProviders: {
          azureActiveDirectory: {
            enabled: true,
            registration: { clientId: APP, openIdIssuer: `https://sts.windows.net/${TENANT}/` },
          },
        },
      },
    },
  ];
  const API = 'Microsoft.ApiManagement/service/apis';
  const policy = `<policies><inbound><validate-azure-ad-token tenant-id="${TENANT}"><audiences><audience>${APP}</audience></audiences></validate-azure-ad-token></inbound></policies>`;
  const doors = file('deploy/doors.json', {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      ...site('stock-functions'),
      { type: API, apiVersion: '2022-08-01', name: 'gate/levels', properties: { path: 'levels' } },
      {
        type: `${API}/policies`,
        apiVersion: '2022-08-01',
        name: 'gate/levels/policy',
        properties: { format: 'rawxml', value: policy },
      },
    ],
  });
  const group = "/subscriptions/@{appsetting('SUBSCRIPTION')}/resourceGroups/@{appsetting('GROUP')}/providers";
  const key = { type: 'QueryString', name: 'Code', value: "@appsetting('FUNCTION_KEY')" };
  const identity = { type: 'ManagedServiceIdentity', audience: 'api://another' };
  const functionOf = (authentication: Json) => ({
    function: { id: `${group}/Microsoft.Web/sites/stock-functions/functions/Count` },
    triggerUrl: 'https://stock-functions.azurewebsites.net/api/Count',
    authentication,
  });
  const app = [
    file('app/host.json', { version: '2.0' }),
    file('app/connections.json', {
      functionConnections: { keyed: functionOf(key), identified: functionOf(identity) },
      apiManagementConnections: {
        gate: { apiId: `${group}/Microsoft.ApiManagement/service/gate/apis/levels`, authentication: key },
      },
    }),
    file('app/Shop/workflow.json', {
      kind: 'Stateful',
      definition: {
        triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
        actions: {
          Keyed: { type: 'Function', inputs: { method: 'POST', function: { connectionName: 'keyed' } } },
          Identified: { type: 'Function', inputs: { method: 'POST', function: { connectionName: 'identified' } } },
          Gate: {
            type: 'ApiManagement',
            inputs: {
              apiManagement: { connection: 'gate', operationId: 'levels' },
              method: 'get',
              pathTemplate: { template: '/' },
            },
          },
        },
      },
    }),
  ];
  const calls = new Map(callsOf(doors, ...app).map((call) => [call.sender.operation, call]));

  test('a function with a key behind App Service authentication: the key is no token', () => {
    const call = calls.get('Keyed');
    expect(call?.site?.name).toBe('stock-functions');
    expect(call?.outcome).toMatchObject({ verdict: 'refused', because: [{ code: 'no-credentials' }] });
  });

  test('a managed identity is documented for no such connection: not known', () => {
    expect(calls.get('Identified')?.outcome.verdict).toBe('unknown');
  });

  test('an API by its resource id', () => {
    const call = calls.get('Gate');
    expect(call?.api?.name).toBe('levels');
    expect(call?.outcome).toMatchObject({ verdict: 'refused', because: [{ code: 'no-credentials' }] });
  });
});
