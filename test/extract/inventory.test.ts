import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInventory, parseInventory, tenantsOf } from '../../src/extract/inventory.ts';
import type { Json } from '../../src/model.ts';

const APP = '1a2b3c4d-0000-4000-8000-00000000000A';
const principal = {
  appId: APP,
  displayName: 'Orders',
  servicePrincipalNames: ['api://Orders', APP],
  servicePrincipalType: 'Application',
};
const application = {
  appId: APP,
  identifierUris: ['api://Orders'],
  signInAudience: 'AzureADMyOrg',
  api: { requestedAccessTokenVersion: 2 },
};
const identity = {
  id: '/subscriptions/x/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/caller',
  clientId: '2a2b3c4d-0000-4000-8000-00000000000B',
  principalId: '3a2b3c4d-0000-4000-8000-00000000000C',
  tenantId: '4A2B3C4D-0000-4000-8000-00000000000D',
  type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
};
const schema = new Ajv({ allowUnionTypes: true }).compile(
  JSON.parse(readFileSync('schemas/inventory.schema.json', 'utf8')) as object,
);

test('service principals: names and appId are audiences, lower case, and the list is complete', () => {
  expect(parseInventory([[principal]])).toEqual({
    audiences: [APP.toLowerCase(), 'api://orders'],
    complete: true,
    versions: {},
    appIds: {},
  });
});

test('a final slash is kept', () => {
  expect(parseInventory([[{ ...principal, servicePrincipalNames: ['https://x.example/'] }]]).audiences).toContain(
    'https://x.example/',
  );
});

test.each<[string, Json[], boolean]>([
  ['a page without a next one', [{ '@odata.context': 'c', value: [principal] }], true],
  ['a page with a next one', [{ value: [principal], '@odata.nextLink': 'https://graph.example/next' }], false],
  [
    'pages of which one is not the last',
    [{ value: [principal], '@odata.nextLink': 'n' }, { value: [principal] }],
    false,
  ],
  ['exactly one hundred', [Array.from({ length: 100 }, () => principal)], false],
  ['a hundred and one', [Array.from({ length: 101 }, () => principal)], true],
  ['a principal whose names were projected away', [[{ appId: APP, servicePrincipalType: 'Application' }]], false],
  ['a principal with no name but its appId', [[{ appId: APP, servicePrincipalNames: [] }]], true],
  ['applications alone', [[application]], false],
  ['identities alone', [[identity]], false],
  ['one principal shown by itself', [principal], false],
  ['principals among something else', [[principal, { colour: 'red' }]], false],
  ['nothing', [[]], false],
])('complete? %s', (_, values, complete) => {
  expect(parseInventory(values).complete).toBe(complete);
});

test.each<[string, Json, number | undefined]>([
  ['2', { requestedAccessTokenVersion: 2 }, 2],
  ['1', { requestedAccessTokenVersion: 1 }, 1],
  ['null is 1', { requestedAccessTokenVersion: null }, 1],
  ['missing is unknown', {}, undefined],
  ['no api is unknown', null, undefined],
  ['nonsense is unknown', { requestedAccessTokenVersion: '2' }, undefined],
])('token version of an application: %s', (_, api, version) => {
  const { versions, appIds, audiences } = parseInventory([[{ ...application, api }]]);
  expect(versions['api://orders']).toBe(version);
  expect(versions[APP.toLowerCase()]).toBe(version);
  expect(appIds).toEqual({ 'api://orders': APP.toLowerCase() });
  expect(audiences).toEqual([]);
});

test('identities: the client id is an audience, flat or below properties, and names the tenant', () => {
  const { clientId, principalId, tenantId, ...rest } = identity;
  const raw = { ...rest, properties: { clientId, principalId, tenantId } };
  for (const shape of [identity, raw]) {
    expect(parseInventory([[shape]]).audiences).toEqual([clientId.toLowerCase()]);
    expect(tenantsOf([[shape]])).toEqual([tenantId.toLowerCase()]);
  }
});

test('names that JavaScript owns stay names', () => {
  const { versions } = parseInventory([[{ ...application, identifierUris: ['__proto__'] }]]);
  expect(Object.hasOwn(versions, '__proto__')).toBe(true);
  expect(Object.getPrototypeOf(versions)).toBe(Object.prototype);
});

test('the schema says what is understood', () => {
  for (const value of [[principal], [application], [identity], { value: [principal] }, [], principal]) {
    expect(isInventory(value)).toBe(true);
    expect(schema(value)).toBe(true);
  }
  for (const value of [{}, 'text', null, [{ colour: 'red' }], { value: 3 }]) {
    expect(isInventory(value)).toBe(false);
    expect(schema(value)).toBe(false);
  }
});

test('any JSON is taken without an exception, and nothing unknown is complete', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (values) => {
      expect(parseInventory(values as Json[]).complete).toBe(false);
    }),
  );
});
