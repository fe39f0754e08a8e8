import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, distance, nearest } from '../src/nearest.ts';

test('distance is a metric', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(distance(a, a)).toBe(0);
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
    }),
  );
});

test('distance of known words', () => {
  expect(distance('kitten', 'sitting')).toBe(3);
  expect(distance('', 'abc')).toBe(3);
});

test('the right word, nearest first', () => {
  const words = ['error', 'warning', 'info', 'off'];
  expect(nearest('eror', words)).toEqual(['error']);
  expect(nearest('WARNIN', words)).toEqual(['warning']);
  expect(nearest('zzz', words)).toEqual([]);
  expect(nearest('audience-mis', ['audience-mismatch', 'audience-missing', 'sas-url'], 3)).toEqual([
    'audience-mismatch',
    'audience-missing',
  ]);
  expect(nearest('x'.repeat(1_000_000), words)).toEqual([]);
  expect(didYouMean('inf', words)).toBe(" Did you mean 'info'?");
  expect(didYouMean('completely else', words)).toBe('');
});
