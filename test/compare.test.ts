/** Laws of comparison: symmetric, never 'no' on itself, and knowing more never turns an answer round. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mode, same } from '../src/compare.ts';
import type { Hole, Value } from '../src/model.ts';
import { hole, join, known } from '../src/value.ts';

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
  fc.assert(fc.property(value, value, mode, (a, b, how) => same(a, b, how) === same(b, a, how)), { numRuns: 500 });
});

test("never 'no' on itself", () => {
  fc.assert(fc.property(value, mode, (a, how) => same(a, structuredClone(a), how) !== 'no'), { numRuns: 500 });
});

function put(value: Value, texts: ReadonlyMap<string, string>): Value {
  if (value.kind === 'hole') return texts.has(value.name) ? known(texts.get(value.name) ?? '') : value;
  return value.kind === 'text' ? join(value.parts.map((part) => (typeof part === 'string' ? part : put(part, texts)))) : value;
}

test('a hole that gets its text never turns yes into no, nor no into yes', () => {
  // In ids a hole that is a segment holds no slash and is not empty (assumption N).
  const filling = fc.constantFrom('a', 'B', 'ab', '-', 'b-a');
  fc.assert(
    fc.property(text, text, mode, filling, filling, (a, b, how, p, q) => {
      const texts = new Map([['p', p], ['q', q]]);
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
