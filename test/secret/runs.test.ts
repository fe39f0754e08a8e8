/** Long runs are where a plain search finds them, which looks at every character. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfRun, nextRun, paddingAt } from '../../src/secret/runs.ts';

const PLAIN = /(?:(?<![A-Za-z0-9+/_-])|(?<=%3[Dd]))[A-Za-z0-9+/_-]{43,}(?:(?:=|%3[Dd]){1,2})?/g;

function runsIn(text: string): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let start = nextRun(text, 0); start >= 0;) {
    const { next } = paddingAt(text, endOfRun(text, start));
    found.push([start, next]);
    start = nextRun(text, next);
  }
  return found;
}

const piece = fc.oneof(
  fc.constantFrom('=', '%3D', '%3d', '%', '3D', ' ', 'é', '"', '+', '/', '-', '_'),
  fc.integer({ min: 1, max: 60 }).map((length) => 'k'.repeat(length)),
);

test('runs are disjoint and as long as they can be, padding included', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const plain = [...text.matchAll(PLAIN)].map((match) => [match.index, match.index + match[0].length]);
      expect(runsIn(text)).toEqual(plain);
    }),
    { numRuns: 5000 },
  );
});

test('43 letters are a run, 42 are none', () => {
  expect(runsIn(` ${'k'.repeat(43)} `)).toEqual([[1, 44]]);
  expect(runsIn(`${'k'.repeat(42)} ${'k'.repeat(42)}`)).toEqual([]);
  expect(runsIn(`${'k'.repeat(43)}==`)).toEqual([[0, 45]]);
  expect(paddingAt('===', 0)).toEqual({ padding: 2, next: 2 });
});
