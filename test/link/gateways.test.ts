/** What several documents say about one service of API Management: templates, exports, files. facts/doors.md §1. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import type { Json, Settings } from '../../src/model.ts';
import { SETTINGS } from '../fixtures.ts';

const TENANT = '0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42';
const RIGHT = '6f0b3d92-58c1-4e7a-a2d4-97e05b1c8f36';
const WRONG = '2d94e1b7-0c5f-4a83-b6e9-1f78a3c0d542';
const ID =
  '/subscriptions/4f1c2b3a-5d6e-4789-90ab-cdef01234567/resourceGroups/orders/providers/Microsoft.ApiManagement/service/gateway';

function check(audience: string): string {
  return `<validate-azure-ad-token tenant-id="${TENANT}"><audiences><audience>${audience}</audience></audiences></validate-azure-ad-token>`;
}

function policy(inbound: string): string {
  return `<policies><inbound>${inbound}</inbound><backend><base /></backend></policies>`;
}

function resource(type: string, name: string, properties: Json): Json {
  return { type: `Microsoft.ApiManagement/service${type}`, apiVersion: '2022-08-01', name, properties };
}

function template(resources: readonly Json[], parameters: Json = {}): Json {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters,
    resources,
  };
}

const caller: Json = {
  id: '/subscriptions/4f1c2b3a-5d6e-4789-90ab-cdef01234567/resourceGroups/orders/providers/Microsoft.Logic/workflows/shop',
  name: 'shop',
  type: 'Microsoft.Logic/workflows',
  identity: { type: 'SystemAssigned', principalId: '5b0c9d8e-1f2a-4b3c-8d4e-5f6a7b8c9d0e', tenantId: TENANT },
  properties: {
    state: 'Enabled',
    definition: {
      $schema:
        'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
      contentVersion: '1.0.0.0',
      triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
      actions: {
        Send: {
          type: 'Http',
          inputs: {
            method: 'POST',
            uri: 'https://gateway.azure-api.net/orders/new',
            authentication: { type: 'ManagedServiceIdentity', audience: WRONG },
          },
          runAfter: {},
        },
      },
    },
  },
};

/** What the call with the wrong audience comes to, and what is taken for granted. */
function outcome(files: Readonly<Record<string, Json>>, more: Partial<Settings> = {}): readonly string[] {
  const sources = Object.entries({ 'shop.json': caller, ...files }).map(([id, content]) => ({
    id,
    bytes: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
    project: '',
  }));
  const report = lint({ sources, settings: { ...SETTINGS, ...more } });
  expect(report.crashed).toBe(false);
  const [call] = report.calls;
  if (call === undefined) throw new Error('no call');
  const said = call.outcome.verdict === 'refused' ? call.outcome.because.map(({ code }) => code) : [];
  return [call.api?.name ?? 'no API', call.outcome.verdict, ...said, ...call.assumptions.map(({ text }) => text)];
}

const api = resource('/apis', 'gateway/orders', { path: 'orders', displayName: 'Orders' });
const REFUSED = ['orders', 'refused', 'audience-mismatch'];
const OPEN = ['orders', 'unknown'];

function apiPolicy(inbound: string, more: Readonly<Record<string, Json>> = {}): Json {
  return resource('/apis/policies', 'gateway/orders/policy', { format: 'rawxml', value: policy(inbound), ...more });
}

describe('templates', () => {
  test('API and policy in two of them', () => {
    expect(outcome({ 'a.json': template([api]), 'b.json': template([apiPolicy(check(RIGHT))]) })).toEqual(REFUSED);
  });

  test('that the service puts its policy in is said', () => {
    const wide = resource('/policies', 'gateway/policy', { value: policy(check(RIGHT)) });
    expect(outcome({ 'a.json': template([api]), 'b.json': template([wide]) })).toEqual([
      ...REFUSED,
      'no product leaves the policy of the whole service out',
    ]);
  });

  test('one service by the default of a parameter, the other by name', () => {
    const parameters = { gateway: { type: 'string', defaultValue: 'gateway' } };
    const own = resource('/apis/policies', "[concat(parameters('gateway'), '/orders/policy')]", {
      format: 'rawxml',
      value: policy(check(RIGHT)),
    });
    expect(outcome({ 'a.json': template([api]), 'b.json': template([own], parameters) })).toEqual([
      ...REFUSED,
      "the default of parameters('gateway') is kept",
    ]);
  });
});

describe('named values', () => {
  const named = (properties: Json): Json => resource('/namedValues', 'gateway/one', properties);
  const with_ = (...values: readonly Json[]) =>
    outcome({ 'a.json': template([api, apiPolicy(check('{{Orders-Audience}}')), ...values]) });
  const plain = { displayName: 'orders-audience', value: RIGHT };

  test.each<[string, readonly Json[], readonly string[]]>([
    ['written out', [named(plain)], REFUSED],
    ['surely no secret', [named({ ...plain, secret: false })], REFUSED],
    ['by its older type', [resource('/properties', 'gateway/one', plain)], REFUSED],
    ['a secret', [named({ ...plain, secret: true })], OPEN],
    ['of a vault', [named({ ...plain, keyVault: { secretIdentifier: 'https://v.vault.azure.net/secrets/x' } })], OPEN],
    ['an expression of the gateway', [named({ ...plain, value: '@(context.Api.Name)' })], OPEN],
    ['another', [named({ ...plain, displayName: 'other' })], OPEN],
    ['said in two ways', [named(plain), named({ ...plain, value: WRONG })], OPEN],
    ['none', [], OPEN],
  ])('%s', (_, values, expected) => expect(with_(...values)).toEqual(expected)); // prettier-ignore

  test('part of a text', () => {
    const id = template([
      api,
      apiPolicy(check('{{first}}-4e7a-a2d4-97e05b1c8f36')),
      named({ displayName: 'first', value: '6f0b3d92-58c1' }),
    ]);
    expect(outcome({ 'a.json': id })).toEqual(REFUSED);
    const same = { displayName: 'first', value: WRONG.slice(0, 13) };
    expect(
      outcome({ 'a.json': template([api, apiPolicy(check(`{{first}}${WRONG.slice(13)}`)), named(same)]) }),
    ).toEqual(OPEN);
  });

  test('of the settings', () => {
    const files = { 'a.json': template([api, apiPolicy(check('{{orders-audience}}'))]) };
    expect(outcome(files, { bindings: { 'namedvalue:orders-audience': RIGHT } })).toEqual(REFUSED);
    expect(outcome(files, { bindings: { 'namedvalue:orders-audience': WRONG } })).toEqual(OPEN);
  });
});

describe('exports', () => {
  const got = (path: string, type: string, properties: Json): Json => ({
    id: `${ID}${path}`,
    type: `Microsoft.ApiManagement/service${type}`,
    name: path.slice(path.lastIndexOf('/') + 1),
    properties,
  });

  test('API, policy and host, one by one and in a list', () => {
    const files = {
      'api.json': { value: [got('/apis/orders', '/apis', { path: 'orders', isCurrent: true })] },
      'policy.json': got('/apis/orders/policies/policy', '/apis/policies', {
        format: 'rawxml',
        value: policy(check(RIGHT)),
      }),
    };
    expect(outcome(files)).toEqual(REFUSED);
  });
});

describe('files', () => {
  const info = { properties: { path: 'orders', displayName: 'Orders', isCurrent: true } };
  const said = "the files in 'apim' are those of the service 'gateway'";

  test.each<[string, Readonly<Record<string, Json>>, readonly string[]]>([
    ['the policy of an API', { 'apim/apis/orders/policy.xml': policy(check(RIGHT)) }, REFUSED],
    ['with a comment in front', { 'apim/apis/orders/policy.xml': `<!-- kept by hand -->\r\n${policy(check(RIGHT))}` }, REFUSED],
    ['that of another', { 'apim/apis/returns/policy.xml': policy(check(RIGHT)) }, OPEN],
    ['that is no XML', { 'apim/apis/orders/policy.xml': policy(check(RIGHT)).replace('</policies>', '') }, OPEN],
    ['of an operation, which may be another', { 'apim/apis/orders/policy.xml': policy(check(RIGHT)), 'apim/apis/orders/operations/get/policy.xml': policy('<cors />') }, OPEN],
    ['of a product that leaves the service out', { 'apim/policy.xml': policy(check(RIGHT)), 'apim/products/gold/policy.xml': policy('<cors />') }, OPEN],
    ['of another folder', { 'other/policy.xml': policy(check(RIGHT)) }, OPEN],
    ['of a workspace', { 'apim/workspaces/team/apis/orders/policy.xml': policy(check(RIGHT)) }, OPEN],
  ])('%s', (_, files, expected) =>
    expect(outcome({ 'apim/apis/orders/apiInformation.json': info, ...files })).toEqual([...expected, said]),
  ); // prettier-ignore

  test('of the whole service', () => {
    const files = { 'apim/apis/orders/apiInformation.json': info, 'apim/policy.xml': policy(check(RIGHT)) };
    expect(outcome(files)).toEqual([...REFUSED, said, 'no product leaves the policy of the whole service out']);
  });

  test('in a workspace', () => {
    const folder = 'apim/workspaces/team/apis/orders';
    const files = { [`${folder}/apiInformation.json`]: info, [`${folder}/policy.xml`]: policy(check(RIGHT)) };
    expect(outcome(files)).toEqual([...REFUSED, said]);
  });

  test('that name their service', () => {
    const files = {
      'apim/serviceInformation.json': { name: 'gateway', properties: { publisherName: 'Contoso' } },
      'apim/apis/orders/apiInformation.json': info,
      'apim/apis/orders/policy.xml': policy(check(RIGHT)),
    };
    expect(outcome(files)).toEqual(REFUSED);
    const other = { ...files, 'apim/serviceInformation.json': { name: 'other', properties: {} } };
    expect(outcome(other)).toEqual(['no API', 'unknown']);
  });
});

describe('links', () => {
  const linked = (value: string, parameters: Json = { base: { type: 'string' } }): Json =>
    template([api, apiPolicy('', { format: 'rawxml-link', value })], parameters);
  const file = policy(check(RIGHT));
  const said = (name: string): string => `the policy that is linked to is that of '${name}'`;

  test.each<[string, string, Readonly<Record<string, Json>>, readonly string[]]>([
    ['to the one file of that name', "[concat(parameters('base'), '/orders.xml')]", { 'policies/orders.xml': file }, [...REFUSED, said('policies/orders.xml')]],
    ['to the file that lies nearer', 'https://store.example/apim/orders.xml?sv=1', { 'policies/orders.xml': policy(''), 'apim/orders.xml': file }, [...REFUSED, said('apim/orders.xml')]],
    ['to one of two', "[concat(parameters('base'), '/orders.xml')]", { 'a/orders.xml': file, 'b/orders.xml': file }, OPEN],
    ['to a file that is not here', "[concat(parameters('base'), '/orders.xml')]", { 'policies/returns.xml': file }, OPEN],
    ['to the end of a name', "[concat(parameters('base'), 'orders.xml')]", { 'policies/orders.xml': file }, OPEN],
    ['to what a parameter says', "[parameters('base')]", { 'policies/orders.xml': file }, OPEN],
  ])('%s', (_, value, files, expected) => expect(outcome({ 'a.json': linked(value), ...files })).toEqual(expected)); // prettier-ignore
});
