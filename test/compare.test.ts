/** Laws of comparison: symmetric, never 'no' on itself, and knowing more never turns an answer round. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mode, same } from '../src/compare.ts';
import type { Hole, Json, Value } from '../src/model.ts';
import { arrayOf, hole, join, known, objectOf } from '../src/value.ts';

const MODES: readonly Mode[] = ['exact', 'name', 'id'];
const holes: readonly Hole[] = ['p', 'q'].map((name) => hole(name, 'string'));
const piece = fc.constantFrom<string | Hole>('/', 'a', 'B', 'ab', '-', '/a', ...holes);
const text: fc.Arbitrary<Value> = fc.array(piece, { maxLength: 5 }).map((parts) => join(parts));
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.tuple(text, text).map(([then, otherwise]): Value => ({ kind: 'choice', condition: 'c', then, else: otherwise })),
  fc.constantFrom<Value>(known(1), known(null), known(['a']), hole('any', 'any')),
);
const mode = fc.constantFrom(...MODES);

test('symmetric', () => {
  fc.assert(
    fc.property(value, value, mode, (a, b, how) => same(a, b, how) === same(b, a, how)),
    { numRuns: 500 },
  );
});

test("never 'no' on itself", () => {
  fc.assert(
    fc.property(value, mode, (a, how) => same(a, structuredClone(a), how) !== 'no'),
    { numRuns: 500 },
  );
});

function put(value: Value, texts: ReadonlyMap<string, string>): Value {
  if (value.kind === 'hole') return texts.has(value.name) ? known(texts.get(value.name) ?? '') : value;
  return value.kind === 'text'
    ? join(value.parts.map((part) => (typeof part === 'string' ? part : put(part, texts))))
    : value;
}

test('a hole that gets its text never turns yes into no, nor no into yes', () => {
  // In ids a hole that is a segment holds no slash and is not empty (assumption N).
  const filling = fc.constantFrom('a', 'B', 'ab', '-', 'b-a');
  fc.assert(
    fc.property(text, text, mode, filling, filling, (a, b, how, p, q) => {
      const texts = new Map([
        ['p', p],
        ['q', q],
      ]);
      const [before, after] = [same(a, b, how), same(put(a, texts), put(b, texts), how)];
      return before === 'unknown' || before === after;
    }),
    { numRuns: 2000 },
  );
});

test('letter case that differs between the same holes is a sure no', () => {
  const of = (type: string) => join(['/providers/', type, '/', holes[0] ?? '']);
  expect(same(of('Web'), of('web'))).toBe('no');
  expect(same(of('Web'), of('web'), 'id')).toBe('yes');
});

// ---------------------------------------------------------------- values that conform to what is known of them

const shaped: readonly { readonly hole: Hole; readonly fillings: readonly Json[] }[] = [
  {
    hole: hole('unique', 'string', { shape: { minLength: 13, maxLength: 13, alphabet: 'base32' } }),
    fillings: ['abcdefghijklm', 'z2z3z4z5z6z7a'],
  },
  { hole: hole('short', 'string', { shape: { minLength: 1, maxLength: 2 } }), fillings: ['a', 'B', 'ab', '1'] },
  { hole: hole('one of', 'string', { shape: { allowed: ['a', 'ab', 'Lamp'] } }), fillings: ['a', 'ab', 'Lamp'] },
  { hole: hole('count', 'int', { shape: { alphabet: 'digits' } }), fillings: [0, 7, 12] },
  { hole: hole('flag', 'bool'), fillings: [true, false] },
  { hole: hole('any', 'any'), fillings: [null, 'a', 1, ['a'], { k: 'a' }] },
];
const joinable = shaped.filter(({ hole: { type } }) => type === 'string' || type === 'int').map((one) => one.hole);
const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(
    ...shaped.map((one) => one.hole),
    known('a'),
    known('Lamp'),
    known(7),
    known(null),
    known(true),
  ),
  fc
    .array(fc.constantFrom<string | Hole>('a', 'B', '1', '-', ...joinable), { maxLength: 4 })
    .map((parts) => join(parts)),
);
const tree: fc.Arbitrary<Value> = fc.letrec<{ tree: Value }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }).map((items) => arrayOf(items)),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('k', 'K', 'm'), tie('tree')), { maxLength: 3, selector: ([key]) => key })
      .map((members) => objectOf(members.map(([key, item]) => ({ key, value: item })))),
    fc
      .tuple(fc.constantFrom('c', 'd'), tie('tree'), tie('tree'))
      .map(([condition, then, otherwise]): Value => ({ kind: 'choice', condition, then, else: otherwise })),
  ),
})).tree;

interface Fate {
  readonly holes: ReadonlyMap<string, Json>;
  readonly conditions: ReadonlySet<string>;
}

const fate: fc.Arbitrary<Fate> = fc
  .tuple(fc.tuple(...shaped.map(({ fillings }) => fc.constantFrom(...fillings))), fc.subarray(['c', 'd']))
  .map(([fillings, conditions]) => ({
    holes: new Map(shaped.map(({ hole: { name } }, index) => [name, fillings[index] ?? null])),
    conditions: new Set(conditions),
  }));

function filled(value: Value, how: Fate): Value {
  switch (value.kind) {
    case 'known':
      return value;
    case 'hole':
      return known(how.holes.get(value.name) ?? null);
    case 'text':
      return join(value.parts.map((part) => (typeof part === 'string' ? part : filled(part, how))));
    case 'array':
      return arrayOf(value.items.map((item) => filled(item, how)));
    case 'object':
      return objectOf(value.entries.map((entry) => ({ ...entry, value: filled(entry.value, how) })));
    case 'choice':
      return filled(how.conditions.has(value.condition) ? value.then : value.else, how);
  }
}

test('the laws hold for structures, choices and shapes', () => {
  fc.assert(
    fc.property(tree, tree, mode, fate, (a, b, how, all) => {
      const before = same(a, b, how);
      expect(same(b, a, how)).toBe(before);
      expect(same(a, a, how)).not.toBe('no');
      if (before !== 'unknown') expect(['unknown', before]).toContain(same(filled(a, all), filled(b, all), how));
    }),
    { numRuns: 2000 },
  );
});
