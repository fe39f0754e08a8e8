/** Evaluation of ARM expressions: shapes of results that vectors do not show, traces, names of holes, and hostile input. */
import { describe, expect, test } from 'vitest';
import { evaluate, evaluateText, freshBudget } from '../../../src/expression/arm/evaluate.ts';
import { settle } from '../../../src/expression/arm/settle.ts';
import type { ArmScope, ExpressionFault, Position, UserFunction } from '../../../src/expression/arm/scope.ts';
import type { Anchor, Json, Value } from '../../../src/model.ts';
import { hole, known, path } from '../../../src/value.ts';

const AT: Anchor = { file: 'main.json', pointer: '/x' };

interface Given {
  readonly variables?: Readonly<Record<string, Json>>;
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly functions?: Readonly<Record<string, UserFunction>>;
  readonly position?: Position;
}

function world({ variables = {}, parameters = {}, functions = {}, position = 'property' }: Given): {
  scope: ArmScope;
  faults: ExpressionFault[];
} {
  const faults: ExpressionFault[] = [];
  const kept = new Map<string, Value>();
  const scope: ArmScope = {
    id: 'main',
    deployment: { kind: 'resourceGroup', scopeId: 'here' },
    position,
    budget: freshBudget(),
    parameter: (name) => parameters[name],
    variable: (name) => {
      const raw = variables[name];
      if (raw === undefined) return undefined;
      const value = kept.get(name) ?? evaluate(raw, { file: 'main.json', pointer: `/variables/${name}` }, scope);
      kept.set(name, value);
      return value;
    },
    userFunction: (name) => functions[name],
    copyIndex: () => undefined,
    reference: () => undefined,
    fault: (fault) => faults.push(fault),
  };
  return { scope, faults };
}

function value(text: string, given: Given = {}): Value {
  const { scope } = world(given);
  return evaluateText(text, AT, scope);
}

function faultsOf(text: string, given: Given = {}): ExpressionFault[] {
  const { scope, faults } = world(given);
  evaluateText(text, AT, scope);
  return faults;
}

const audience = hole("main:parameters('audience')", 'string', {
  default: known('https://api.example', { file: 'main.json', pointer: '/parameters/audience/defaultValue' }),
});

describe('deep evaluation', () => {
  test('a subtree without an expression is handed back, not copied', () => {
    const raw = { a: [1, { b: 'text' }], '[half': 'x]' };
    const { scope } = world({});
    const result = evaluate(raw, AT, scope);
    expect(result.kind === 'known' && result.value === raw).toBe(true);
    expect(result.from).toEqual(AT);
  });

  test('keys are evaluated, members keep their place and their steps', () => {
    const { scope } = world({ variables: { k: 'name', v: 'text' } });
    const result = evaluate({ "[variables('k')]": "[variables('v')]", plain: 1 }, AT, scope);
    const member = path(result, 'name');
    expect(result.kind === 'known' && result.value).toEqual({ name: 'text', plain: 1 });
    expect(member?.from).toEqual({ file: 'main.json', pointer: "/x/[variables('k')]" });
    expect(member?.via).toEqual([{ label: "variables('v')", at: { file: 'main.json', pointer: '/variables/v' } }]);
  });

  test('a key __proto__ stays a key', () => {
    const { scope } = world({});
    const result = evaluate(JSON.parse('{"__proto__": "[concat(\'a\')]"}') as Json, AT, scope);
    expect(JSON.stringify(result.kind === 'known' && result.value)).toBe('{"__proto__":"a"}');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('what is not known', () => {
  test('every way to write an id gives the same value', () => {
    const given = { parameters: { n: hole("main:parameters('n')", 'string') } };
    const strip = (one: Value) => JSON.stringify(one.kind === 'text' && one.parts);
    const id = strip(value("[resourceId('Example.Ns/things', parameters('n'))]", given));
    expect(id).toContain('here:resourceGroup().name');
    expect(strip(value("[concat(resourceGroup().id, '/providers/Example.Ns/things/', parameters('n'))]", given))).toBe(
      id,
    );
    expect(
      strip(
        value(
          "[format('{0}/resourceGroups/{1}/providers/Example.Ns/things/{2}', subscription().id, resourceGroup().name, parameters('n'))]",
          given,
        ),
      ),
    ).toBe(id);
    expect(
      strip(value("[extensionResourceId(resourceGroup().id, 'Example.Ns/things/', parameters('n'))]", given)),
    ).toBe(id);
  });

  test('a call says what computes it, with the documented spelling', () => {
    const result = value("[LISTCALLBACKURL('/subscriptions/s', '2019-05-01').basePath]");
    expect(result.kind === 'hole' && result.call?.fn).toBe('get');
    expect(result.kind === 'hole' && result.secure).toBeUndefined();
    const whole = value("[listcallbackurl('/subscriptions/s', '2019-05-01').value]");
    expect(whole.kind === 'hole' && whole.secure).toBe(true);
    expect(whole.kind === 'hole' && whole.call?.args[0]).toMatchObject({ call: { fn: 'listCallbackUrl' } });
  });

  test('an unknown condition keeps both branches, and none of their faults', () => {
    const given = { parameters: { p: hole("main:parameters('p')", 'bool') } };
    expect(value("[if(parameters('p'), 'a', fail('no'))]", given)).toMatchObject({
      kind: 'choice',
      condition: "main:parameters('p')",
      then: { value: 'a' },
    });
    expect(faultsOf("[if(parameters('p'), 'a', fail('no'))]", given)).toEqual([]);
    expect(value("[toUpper(if(parameters('p'), 'a', 'b'))]", given)).toMatchObject({
      kind: 'choice',
      then: { value: 'A' },
      else: { value: 'B' },
    });
    expect(value("[if(not(parameters('p')), 'a', 'b')]", given)).toMatchObject({
      then: { value: 'b' },
      else: { value: 'a' },
    });
    expect(value("[if(parameters('p'), 'a', 'a')]", given)).toMatchObject({ kind: 'known', value: 'a' });
  });

  test('two places of newGuid() give two holes', () => {
    const [a, b] = [
      value('[newGuid()]', { position: 'default' }),
      value('[concat(newGuid(), newGuid())]', { position: 'default' }),
    ];
    expect(a.kind).toBe('hole');
    const names =
      b.kind === 'text' ? b.parts.map((part) => typeof part !== 'string' && part.kind === 'hole' && part.name) : [];
    expect(new Set(names).size).toBe(2);
  });
});

describe('faults', () => {
  test.each([
    ["[concat('a'", 'literal'],
    ["[concat('a' 'b')]", 'syntax'],
    ["[concat('a'), parameters('nope')]", 'syntax'],
    ["[parameters('nope')]", 'unknown-parameter'],
    ["[variables('nope')]", 'unknown-variable'],
    ["[nope('a')]", 'unknown-function'],
    ['[not(true(), false())]', 'arity'],
    ['[utcNow()]', 'placement'],
    ["[createObject('a', 1).b]", 'failed'],
    ["[length('a').b]", 'type'],
  ])('%s is %s', (text, kind) => {
    const faults = faultsOf(text);
    expect(faults.map((fault) => fault.kind)).toEqual(kind === 'literal' ? [] : [kind]);
    expect(value(text).kind === 'hole').toBe(kind !== 'literal');
  });

  test('a fault has its place inside the string', () => {
    const [fault] = faultsOf("[concat('a', variables('nope'))]");
    expect(fault?.at.slice).toEqual([13, 30]);
  });
});

describe('hostile input ends with a limit', () => {
  const doubled = (step: (name: string) => string, base: string): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: 61 }, (_, i) => [`v${i}`, i === 0 ? base : step(`variables('v${i - 1}')`)]),
    );
  const recursive: UserFunction = {
    at: AT,
    parameters: ['x'],
    body: "[concat(n.f(parameters('x')), n.g(parameters('x')))]",
  };
  const cases: readonly (readonly [string, string, Given])[] = [
    ['doubled texts', "[variables('v60')]", { variables: doubled((v) => `[concat(${v}, ${v})]`, 'aa') }],
    [
      'doubled holes',
      "[variables('v60')]",
      { variables: doubled((v) => `[concat(${v}, ${v})]`, "[parameters('audience')]"), parameters: { audience } },
    ],
    ['doubled arrays', "[variables('v60')]", { variables: doubled((v) => `[createArray(${v}, ${v})]`, 'aa') }],
    [
      'doubled choices',
      "[variables('v60')]",
      {
        variables: doubled((v) => `[if(equals(${v}, 'x'), ${v}, concat(${v}, 'y'))]`, "[parameters('audience')]"),
        parameters: { audience },
      },
    ],
    ['loops in loops', "[map(range(0,10000), lambda('x', map(range(0,10000), lambda('y', 1))))]", {}],
    ['mutual recursion', "[n.f('a')]", { functions: { 'n.f': recursive, 'n.g': recursive } }],
    [
      'a long chain',
      "[variables('v5000')]",
      {
        variables: Object.fromEntries(
          Array.from({ length: 5001 }, (_, i) => [`v${i}`, i === 0 ? 'x' : `[concat(variables('v${i - 1}'))]`]),
        ),
      },
    ],
    ['deep nesting', `[${'concat('.repeat(2000)}'a'${')'.repeat(2000)}]`, {}],
    ['a wide pad', "[padLeft('a', 1000000000)]", {}],
    ['a long string', `[concat('${'a'.repeat(25_000)}')]`, {}],
  ];
  test.each(cases)('%s', (_, text, given) => {
    const { scope, faults } = world(given);
    const result = evaluateText(text, AT, scope);
    expect(result.kind === 'hole' && result.error !== undefined).toBe(true);
    expect(faults.length).toBeLessThan(4);
    expect(faults[0]?.kind).toBe('limit');
  });

  test('a range of a thousand million is refused', () => {
    expect(faultsOf('[range(0, 1000000000)]')[0]?.kind).toBe('failed');
  });
});

describe('settle', () => {
  const given = { parameters: { audience, flag: hole("main:parameters('flag')", 'bool', { default: known(false) }) } };
  test.each([
    ["[toLower(concat(parameters('audience'), '/PATH'))]", 'https://api.example/path'],
    ["[if(parameters('flag'), 'a', parameters('audience'))]", 'https://api.example'],
    ["[last(split(parameters('audience'), '/'))]", 'api.example'],
    ["[coalesce(parameters('audience'), 'x')]", 'https://api.example'],
    ["[coalesce(parameters('audience'), fail('no'))]", 'https://api.example'],
    ["[createArray(parameters('audience'))[0]]", 'https://api.example'],
  ])('%s', (text, expected) => {
    const { value: settled, assumed } = settle(value(text, given));
    expect(settled).toMatchObject({ kind: 'known', value: expected, from: AT });
    expect(assumed).toContainEqual({
      name: "parameters('audience')",
      at: { file: 'main.json', pointer: '/parameters/audience/defaultValue' },
    });
    expect(settle(settled).value).toBe(settled);
  });

  test('what rests on no default comes back as it is', () => {
    const plain = value("[reference('x').y]");
    expect(settle(plain).value).toBe(plain);
  });

  test('a call that only the deployment answers is named by its settled arguments', () => {
    const settled = settle(value("[reference(concat('/', parameters('audience'))).y]", given)).value;
    const direct = value("[reference('/https://api.example').y]");
    expect(settled.kind === 'hole' && settled.name).toBe(direct.kind === 'hole' && direct.name);
  });
});
