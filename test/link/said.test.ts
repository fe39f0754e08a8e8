/** What is said of one policy, one sender or one call: shapes of claims, plain HTTP, batches, identities, rings. */
import { describe, expect, test } from 'vitest';
import { taken } from '../../src/link/assumed.ts';
import { missingBatch } from '../../src/link/batches.ts';
import { admitsAnyCaller, claimsConflict, isBearer, isMicrosoft } from '../../src/link/claims.ts';
import { policyFlaws } from '../../src/link/flaws.ts';
import { isAmbiguous, isNotAttached } from '../../src/link/identities.ts';
import { workflowKey } from '../../src/link/identify.ts';
import { issuerFlaw, issuerScope } from '../../src/link/issuer.ts';
import { plainHost, sendsCredential } from '../../src/link/plaintext.ts';
import { ringsOf } from '../../src/link/rings.ts';
import type {
  Call,
  Claim,
  Credential,
  Identity,
  Json,
  Policy,
  Receiver,
  Sender,
  Target,
  Value,
} from '../../src/model.ts';
import { hole, join, known, objectOf } from '../../src/value.ts';
import { APP, at, claim, identity, OTHER_APP, policy, receiver, sender, TENANT, V1 } from './parts.ts';

const open = hole("main.json:parameters('x')", 'string');

describe('the shape of a policy', () => {
  const there = { file: 'p.json', pointer: '/policy' };
  const written = (claims: Json | Value, type: Value | null = known('AAD')): Policy => {
    const value = typeof claims === 'object' && claims !== null && 'kind' in claims ? (claims as Value) : known(claims);
    return { ...policy([]), at: there, type, value: objectOf([{ key: 'claims', value }]) };
  };
  const flaws = (made: Policy) =>
    policyFlaws(made).map(({ flaw, data: { name, raw, type, count, length } }) =>
      [flaw, name, raw, type, count, length].filter((one) => one !== '' && one !== 0 && one !== '(name)').join(' '),
    );

  test.each<[string, Json, readonly string[]]>([
    ['names of claims', [{ name: 'iss', value: V1 }, { name: 'aud', value: APP }], []],
    ['a label of the portal', [{ name: 'Issuer', value: V1 }], ['label Issuer iss']],
    ['each label', ['audience', 'Subject', 'JWT ID', 'jwtid', 'JWT_ID'].map((name) => ({ name, value: 'x' })), ['label audience aud', 'label Subject sub', 'label JWT ID jti', 'label jwtid jti', 'label JWT_ID jti']],
    ['appid in other letters', [{ name: 'appId', value: APP }], ['letter-case appId appid']],
    ['appid', [{ name: 'appid', value: APP }], []],
    ['`values`', [{ name: 'aud', values: APP }], [`values aud ${String(APP.length)}`]],
    ['`values` that is a list', [{ name: 'aud', values: [APP] }], ['values aud']],
    ['`values` beside `value`', [{ name: 'aud', value: APP, values: [APP] }], []],
    ['neither', [{ name: 'aud' }], []],
    ['a list', [{ name: 'aud', value: [APP] }], ['array aud']],
    ['a list of a claim without name', [{ value: [APP] }], ['array']],
    ['a text as long as it may be', [{ name: 'aud', value: 'x'.repeat(150) }], []],
    ['a longer text', [{ name: 'aud', value: 'x'.repeat(151) }], ['value-length aud 151']],
    ['as many claims as there may be', Array.from({ length: 10 }, () => ({ name: 'roles', value: 'x' })), []],
    ['more claims', Array.from({ length: 11 }, () => ({ name: 'roles', value: 'x' })), ['claim-count 11']],
    ['claims by name', { iss: V1 }, ['claims-shape']],
  ])('%s', (_, claims, expected) => {
    expect(flaws(written(claims))).toEqual(expected);
  }); // prettier-ignore

  test('an unknown part of a text counts as empty', () => {
    const value = (text: Value) => ({
      kind: 'array' as const,
      items: [objectOf([{ key: 'name', value: known('aud') }, { key: 'value', value: text }])], // prettier-ignore
    });
    expect(flaws(written(value(join(['x'.repeat(149), open, 'y']))))).toEqual([]);
    expect(flaws(written(value(join(['x'.repeat(150), open, 'y']))))).toEqual(['value-length aud 151']);
    expect(flaws(written(value(open)))).toEqual([]);
  });

  test('its type', () => {
    expect(flaws(written([], known('aadPOP')))).toEqual([]);
    expect(flaws(written([], open))).toEqual([]);
    expect(flaws(written([], null))).toEqual(['type-missing']);
    expect(flaws(written([], known('Certificate')))).toEqual(['type-unknown Certificate']);
  });

  test('is not judged where it is not at hand', () => {
    expect(policyFlaws({ ...policy([], 'p', 'Certificate') })).toEqual([]);
  });

  test('what is wrong is shown where it stands, else at the policy', () => {
    const place = (made: Policy) => policyFlaws(made).map((flaw) => flaw.at.pointer);
    const from = { file: 'p.json', pointer: '/claims' };
    expect(place(written({ iss: V1 }))).toEqual(['/policy']);
    expect(place(written(known({ iss: V1 }, from)))).toEqual(['/claims']);
    expect(place(written([{ name: 'Issuer', value: V1 }]))).toEqual(['/policy']);
    expect(place(written(known([{ name: 'Issuer', value: V1 }], from)))).toEqual(['/claims/0/name']);
    expect(place(written(known([{ name: 'aud', values: [APP] }], from)))).toEqual(['/claims/0/values']);
    expect(place(written(known([{ name: 'aud', value: [APP] }], from)))).toEqual(['/claims/0/value']);
    const many = Array.from({ length: 11 }, () => ({ name: 'roles', value: 'x' }));
    expect(place(written(known(many, from)))).toEqual(['/claims']);
    expect(place(written(many))).toEqual(['/policy']);
    expect(place(written([], known('x', from)))).toEqual(['/claims']);
  });
});

describe('the claims of a policy', () => {
  const iss = claim('iss', V1);
  const aud = claim('aud', APP);
  const nameless = { ...aud, name: open };

  test('admit anybody where none says who calls', () => {
    expect(admitsAnyCaller(policy([iss, aud]))).toBe(true);
    expect(admitsAnyCaller(policy([iss, aud, ...['tid', 'VER', 'idp'].map((name) => claim(name, 'x'))]))).toBe(true);
    expect(admitsAnyCaller(policy([iss]))).toBe(false);
    expect(admitsAnyCaller(policy([iss, aud, claim('appid', OTHER_APP)]))).toBe(false);
    expect(admitsAnyCaller(policy([iss, aud, nameless]))).toBe(false);
    expect(admitsAnyCaller({ ...policy([]), claims: 'unknown' })).toBe(false);
  });

  test('are asked of a Bearer token by a policy of that type', () => {
    expect([known('AAD'), known('aad'), known('AADPOP'), open, null].map((type) => isBearer({ ...policy([]), type }))).toEqual([true, true, false, false, false]); // prettier-ignore
  });

  test('may not go together', () => {
    const conflict = (version: 1 | 2, ...claims: readonly Claim[]) => {
      const found = claimsConflict(policy(claims), version);
      return found === null ? null : [found.key, found.audience];
    };
    const uri = claim('aud', 'api://orders');
    expect(conflict(2, iss, uri)).toEqual(['audience', 'api://orders']);
    expect(conflict(1, iss, uri)).toBeNull();
    expect(conflict(2, iss, claim('aud', join(['api://', open])))).toEqual(['audience', 'api://{parameter x}']);
    expect(conflict(2, iss, claim('aud', join([open, '://x'])))).toBeNull();
    expect(conflict(2, iss, claim('aud', `see api://${APP}`))).toBeNull();
    expect(conflict(2, iss, claim('aud', open))).toBeNull();
    expect(conflict(2, iss, claim('aud', known(7)))).toBeNull();
    expect(conflict(2, iss, { ...aud, value: null })).toBeNull();
    expect(conflict(2, nameless)).toBeNull();
    expect(conflict(2, iss, aud, claim('appid', APP))).toEqual(['appid', '']);
    expect(conflict(1, iss, aud, claim('azp', APP))).toEqual(['azp', '']);
    expect(conflict(1, iss, aud, claim('appid', APP))).toBeNull();
    expect(conflict(2, iss, aud, claim('azp', APP))).toBeNull();
    expect(conflict(2, iss)).toBeNull();
  });

  test('may name a service of Microsoft', () => {
    expect(isMicrosoft(null)).toBe(false);
    expect(isMicrosoft(known('https://vault.azure.net'))).toBe(true);
    expect(isMicrosoft(known('https://management.azure.com/'))).toBe(true);
    expect(isMicrosoft(known('api://orders'))).toBe(false);
  });
});

describe('the issuer', () => {
  test.each<[string | Value, string | null]>([
    ['https://sts.windows.net', 'prefix'],
    ['https://login.microsoftonline.com', 'prefix'],
    [join(['https://sts.win', open]), null],
    [join(['https://sts.windows.net/', hole("main.json:parameters('tenantId')", 'string')]), null],
    [join(['https://sts.windows.net/', hole('main.json:subscription().tenantId', 'string')]), 'form'],
  ])('%j of a policy: %s', (value, flaw) => {
    expect(issuerFlaw(typeof value === 'string' ? known(value) : value)).toBe(flaw);
  });

  test.each([
    ['https:', 'malformed'],
    ['https', 'malformed'],
    ['https://contoso.example/?x=https://sts.windows.net/common', null],
    ['https://sts.windows.net:8443/common/', 'any-tenant'],
  ])('%j of App Service authentication: %s', (text, scope) => {
    expect(issuerScope(known(text))).toBe(scope);
  });
});

describe('a call over plain HTTP', () => {
  const to = (text: string | Value, more: Partial<Sender> = {}): Sender =>
    sender({ target: { kind: 'url', url: typeof text === 'string' ? known(text) : text, at }, ...more });
  const header = (type: string, has: 'yes' | 'no'): Credential => ({ kind: 'other', type, header: has, at });

  test.each<[string, Partial<Sender>, string | undefined]>([
    ['a managed identity', { credential: identity(APP) }, 'an access token'],
    ['an application', { credential: { kind: 'oauth', audience: known(APP), tenant: null, at } }, 'an access token'],
    ['Basic', { credential: header('basic', 'yes') }, 'a user name and a password'],
    ['a certificate', { credential: header('ClientCertificate', 'no') }, undefined],
    ['a header of one’s own', { credential: header('Raw', 'yes') }, 'an Authorization header'],
    ['a header among headers', { authorizationHeader: 'yes' }, 'an Authorization header'],
    ['a header that may be', { authorizationHeader: 'unknown' }, undefined],
    ['a signature', { sas: 'yes' }, 'a signature'],
    ['nothing', {}, undefined],
  ])('with %s sends %3$s', (_, more, expected) => {
    expect(sendsCredential(to('http://orders.example/x', more))).toBe(expected);
  });

  test('with a password in its address', () => {
    expect(sendsCredential(to('http://me:word@orders.example/x'))).toBe('a password');
    expect(sendsCredential(to('http://me@orders.example/x'))).toBeUndefined();
    expect(sendsCredential(to(join(['http://me:', open, '@orders.example/x'])))).toBe('a password');
    expect(sendsCredential(sender({ target: { kind: 'unknown', at } }))).toBeUndefined();
  });

  test('goes to a host, and not to this machine', () => {
    expect(plainHost(to('http://orders.example:8080/x'))).toBe('orders.example');
    expect(plainHost(to(join(['http://orders.example/', open])))).toBe('orders.example');
    expect(plainHost(to(join(['http://orders', open])))).toBeUndefined();
    expect(plainHost(to('https://orders.example'))).toBeUndefined();
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '[::1]', '0.0.0.0', '169.254.1.1'])
      expect(plainHost(to(`http://${host}/x`))).toBeUndefined();
    expect(
      plainHost(sender({ target: { kind: 'workflow', workflow: known('x'), trigger: null, at } })),
    ).toBeUndefined();
  });
});

describe('the batch that a call sends to', () => {
  const target = (batch: Value | null): Target => ({
    kind: 'workflow',
    workflow: known('/x'),
    trigger: null,
    at,
    batch,
  });
  const call = (to: Target, door: Receiver | null): Call => ({
    id: 'c',
    sender: sender({ target: to, via: 'batch' }),
    receiver: door,
    site: null,
    api: null,
    unlinked: null,
    near: null,
    outcome: { verdict: 'unknown', missing: [], suspects: [] },
    assumptions: [],
    environments: [],
  }); // prettier-ignore
  const collects = (batches: readonly string[] | null) => receiver(undefined, { batches, triggerType: 'batch' });
  const from = { file: 'a.json', pointer: '/batchName' };

  test('is missing where another one stands there', () => {
    expect(missingBatch(call(target(known('orders', from)), collects(['Bills', 'stock'])))).toEqual({
      at: from,
      name: 'orders',
      workflow: 'orders-receiver',
      has: "'Bills', 'stock'",
      place: at,
    });
    expect(missingBatch(call(target(known('orders')), collects([])))).toMatchObject({ at, has: '' });
  });

  test.each<[string, Target, Receiver | null]>([
    ['it is there, in other letters', target(known('ORDERS')), collects(['bills', 'orders'])],
    ['its name is not known', target(open), collects(['bills'])],
    ['none is named', target(null), collects(['bills'])],
    ['those that are there are not known', target(known('orders')), collects(null)],
    ['the receiver was not read', target(known('orders')), null],
    ['it is a call by URL', { kind: 'url', url: known('https://a.example'), at }, collects(['bills'])],
  ])('is none where %s', (_, to, door) => {
    expect(missingBatch(call(to, door))).toBeNull();
  });
});

describe('the identity that an action names', () => {
  const USER = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine';
  const present = (more: Partial<Extract<Identity, { kind: 'present' }>> = {}): Identity => ({
    kind: 'present',
    at,
    system: 'no',
    user: 'yes',
    userAssigned: [known(USER)],
    principalId: null,
    tenantId: null,
    ...more,
  });
  const of = (id: Value | null): Credential => ({ kind: 'managed-identity', audience: known(APP), identity: id, at });
  const ask = (own: Identity, credential: Credential, more: Partial<Sender> = {}) => {
    const from = sender({ identity: own, credential, ...more });
    return [isNotAttached(from), isAmbiguous(from)];
  };
  const other = known(`${USER}-2`);

  test.each<[string, Identity, Credential, Partial<Sender>, readonly boolean[]]>([
    ['is its own', present(), of(known(`${USER.toUpperCase()}/`)), {}, [false, false]],
    ['is another one', present(), of(other), {}, [true, false]],
    ['is another one, of a part of a workflow', present(), of(other), { complete: false }, [false, false]],
    ['is another one, beside one that is not known', present({ userAssigned: [known(USER), open] }), of(other), {}, [false, false]],
    ['is another one, of which kinds it has not known', present({ user: 'unknown' }), of(other), {}, [false, false]],
    ['is another one, of which other kind is not known', present({ system: 'unknown' }), of(other), {}, [false, false]],
    ['is another one, where nothing is known of any', { kind: 'unknown' }, of(other), {}, [false, false]],
    ['is another one, where there is none at all', { kind: 'absent', at }, of(other), {}, [false, false]],
    ['is left out, of several', present(), of(null), {}, [false, true]],
    ['is left out, of a part of a workflow', present(), of(null), { complete: false }, [false, false]],
    ['is left out, beside the system’s', present({ system: 'yes' }), of(null), {}, [false, false]],
    ['is left out, where the system’s may be', present({ system: 'unknown' }), of(null), {}, [false, false]],
    ['is left out, where others may be', present({ user: 'unknown' }), of(null), {}, [false, false]],
    ['is left out, where nothing is known', { kind: 'unknown' }, of(null), {}, [false, false]],
    ['is none of a call without credential', present(), { kind: 'none' }, {}, [false, false]],
  ])('%s', (_, own, credential, more, expected) => {
    expect(ask(own, credential, more)).toEqual(expected);
  }); // prettier-ignore
});

describe('a ring of calls', () => {
  const ref = (id: string) => ({ id, file: 'a.json', name: id, at });
  const call = (from: string, to: string | null): Call => ({
    id: `${from}-${to ?? ''}`,
    sender: sender({ workflow: ref(from) }),
    receiver: to === null ? null : receiver(undefined, { workflow: ref(to) }),
    site: null,
    api: null,
    unlinked: null,
    near: null,
    outcome: { verdict: 'unknown', missing: [], suspects: [] },
    assumptions: [],
    environments: [],
  }); // prettier-ignore
  const rings = (...calls: readonly Call[]) => ringsOf({ calls }).map((ring) => ring.map(({ id }) => id).join(' '));

  test('is the shortest one through its first call', () => {
    expect(rings(call('a', 'a'))).toEqual(['a-a']);
    expect(rings(call('a', 'b'), call('b', 'a'))).toEqual(['a-b b-a']);
    expect(rings(call('a', 'b'), call('b', 'c'), call('c', 'a'))).toEqual(['a-b b-c c-a']);
    expect(rings(call('a', 'b'), call('b', 'c'), call('c', 'a'), call('b', 'a'))).toEqual(['a-b b-a']);
    expect(rings(call('x', 'a'), call('a', 'b'), call('b', 'a'))).toEqual(['a-b b-a']);
  });

  test('is none where no call leads back', () => {
    expect(rings(call('a', 'b'))).toEqual([]);
    expect(rings(call('a', null))).toEqual([]);
    expect(rings(call('a', 'b'), call('b', null), call('c', 'a'))).toEqual([]);
  });

  test('is told once, and others that share nothing with it too', () => {
    expect(rings(call('a', 'b'), call('b', 'c'), call('c', 'b'))).toEqual(['b-c c-b']);
    const two = [call('a', 'b'), call('b', 'a'), call('b', 'c'), call('c', 'd'), call('d', 'c'), call('d', 'a')];
    expect(rings(...two)).toEqual(['a-b b-a', 'c-d d-c']);
    expect(rings(call('a', 'b'), call('b', 'a'), call('a', 'c'), call('c', 'a'))).toEqual(['a-b b-a']);
  });

  test('is found however long it is, and among ever so many', () => {
    const ring = Array.from({ length: 20_000 }, (_, index) => call(String(index), String((index + 1) % 20_000)));
    expect(ringsOf({ calls: ring }).map(({ length }) => length)).toEqual([20_000]);
    const star = Array.from({ length: 20_000 }, (_, index) => [call('hub', String(index)), call(String(index), 'hub')]);
    expect(ringsOf({ calls: star.flat() })).toHaveLength(1);
    // Each pair calls the next one and is called back: one knot, of which every round takes a pair.
    const knot = Array.from({ length: 30 }, (_, at) => [
      ...[call(`a${at}`, `b${at}`), call(`b${at}`, `a${at}`)],
      ...(at === 0 ? [] : [call(`a${at - 1}`, `a${at}`), call(`a${at}`, `a${at - 1}`)]),
    ]);
    expect(rings(...knot.flat())).toHaveLength(20);
    expect(rings(...knot.slice(0, 20).flat())).toHaveLength(20);
    const pairs = Array.from({ length: 5_000 }, (_, at) => [call(`a${at}`, `b${at}`), call(`b${at}`, `a${at}`)]);
    expect(ringsOf({ calls: pairs.flat() })).toHaveLength(5_000);
  });
});

describe('what is taken for granted', () => {
  const file = (name: string) => ({ file: name, pointer: '/Values/BASE' });

  test.each([
    ["x:@appsetting('BASE')", file('local.settings.json'), "the app setting 'BASE' is as 'local.settings.json' gives it", true],
    ["x:@appsetting('BASE')", file('app/Local.Settings.json'), "the app setting 'BASE' is as 'app/Local.Settings.json' gives it", true],
    ["x:@appsetting('BASE')", file('main.json'), "the app setting 'BASE' is as 'main.json' gives it", false],
    ["x:@appsetting('BASE')", file('mylocal.settings.json'), "the app setting 'BASE' is as 'mylocal.settings.json' gives it", false],
    ["x:@appsetting('BASE')", file('local.settings.json.bak'), "the app setting 'BASE' is as 'local.settings.json.bak' gives it", false],
    ["x:@appsetting('BASE')", null, "the default of x:@appsetting('BASE') is kept", true],
    ["parameters('base')", file('main.json'), "the default of parameters('base') is kept", true],
    ["@appsetting('BASE') of it", file('main.json'), "the default of @appsetting('BASE') of it is kept", true],
  ])('%s of %j', (name, place, text, softens) => {
    expect(taken({ name, at: place })).toEqual({ text, at: place, softens });
  }); // prettier-ignore
});

test('an id without a slash at its start, and with names that go on', () => {
  const group = hole('main.json:resourceGroup().name', 'string');
  const id = 'subscriptions/S/resourceGroups/G/providers/Microsoft.Logic/workflows/';
  expect(workflowKey(known(`${id}intake`))).toMatchObject({ subscription: 's', group: 'g', name: 'intake' });
  expect(workflowKey(join([`/${id}`, group, '-orders']))).toBeUndefined();
  expect(workflowKey(known(`/${TENANT}`))).toBeUndefined();
});
