/** What the user's bindings reach: every value of a sender, and of every kind of door. */
import { describe, expect, test } from 'vitest';
import { binder, boundDoors, boundSas, boundSender } from '../../src/link/bind.ts';
import type {
  Connector,
  Facts,
  Gateway,
  GatewayApi,
  GatewayCheck,
  GatewayPolicy,
  Sender,
  Target,
  Value,
} from '../../src/model.ts';
import { hole, join, known, show } from '../../src/value.ts';
import { access, at, claim, identity, policy, provider, receiver, sender, site, siteAuth } from './parts.ts';

const parameter = hole("main.json:parameters('Name')", 'string');
const setting = hole("main.json:@appsetting('NAME')", 'string');
const named = hole("namedvalue('name')", 'string');
const other = hole("main.json:parameters('other')", 'string');

function give(value: Value): Value {
  const bound = binder({ 'parameter:name': 'one', 'appSetting:Name': 'two', 'namedvalue:name': 'three' });
  if (bound === undefined) throw new Error('nothing is bound');
  return bound(value);
}

describe('a value', () => {
  test('gets the text that is bound to its name', () => {
    expect([parameter, setting, named].map((value) => give(value))).toMatchObject([
      { kind: 'known', value: 'one' },
      { kind: 'known', value: 'two' },
      { kind: 'known', value: 'three' },
    ]);
    expect(show(give(join(['https://', parameter, '/', setting])))).toBe('https://one/two');
  });

  test('keeps its place', () => {
    expect(give({ ...parameter, from: at }).from).toBe(at);
  });

  test('without a bound name stays the very same', () => {
    const unnamed = hole("main.json:variables('name')", 'string');
    const glued = hole("xparameters('name')", 'string');
    for (const value of [other, unnamed, glued, known('x'), join(['a', other]), { ...other, default: known('d') }])
      expect(give(value)).toBe(value);
  });

  test('gets it inside of a call and of a choice', () => {
    const lower = hole('toLower(…)', 'string', { call: { fn: 'toLower', args: [parameter] } });
    expect(JSON.stringify(give(lower))).toContain('"one"');
    const untouched = hole('toLower(…)', 'string', { call: { fn: 'toLower', args: [other] } });
    expect(give(untouched)).toBe(untouched);
    const choice = (then: Value, otherwise: Value): Value => ({
      kind: 'choice',
      condition: 'c',
      test: other,
      then,
      else: otherwise,
    });
    expect(give(choice(parameter, other))).toMatchObject({ then: { value: 'one' }, else: { name: other.name } });
    expect(give(choice(other, setting))).toMatchObject({ then: { name: other.name }, else: { value: 'two' } });
    const same = choice(other, other);
    expect(give(same)).toBe(same);
  });

  test('is looked at as deep as honest ones go', () => {
    const nested = (depth: number): Value =>
      Array.from({ length: depth }).reduce<Value>(
        (inner) => hole('toLower(…)', 'string', { call: { fn: 'toLower', args: [inner] } }),
        parameter,
      );
    expect(JSON.stringify(give(nested(30)))).toContain('"one"');
    const deep = nested(60);
    expect(give(deep)).toBe(deep);
  });

  test('is left alone where nothing is bound at all', () => {
    expect(binder({})).toBeUndefined();
  });
});

describe('a sender', () => {
  const targets: readonly Target[] = [
    { kind: 'url', url: parameter, at },
    { kind: 'workflow', workflow: parameter, trigger: parameter, at },
    { kind: 'resource', id: parameter, at },
    { kind: 'connector', api: parameter, path: parameter, at },
  ];

  test.each(targets.map((target) => [target.kind, target] as const))('that aims at a %s', (_, target) => {
    const bound = JSON.stringify(boundSender(sender({ target }), give).target);
    expect(bound).toContain('"one"');
    expect(bound).not.toContain('hole');
  });

  test('keeps what it does not say', () => {
    const aims: readonly Target[] = [
      { kind: 'unknown', at },
      { kind: 'workflow', workflow: other, trigger: null, at },
      { kind: 'connector', api: other, path: null, at },
      { kind: 'url', url: other, at },
    ];
    for (const target of aims) expect(boundSender(sender({ target }), give).target).toEqual(target);
    const plain = sender();
    expect(boundSender(plain, give)).toEqual(plain);
    const basic = { kind: 'other', type: 'Basic', header: 'yes', at } as const;
    expect(boundSender(sender({ credential: basic }), give).credential).toBe(basic);
    expect(boundSender(sender({ credential: identity(null) }), give).credential).toEqual(identity(null));
  });

  test('gets its method, its id and its audience', () => {
    const bound = boundSender(
      sender({ method: parameter, resourceId: setting, credential: identity(parameter) }),
      give,
    );
    expect(bound).toMatchObject({
      method: { value: 'one' },
      resourceId: { value: 'two' },
      credential: { audience: { value: 'one' } },
    });
    const oauth = { kind: 'oauth', audience: parameter, tenant: null, at } as const;
    expect(boundSender(sender({ credential: oauth }), give).credential).toMatchObject({ audience: { value: 'one' } });
  });

  test('is asked for its signature again, once its address is known', () => {
    const target: Target = { kind: 'url', url: parameter, at };
    const url = (text: string): Target => ({ kind: 'url', url: known(text), at });
    const asked = (more: Partial<Sender>, now: Target) => boundSas(sender({ sas: 'unknown', target, ...more }), now);
    expect(asked({}, url('https://a.example/x?sig=1'))).toBe('yes');
    expect(asked({}, url('https://a.example/x'))).toBe('no');
    expect(asked({ queries: 'unknown' }, url('https://a.example/x'))).toBe('unknown');
    expect(asked({ sas: 'yes' }, url('https://a.example/x'))).toBe('yes');
    expect(asked({}, target)).toBe('unknown');
    expect(asked({}, { kind: 'unknown', at })).toBe('unknown');
  });

  test('shows no signature that was bound', () => {
    const signed = binder({ 'parameter:name': `https://a.example/x?sig=q7Zt0Lx2WnVb5Kd8Rj1Ys4Hf6Gp3Mc9Ua0Ee7Ti2BoN` });
    const bound = boundSender(sender({ target: { kind: 'url', url: parameter, at } }), signed ?? give);
    expect(JSON.stringify(bound.target)).not.toContain('q7Zt0');
  });
});

describe('a door', () => {
  const facts = (more: Partial<Facts>): Facts =>
    ({ receivers: [], sites: [], gateways: [], connectors: [], ...more }) as Facts;
  const bound = (more: Partial<Facts>) => boundDoors(facts(more), give);

  test('of a workflow', () => {
    const guard = access({
      reach: { kind: 'ranges', ranges: [parameter], complete: true, at },
      policies: [policy([claim('aud', parameter)])],
    });
    const [one] = bound({ receivers: [receiver(guard)] }).receivers;
    expect(one?.access).toMatchObject({
      reach: { ranges: [{ value: 'one' }] },
      policies: [{ claims: [{ value: { value: 'one' } }] }],
    });
    const open = access({ policies: 'unknown', reach: { kind: 'ranges', ranges: [parameter], complete: true, at } });
    expect(bound({ receivers: [receiver(open)] }).receivers[0]?.access).toMatchObject({
      policies: 'unknown',
      reach: { ranges: [{ value: 'one' }] },
    });
    const bare = [
      receiver(null),
      receiver(access({ policies: [{ ...policy([]), claims: 'unknown' }] })),
      receiver(access({ policies: [policy([{ ...claim('aud', 'x'), value: null }])] })),
    ];
    expect(bound({ receivers: bare }).receivers).toEqual(bare);
  });

  test('of a site', () => {
    const auth = siteAuth({
      excludedPaths: [parameter],
      provider: provider({
        clientId: parameter,
        issuer: parameter,
        audiences: [parameter],
        applications: [parameter],
        identities: [parameter],
        groups: [parameter],
      }),
    });
    const one = site(auth, {
      nameValue: parameter,
      resourceId: setting,
      hosts: [parameter],
      reach: { kind: 'ranges', ranges: [parameter], complete: true, at },
      settings: [{ name: 'a', value: parameter, at }] as never,
    });
    const [after] = bound({ sites: [one] }).sites;
    expect(JSON.stringify(after)).not.toContain('hole');
    expect(after).toMatchObject({
      name: 'one',
      nameValue: { value: 'one' },
      resourceId: { value: 'two' },
      hosts: [{ value: 'one' }],
    });
    const plain = [
      site('unknown', { nameValue: null }),
      site('absent', { nameValue: other, name: 'as written' }),
      site(siteAuth({ provider: null, excludedPaths: 'unknown' })),
      site(siteAuth({ provider: provider({ issuer: null, audiences: 'unknown' }) })),
    ];
    expect(bound({ sites: plain }).sites).toEqual(plain);
  });

  test('of API Management', () => {
    const place = { file: 'a.json', project: '', environments: [], at };
    const check: GatewayCheck = {
      kind: 'validate-jwt',
      at,
      bearer: 'yes',
      status: 401,
      audiences: [named],
      issuers: [named],
      tenant: named,
      applications: [named],
    };
    const api: GatewayApi = {
      ...place,
      id: 'api',
      name: 'orders',
      workspace: null,
      api: parameter,
      path: parameter,
      deployed: 'yes',
      revision: null,
      current: 'yes',
      version: { name: parameter, set: null },
    };
    const steps = (checks: readonly GatewayCheck[]) => ({ before: checks, base: true, after: checks, through: true });
    const ofApi = (more: Pick<GatewayPolicy, 'path' | 'steps'>): GatewayPolicy => ({
      at,
      scope: 'api',
      workspace: null,
      ...more,
    });
    const gateway: Gateway = {
      ...place,
      folder: null,
      service: parameter,
      hosts: [parameter],
      apis: [api],
      operations: [{ workspace: null, path: [parameter], method: parameter, template: parameter }],
      policies: [
        ofApi({ path: [parameter], steps: steps([check]) }),
        ofApi({ path: [parameter], steps: 'unknown' }),
        ofApi({ path: [parameter], steps: { link: known('x') } }),
      ],
      versionSets: [],
      namedValues: [{ name: 'n', value: parameter, at }],
    };
    const [after] = bound({ gateways: [gateway] }).gateways;
    expect(JSON.stringify(after)).not.toContain('hole');
    const three = [{ tenant: { value: 'three' } }];
    const linked: unknown = { link: { value: 'x' } };
    expect(after?.policies).toMatchObject([
      { steps: { before: three, after: three } },
      { steps: 'unknown' },
      { steps: linked },
    ]);
    const bare: Gateway = {
      ...gateway,
      service: null,
      hosts: [],
      apis: [{ ...api, api: known('a'), path: null, version: null }],
      operations: [{ workspace: null, path: [], method: null, template: null }],
      policies: [
        ofApi({ path: [], steps: steps([{ ...check, audiences: [], issuers: [], applications: [], tenant: null }]) }),
      ],
      namedValues: [{ name: 'n', value: null, at }],
    };
    expect(bound({ gateways: [bare] }).gateways).toEqual([bare]);
  });

  test('of a connector', () => {
    const connector: Connector = {
      id: 'c',
      file: 'a.json',
      project: '',
      environments: [],
      at,
      name: 'c',
      resourceId: parameter,
      deployed: 'yes',
      base: join(['https://', parameter]),
      open: 'yes',
      signs: 'no',
    };
    expect(bound({ connectors: [connector] }).connectors).toMatchObject([
      { resourceId: { value: 'one' }, base: { value: 'https://one' } },
    ]);
    const bare = { ...connector, resourceId: null, base: null };
    expect(bound({ connectors: [bare] }).connectors).toEqual([bare]);
  });
});
