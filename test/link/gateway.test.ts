/** Which API of API Management a sender reaches, and what its policies answer: facts/doors.md §1. */
import { describe, expect, test } from 'vitest';
import { answerApi } from '../../src/link/gateway.ts';
import { servicesOf } from '../../src/link/gateways.ts';
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
  ['a tenant by its domain', token(APP), by({ tenant: known('contoso.onmicrosoft.com') }), 'unknown'],
  ['issuers of both versions', token(APP), by({ tenant: null, issuers: [known(V1), known(V2)] }), 'unknown'],
  ['the issuer of one version: that of the token is not known', token(APP), by({ tenant: null, issuers: [known(V2)] }), 'unknown'],
  ['the issuer of the other version', token('https://management.azure.com/'), by({ tenant: null, audiences: [], issuers: [known(V2)] }), 'issuer-mismatch → 401 (API Management)'],
  ['an application that may be the caller', token(APP), by({ applications: [known(OTHER_APP)] }), 'unknown'],
  ['the second check fails', token(APP), api({ checks: [check(), check({ audiences: [known(OTHER_APP)] })] }), 'audience-mismatch → 401 (API Management)'],
  ['policies that were not read', token(OTHER_APP), api({ checks: 'unknown' }), 'unknown'],
  ['an API that may not be deployed', token(OTHER_APP), api({ deployed: 'unknown' }), 'unknown'],
  ['too many to judge', token(OTHER_APP), by({ audiences: Array.from({ length: 300 }, (_, index) => known(`api://${String(index)}`)) }), 'unknown'],
])('%s', (_, from, to, expected) => expect(word(answerApi(sender(from), to, null))).toBe(expected)); // prettier-ignore

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
  ])('%s', (_, from, apis, expected) => expect(met(from, gateway(apis))?.api.name).toBe(expected)); // prettier-ignore

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
  ])('version %s', (_, path, apis, scheme, expected) => {
    const set: VersionSet = { workspace: null, name: known('orders-set'), scheme, parameter: known('api-version') };
    const made = gateway(apis, { versionSets: [set] });
    expect(met(url(`https://gateway.azure-api.net${path}`), made)?.api.name).toBe(expected);
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
  });
});
