/** The tokens that a sender may get, and whose they are (facts/security.md §3.3, §6). */
import { describe, expect, test } from 'vitest';
import { tokensOf, unknownToTenant } from '../../src/link/tokens.ts';
import { type Caller, names, whoseId } from '../../src/link/who.ts';
import type { Credential, Hole, Identity, Inventory, Sender, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { APP, at, identity, inventory, OTHER_APP, OTHER_TENANT, sender, TENANT } from './parts.ts';

const OBJECT = 'c83f6b12-0d5e-49a7-b264-e19f70d8453a';
const USER = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/caller';
const GUID = { minLength: 36, maxLength: 36, alphabet: 'guid' };
const open = hole("main.json:parameters('x')", 'string');

const system: Identity = {
  kind: 'present',
  at,
  system: 'yes',
  user: 'no',
  userAssigned: [],
  principalId: known(OBJECT),
  tenantId: known(TENANT),
};

function tokens(credential: Credential, more: Partial<Sender> = {}, directory: Inventory | null = null) {
  return tokensOf(sender({ credential, identity: system, ...more }), directory);
}

describe('the versions', () => {
  const versions = (audience: string | Value | null, directory: Inventory | null = null) =>
    tokens(identity(audience), {}, directory)?.map(({ version }) => version);
  const choice = (then: string, otherwise: string): Value => ({
    kind: 'choice',
    condition: 'x',
    then: known(then),
    else: known(otherwise),
  });

  test.each<[string, string | Value | null, readonly (1 | 2)[]]>([
    ['of an application of one’s own', 'api://orders', [1, 2]],
    ['of its id', APP, [1, 2]],
    ['of what is not known', open, [1, 2]],
    ['of Azure Resource Manager, which is the default', null, [1]],
    ['of Azure Resource Manager', 'https://management.core.windows.net', [1]],
    ['of Microsoft', 'https://vault.azure.net', [1]],
    ['of one of two', choice('https://vault.azure.net', 'https://management.azure.com'), [1]],
    ['of one of two, either', choice('https://vault.azure.net', 'api://orders'), [1, 2]],
  ])('%s', (_, audience, expected) => {
    expect(versions(audience)).toEqual(expected);
  });

  test('as the directory has it, in any letter case', () => {
    const two = inventory({ versions: { 'api://orders': 2, 'https://vault.azure.net': 2 } });
    expect(versions('API://Orders', two)).toEqual([2]);
    expect(versions('api://else', two)).toEqual([1, 2]);
    expect(versions(open, two)).toEqual([1, 2]);
    expect(versions('https://vault.azure.net', two)).toEqual([1]);
  });
});

describe('the audience that they carry', () => {
  const carried = (audience: string | Value, directory: Inventory | null = null) =>
    tokens(identity(audience), {}, directory)?.map(({ aud }) => aud);

  test('version 1: what was asked for; version 2: the id of the application', () => {
    expect(carried('api://orders')).toEqual([
      known('api://orders'),
      hole('application of api://orders', 'string', { shape: GUID } as Partial<Hole>),
    ]);
    expect(carried(APP)).toEqual([known(APP), known(APP)]);
    const directory = inventory({ appIds: { 'api://orders': APP } });
    expect(carried('API://orders', directory)).toEqual([known('API://orders'), known(APP)]);
  });

  test('two that differ are two applications, whether they are known or not', () => {
    const [one, other] = [carried(join(['api://', open]))?.[1], carried(join(['api://', hole('y', 'string')]))?.[1]];
    expect(one?.kind === 'hole' && other?.kind === 'hole' && one.name !== other.name).toBe(true);
    const [a, b] = [carried('api://a')?.[1], carried('api://b')?.[1]];
    expect(a?.kind === 'hole' && b?.kind === 'hole' && a.name !== b.name).toBe(true);
  });

  test('of Microsoft: what was asked for, or the id of the API', () => {
    expect(carried('https://vault.azure.net')).toEqual([
      {
        kind: 'choice',
        condition: 'token form of https://vault.azure.net',
        then: known('https://vault.azure.net'),
        else: hole('api id of https://vault.azure.net', 'string', { shape: GUID } as Partial<Hole>),
      },
    ]);
    expect(carried('https://management.azure.com/')).toEqual([known('https://management.azure.com/')]);
  });

  test('of one of two', () => {
    const audience: Value = { kind: 'choice', condition: 'x', then: known(APP), else: known('api://orders') };
    expect(carried(audience)).toMatchObject([
      audience,
      { kind: 'choice', condition: 'x', then: known(APP), else: { name: 'application of api://orders' } },
    ]);
  });
});

describe('there are none', () => {
  test.each<[string, Credential]>([
    ['without credential', { kind: 'none' }],
    ['with one that is not known', { kind: 'unknown' }],
    ['with another header', { kind: 'other', type: 'Basic', header: 'yes', at }],
    ['of an application that names no audience', { kind: 'oauth', audience: null, tenant: known(TENANT), at }],
  ])('%s', (_, credential) => {
    expect(tokens(credential)).toBeUndefined();
  });
});

describe('who asks for them', () => {
  const caller = (more: Partial<Sender>, credential: Credential = identity(APP), directory: Inventory | null = null) =>
    tokens(credential, more, directory)?.[0];
  const of = (id: string | Value): Credential => ({
    kind: 'managed-identity',
    audience: known(APP),
    identity: typeof id === 'string' ? known(id) : id,
    at,
  });
  const resourceId = known('/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/w');
  const nobody = { oid: null, client: null, resource: null, kind: 'unknown' };

  test('the system-assigned identity', () => {
    const own = { oid: known(OBJECT), client: null, resource: resourceId, kind: 'system', tenant: known(TENANT) };
    expect(caller({ resourceId })).toMatchObject(own);
    const directory = inventory({ clientIds: { [OBJECT]: APP } });
    expect(caller({ resourceId }, identity(APP), directory)).toMatchObject({ ...own, client: known(APP) });
    expect(caller({ resourceId, identity: { ...system, system: 'no' } })).toMatchObject({
      ...nobody,
      tenant: known(TENANT),
    });
    expect(caller({ resourceId, identity: { ...system, system: 'unknown' } })).toMatchObject(nobody);
    expect(caller({ resourceId, identity: { kind: 'unknown' } })).toMatchObject({ ...nobody, tenant: null });
    expect(caller({ resourceId, identity: { kind: 'absent', at } })).toMatchObject({ ...nobody, tenant: null });
  });

  test('its tenant, by the directory where the export does not say it', () => {
    const without: Identity = { ...system, tenantId: null };
    const tenants = inventory({ tenants: { [OBJECT]: OTHER_TENANT } });
    expect(caller({ identity: without })?.tenant).toBeNull();
    expect(caller({ identity: without }, identity(APP), tenants)?.tenant).toEqual(known(OTHER_TENANT));
    expect(caller({ identity: system }, identity(APP), tenants)?.tenant).toEqual(known(TENANT));
    expect(caller({ identity: { ...without, principalId: null } }, identity(APP), tenants)?.tenant).toBeNull();
  });

  test('a user-assigned identity, by its id', () => {
    const users = [
      { id: known(`${USER}-2`), clientId: known(TENANT), principalId: known(TENANT) },
      { id: known(`${USER.toUpperCase()}/`), clientId: known(APP), principalId: known(OBJECT) },
    ];
    const mixed: Identity = { ...system, user: 'yes', users };
    const own = { oid: known(OBJECT), client: known(APP), resource: known(USER), kind: 'user', tenant: known(TENANT) };
    expect(caller({ identity: mixed }, of(USER))).toMatchObject(own);
    expect(caller({ identity: mixed }, of(`${USER}-3`))).toMatchObject({ oid: null, client: null, kind: 'user' });
    expect(caller({ identity: { kind: 'unknown' } }, of(USER))).toMatchObject({
      oid: null,
      client: null,
      tenant: null,
    });
    const directory = inventory({
      objectIds: { [USER.toLowerCase()]: OBJECT },
      clientIds: { [OBJECT]: OTHER_APP },
      tenants: { [OBJECT]: OTHER_TENANT },
    });
    const listed = { oid: known(OBJECT), client: known(OTHER_APP), kind: 'user', tenant: known(OTHER_TENANT) };
    expect(caller({ identity: { kind: 'unknown' } }, of(USER), directory)).toMatchObject(listed);
    expect(caller({ identity: { kind: 'unknown' } }, of(open), directory)).toMatchObject({ oid: null, client: null });
  });

  test('an application that signs in by itself', () => {
    const made = { kind: 'oauth', audience: known(APP), tenant: known(OTHER_TENANT), at } as const;
    const own = { ...nobody, tenant: known(OTHER_TENANT) };
    expect(caller({}, { ...made, clientId: known(OTHER_APP) })).toMatchObject({ ...own, client: known(OTHER_APP) });
    expect(caller({}, made)).toMatchObject(own);
  });
});

describe('a text that names a caller', () => {
  const system_: Caller = {
    oid: known(OBJECT),
    client: known(APP),
    resource: known(USER),
    kind: 'system',
    tenant: known(TENANT),
  };
  const nobody: Caller = { ...system_, oid: null, client: null };
  const user: Caller = { ...nobody, kind: 'user' };
  const get = (from: Value, name: string): Value =>
    hole(`get(${name})`, 'any', { call: { fn: 'get', args: [from, known(name)] } });
  const reference = (id: string, ...path: readonly string[]): Value =>
    path.reduce(get, hole(`reference(${id})`, 'object', { call: { fn: 'reference', args: [known(id)] } }));

  test.each<[string, Value, 'clientId' | 'principalId', Caller, string]>([
    ['its client id', known(APP.toUpperCase()), 'clientId', system_, 'yes'],
    ['another client id', known(OTHER_APP), 'clientId', system_, 'no'],
    ['its object id', known(OBJECT), 'principalId', system_, 'yes'],
    ['its object id, where its client id belongs', known(OBJECT), 'clientId', { ...system_, client: null }, 'no'],
    ['its client id, where its object id belongs', known(APP), 'principalId', { ...system_, oid: null }, 'no'],
    ['its object id, where it is a name', known('orders'), 'clientId', { ...nobody, oid: known('orders') }, 'unknown'],
    ['some id', known(OTHER_APP), 'clientId', nobody, 'unknown'],
    ['some unknown', open, 'clientId', { ...system_, client: null }, 'unknown'],
    ['the object id of the resource', reference(USER, 'identity', 'principalId'), 'principalId', { ...nobody }, 'yes'],
    ['the object id of the resource, in other letters', reference(`${USER.toUpperCase()}/`, 'identity', 'principalId'), 'principalId', nobody, 'yes'],
    ['the object id of another resource', reference(`${USER}-2`, 'identity', 'principalId'), 'principalId', nobody, 'no'],
    ['the object id of a resource, of a caller of no known one', reference(USER, 'identity', 'principalId'), 'principalId', { ...nobody, resource: null }, 'unknown'],
    ['the object id of the resource, where its client id belongs', reference(USER, 'identity', 'principalId'), 'clientId', nobody, 'no'],
    ['the object id of a user-assigned identity, of a system-assigned one', reference(USER, 'principalId'), 'principalId', nobody, 'no'],
    ['its client id by reference', reference(USER, 'clientId'), 'clientId', user, 'yes'],
    ['its client id by reference, in full', reference(USER, 'properties', 'clientId'), 'clientId', user, 'yes'],
    ['its object id by reference, in full', reference(USER, 'properties', 'principalId'), 'principalId', user, 'yes'],
    ['its client id by reference, where its object id belongs', reference(USER, 'clientId'), 'principalId', user, 'no'],
    ['something else by reference', reference(USER, 'tenantId'), 'clientId', user, 'unknown'],
    ['by reference, of a caller of no known kind', reference(USER, 'clientId'), 'clientId', { ...user, kind: 'unknown' }, 'unknown'],
    ['by another function', get(hole('list', 'object', { call: { fn: 'listKeys', args: [known(USER)] } }), 'clientId'), 'clientId', user, 'unknown'],
    ['by reference to nothing', get(hole('reference()', 'object', { call: { fn: 'reference', args: [] } }), 'clientId'), 'clientId', user, 'unknown'],
  ])('%s', (_, value, what, caller, expected) => {
    expect(names(value, what, caller)).toBe(expected);
  }); // prettier-ignore
});

describe('the id that a policy names, told apart', () => {
  const users = [{ id: known(USER), clientId: known(OTHER_APP), principalId: known(OTHER_TENANT) }];
  const from = sender({ identity: { ...system, users } as Identity });
  const OBJECT_ID = "the caller's object id (principalId), where its application (client) id belongs";
  const CLIENT_ID = "the caller's application (client) id, where its object id (principalId) belongs";

  test.each([
    ['appid', [OBJECT.toUpperCase()], OBJECT_ID],
    ['azp', [OBJECT], OBJECT_ID],
    ['azp', [APP, OTHER_TENANT], OBJECT_ID],
    ['appid', [OTHER_APP], 'another caller'],
    ['oid', [OTHER_APP.toUpperCase()], CLIENT_ID],
    ['sub', [APP, OTHER_APP], CLIENT_ID],
    ['oid', [OBJECT], 'another caller'],
    ['oid', [APP], 'another caller'],
  ])('in %s: %j is %s', (claim, accepted, expected) => {
    expect(whoseId(claim, accepted, from)).toBe(expected);
  });

  test('of a caller that is not known, or whose ids are not', () => {
    expect(whoseId('appid', [OBJECT], sender({ identity: { kind: 'unknown' } }))).toBe('another caller');
    const bare = sender({ identity: { ...system, principalId: null } });
    expect(whoseId('appid', [OBJECT], bare)).toBe('another caller');
    expect(whoseId('oid', [OTHER_APP], bare)).toBe('another caller');
  });
});

describe('an audience that the tenant does not know', () => {
  const directory = inventory({ audiences: ['api://orders', 'https://stock.contoso.example/', APP] });

  test.each<[string | Value, string]>([
    ['api://orders', 'no'],
    ['API://Orders/', 'no'],
    ['api://orders/.default', 'no'],
    ['https://stock.contoso.example', 'no'],
    ['https://stock.contoso.example/', 'no'],
    [APP, 'no'],
    [OTHER_APP, 'yes'],
    ['api://stock', 'yes'],
    ['api://orders/.default/x', 'yes'],
    ['api://orders//', 'yes'],
    ['https://vault.azure.net', 'no'],
    ['https://management.azure.com', 'no'],
    ['00000003-0000-0ff1-ce00-000000000000', 'no'],
    ['00000007-0000-0000-C000-000000000000', 'no'],
    ['cfa8b339-82a2-471a-a3c9-0fc0be7a4093', 'no'],
    [open, 'unknown'],
  ])('%j: %s', (audience, expected) => {
    expect(unknownToTenant(typeof audience === 'string' ? known(audience) : audience, directory)).toBe(expected);
  });

  test('is looked up: the directory is gone through once, whoever asks', () => {
    let read = 0;
    const { audiences, ...rest } = directory;
    const counted = {
      ...rest,
      get audiences() {
        read++;
        return audiences;
      },
    };
    for (let at = 0; at < 100; at++) expect(unknownToTenant(known(`api://stock${at}`), counted)).toBe('yes');
    expect(unknownToTenant(known('api://orders'), counted)).toBe('no');
    expect(read).toBe(1);
    expect(unknownToTenant(known('api://orders'), { ...directory, audiences: [] })).toBe('yes');
  });

  test('cannot be told without a directory, or with a part of it', () => {
    expect(unknownToTenant(known('api://stock'), null)).toBe('unknown');
    expect(unknownToTenant(known('api://stock'), { ...directory, complete: false })).toBe('unknown');
  });
});
