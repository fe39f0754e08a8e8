/** White space of the language, printing, places of strings in names, and bounds on computed values. */
import { describe, expect, it } from 'vitest';
import { evaluateWorkflow, siteOf } from '../../../src/expression/workflow/evaluate.ts';
import { parseTemplate } from '../../../src/expression/workflow/parse.ts';
import { callsOf, printTemplate } from '../../../src/expression/workflow/print.ts';
import { isSpace } from '../../../src/expression/workflow/scan.ts';
import type { WorkflowScope } from '../../../src/expression/workflow/scope.ts';
import { isLarge } from '../../../src/expression/workflow/size.ts';
import { MAX_COMPUTED } from '../../../src/expression/workflow/spec.ts';
import type { Anchor, Json, Value } from '../../../src/model.ts';
import { arrayOf, hole, known, objectOf } from '../../../src/value.ts';

// facts/workflow-language.md §2: as Char.IsWhiteSpace of .NET has it.
const SPACES = [
  9, 10, 11, 12, 13, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2005, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];
const OTHERS = [
  0, 8, 14, 0x1f, 0x21, 0x41, 0x7f, 0x84, 0x86, 0x9f, 0xa1, 0x167f, 0x1681, 0x180e, 0x1fff, 0x200b, 0x2027, 0x202a,
  0x202e, 0x2030, 0x205e, 0x2060, 0x2fff, 0x3001, 0xfeff,
];

it.each(SPACES)('%i is white space', (code) => {
  expect(isSpace(code)).toBe(true);
  expect(parseTemplate(`@a${String.fromCharCode(code)}()`).faults).toEqual([]);
});

it.each(OTHERS)('%i is none', (code) => {
  expect(isSpace(code)).toBe(false);
});

describe('printing', () => {
  it.each([
    'plain',
    '@@type',
    '@@@x',
    "@concat('a','it''s')",
    "@a()['x']?['y'][0]",
    '@a(1,true,null,-2.5)',
    "x@{a()}y@{b('z')}",
    '@{a()}',
    'x@@{y}',
    'x@@{y}@{a()}@@{z}',
    '@{a()}{b}',
  ])('%s gives itself', (text) => {
    expect(printTemplate(parseTemplate(text))).toBe(text);
  });

  it.each([
    ['@ A ( 1 , 2 ) . b', "@A(1,2)['b']"],
    ['@a(', '@'],
    ['x@{a(}y', 'x@{}y'],
    ["@a()?.b['c']", "@a()?['b']['c']"],
  ])('%s gives %s', (text, printed) => {
    expect(printTemplate(parseTemplate(text))).toBe(printed);
  });

  it('lists calls from outside in', () => {
    const names = (text: string): readonly string[] => callsOf(parseTemplate(text)).map(({ n }) => n);
    expect(names("@a(b(c()), 'x', d())[e()]")).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(names('x@{a()}y@{b(1)}')).toEqual(['a', 'b']);
    expect(names('plain')).toEqual([]);
  });
});

describe('the name of a string within a run', () => {
  const scope: WorkflowScope = {
    id: 'W',
    parameter: () => undefined,
    appSetting: () => undefined,
    fault: () => undefined,
  };
  const at: Anchor = { file: 'w.json', pointer: '/x' };
  it.each<[string, Value, string, string]>([
    ['by its place', known('@a()', at), '', 'W|w.json#/x'],
    ['of a name of a member', known('@a()', { ...at, on: 'key' }), '', 'W|w.json#/xkey'],
    ['inside of another string', known('@a()', { ...at, slice: [3, 7] }), '', 'W|w.json#/x(3-7)'],
    ['of a computed value, by its length', { ...known('@a()', at), via: [] }, '', 'W|w.json#/x~4'],
    ['on the way down from a shared place', known('@a()', at), '/k/0', 'W|w.json#/x~/k/04'],
    ['without a place', known('@a()'), '', 'W|?~4'],
  ])('%s', (_, value, trail, id) => {
    expect(siteOf(scope, value, parseTemplate('@a()'), trail).id).toBe(id);
  });
});

describe('what is too large', () => {
  const p = hole('p', 'string');
  const list = (count: number): Value => arrayOf(Array.from({ length: count }, () => p));
  const json = (count: number): Json => Array.from({ length: count }, () => 1);
  it.each<[string, Value, boolean]>([
    ['a text at the bound', known('a'.repeat(MAX_COMPUTED)), false],
    ['a longer text', known('a'.repeat(MAX_COMPUTED + 1)), true],
    ['a text inside of a list', known(['a'.repeat(MAX_COMPUTED + 1)]), true],
    ['a short one there', known(['a']), false],
    ['a number', known(5), false],
    ['null', known(null), false],
    ['a hole', p, false],
    ['499 items', list(499), false],
    ['500 items', list(500), true],
    ['499 known items', known(json(499)), false],
    ['500 known items', known(json(500)), true],
    ['lists in lists', arrayOf([list(200), list(200)]), false],
    ['more of them', arrayOf([list(200), list(300)]), true],
    [
      'members',
      objectOf([
        { key: 'a', value: list(200) },
        { key: 'b', value: list(300) },
      ]),
      true,
    ],
    [
      'fewer members',
      objectOf([
        { key: 'a', value: list(200) },
        { key: 'b', value: list(200) },
      ]),
      false,
    ],
    ['one side of a choice', { kind: 'choice', condition: 'c', then: list(500), else: p }, true],
    ['the other side', { kind: 'choice', condition: 'c', then: p, else: list(500) }, true],
    ['both sides', { kind: 'choice', condition: 'c', then: list(300), else: list(300) }, true],
    ['a small choice', { kind: 'choice', condition: 'c', then: list(3), else: p }, false],
  ])('%s', (_, value, large) => {
    expect(isLarge(value)).toBe(large);
    expect(isLarge(value)).toBe(large);
  });

  it('a text of an interpolation ends at four times that', () => {
    const big = known('a'.repeat(MAX_COMPUTED));
    const scope: WorkflowScope = {
      id: 'W',
      parameter: (name) => (name === 'big' ? big : name === 'n' ? known(5) : p),
      appSetting: () => undefined,
      fault: () => undefined,
    };
    const kind = (text: string): string => evaluateWorkflow(known(text, { file: 'w.json', pointer: '/x' }), scope).kind;
    const four = "@{parameters('big')}".repeat(4);
    expect(kind(four)).toBe('known');
    expect(kind(`${four}x`)).toBe('hole');
    expect(kind(`${four}@{parameters('p')}`)).toBe('hole');
    expect(kind(`${four}@{parameters('n')}`)).toBe('hole');
    expect(kind(`@{parameters('p')}${"@{parameters('big')}".repeat(3)}`)).toBe('text');
    expect(kind(`@{concat(parameters('p'), parameters('big'))}${"@{parameters('big')}".repeat(3)}`)).toBe('hole');
  });
});
