/**
 * The law behind all evaluation: what is said while parameters are not known must stay true once they are. Random
 * expressions are evaluated twice, with the values and with holes that have them as defaults; `settle` must arrive at the same.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateText, freshBudget } from '../../../src/expression/arm/evaluate.ts';
import { settle } from '../../../src/expression/arm/settle.ts';
import type { ArmScope, ExpressionFault } from '../../../src/expression/arm/scope.ts';
import type { HoleType, Json, Value } from '../../../src/model.ts';
import { hole, known, type Mode, same } from '../../../src/value.ts';

const PARAMETERS = { s: 'string', t: 'string', n: 'int', f: 'bool', a: 'array', o: 'object' } as const;
type Name = keyof typeof PARAMETERS;
const NAMES = Object.keys(PARAMETERS) as Name[];

const values: { readonly [name in Name]: fc.Arbitrary<Json> } = {
  s: fc.constantFrom('', 'a', 'A', 'a/b', '/', 'x-y', ' a ', 'k', 'é', '1'),
  t: fc.constantFrom('', 'b', 'a/', '-', 'true', '/a/b'),
  n: fc.constantFrom(0, 1, 2, -1, 5),
  f: fc.boolean(),
  a: fc.constantFrom<Json>([], ['a'], ['a', 'b'], ['b', 'a', 'a'], [1, 2], [['a']], [null], ['a/b', 'c']),
  o: fc.constantFrom<Json>(
    {},
    { k: 'a' },
    { K: 'b' },
    { k: 'a', m: 1 },
    { k: { k: 'z' } },
    { k: null },
    { a: 1, b: 2 },
  ),
};

/** Templates by the type that they give; `$s` stands for an expression that gives a text, and so on. */
const FORMS: Readonly<Record<'s' | 'n' | 'f' | 'a' | 'o', readonly string[]>> = {
  s: [
    "parameters('s')",
    "parameters('t')",
    "'a'",
    "'/'",
    "'x-y'",
    'concat($s,$s)',
    'concat($s,$n,$s)',
    "format('{0}-{1}',$s,$n)",
    'toLower($s)',
    'toUpper($s)',
    'trim($s)',
    'replace($s,$s,$s)',
    'substring($s,$n)',
    'substring($s,$n,$n)',
    'take($s,$n)',
    'skip($s,$n)',
    'if($f,$s,$s)',
    "coalesce(tryGet($o,'k'),$s)",
    'string($a)',
    'join($a,$s)',
    "first(split($s,'/'))",
    "last(split($s,'-'))",
    "split($s,'/')[1]",
    'first($s)',
    'last($s)',
    'uniqueString($s,$s)',
    'base64($s)',
    "padLeft($s,$n,'0')",
    '$o.k',
    "$o['M']",
    '$a[$n]',
    "reduce($a,'',lambda('c','d',concat(lambdaVariables('c'),lambdaVariables('d'))))",
    "resourceId('Ns.x/t',$s)",
  ],
  n: [
    "parameters('n')",
    '0',
    '1',
    '2',
    'length($s)',
    'length($a)',
    'length($o)',
    'add($n,$n)',
    'sub($n,$n)',
    'div($n,$n)',
    'mod($n,$n)',
    'int($s)',
    'indexOf($s,$s)',
    'indexOf($a,$s)',
    'max($a)',
    'if($f,$n,$n)',
  ],
  f: [
    "parameters('f')",
    'true()',
    'equals($s,$s)',
    'equals($a,$a)',
    'equals($o,$o)',
    'equals($s,$n)',
    'not($f)',
    'and($f,$f)',
    'or($f,$f)',
    'contains($s,$s)',
    'contains($a,$s)',
    'contains($o,$s)',
    'startsWith($s,$s)',
    'endsWith($s,$s)',
    'empty($s)',
    'empty($a)',
    'empty($o)',
    'less($n,$n)',
    'greater($s,$s)',
    'bool($s)',
  ],
  a: [
    "parameters('a')",
    "createArray('a',$s)",
    'createArray($n,$o)',
    'concat($a,$a)',
    "split($s,'/')",
    'take($a,$n)',
    'skip($a,$n)',
    'union($a,$a)',
    'intersection($a,$a)',
    'if($f,$a,$a)',
    'array($s)',
    'range(0,$n)',
    'items($o)',
    'objectKeys($o)',
    "map($a,lambda('x',concat('z',lambdaVariables('x'))))",
    "filter($a,lambda('x',equals(lambdaVariables('x'),$s)))",
    'flatten(createArray($a,$a))',
    "sort($a,lambda('l','r',less(lambdaVariables('l'),lambdaVariables('r'))))",
  ],
  o: [
    "parameters('o')",
    "createObject('k',$s)",
    'createObject($s,$n)',
    "createObject('k',$a,'m',$s)",
    'union($o,$o)',
    'intersection($o,$o)',
    'shallowMerge(createArray($o,$o))',
    'if($f,$o,$o)',
    "toObject($a,lambda('e',concat(lambdaVariables('e'))))",
    "groupBy($a,lambda('e',concat(lambdaVariables('e'))))",
    "mapValues($o,lambda('e',lambdaVariables('e')))",
    'json(string($o))',
  ],
};

/** Fills a template from a stream of numbers; leaves come first in each list. */
function grow(type: keyof typeof FORMS, depth: number, next: () => number): string {
  const forms = FORMS[type];
  const form = forms[next() % (depth === 0 ? 1 : forms.length)] ?? '';
  return form.replaceAll(/\$([snfao])/g, (_, one: string) => grow(one as keyof typeof FORMS, depth - 1, next));
}

const choices = fc.array(fc.nat(9_999), { minLength: 40, maxLength: 40 });
const typed = fc.tuple(fc.constantFrom('s', 'n', 'f', 'a', 'o'), choices).map(([type, numbers]) => {
  let at = 0;
  return `[${grow(type, 3, () => numbers[(at += 1) % numbers.length] ?? 0)}]`;
});
const given = fc.record(values);
const open = fc.subarray(NAMES, { minLength: 1 });

function evaluated(
  text: string,
  parameter: (name: Name) => Value,
): { value: Value; faults: readonly ExpressionFault[] } {
  const faults: ExpressionFault[] = [];
  const scope: ArmScope = {
    id: 'main',
    deployment: { kind: 'resourceGroup', scopeId: 'here' },
    position: 'property',
    budget: freshBudget(),
    parameter: (name) => (Object.hasOwn(PARAMETERS, name) ? parameter(name as Name) : undefined),
    variable: () => undefined,
    userFunction: () => undefined,
    copyIndex: () => undefined,
    reference: () => undefined,
    fault: (fault) => faults.push(fault),
  };
  return { value: evaluateText(text, { file: 'main.json', pointer: '' }, scope), faults };
}

function both(text: string, all: Readonly<Record<Name, Json>>, unknown: readonly Name[]) {
  const sure = evaluated(text, (name) => known(all[name]));
  const holes = evaluated(text, (name) => {
    const type: HoleType = PARAMETERS[name];
    return unknown.includes(name)
      ? hole(`main:parameters('${name}')`, type, { default: known(all[name]) })
      : known(all[name]);
  });
  return { sure, holes };
}

function fails(value: Value): boolean {
  return value.kind === 'hole' && value.error !== undefined;
}

/** Objects without the order of their members. */
function plain(value: Json): string {
  return JSON.stringify(value, (_, item: Json) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** Is `said` not contradicted by what is `sure`? */
function holds(said: Value, sure: Value): boolean {
  if (fails(said)) return sure.kind !== 'known';
  return said.kind !== 'known' || sure.kind !== 'known' || plain(said.value) === plain(sure.value);
}

describe('with values for parameters', () => {
  test('what was said before stays true, and so does what settle says', () => {
    fc.assert(
      fc.property(typed, given, open, (text, all, unknown) => {
        const { sure, holes } = both(text, all, unknown);
        expect(holds(holes.value, sure.value)).toBe(true);
        expect(holds(settle(holes.value).value, sure.value)).toBe(true);
        // A fault without values is no value with them.
        if (holes.faults.length > 0) expect(sure.faults.length > 0 || sure.value.kind !== 'known').toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test('settling twice is settling once', () => {
    fc.assert(
      fc.property(typed, given, open, (text, all, unknown) => {
        const once = settle(both(text, all, unknown).holes.value).value;
        expect(settle(once)).toEqual({ value: once, assumed: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('what compares as the same, or as different, still does', () => {
    const mode = fc.constantFrom<Mode>('exact', 'name');
    fc.assert(
      fc.property(typed, typed, given, open, mode, (left, right, all, unknown, how) => {
        const [a, b] = [both(left, all, unknown), both(right, all, unknown)];
        const before = same(a.holes.value, b.holes.value, how);
        expect(same(b.holes.value, a.holes.value, how)).toBe(before);
        if (a.sure.value.kind !== 'known' || b.sure.value.kind !== 'known' || before === 'unknown') return;
        expect(['unknown', before]).toContain(same(a.sure.value, b.sure.value, how));
      }),
      { numRuns: 1000 },
    );
  });
});
