/** Which API of API Management a sender reaches, and what its policies answer: facts/doors.md §1. */
import { describe, expect, test } from 'vitest';
import { answerApi } from '../../src/link/gateway.ts';
import { linkedFile, servicesOf } from '../../src/link/gateways.ts';
import { type ApiMeeting, meetApi } from '../../src/link/meet-api.ts';
import type { Gateway, GatewayApi, GatewayCheck, MetApi, Outcome, Sender, Value, VersionSet } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { APP, at, identity, OTHER_APP, OTHER_TENANT, sender, TENANT, V1, V2 } from './parts.ts';

function check(more: Partial<GatewayCheck> = {}): GatewayCheck {
  const lists = { audiences: [known(APP)], issuers: [], applications: [], tenant: known(TENANT) };
  return { kind: 'validate-azure-ad-token', at, bearer: 'yes', status: 401, ...lists, ...more };
}

function api(more: Partial<MetApi> = {}): MetApi {
  const names = { name: 'orders', api: known('orders'), path: known('orders'), workspace: null };
  const place = { file: 'b.json', project: '', environments: [], at, deployed: 'yes' as const };
  const revision = { revision: null, current: 'yes' as const, version: null };
  return { id: 'api', ...names, ...place, ...revision, checks: [check()], ...more };
}

function word(outcome: Outcome): string {
  if (outcome.verdict !== 'refused') return outcome.verdict;
  const [response] = outcome.responses;
  const codes = outcome.because.map(({ code }) => code).join('+');
  return `${codes} → ${String(response?.status)} (${response?.by ?? ''})`;
}

const token = (audience: string | null): Partial<Sender> => ({ credential: identity(audience) });
const app = (clientId: string): Partial<Sender> => ({
  credential: { kind: 'oauth', audience: known(APP), tenant: known(TENANT), clientId: known(clientId), at },
});
const many = (length: number): readonly Value[] =>
  Array.from({ length }, (_, index) => known(`api://${String(index)}`));
const by = (more: Partial<GatewayCheck>): MetApi => api({ checks: [check(more)] });

test.each<[string, Partial<Sender>, MetApi, string]>([
  ['its audience', token(APP), api(), 'unknown'],
  ['another audience', token(OTHER_APP), api(), 'audience-mismatch → 401 (API Management)'],
  ['no audience', token(null), api(), 'audience-missing → 401 (API Management)'],
  ['no token', {}, api(), 'no-credentials → 401 (API Management)'],
  ['no token, answered with 403', {}, by({ status: 403 }), 'no-credentials → 403 (API Management)'],
  ['a key of the subscription in some header', { authorizationHeader: 'unknown' }, api(), 'unknown'],
  ['some Authorization header', { authorizationHeader: 'yes' }, api(), 'unknown'],
  ['a token that is looked for elsewhere', token(OTHER_APP), by({ bearer: 'unknown' }), 'unknown'],
  ['an audience that an expression gives', token(OTHER_APP), by({ audiences: [hole('x', 'string')] }), 'unknown'],
  ['one of several audiences', token(APP), by({ audiences: [known('api://else'), known(APP)] }), 'unknown'],
  ['an audience but for its slash', token('https://management.azure.com/'), by({ audiences: [known('https://management.azure.com')] }), 'unknown'],
  ['no audiences named', token(OTHER_APP), by({ audiences: [] }), 'unknown'],
  ['another tenant', token(APP), by({ tenant: known(OTHER_TENANT) }), 'issuer-mismatch → 401 (API Management)'],
  ['an issuer but for which the audience differs in letter case alone', token(APP), by({ audiences: [known(APP.toUpperCase())], tenant: known(OTHER_TENANT) }), 'unknown'],
  ['a tenant that stands for all', token(APP), by({ tenant: known('organizations') }), 'unknown'],
  ['a tenant that is not known', token(OTHER_APP), by({ tenant: hole('x', 'string') }), 'audience-mismatch → 401 (API Management)'],
  ['issuers of another tenant, beside its own', token(APP), by({ issuers: [known(`https://sts.windows.net/${OTHER_TENANT}/`)] }), 'issuer-mismatch → 401 (API Management)'],
  ['the application that calls', app(OTHER_APP), by({ applications: [known(OTHER_APP)] }), 'unknown'],
  ['one of the applications', app(OTHER_APP), by({ applications: [known(APP), known(OTHER_APP)] }), 'unknown'],
  ['another application', app(OTHER_APP), by({ applications: [known(APP)] }), 'claim-mismatch → 401 (API Management)'],
  ['another application, nothing else asked', app(OTHER_APP), by({ audiences: [], tenant: null, applications: [known(APP)] }), 'claim-mismatch → 401 (API Management)'],
  ['nothing asked', token(OTHER_APP), by({ audiences: [], tenant: null }), 'unknown'],
  ['many, judged', token(OTHER_APP), by({ audiences: many(50) }), 'audience-mismatch → 401 (API Management)'],
  ['more than are judged', token(OTHER_APP), by({ audiences: many(51) }), 'unknown'],
  ['a tenant by its domain', token(APP), by({ tenant: known('contoso.onmicrosoft.com') }), 'unknown'],
  ['issuers of both versions', token(APP), by({ tenant: null, issuers: [known(V1), known(V2)] }), 'unknown'],
  ['the issuer of one version: that of the token is not known', token(APP), by({ tenant: null, issuers: [known(V2)] }), 'unknown'],
  ['the issuer of the other version', token('https://management.azure.com/'), by({ tenant: null, audiences: [], issuers: [known(V2)] }), 'issuer-mismatch → 401 (API Management)'],
  ['an application that may be the caller', token(APP), by({ applications: [known(OTHER_APP)] }), 'unknown'],
  ['the second check fails', token(APP), api({ checks: [check(), check({ audiences: [known(OTHER_APP)] })] }), 'audience-mismatch → 401 (API Management)'],
  ['policies that were not read', token(OTHER_APP), api({ checks: 'unknown' }), 'unknown'],
  ['an API that may not be deployed', token(OTHER_APP), api({ deployed: 'unknown' }), 'unknown'],
  ['too many to judge', token(OTHER_APP), by({ audiences: many(300) }), 'unknown'],
])('%s', (_, from, to, expected) => expect(word(answerApi(sender(from), to, null))).toBe(expected)); // prettier-ignore

test('what is missing is said', () => {
  const missing = (from: Partial<Sender>, to: MetApi) => answerApi(sender(from), to, null);
  const open = (what: string) => ({ verdict: 'unknown', missing: [what], suspects: [] });
  expect(missing(token(APP), api({ deployed: 'unknown' }))).toEqual(open('whether the API is deployed'));
  expect(missing(token(APP), api({ checks: 'unknown' }))).toEqual(open('the policies of API Management'));
  expect(missing(token(APP), api())).toEqual(open('what lies behind API Management'));
});

test('the audience that a check wants is told with its place', () => {
  const outcome = answerApi(sender(token(OTHER_APP)), by({ at: { file: 'b.json', pointer: '/check' } }), null);
  expect(outcome).toMatchObject({
    because: [{ code: 'audience-mismatch', data: { asked: OTHER_APP, accepted: [APP] }, at: { pointer: '/check' } }],
  });
});

describe('which API', () => {
  const url = (text: string | Value): Partial<Sender> => ({
    target: { kind: 'url', url: typeof text === 'string' ? known(text) : text, at },
  });
  const id = (text: string): Partial<Sender> => ({
    via: 'api-management',
    target: { kind: 'resource', id: known(`/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement${text}`), at },
  }); // prettier-ignore
  const orders = api();
  const inner = api({ id: 'inner', name: 'returns', api: known('returns'), path: known('/orders/returns/') });
  const rest = api({ id: 'rest', name: 'rest', api: known('rest'), path: known('') });
  const all = [orders, inner, rest];

  const set = known('orders-set');
  const versions = ['v1', 'v2'].map((name) =>
    api({ id: name, name, api: known(name), version: { name: known(name), set } }),
  );
  const NONE = { endpoints: [] };

  function gateway(apis: readonly GatewayApi[], more: Partial<Gateway> = {}): Gateway {
    const none = { hosts: [], operations: [], policies: [], versionSets: [], namedValues: [] };
    const place = { file: 'b.json', project: '', environments: [], folder: null };
    return { ...place, ...none, service: known('gateway'), apis, ...more };
  }

  function met(from: Partial<Sender>, made: Gateway): ApiMeeting | null {
    return meetApi(sender(from), servicesOf([made]), NONE);
  }

  test.each<[string, Partial<Sender>, readonly GatewayApi[], string | undefined]>([
    ['by path', url('https://gateway.azure-api.net/orders/new'), [orders], 'orders'],
    ['by the whole path', url('https://Gateway.azure-api.net:443/Orders?x=1'), [orders], 'orders'],
    ['the longest path', url('https://gateway.azure-api.net/orders/returns/7'), all, 'returns'],
    ['a segment that begins alike', url('https://gateway.azure-api.net/orders-old'), [orders], undefined],
    ['without a path', url('https://gateway.azure-api.net/else'), all, 'rest'],
    ['a path that goes on', url(join(['https://gateway.azure-api.net/orders/', hole('x', 'string')])), [orders], 'orders'],
    ['a path that may go on otherwise', url(join(['https://gateway.azure-api.net/orders', hole('x', 'string')])), [orders], undefined],
    ['another API has a path that is not known', url('https://gateway.azure-api.net/orders/new'), [orders, api({ id: 'b', path: hole('p', 'string') })], undefined],
    ['two of one path', url('https://gateway.azure-api.net/orders/new'), [orders, api({ id: 'b' })], undefined],
    ['another service', url('https://other.azure-api.net/orders/new'), [orders], undefined],
    ['another host', url('https://example.com/orders/new'), [orders], undefined],
    ['by id', id('/service/gateway/apis/returns'), all, 'returns'],
    ['by id of a revision', id('/service/Gateway/apis/Orders;rev=2'), all, 'orders'],
    ['by id of another revision', id('/service/gateway/apis/orders;rev=2'), [api({ id: 'two', name: 'two', api: known('orders;rev=2'), revision: '2', current: 'no' }), orders], 'two'],
    ['by path: the current revision', url('https://gateway.azure-api.net/orders/new'), [api({ id: 'two', api: known('orders;rev=2'), current: 'no' }), orders], 'orders'],
    ['by path: beside a revision of which that is not known', url('https://gateway.azure-api.net/orders/new'), [api({ id: 'two', api: known('orders;rev=2'), current: 'unknown' }), orders], 'orders'],
    ['by path: a revision of which that is not known', url('https://gateway.azure-api.net/orders/new'), [api({ api: known('orders;rev=2'), current: 'unknown' })], undefined],
    ['a path with a revision', url('https://gateway.azure-api.net/orders;rev=2/new'), [rest], undefined],
    ['by id of another', id('/service/gateway/apis/else'), all, undefined],
    ['by path: beside another that is current, of another name', url('https://gateway.azure-api.net/orders/new'), [api({ api: known('orders;rev=2'), current: 'unknown' }), inner], undefined],
    ['by path: beside itself in a revision that is no more current', url('https://gateway.azure-api.net/orders/new'), [api({ api: known('orders;rev=2'), current: 'unknown' }), api({ id: 'b', current: 'no' })], undefined],
    ['an API without a path said', url('https://gateway.azure-api.net/else'), [api({ path: null })], 'orders'],
    ['beside a path that is not known, of no current revision', url('https://gateway.azure-api.net/orders/new'), [orders, api({ id: 'b', path: hole('p', 'string'), current: 'no' })], 'orders'],
    ['an address that is known as far as its host', url(join(['https://gateway.azure-api.net', hole('x', 'string')])), [rest], undefined],
    ['an address that begins with something unknown', url(join([hole('x', 'string'), '/orders/new'])), [rest], undefined],
    ['an address that is none', url('gateway.azure-api.net/orders/new'), [rest], undefined],
    ['a path that goes on, where a deeper one may be meant', url(join(['https://gateway.azure-api.net/ord', hole('x', 'string')])), [orders, rest], undefined],
    ['a path that goes on, past another', url(join(['https://gateway.azure-api.net/stock/', hole('x', 'string')])), [orders, rest], 'rest'],
    ['a whole path, and a deeper one beside it', url('https://gateway.azure-api.net/order'), [orders, rest], 'rest'],
    ['a query that goes on', url(join(['https://gateway.azure-api.net/orders?x=', hole('x', 'string')])), [orders, rest], 'orders'],
    ['by id, where its current revision is not known', id('/service/gateway/apis/orders'), [api({ current: 'unknown' }), inner], 'orders'],
    ['by id, where two revisions may be the current one', id('/service/gateway/apis/orders'), [api({ current: 'unknown' }), api({ id: 'b', api: known('orders;rev=2'), current: 'unknown' })], undefined],
    ['by id in a workspace', id('/service/gateway/workspaces/team/apis/orders'), [orders, api({ id: 'b', name: 'ours', workspace: known('Team') })], 'ours'],
    ['by id of something below it', id('/service/gateway/apis/orders/operations/get'), all, undefined],
    ['of a workflow', { target: { kind: 'workflow', workflow: known('/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/gateway/apis/orders'), trigger: null, at } }, all, undefined],
  ])('%s', (_, from, apis, expected) => expect(met(from, gateway(apis))?.api.name).toBe(expected)); // prettier-ignore

  test('its policies cannot be told where a revision is not known', () => {
    const policies = [{ at, scope: 'service' as const, workspace: null, path: [], steps: { before: [check()], base: false, after: [], through: true } }]; // prettier-ignore
    const own = gateway([api({ current: 'unknown' })], { policies });
    expect(met(id('/service/gateway/apis/orders'), own)?.api.checks).toBe('unknown');
    const current = gateway([orders], { policies });
    expect(met(id('/service/gateway/apis/orders'), current)?.api.checks).toHaveLength(1);
  });

  test('what is asked of it: the method, and the path below its own', () => {
    const operation = (name: string, method: string, template: string) => ({
      workspace: null,
      path: [known('orders'), known(name)],
      method: known(method),
      template: known(template),
    });
    const operations = [operation('get', 'GET', '/{id}'), operation('put', 'PUT', '/{id}/lines')];
    const policies = ['get', 'put'].map((name) => ({
      at,
      scope: 'operation' as const,
      workspace: null,
      path: [known('orders'), known(name)],
      steps: { before: [check({ at: { file: 'b.json', pointer: name } })], base: false, after: [], through: true },
    }));
    const asked = (text: string | Value, method: string) => {
      const found = met({ ...url(text), method: known(method) }, gateway([orders], { operations, policies }));
      return found?.api.checks === 'unknown' ? 'unknown' : found?.api.checks.map(({ at: place }) => place.pointer);
    };
    const base = 'https://gateway.azure-api.net/orders';
    expect(asked(`${base}/7`, 'get')).toEqual(['get']);
    expect(asked(`${base}/7/lines?x=1`, 'put')).toEqual(['put']);
    expect(asked(`${base}/7`, 'put')).toBe('unknown');
    expect(asked(join([`${base}/7`, hole('x', 'string')]), 'get')).toBe('unknown');
    expect(asked(join([`${base}/7?x=`, hole('x', 'string')]), 'get')).toEqual(['get']);
  });

  test.each<[string, string, readonly GatewayApi[], VersionSet['scheme'], string | undefined]>([
    ['in the path', '/orders/v2/new', versions, 'segment', 'v2'],
    ['in the path: of another', '/orders/v3/new', versions, 'segment', undefined],
    ['in the path: none', '/orders/new', versions, 'segment', undefined],
    ['in the path: none, and one is without', '/orders/new', [...versions, orders], 'segment', 'orders'],
    ['in the query', '/orders/new?api-version=V2', versions, 'query', 'v2'],
    ['in the query: of another', '/orders/new?api-version=v3', versions, 'query', undefined],
    ['in the query, and not there', '/orders/new', versions, 'query', undefined],
    ['in a header, which is not seen', '/orders/new', versions, 'header', undefined],
    ['somewhere', '/orders/v2/new', versions, 'unknown', undefined],
    ['in the path, and not all of it', '/orders/v2', versions, 'segment', 'v2'],
    ['in the path: of an API at the root', '/v2/new', versions.map((one) => ({ ...one, path: null })), 'segment', 'v2'],
    ['in the query, beside others', '/orders/new?x=v1&flag&API-Version=v2', versions, 'query', 'v2'],
    ['in the query of another path', '/stock/new?api-version=v2', versions, 'query', undefined],
    [
      'in the path, whose name is not known',
      '/orders/v2/new',
      [api({ version: { name: hole('v', 'string'), set } })],
      'segment',
      undefined,
    ],
    ['of no set', '/orders/v2/new', [api({ version: { name: known('v2'), set: null } })], 'segment', undefined],
    [
      'of a set that was not read',
      '/orders/v2/new',
      [api({ version: { name: known('v2'), set: known('other-set') } })],
      'segment',
      undefined,
    ],
    [
      'of a set in a workspace',
      '/orders/v2/new',
      versions.map((one) => ({ ...one, workspace: known('team') })),
      'segment',
      undefined,
    ],
  ])('version %s', (_, path, apis, scheme, expected) => {
    const set: VersionSet = { workspace: null, name: known('orders-set'), scheme, parameter: known('api-version') };
    const made = gateway(apis, { versionSets: [set] });
    expect(met(url(`https://gateway.azure-api.net${path}`), made)?.api.name).toBe(expected);
  });

  test('two sets of one name: they have to agree, and others do not count', () => {
    const made = (...sets: readonly (readonly [string, VersionSet['scheme']])[]) =>
      gateway(versions, {
        versionSets: sets.map(([name, scheme]) => ({ workspace: null, name: known(name), scheme, parameter: null })),
      });
    const found = (one: Gateway) => met(url('https://gateway.azure-api.net/orders/v2/new'), one)?.api.name;
    expect(found(made(['orders-set', 'segment'], ['Orders-Set', 'segment']))).toBe('v2');
    expect(found(made(['orders-set', 'segment'], ['orders-set', 'query']))).toBeUndefined();
    expect(found(made(['other-set', 'query'], ['orders-set', 'segment'], ['stock-set', 'header']))).toBe('v2');
  });

  test('a version in a query that goes on, or whose parameter is not known', () => {
    const made = (parameter: Value | null) =>
      gateway(versions, { versionSets: [{ workspace: null, name: known('orders-set'), scheme: 'query', parameter }] });
    const base = 'https://gateway.azure-api.net/orders/new?api-version=v2';
    expect(met(url(base), made(known('api-version')))?.api.name).toBe('v2');
    expect(met(url(join([`${base}&x=`, hole('x', 'string')])), made(known('api-version')))).toBeNull();
    expect(met(url(base), made(null))).toBeNull();
    expect(met(url(base), made(known('version')))).toBeNull();
  });

  test('not across environments', () => {
    const from = { ...url('https://gateway.azure-api.net/orders/new'), environments: ['dev'] };
    expect(met(from, gateway([api({ environments: ['prod'] })]))).toBeNull();
  });

  test('by a host of its own', () => {
    const hosts = [known('API.contoso.example')];
    expect(met(url('https://api.contoso.example/orders/new'), gateway([orders], { hosts }))?.api.name).toBe('orders');
    expect(met(url('https://other.contoso.example/orders/new'), gateway([orders], { hosts }))).toBeNull();
    const two = servicesOf([gateway([orders], { hosts }), gateway([orders], { hosts, service: known('second') })]);
    expect(meetApi(sender(url('https://api.contoso.example/orders/new')), two, NONE)).toBeNull();
  });

  test('by a host that the settings name', () => {
    const doors = (workflow: string) => ({
      endpoints: [{ matches: (text: string) => text.startsWith('https://api.contoso.example/'), workflow, trigger: null }],
    });
    const from = sender(url('https://api.contoso.example/orders/new'));
    expect(meetApi(from, servicesOf([gateway([orders])]), doors('gateway'))?.api.name).toBe('orders');
    expect(meetApi(from, servicesOf([gateway([orders])]), doors('other'))).toBeNull();
  }); // prettier-ignore

  test('by the default of a parameter: said', () => {
    const service = hole("b.json:parameters('gateway')", 'string', { default: known('gateway') });
    const from = url('https://gateway.azure-api.net/orders/new');
    expect(met(from, gateway([orders], { service }))?.assumptions).toMatchObject([{ softens: true }]);
    expect(met(from, gateway([orders]))?.assumptions).toEqual([]);
  });

  test('in a folder that names no service: said', () => {
    const files = gateway([orders], { service: null, folder: 'apim' });
    const from = url('https://gateway.azure-api.net/orders/new');
    expect(met(from, files)?.assumptions).toEqual([
      { text: "the files in 'apim' are those of the service 'gateway'", at: null, softens: true },
    ]);
    const two = servicesOf([files, { ...files, folder: 'apim2' }]);
    expect(meetApi(sender(from), two, NONE)).toBeNull();
    const other = servicesOf([files, gateway([inner])]);
    expect(meetApi(sender(from), other, NONE)).toBeNull();
    const root = { ...files, folder: '' };
    expect(met(from, root)?.assumptions).toMatchObject([
      { text: "The files of API Management are those of the service 'gateway'" },
    ]);
    const nameless = { ...id('/service/x/apis/orders'), target: { kind: 'resource' as const, id: join(['/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/', hole('x', 'string'), '/apis/orders']), at } }; // prettier-ignore
    expect(met(nameless, files)).toBeNull();
  });

  test('in a folder, of the one service that a template makes: theirs, and no other', () => {
    const files = gateway([orders], { service: null, folder: 'apim' });
    const bare = (name: string) => gateway([], { service: known(name), file: `${name}.json` });
    const from = sender(url('https://gateway.azure-api.net/orders/new'));
    const name = (...made: readonly Gateway[]) => meetApi(from, servicesOf(made), NONE)?.assumptions[0]?.text;
    const said = (folder: string) => `the files in '${folder}' are those of the service 'gateway'`;
    expect(name(files, bare('gateway'))).toBe(said('apim'));
    expect(name(files, bare('stock'))).toBeUndefined();
    expect(name(files, bare('stock'), bare('gateway'))).toBe(said('apim'));
    expect(name(files, { ...files, folder: 'other' }, bare('gateway'))).toBeUndefined();
  });

  test('a host that is not known is no host of anybody', () => {
    const hosts = [hole('h', 'string'), known('api.contoso.example')];
    expect(met(url('https://api.contoso.example/orders/new'), gateway([orders], { hosts }))?.api.name).toBe('orders');
  });
});

describe('the file behind a link', () => {
  const files = ['apim/orders.xml', 'stock/orders.xml', 'apim/Returns.xml', 'root.xml'].map((file) => ({
    file,
    steps: 'unknown' as const,
  }));
  const open = hole("main.json:parameters('base')", 'string');

  test.each<[string | Value, string | undefined]>([
    ['https://store.example/apim/orders.xml', 'apim/orders.xml'],
    ['https://store.example/STOCK/Orders.XML?sv=1#x', 'stock/orders.xml'],
    ['https://store.example/orders.xml', undefined],
    ['https://store.example/else/returns.xml', 'apim/Returns.xml'],
    ['https://store.example/else/none.xml', undefined],
    ['root.xml', 'root.xml'],
    ['/root.xml/', 'root.xml'],
    ['deep/apim//returns.xml', 'apim/Returns.xml'],
    ['', undefined],
    ['/?x=root.xml', undefined],
    [open, undefined],
    [join([open, '/apim/orders.xml']), 'apim/orders.xml'],
    [join([open, '/root.xml']), 'root.xml'],
    [join([open, 'root.xml']), undefined],
    [join([open, 'x/root.xml']), 'root.xml'],
    [join(['https://store.example/', open]), undefined],
    [known(7), undefined],
  ])('%j: %s', (link, file) => {
    expect(linkedFile(typeof link === 'string' ? known(link) : link, files)?.file).toBe(file);
  });
});
