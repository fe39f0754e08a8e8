/** Facts in, calls out: which receiver of several, by what, and what is taken for granted. Built by hand, one thing at a time. */
import { describe, expect, test } from 'vitest';
import { link, type LinkOptions } from '../../src/link/link.ts';
import type {
  App,
  AppSetting,
  Call,
  Connector,
  Facts,
  Hole,
  LinkedSite,
  Receiver,
  Sender,
  Site,
  Value,
  WorkflowCard,
} from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { access, APP, at, claim, identity, OTHER_APP, policy, receiver, sender, site, siteAuth, TENANT } from './parts.ts'; // prettier-ignore

const HEX = '5e0c7d31b9a84f62a1d0c3e8f7b29416';
const BASE = `https://prod-61.westeurope.logic.azure.com:443/workflows/${HEX}`;
const PLACE = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows';

function facts(more: Partial<Facts>): Facts {
  const none = { workflows: [], senders: [], receivers: [], sites: [], gateways: [], connectors: [] };
  return { file: 'a.json', project: '', kind: 'template', environments: [], ...none, ...more };
}

/** A workflow with its triggers, in a file of its own. */
function door(card: Partial<WorkflowCard>, ...receivers: readonly Partial<Receiver>[]): Facts {
  const ref = { id: 'w2', file: 'b.json', name: 'orders-receiver', at, ...card };
  const mine = receivers.map((one, index) =>
    receiver(access(), { id: `${ref.id}/${String(index)}`, workflow: ref, project: ref.project ?? '', environments: ref.environments ?? [], ...one }),
  ); // prettier-ignore
  const whole: WorkflowCard = {
    project: '',
    environments: [],
    plan: 'consumption',
    resourceId: null,
    app: null,
    wholeApp: false,
    triggers: mine.map(({ trigger }) => ({ name: trigger, type: 'Request' })),
    ...ref,
  };
  return facts({ file: ref.file, workflows: [whole], receivers: mine });
}

const url = (text: string | Value): Sender['target'] => ({
  kind: 'url',
  url: typeof text === 'string' ? known(text) : text,
  at,
});
const workflow = (id: string | Value, trigger: string | null = null): Sender['target'] => ({
  kind: 'workflow',
  workflow: typeof id === 'string' ? known(id) : id,
  trigger: trigger === null ? null : known(trigger),
  at,
});

function callOf(from: Partial<Sender>, all: readonly Facts[], options?: LinkOptions): Call {
  const { calls } = link([...all, facts({ senders: [sender(from)] })], options);
  const [call] = calls;
  if (call === undefined || calls.length > 1) throw new Error(`${String(calls.length)} calls`);
  return call;
}

/** The trigger with its file, or why there is none. */
function met(from: Partial<Sender>, ...all: readonly Facts[]): string {
  const { receiver: found, unlinked, near } = callOf(from, all);
  if (found !== null) return `${found.workflow.file} ${found.trigger}`;
  return [unlinked, near?.file].filter((one) => one !== undefined).join(' ');
}

const hex = { accessEndpoint: known(BASE) };
const tail = (trigger: string) => url(`${BASE}/triggers/${trigger}/paths/invoke`);

describe('one of several documents', () => {
  const to = { target: tail('manual') };
  const exported = door({ file: 'export.json' }, { ...hex, view: 'export' });
  const template = door({ file: 'template.json', id: 'w3' }, { ...hex, view: 'template' });

  test('the template before the export, the sender’s own before both', () => {
    expect(met(to, exported)).toBe('export.json manual');
    expect(met(to, exported, template)).toBe('template.json manual');
    const own = door({ file: 'a.json', id: 'w4' }, { ...hex, view: 'export' });
    expect(met(to, exported, template, own)).toBe('a.json manual');
    expect(met(to, template, { ...template, file: 'c.json' })).toBe('ambiguous');
  });

  test('of the environment of the sender, or of none', () => {
    const of = (...environments: readonly string[]) => door({ file: 'e.json', environments }, hex);
    expect(met({ ...to, environments: ['dev'] }, of('dev'))).toBe('e.json manual');
    expect(met({ ...to, environments: ['dev'] }, of('prod', 'dev'))).toBe('e.json manual');
    expect(met({ ...to, environments: ['dev'] }, of('prod'))).toBe('not-in-project');
    expect(met({ ...to, environments: ['dev'] }, of())).toBe('e.json manual');
    expect(met({ ...to, environments: [] }, of('prod'))).toBe('e.json manual');
  });

  test('the environments of the call are those of both', () => {
    const environments = (mine: readonly string[], yours: readonly string[]) =>
      callOf({ ...to, environments: mine }, [door({ environments: yours }, hex)]).environments;
    expect(environments(['dev', 'test'], ['test', 'prod'])).toEqual(['test']);
    expect(environments([], ['test'])).toEqual(['test']);
    expect(environments(['dev'], [])).toEqual(['dev']);
    expect(callOf({ target: url('https://a.example/x'), environments: ['dev'] }, []).environments).toEqual(['dev']);
  });
});

describe('one of several triggers', () => {
  const two = door({}, { ...hex, trigger: 'One' }, { ...hex, trigger: 'Two' });

  test('the one that is named, in any letter case; else the only one', () => {
    expect(met({ target: tail('two') }, two)).toBe('b.json Two');
    expect(met({ target: tail('three') }, two)).toBe('no-such-trigger b.json');
    expect(met({ target: url(`${BASE}?x=1`) }, two)).toBe('ambiguous');
    expect(met({ target: url(`${BASE}?x=1`) }, door({}, { ...hex, trigger: 'One' }))).toBe('b.json One');
  });

  test('that can be called in this way', () => {
    const batch = door({}, { ...hex, trigger: 'one', triggerType: 'batch' }, { ...hex, trigger: 'two' });
    expect(met({ target: url(BASE) }, batch)).toBe('b.json two');
    expect(met({ target: url(BASE), via: 'batch' }, batch)).toBe('b.json one');
    expect(met({ target: tail('one') }, batch)).toBe('not-callable b.json');
    const triggers = [{ name: 'Hourly', type: 'Recurrence' }, { name: 'manual', type: 'Request' }]; // prettier-ignore
    expect(met({ target: tail('hourly') }, door({ triggers }, hex))).toBe('not-callable b.json');
  });

  test('where they are not all known, none is said to be missing', () => {
    expect(met({ target: tail('other') }, door({ triggers: null }, hex))).toBe('not-in-project b.json');
  });
});

describe('by what', () => {
  const named = door({ resourceId: known(`${PLACE}/orders-receiver`) }, {});
  const app = door({ plan: 'standard', app: 'app', wholeApp: true, name: 'Orders' }, { plan: 'standard', app: 'app' });
  const standard = { plan: 'standard', app: 'app' } as const;
  const open = hole("main.json:parameters('x')", 'string');

  test.each<[string, Partial<Sender>, readonly Facts[], string]>([
    ['its id', { target: workflow(`${PLACE}/Orders-Receiver`) }, [named], 'b.json manual'],
    ['its id, with a trigger that it names', { target: workflow(`${PLACE}/orders-receiver/triggers/other`) }, [named], 'no-such-trigger b.json'],
    ['its id, with a trigger beside it', { target: workflow(`${PLACE}/orders-receiver/triggers/other`, 'manual') }, [named], 'b.json manual'],
    ['its id from a Standard app', { ...standard, target: workflow(`${PLACE}/orders-receiver`) }, [named], 'b.json manual'],
    ['its id with an unknown part from a Standard app', { ...standard, target: workflow(join([open, '/workflows/orders-receiver'])) }, [named, app], 'target-unknown'],
    ['its name, which Consumption does not have', { target: workflow('orders-receiver') }, [named], 'target-unknown'],
    ['its name in the app', { ...standard, target: workflow('orders') }, [app], 'b.json manual'],
    ['its name in the app, of another', { ...standard, target: workflow('stock') }, [app], 'no-such-workflow'],
    ['its name in another app', { ...standard, app: 'other', target: workflow('orders') }, [app], 'not-in-project'],
    ['its name in no known app', { ...standard, app: null, target: workflow('orders') }, [app], 'not-in-project'],
    ['a name that is not known', { ...standard, target: workflow(open) }, [app], 'target-unknown'],
    ['nothing known', { target: { kind: 'unknown', at } }, [named], 'target-unknown'],
    ['a function by its id', { via: 'function', target: { kind: 'resource', id: known('/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/x/functions/f'), at } }, [named], 'external'],
    ['a resource of an unknown kind', { via: 'function', target: { kind: 'resource', id: open, at } }, [named], 'target-unknown'],
    ['a URL with blanks before it', { target: url('  https://a.example/x') }, [named], 'external'],
    ['a URL behind a text', { target: url('see https://a.example/x') }, [named], 'target-unknown'],
    ['a URL whose host goes on', { target: url(join(['https://a.example', open])) }, [named], 'target-unknown'],
    ['a URL whose path goes on', { target: url(join(['https://a.example/', open])) }, [named], 'external'],
    ['a text before a URL whose path goes on', { target: url(join(['see https://a.example/', open])) }, [named], 'target-unknown'],
    ['a URL that begins with something unknown', { target: url(join([open, '/x'])) }, [named], 'target-unknown'],
    ['a Standard trigger by a host that was not read', { target: url('https://x.azurewebsites.net/api/orders/triggers/manual/invoke') }, [app], 'not-in-project'],
  ])('%s', (_, from, all, expected) => {
    expect(met(from, ...all)).toBe(expected);
  }); // prettier-ignore

  test('reference() of it, by the member that is its address', () => {
    const get = (path: string): Hole => {
      const reference = hole('reference', 'object', {
        call: { fn: 'reference', args: [known(`${PLACE}/orders-receiver`)] },
      });
      return hole(`get(${path})`, 'string', { call: { fn: 'get', args: [reference, known(path)] } });
    };
    expect(met({ target: url(join([get('accessEndpoint'), '/triggers/manual/paths/invoke'])) }, named)).toBe(
      'b.json manual',
    );
    expect(met({ target: url(join([get('accessEndpoint'), '/triggers/other/paths'])) }, named)).toBe(
      'no-such-trigger b.json',
    );
    expect(met({ target: url(join([get('accessEndpoint'), '/x/triggers/other/paths'])) }, named)).toBe('b.json manual');
    expect(met({ target: url(join([get('accessEndpoint'), open])) }, named)).toBe('b.json manual');
    expect(met({ target: url(join([get('version'), '/triggers/manual/paths'])) }, named)).toBe('target-unknown');
  });

  test('the user’s endpoints', () => {
    const ask = (text: string, name: string, ...all: readonly Facts[]) => {
      const { receiver: found, unlinked } = callOf({ target: url('https://front.example/orders/7') }, all, {
        endpoints: { [text]: name },
      });
      return found?.trigger ?? unlinked;
    };
    const two = door({}, { trigger: 'One' }, { trigger: 'Two' });
    expect(ask('https://front.example/orders/*', 'Orders-Receiver', named)).toBe('manual');
    expect(ask('https://front.example/orders/*', 'orders-receiver/two', two)).toBe('Two');
    expect(ask('https://front.example/orders/*', 'orders-receiver', two)).toBe('ambiguous');
    expect(ask('https://front.example/orders/*', 'stock', named)).toBe('not-in-project');
    expect(ask('https://front.example/stock/*', 'orders-receiver', named)).toBe('external');
  });
});

describe('what is taken for granted', () => {
  const own = (name: string | Value) =>
    join([
      '/subscriptions/',
      hole('x:subscription().subscriptionId', 'string'),
      '/resourceGroups/',
      hole('x:resourceGroup().name', 'string'),
      '/providers/Microsoft.Logic/workflows/',
      name,
    ]);
  const theirs = (name: string | Value) =>
    join([
      '/subscriptions/',
      hole('y:subscription().subscriptionId', 'string'),
      '/resourceGroups/',
      hole('y:resourceGroup().name', 'string'),
      '/providers/Microsoft.Logic/workflows/',
      name,
    ]);
  const named = (resourceId: Value, view: Receiver['view'] = 'template') => door({ resourceId }, { view });
  const texts = (from: Partial<Sender>, ...all: readonly Facts[]) =>
    callOf(from, all).assumptions.map(({ text }) => text);
  const from = { view: 'template', target: workflow(own('orders-receiver')) } as const;

  test('that two files are deployed to one place, where one of them leaves it open', () => {
    const group = "'a.json' and 'b.json' belong to one resource group";
    expect(texts(from, named(own('orders-receiver')))).toEqual([]);
    expect(texts(from, named(theirs('orders-receiver')))).toEqual([group]);
    expect(texts(from, named(known(`${PLACE}/orders-receiver`), 'export'))).toEqual([group]);
    expect(met(from, named(known(`${PLACE}/orders-receiver`)))).toBe('not-in-project');
    const real = { view: 'export', target: workflow(`${PLACE}/orders-receiver`) } as const;
    expect(texts(real, named(theirs('orders-receiver')))).toEqual([group]);
    expect(met({ ...real, view: 'template' }, named(theirs('orders-receiver')))).toBe('not-in-project');
  });

  test('a default, said once for both ends', () => {
    const name = hole("main.json:parameters('name')", 'string', { default: known('orders-receiver') });
    const said = "the default of parameters('name') is kept";
    const group = "'a.json' and 'b.json' belong to one resource group";
    expect(texts({ ...from, target: workflow(own(name)) }, named(theirs('orders-receiver')))).toEqual([said, group]);
    expect(texts({ ...from, target: workflow(own(join(['', name]))) }, named(theirs(join([name]))))).toEqual([
      said,
      group,
    ]);
  });

  test('a default of the audience, by which the call is decided', () => {
    const audience = hole("main.json:parameters('aud')", 'string', { default: known(OTHER_APP) });
    const to = { target: tail('manual'), credential: identity(audience) };
    const call = callOf(to, [door({}, hex)]);
    expect(call.outcome).toMatchObject({ verdict: 'refused', because: [{ code: 'audience-mismatch' }] });
    expect(call.assumptions).toMatchObject([{ text: "the default of parameters('aud') is kept", softens: true }]);
    const upper = hole("main.json:parameters('aud')", 'string', { default: known(APP.toUpperCase()) });
    const suspected = callOf({ ...to, credential: identity(upper) }, [door({}, hex)]);
    expect(suspected.outcome).toMatchObject({ verdict: 'unknown', suspects: [{ code: 'audience-mismatch' }] });
    expect(suspected.assumptions).toHaveLength(1);
    const open = hole("main.json:parameters('aud')", 'string');
    expect(callOf({ ...to, credential: identity(open) }, [door({}, hex)]).assumptions).toEqual([]);
  });

  test('that all is deployed in one tenant, where each end has a name of its own for it', () => {
    const tenant = (file: string) => hole(`${file}:tenant().tenantId`, 'string');
    const issuer = (file: string) => claim('iss', join(['https://sts.windows.net/', tenant(file), '/']));
    const aud = 'https://management.azure.com/';
    const guarded = door({}, { ...hex, access: access({ policies: [policy([issuer('b.json'), claim('aud', aud)])] }) });
    const by = (tenantId: Value): Partial<Sender> => ({
      target: tail('manual'),
      credential: identity(aud),
      identity: { kind: 'present', at, system: 'yes', user: 'no', userAssigned: [], principalId: null, tenantId },
    });
    const said = { text: 'all is deployed in one tenant', at: null, softens: false };
    for (const tenantId of [tenant('a.json'), known(TENANT)]) {
      const call = callOf(by(tenantId), [guarded]);
      expect(call.outcome.verdict).toBe('accepted');
      expect(call.assumptions).toEqual([said]);
    }
    const same = callOf(by(tenant('b.json')), [guarded]);
    expect(same.outcome.verdict).toBe('accepted');
    expect(same.assumptions).toEqual([]);
  });

  test('a default of the address, only where as it is written it leads nowhere', () => {
    const base = hole("main.json:parameters('base')", 'string', { default: known(`${BASE}/triggers/manual/paths/x`) });
    const call = callOf({ target: url(base) }, [door({}, hex)]);
    expect(call.receiver?.trigger).toBe('manual');
    expect(call.assumptions).toMatchObject([{ text: "the default of parameters('base') is kept" }]);
    const away = hole("main.json:parameters('base')", 'string', { default: known('https://a.example/x') });
    const left = callOf({ target: url(away) }, [door({}, hex)]);
    expect(left).toMatchObject({ unlinked: 'target-unknown', assumptions: [] });
    expect(left.sender.target).toEqual(url(away));
  });

  test('a default of the name that a Workflow action calls, and of its trigger', () => {
    const standard = { plan: 'standard', app: 'app' } as const;
    const app = door({ ...standard, wholeApp: true, name: 'orders' }, { ...standard, trigger: 'One' }, { ...standard, trigger: 'Two' }); // prettier-ignore
    const given = (name: string, text: string) =>
      hole(`main.json:parameters('${name}')`, 'string', { default: known(text) });
    const to = (trigger: Value | null): Partial<Sender> => ({
      ...standard,
      via: 'workflow-action',
      target: { kind: 'workflow', workflow: given('name', 'orders'), trigger, at },
    });
    expect(met(to(known('two')), app)).toBe('b.json Two');
    expect(met(to(given('trigger', 'one')), app)).toBe('b.json One');
    expect(met(to(null), app)).toBe('target-unknown');
  });
});

describe('other repositories', () => {
  const foreign = [door({ file: 'other/b.json' }, hex)];
  const from = (project: string) => facts({ project, senders: [sender({ id: project, project, target: tail('manual') })] }); // prettier-ignore

  test('join every project of this run', () => {
    const { calls } = link([from('one'), from('two')], { foreign });
    expect(calls.map(({ sender: { id }, receiver: to }) => [id, to?.workflow.file])).toEqual([
      ['one', 'other/b.json'],
      ['two', 'other/b.json'],
    ]);
  });

  test('call into this one', () => {
    const { calls } = link([door({ project: 'one' }, hex)], { foreign: [facts({ senders: [sender({ target: tail('manual') })] })] }); // prettier-ignore
    // The project of facts is what they say; that of a workflow comes with it.
    expect(calls).toHaveLength(1);
    const here = { ...door({ project: 'one' }, hex), project: 'one' };
    const joined = link([here], { foreign: [facts({ senders: [sender({ target: tail('manual') })] })] });
    expect(joined.calls.map(({ receiver: to }) => to?.trigger)).toEqual(['manual']);
  });

  test('bring their sites and connectors', () => {
    const reached = site(siteAuth(), { nameValue: known('orders-app'), kind: 'function' });
    const sites = [facts({ sites: [reached] })];
    const to = sender({ project: 'one', target: url('https://orders-app.azurewebsites.net/api/x') });
    const [call] = link([facts({ project: 'one', senders: [to] })], { foreign: sites }).calls;
    expect(call?.site?.name).toBe('orders-app');
  });

  test('alone are one project', () => {
    const { calls } = link([], { foreign: [...foreign, facts({ senders: [sender({ target: tail('manual') })] })] });
    expect(calls.map(({ receiver: to }) => to?.trigger)).toEqual(['manual']);
  });
});

describe('what the callback URL of a receiver carries', () => {
  const id = known(`${PLACE}/orders-receiver`);
  const callback = (member: 'value' | 'basePath'): Sender['target'] => ({
    kind: 'url',
    url: hole('listCallbackUrl', 'string'),
    at,
    callback: { id, member },
  });
  const guarded = (sas: Receiver['access']) => door({ resourceId: id }, { access: sas });
  const sas = (from: Partial<Sender>, guard: Receiver['access']) =>
    callOf({ sas: 'unknown', ...from }, [guarded(guard)]).sender.sas;

  test('its signature where SAS is on, and none where it is off', () => {
    const target = callback('value');
    expect(sas({ target }, access({ sas: { kind: 'on', at } }))).toBe('yes');
    expect(sas({ target }, access({ sas: { kind: 'off', at } }))).toBe('no');
    expect(sas({ target }, access({ sas: { kind: 'unknown' } }))).toBe('unknown');
    expect(sas({ target }, null)).toBe('unknown');
    expect(sas({ target, sas: 'yes' }, access({ sas: { kind: 'off', at } }))).toBe('yes');
    expect(sas({ target: callback('basePath') }, access({ sas: { kind: 'on', at } }))).toBe('unknown');
    expect(sas({ target: workflow(id) }, access({ sas: { kind: 'on', at } }))).toBe('unknown');
  });
});

describe('a custom connector', () => {
  const api = known('/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/customApis/levels');
  const connector = (more: Partial<Connector> = {}): Connector => ({
    id: 'c',
    file: 'c.json',
    project: '',
    environments: [],
    at,
    name: 'levels',
    resourceId: api,
    deployed: 'yes',
    base: known(BASE),
    open: 'yes',
    signs: 'no',
    ...more,
  });
  const from = (more: Partial<Sender> = {}, path: Value | null = known('/triggers/manual/paths/x')): Partial<Sender> => ({
    via: 'connector',
    target: { kind: 'connector', api, path, at },
    ...more,
  }); // prettier-ignore
  const ask = (more: Partial<Sender>, ...connectors: readonly Connector[]) =>
    callOf(more, [door({}, hex), facts({ connectors })]);

  test.each<[string, readonly Connector[], string | null]>([
    ['leads on', [connector()], 'manual'],
    ['that was not read', [], null],
    ['of another id', [connector({ resourceId: known('/x') })], null],
    ['of no known id', [connector({ resourceId: null })], null],
    ['of which there are two', [connector(), connector({ id: 'd' })], null],
    ['that may not be deployed', [connector({ deployed: 'unknown' })], null],
    ['without an address', [connector({ base: null })], null],
    ['of another environment', [connector({ environments: ['prod'] })], null],
    ['beside that of another environment', [connector({ id: 'd', environments: ['prod'] }), connector({ environments: ['dev'] })], 'manual'],
  ])('%s', (_, connectors, trigger) => {
    expect(ask(from({ environments: ['dev'] }), ...connectors).receiver?.trigger ?? null).toBe(trigger);
  }); // prettier-ignore

  test('with an id that is one thing or another is none', () => {
    const many = hole("main.json:parameters('x')", 'string');
    const target = { kind: 'connector', api: known(7), path: null, at } as const;
    expect(ask({ via: 'connector', target }, connector({ resourceId: known(7) })).unlinked).toBe('target-unknown');
    const own = { kind: 'connector', api: many, path: null, at } as const;
    expect(ask({ via: 'connector', target: own }, connector({ resourceId: many })).receiver?.trigger).toBe('manual');
  });

  test('adds a signature or a credential of its own, or may', () => {
    const carried = (more: Partial<Sender>, made: Partial<Connector>) => ask(from(more), connector(made)).sender;
    expect(carried({}, { signs: 'unknown' }).sas).toBe('unknown');
    expect(carried({ sas: 'yes' }, { signs: 'unknown' }).sas).toBe('yes');
    expect(carried({}, {}).credential.kind).toBe('none');
    expect(carried({}, { open: 'unknown' }).credential.kind).toBe('unknown');
    expect(carried({ credential: identity(APP) }, {}).credential.kind).toBe('unknown');
    const oauth = { kind: 'oauth', audience: known(APP), tenant: null, at } as const;
    expect(carried({ credential: oauth }, {}).credential.kind).toBe('unknown');
    const basic = { kind: 'other', type: 'Basic', header: 'yes', at } as const;
    expect(carried({ credential: basic }, {}).credential.kind).toBe('none');
  });

  describe('whose address is made of pieces of a callback URL', () => {
    const own = known(`${PLACE}/orders-receiver`);
    const list = (id: Value): Value => hole('list', 'object', { call: { fn: 'listCallbackUrl', args: [id] } });
    const piece = (...ids: readonly Value[]): Value =>
      hole(`piece ${ids.map((one) => JSON.stringify(one)).join()}`, 'string', {
        call: { fn: 'split', args: ids.map(list) },
      });
    const other = known(`${PLACE}/stock`);
    const part = hole("main.json:parameters('x')", 'string');
    const reached = (base: Value) => {
      const all = [door({ resourceId: own }, {}), facts({ connectors: [connector({ base })] })];
      return callOf(from({}, null), all).receiver?.trigger ?? null;
    };

    test.each<[string, Value, string | null]>([
      ['of one', join([piece(own), ':443/workflows']), 'manual'],
      ['of one, its id in two ways', join([piece(own), '/', piece(known(`${PLACE.toUpperCase()}/Orders-Receiver/`))]), 'manual'],
      ['of two', join([piece(own), '/', piece(other)]), null],
      ['of two in one', join([piece(own, other), '/x']), null],
      ['of one twice in one', join([piece(own, own), '/x']), 'manual'],
      ['of one behind the id of another', join(['https://a.example/workflows/x/', piece(own)]), null],
      ['of one before the id of another', join([piece(own), '/workflows/x']), null],
      ['of one before an unknown trigger', join([piece(own), '/Triggers/', part]), 'manual'],
      ['of one before something unknown', join([piece(own), '/', part]), null],
      ['of one behind something unknown', join([part, '/', piece(own)]), null],
      ['of none', join([part, '/x']), null],
    ])('%s', (_, base, trigger) => {
      expect(reached(base)).toBe(trigger);
    }); // prettier-ignore
  });
});

describe('sites', () => {
  const named = (name: string | Value, more: Partial<Site> = {}): Site =>
    site('absent', { nameValue: typeof name === 'string' ? known(name) : name, ...more });
  const linked = (sites: readonly Site[], ...all: readonly Facts[]): readonly LinkedSite[] =>
    link([...all, facts({ sites })]).sites;
  const settings = (more: Partial<Site> = {}): Site =>
    site(siteAuth(), { id: 'settings', kind: 'unknown', reach: { kind: 'unknown' }, nameValue: known('Orders-App'), file: 'c.json', ...more }); // prettier-ignore
  const app = (folder: string, name = 'orders'): Facts =>
    door({ plan: 'standard', app: folder, wholeApp: true, name, id: folder }, { plan: 'standard', app: folder });

  test('settings of another document go to the site of their name', () => {
    const [one, ...more] = linked([named('orders-app'), settings()]);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ kind: 'workflow', auth: siteAuth() });
    expect(linked([named('stock-app'), settings()])).toHaveLength(2);
    expect(linked([named('orders-app', { environments: ['dev'] }), settings({ environments: ['prod'] })])).toHaveLength(
      2,
    );
  });

  test('settings that two documents give are not known', () => {
    const [one] = linked([named('orders-app', { auth: siteAuth() }), settings()]);
    expect(one?.auth).toBe('unknown');
    const [two] = linked([named('orders-app', { appSettings: [] }), settings({ auth: 'unknown' })]);
    expect(two).toMatchObject({ auth: 'absent', appSettings: 'unknown' });
  });

  test('the file of settings goes to the one site that reads one', () => {
    const file = site(siteAuth({ unauthenticated: '403' }), { id: 'file', nameValue: null, file: 'auth.json' });
    const reads = (name: string, more: Partial<Site> = {}) =>
      named(name, { id: name, auth: siteAuth({ inFile: 'yes', enabled: 'unknown' }), at: { file: 'b.json', pointer: `/${name}` }, ...more }); // prettier-ignore
    const auths = (...sites: readonly Site[]) =>
      linked(sites).map(({ auth }) => (typeof auth === 'string' ? auth : `${String(auth.unauthenticated)} ${auth.enabled}`)); // prettier-ignore
    expect(auths(reads('a'), file)).toEqual(['403 unknown']);
    expect(auths(reads('a'), named('b'), file)).toEqual(['403 unknown', 'absent']);
    expect(auths(reads('a'), reads('b'), file)).toEqual(['401 unknown', '401 unknown', '403 yes']);
    expect(auths(reads('a'), file, { ...file, id: 'second' })).toEqual(['401 unknown', '403 yes', '403 yes']);
    expect(auths(named('b'), file)).toEqual(['absent', '403 yes']);
    const twice = reads('a', { environments: ['prod'], at: { file: 'c.json', pointer: '/a' } });
    expect(auths(reads('a', { environments: ['dev'] }), twice, file)).toEqual(['403 unknown', '403 unknown']);
  });

  test('the one app runs in the one Standard site, else in the site of its name', () => {
    const runs = (sites: readonly Site[], ...all: readonly Facts[]) =>
      linked(sites, ...all).map(({ app: folder, assumptions }) => [folder, assumptions[0]?.text]);
    const two = [named('orders-app'), named('stock-app', { id: 'two', at: { file: 'b.json', pointer: '/two' } })];
    expect(runs([named('orders-app')], app('src'))).toEqual([
      ['src', "the Standard app in 'src' runs in the site 'orders-app'"],
    ]);
    expect(runs([named('orders-app')], app(''))).toEqual([['', "the Standard app runs in the site 'orders-app'"]]);
    expect(runs(two, app('src'))).toEqual([[null, undefined], [null, undefined]]); // prettier-ignore
    expect(runs(two, app('src/Orders-App'))[0]?.[0]).toBe('src/Orders-App');
    expect(runs([named('orders-app')], app('src'), app('other'))).toEqual([[null, undefined]]);
    expect(runs([named('orders-app')], app('a/orders-app'), app('b/orders-app'))[0]?.[0]).toBeNull();
    expect(runs([named('orders-app', { kind: 'function' })], app('orders-app'))).toEqual([[null, undefined]]);
    expect(runs([named(hole('x', 'string'))], app('src'))[0]?.[0]).toBe('src');
    const other = named('stock-app', { id: 'two', kind: 'function', at: { file: 'b.json', pointer: '/two' } });
    expect(runs([named('orders-app'), other], app('src'))).toHaveLength(2);
    expect(runs([named('orders-app'), other], app('src'))[0]?.[0]).toBe('src');
  });

  test('one resource in several environments is one site', () => {
    const place = { file: 'b.json', pointer: '/resources/0' };
    const each = ['dev', 'prod'].map((name) =>
      named(`orders-${name}`, { id: name, environments: [name], at: place, file: 'b.json' }),
    );
    expect(linked(each, app('src')).map(({ app: folder }) => folder)).toEqual(['src', 'src']);
    const apart = each.map((one, index) => ({ ...one, at: { file: 'b.json', pointer: `/${String(index)}` } }));
    expect(linked(apart, app('src')).map(({ app: folder }) => folder)).toEqual([null, null]);
  });

  test('show the triggers of their app, and who calls them', () => {
    const [one] = linked([named('orders-app')], app('src'));
    expect(one?.receivers.map(({ trigger }) => trigger)).toEqual(['manual']);
    expect(one).toMatchObject({ callers: [], ours: true });
    const called = link([
      facts({
        sites: [named('orders-app', { kind: 'function' }), named('stock', { id: 'two', kind: 'function' })],
        senders: [sender({ target: url('https://orders-app.azurewebsites.net/api/x') })],
      }),
    ]).sites;
    expect(called.map(({ name, callers, ours }) => [name, callers.length, ours])).toEqual([
      ['orders-app', 1, true],
      ['orders-app', 0, false],
    ]);
  });

  test('of an unknown kind are ours where they are exported, or beside a Standard app', () => {
    const ours = (view: Site['view'], ...all: readonly Facts[]) =>
      linked([named('x', { kind: 'unknown', view })], ...all)[0]?.ours;
    expect(ours('export')).toBe(true);
    expect(ours('template')).toBe(false);
    expect(ours('template', app('src'))).toBe(true);
    expect(ours('template', door({}, hex))).toBe(false);
    expect(ours('template', { ...app('src'), workflows: app('src').workflows.map((one) => ({ ...one, project: 'other' })) })).toBe(false); // prettier-ignore
  });

  test('are found by the trigger that was met in them', () => {
    const standard = app('src');
    const from = { target: url('https://front.example/orders') };
    const options = { endpoints: { 'https://front.example/orders': 'orders' } };
    const call = callOf(from, [standard, facts({ sites: [named('orders-app')] })], options);
    expect(call.receiver?.trigger).toBe('manual');
    expect(call.site?.name).toBe('orders-app');
    expect(call.assumptions.map(({ text }) => text)).toEqual([
      "the Standard app in 'src' runs in the site 'orders-app'",
    ]);
    const plain = callOf({ target: tail('manual') }, [door({}, hex), facts({ sites: [named('orders-app')] })]);
    expect(plain).toMatchObject({ site: null, receiver: { trigger: 'manual' } });
  });

  test('are found by a name with its default, which is said, on either side', () => {
    const name = hole("b.json:parameters('site')", 'string', { default: known('orders-app') });
    const other = hole("c.json:parameters('app')", 'string', { default: known('orders-app') });
    const kind = { kind: 'function' } as const;
    const ask = (own: string | Value, host: string | Value) => {
      const target = url(join(['https://', host, '.azurewebsites.net/api/x']));
      const call = callOf({ target }, [facts({ sites: [named(own, kind)] })]);
      return [call.site?.nameValue?.kind, ...call.assumptions.map(({ text }) => text)];
    };
    expect(ask('orders-app', 'orders-app')).toEqual(['known']);
    expect(ask(name, name)).toEqual(['hole']);
    expect(ask(name, 'orders-app')).toEqual(['hole', "the default of parameters('site') is kept"]);
    expect(ask('orders-app', other)).toEqual(['known', "the default of parameters('app') is kept"]);
    expect(ask(name, other)).toEqual([
      'hole',
      "the default of parameters('app') is kept",
      "the default of parameters('site') is kept",
    ]);
    expect(ask('orders-app', hole("c.json:parameters('none')", 'string'))).toEqual([undefined]);
  });

  test('of several views: the sender’s own, then a template, then an export', () => {
    const of = (file: string, view: Site['view'], environments: readonly string[] = []) =>
      named('orders-app', { id: file, file, view, environments, kind: 'function', at: { file, pointer: '' } });
    const found = (...sites: readonly Site[]) => {
      const target = url('https://orders-app.azurewebsites.net/api/x');
      const call = callOf({ target, environments: ['dev'] }, [facts({ sites })]);
      return call.site?.file ?? call.unlinked;
    };
    expect(found(of('e.json', 'export'))).toBe('e.json');
    expect(found(of('e.json', 'export'), of('t.json', 'template'))).toBe('t.json');
    expect(found(of('a.json', 'export'), of('t.json', 'template'))).toBe('a.json');
    expect(found(of('t.json', 'template'), of('u.json', 'template'))).toBe('ambiguous');
    expect(found(of('t.json', 'template', ['dev']), of('u.json', 'template', ['prod']))).toBe('t.json');
    expect(found(of('t.json', 'template', ['prod']))).toBe('external');
  });
});

describe('app settings', () => {
  const setting = (name: string, value?: Value): AppSetting => ({
    name,
    at,
    ...(value === undefined ? {} : { value }),
  });
  const apps = (local: readonly AppSetting[] | null, broken: readonly string[] = [], ...sites: readonly Site[]): readonly App[] => {
    const part = { folder: 'src', reads: [], host: { at, local, named: [] } };
    const own = { ...door({ plan: 'standard', app: 'src', wholeApp: true }, {}), apps: [part] };
    return link([own, facts({ sites })], { broken: new Set(broken) }).apps;
  }; // prettier-ignore
  const deployed = (appSettings: Site['appSettings'], more: Partial<Site> = {}): Site =>
    site('absent', { nameValue: known('orders-app'), appSettings, ...more });

  test('of the site are those that are deployed, where it surely is and gives them all', () => {
    expect(apps(null, [], deployed([setting('A')]))[0]?.deployed).toEqual([setting('A')]);
    expect(apps(null, [], deployed('unknown'))[0]?.deployed).toBeNull();
    expect(apps(null, [], deployed([setting('A')], { deployed: 'unknown' }))[0]?.deployed).toBeNull();
    expect(apps([])[0]?.deployed).toBeNull();
    const each = ['dev', 'prod'].map((name) =>
      deployed([setting(name)], { id: name, environments: [name], nameValue: known(`orders-${name}`) }),
    );
    expect(apps(null, [], ...each)[0]?.deployed).toEqual([setting('dev'), setting('prod')]);
  });

  test('are those of a whole app unless a file of its project could not be read', () => {
    expect(apps([])).toMatchObject([{ id: '|src', whole: true }]);
    expect(apps([], [''])).toMatchObject([{ id: '|src', whole: false }]);
    expect(apps([], ['other'])).toMatchObject([{ whole: true }]);
    const part = { folder: 'src', reads: [], host: null };
    expect(link([{ ...facts({}), apps: [part] }]).apps).toEqual([]);
  });

  test('stand in for what a sender reads, where all that is deployed agrees', () => {
    const reads = hole("src/orders/workflow.json:@appsetting('BASE')", 'string');
    const target = url(join([reads, '/triggers/manual/paths/x']));
    const found = (local: readonly AppSetting[] | null, ...sites: readonly Site[]) => {
      const part = { folder: 'src', reads: [], host: { at: { file: 'src/host.json', pointer: '' }, local, named: [] } };
      const app = { ...door({ plan: 'standard', app: 'src', wholeApp: true, id: 'w5', file: 'src/x.json' }, { plan: 'standard', app: 'src' }), apps: [part] }; // prettier-ignore
      const call = callOf({ plan: 'standard', app: 'src', target }, [app, facts({ sites }), door({}, hex)]);
      return call.receiver?.workflow.file ?? call.unlinked;
    };
    const base = known(BASE);
    const site_ = (name: string, appSettings: Site['appSettings']) =>
      deployed(appSettings, { id: name, environments: [name], nameValue: known(`orders-${name}`) });
    expect(found([setting('Base', base)])).toBe('b.json');
    expect(found([setting('OTHER', base)])).toBe('target-unknown');
    expect(found([setting('BASE')])).toBe('target-unknown');
    expect(found(null, site_('dev', [setting('base', base)]))).toBe('b.json');
    expect(found(null, site_('dev', [setting('base', base)]), site_('prod', [setting('BASE', base)]))).toBe('b.json');
    const differs = known('https://a.example');
    expect(found(null, site_('dev', [setting('base', base)]), site_('prod', [setting('BASE', differs)]))).toBe('target-unknown'); // prettier-ignore
    expect(found(null, site_('dev', [setting('base', base)]), site_('prod', [setting('BASE')]))).toBe('target-unknown');
    expect(found([setting('BASE', base)], site_('dev', [setting('BASE')]))).toBe('target-unknown');
    expect(found([setting('BASE', differs)], site_('dev', [setting('BASE', base)]))).toBe('b.json');
  });
});

describe('a receiver on conditions', () => {
  const on = (...names: readonly (string | null)[]) =>
    names.map((name) => ({ name, kind: 'condition' as const, at, text: '' }));
  const ask = (deployed: Receiver['deployed'], theirs: readonly (string | null)[] | null, mine: readonly (string | null)[] | null) => {
    const conditional = theirs === null ? {} : { conditions: on(...theirs) };
    const from = { id: 'w1', file: 'a.json', name: 'w1', at, ...(mine === null ? {} : { conditions: on(...mine) }) };
    const to = { target: tail('manual'), workflow: from, credential: identity(OTHER_APP) };
    return callOf(to, [door({ ...conditional }, { ...hex, deployed })]).outcome;
  }; // prettier-ignore
  const open = { verdict: 'unknown', missing: ['whether the receiver is deployed'], suspects: [] };

  test('is judged where it is surely there, or its caller is on the same ones', () => {
    expect(ask('yes', null, null).verdict).toBe('refused');
    expect(ask('unknown', ['x'], ['x']).verdict).toBe('refused');
    expect(ask('unknown', ['x'], ['y', 'x']).verdict).toBe('refused');
    expect(ask('unknown', ['x', 'y'], ['x'])).toEqual(open);
    expect(ask('unknown', ['x'], null)).toEqual(open);
    expect(ask('unknown', [], ['x'])).toEqual(open);
    expect(ask('unknown', null, ['x'])).toEqual(open);
    expect(ask('unknown', [null], [null])).toEqual(open);
  });
});
