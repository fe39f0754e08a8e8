/** Which checks a call of an API surely meets: operation, API, product, workspace, service, `<base />` and links (facts/doors.md §1.1). */
import { describe, expect, test } from 'vitest';
import { operationFits } from '../../src/link/gateway-operation.ts';
import { checksFor } from '../../src/link/gateway-policies.ts';
import type { PolicyFile, Service } from '../../src/link/gateways.ts';
import type { Gateway, GatewayApi, GatewayCheck, GatewayPolicy, PolicySteps, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { at } from './parts.ts';

const api: GatewayApi = {
  id: 'api',
  file: 'b.json',
  project: '',
  environments: [],
  at,
  name: 'orders',
  workspace: null,
  api: known('orders'),
  path: known('orders'),
  deployed: 'yes',
  revision: null,
  current: 'yes',
  version: null,
};

function service(more: Partial<Gateway>, files: readonly PolicyFile[] = []): Service {
  const none = { hosts: [], apis: [api], operations: [], policies: [], versionSets: [], namedValues: [] };
  const piece = { file: 'b.json', project: '', environments: [], folder: null, service: known('gate'), ...none };
  return { key: 'gate', folder: null, pieces: [{ ...piece, ...more }], files };
}

/** Told apart by its place. */
function check(name: string, audiences: readonly Value[] = []): GatewayCheck {
  const place = { file: 'b.json', pointer: name };
  const lists = { audiences, issuers: [], applications: [], tenant: null };
  return { kind: 'validate-jwt', at: place, bearer: 'yes', status: 401, ...lists };
}

function steps(before: string, base = false, after = '', through = true): PolicySteps {
  const checks = (names: string) => Array.from(names, (name) => check(name));
  return { before: checks(before), base, after: checks(after), through };
}

function policy(
  scope: GatewayPolicy['scope'],
  made: GatewayPolicy['steps'],
  path: readonly Value[] = [],
  workspace: Value | null = null,
): GatewayPolicy {
  return { at, scope, workspace, path, steps: made };
}

const OF_API = [known('orders')];
const ASKED = { method: 'GET', path: '/parcels/7' };

function met(policies: readonly GatewayPolicy[], more: Partial<Gateway> = {}, files: readonly PolicyFile[] = [], asked = api): string {
  const { checks } = checksFor(service({ policies, ...more }, files), asked, ASKED);
  return checks === 'unknown' ? 'unknown' : checks.map(({ at: place }) => place.pointer).join('');
} // prettier-ignore

describe('an operation', () => {
  const path = [known('orders'), known('get-parcel')];
  const fits = (method: Value | null, template: Value | null, asked: Parameters<typeof operationFits>[3], count = 1) => {
    const one = { workspace: null, path, method, template };
    const made = service({ operations: Array.from({ length: count }, () => one) });
    return operationFits(made, api, policy('operation', 'unknown', path), asked);
  }; // prettier-ignore
  const open = hole('x', 'string');

  test.each<[string, Value | null, Value | null, string | undefined, string | undefined, string]>([
    ['the same, in other letters', known('get'), known('/Parcels/New'), 'GET', '/parcels/new', 'yes'],
    ['slashes aside', known('GET'), known('parcels//new/'), 'GET', '/parcels/new', 'yes'],
    ['a name for a segment', known('GET'), known('/parcels/{id}/lines'), 'GET', '/parcels/7/lines', 'yes'],
    ['another method', known('POST'), known('/parcels/{id}'), 'GET', '/parcels/7', 'no'],
    ['another method, of a path that is not known', known('POST'), known('/parcels/{id}'), 'GET', undefined, 'no'],
    ['any method', known('*'), known('/parcels/{id}'), 'GET', '/parcels/7', 'unknown'],
    ['any method, of another path', known('*'), known('/parcels/{id}'), 'GET', '/orders/7', 'no'],
    ['no method said', null, known('/parcels/{id}'), 'GET', '/parcels/7', 'unknown'],
    ['a method that is not known', open, known('/parcels/{id}'), 'GET', '/parcels/7', 'unknown'],
    ['asked by a method that is not known', known('GET'), known('/parcels/{id}'), undefined, '/parcels/7', 'unknown'],
    ['a path that is not known', known('GET'), known('/parcels/{id}'), 'GET', undefined, 'unknown'],
    ['no template said', known('GET'), null, 'GET', '/parcels/7', 'unknown'],
    ['a star', known('GET'), known('/parcels/*'), 'GET', '/orders', 'unknown'],
    ['a query', known('GET'), known('/parcels?id={id}'), 'GET', '/orders', 'unknown'],
    ['one segment less', known('GET'), known('/parcels/{id}'), 'GET', '/parcels', 'no'],
    ['one segment more', known('GET'), known('/parcels/{id}'), 'GET', '/parcels/7/lines', 'no'],
    ['another first segment', known('GET'), known('/parcels/{id}'), 'GET', '/orders/7', 'no'],
    ['a name behind a text', known('GET'), known('/parcels/p-{id}'), 'GET', '/parcels/7', 'unknown'],
    ['a name before a text', known('GET'), known('/parcels/{id}.json'), 'GET', '/parcels/7', 'unknown'],
    ['two names in one segment', known('GET'), known('/parcels/{id}-{line}'), 'GET', '/parcels/7', 'unknown'],
    ['a name in a text, of another path', known('GET'), known('/parcels/p-{id}'), 'GET', '/orders/7', 'no'],
  ])('%s', (_, method, template, asked, given, expected) => {
    expect(fits(method, template, { method: asked, path: given })).toBe(expected);
  }); // prettier-ignore

  test('that two documents show is not known, nor one that none shows', () => {
    const asked = { method: 'GET', path: '/parcels/7' };
    expect(fits(known('GET'), known('/parcels/{id}'), asked, 1)).toBe('yes');
    expect(fits(known('GET'), known('/parcels/{id}'), asked, 2)).toBe('unknown');
    expect(fits(known('GET'), known('/parcels/{id}'), asked, 0)).toBe('unknown');
  });

  test('whose name is not known is none of those that are', () => {
    const named = [known('orders'), hole("b.json:parameters('one')", 'object')];
    const made = service({
      operations: [{ workspace: null, path: [known('orders'), known([])], method: known('GET'), template: known('/') }],
    });
    const asked = { method: 'GET', path: '/' };
    expect(operationFits(made, api, policy('operation', 'unknown', named), asked)).toBe('unknown');
    expect(operationFits(made, api, policy('operation', 'unknown', [known('orders'), known([])]), asked)).toBe(
      'unknown',
    );
  });
});

describe('the wider policy', () => {
  test.each<[string, readonly GatewayPolicy[], string]>([
    ['of the API alone', [policy('api', steps('a'), OF_API)], 'a'],
    ['of another API', [policy('api', steps('a'), [known('returns')])], 'unknown'],
    ['put in between', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s'))], 'asb'],
    ['left out', [policy('api', steps('a', false, ''), OF_API), policy('service', steps('s'))], 'a'],
    ['where the API has none', [policy('service', steps('s'))], 's'],
    ['that may end the call', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s', false, '', false))], 'as'],
    ['that was not read', [policy('api', steps('a', true, 'b'), OF_API), policy('service', 'unknown')], 'a'],
    ['that two documents give', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s')), policy('service', steps('t'))], 'a'],
    ['with a product that puts it in', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s')), policy('product', steps('', true), [known('gold')])], 'asb'],
    ['with a product that leaves it out', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s')), policy('product', steps('', false), [known('gold')])], 'a'],
    ['with a product that may end the call', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s')), policy('product', steps('', true, '', false), [known('gold')])], 'a'],
    ['with a product that was not read', [policy('api', steps('a', true, 'b'), OF_API), policy('service', steps('s')), policy('product', 'unknown', [known('gold')])], 'a'],
    ['of a workspace that the API is not in', [policy('api', steps('a', true, 'b'), OF_API), policy('workspace', steps('w'), [], known('team'))], 'ab'],
  ])('%s', (_, policies, expected) => {
    expect(met(policies)).toBe(expected);
  }); // prettier-ignore

  test('of the workspace lies between that of the API and that of the service', () => {
    const team = known('team');
    const inTeam = { ...api, workspace: team };
    const policies = [
      policy('api', steps('a', true, 'b'), OF_API, team),
      policy('workspace', steps('w', true, 'x'), [], team),
      policy('workspace', steps('o'), [], known('other')),
      policy('service', steps('s')),
    ];
    expect(met(policies, {}, [], inTeam)).toBe('awsxb');
    expect(met(policies)).toBe('s');
  });

  test('is said to be put in by the products only where it counts', () => {
    const texts = (policies: readonly GatewayPolicy[]) =>
      checksFor(service({ policies }), api, ASKED).assumptions.map(({ text, softens }) => [text, softens]);
    const wide = policy('service', steps('s'));
    expect(texts([wide, policy('api', steps('a', true), OF_API)])).toEqual([
      ['no product leaves the policy of the whole service out', false],
    ]);
    expect(texts([wide, policy('api', steps('a', false), OF_API)])).toEqual([]);
  });
});

describe('the policy of an operation', () => {
  const named = (name: string) => [known('orders'), known(name)];
  const operation = (name: string, template: string) => ({
    workspace: null,
    path: named(name),
    method: known('GET'),
    template: known(template),
  });
  const operations = [operation('one', '/parcels/{id}'), operation('two', '/parcels/p-{id}'), operation('three', '/')];
  const whole = policy('api', steps('a'), OF_API);

  test.each<[string, readonly GatewayPolicy[], string]>([
    ['that is surely called counts', [whole, policy('operation', steps('o', true), named('one'))], 'oa'],
    ['that leaves the others out', [whole, policy('operation', steps('o'), named('one'))], 'o'],
    ['that was not read', [whole, policy('operation', 'unknown', named('one'))], 'unknown'],
    ['that is surely not called does not', [whole, policy('operation', steps('o'), named('three'))], 'a'],
    ['that may be called: what it has in common with the others', [whole, policy('operation', steps('o', true), named('two'))], 'a'],
    ['that may be called and leaves the others out', [whole, policy('operation', steps('o'), named('two'))], 'unknown'],
    ['that may be called and was not read', [whole, policy('operation', 'unknown', named('two'))], 'unknown'],
    ['beside one that may be called', [whole, policy('operation', steps('o', true), named('one')), policy('operation', steps('p', true), named('two'))], 'a'],
    ['beside one that may be called and leaves the others out', [whole, policy('operation', steps('o', true), named('one')), policy('operation', steps('p'), named('two'))], 'unknown'],
    ['of another API', [whole, policy('operation', steps('o'), [known('returns'), known('one')])], 'a'],
  ])('%s', (_, policies, expected) => {
    expect(met(policies, { operations })).toBe(expected);
  }); // prettier-ignore
});

describe('a link', () => {
  const link = (name: string) => ({ link: known(`https://store.example/${name}`) });
  const file = (name: string, made: PolicyFile['steps']): PolicyFile => ({ file: `apim/${name}`, steps: made });
  const linked = (files: readonly PolicyFile[], ...policies: readonly GatewayPolicy[]) =>
    checksFor(service({ policies }, files), api, ASKED);

  test('is followed to its file, which is said once for each', () => {
    const files = [file('one.xml', steps('a', true)), file('two.xml', steps('s', true))];
    const both = linked(files, policy('api', link('one.xml'), OF_API), policy('service', link('two.xml')));
    expect(both.checks).toMatchObject([{ at: { pointer: 'a' } }, { at: { pointer: 's' } }]);
    expect(both.assumptions.map(({ text, softens }) => [text, softens])).toEqual([
      ["the policy that is linked to is that of 'apim/two.xml'", true],
      ["the policy that is linked to is that of 'apim/one.xml'", true],
      ['no product leaves the policy of the whole service out', false],
    ]);
    const twice = linked(files, policy('api', link('one.xml'), OF_API), policy('service', link('one.xml')));
    expect(twice.assumptions).toHaveLength(2);
  });

  test.each<[string, readonly PolicyFile[]]>([
    ['to a file that is not there', []],
    ['to a file that was not read', [file('one.xml', 'unknown')]],
    ['to a file that links on', [file('one.xml', link('two.xml')), file('two.xml', steps('a'))]],
  ])('%s is not known', (_, files) => {
    expect(linked(files, policy('api', link('one.xml'), OF_API))).toEqual({ checks: 'unknown', assumptions: [] });
  });
});

describe('a named value', () => {
  const from = { file: 'p.xml', pointer: '/check' };
  const there = { file: 'v.json', pointer: '/value' };
  const named = hole("namedValue('one')", 'string');
  const audience = (value: Value, ...values: readonly Value[]) => {
    const namedValues = values.map((one) => ({ name: 'one', value: one, at }));
    const own = { before: [check('a', [value])], base: false, after: [], through: true };
    const { checks } = checksFor(service({ policies: [policy('api', own, OF_API)], namedValues }), api, ASKED);
    return checks === 'unknown' ? undefined : checks[0]?.audiences[0];
  };

  test('is put in, and says where it comes from; its place stays that of the policy', () => {
    const step = { label: "named value 'one'", at: there };
    expect(audience({ ...named, from }, known('x', there))).toEqual({ kind: 'known', value: 'x', via: [step], from });
    expect(audience(named, known('x'))).toEqual({ kind: 'known', value: 'x', via: [{ ...step, at: null }] });
    const before = { label: 'parameter', at: null };
    expect(audience(named, { ...known('x', there), via: [before] })?.via).toEqual([step, before]);
  });

  test('is put into a text', () => {
    expect(audience(join(['api://', named, '/a']), known('x'))).toEqual(known('api://x/a'));
    expect(audience(join(['api://', named, '/a'], from), known('x'))).toEqual(known('api://x/a', from));
  });

  test('that is not known is this service’s own', () => {
    expect(audience(named)).toEqual({ ...named, name: "gate:namedValue('one')" });
    expect(audience(named, known('x'), known('y'))).toMatchObject({ name: "gate:namedValue('one')" });
  });

  test('stands for nothing else', () => {
    const other = hole("b.json:parameters('one')", 'string');
    expect(audience(other, known('x'))).toEqual(other);
    expect(audience(known('one'), known('x'))).toEqual(known('one'));
  });
});
