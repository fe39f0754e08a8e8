/** What raw JSON of a template is like, and how large values are as if they were written out. */
import { describe, expect, test } from 'vitest';
import { Exhausted } from '../../../src/expression/arm/kinds.ts';
import { isActive, isCopy, traitsOf } from '../../../src/expression/arm/traits.ts';
import { weigh, weightOf } from '../../../src/expression/arm/weigh.ts';
import type { Json, Value } from '../../../src/model.ts';
import { arrayOf, hole, join, known, objectOf } from '../../../src/value.ts';

describe('JSON', () => {
  // Two for brackets or quotes, eight for what is no text, and a comma or colon behind each member.
  test.each<[Json, number, number]>([
    ['abc', 3 + 2, 0],
    ['', 2, 0],
    [5, 8, 0],
    [true, 8, 0],
    [null, 8, 0],
    [[], 2, 1],
    [{}, 2, 1],
    [['abc'], 2 + 6, 1],
    [['abc', 'd'], 2 + 6 + 4, 1],
    [[5, null], 2 + 9 + 9, 1],
    [{ key: 'abc' }, 2 + 4 + 6, 1],
    [{ key: 5, k: 'a' }, 2 + (4 + 9) + (2 + 4), 1],
    [{ key: [5] }, 2 + 4 + (11 + 1), 2],
    [[[['a']], []], 2 + (2 + (2 + 4 + 1) + 1) + (2 + 1), 3],
    [[[], [['a']]], 2 + (2 + 1) + (2 + (2 + 4 + 1) + 1), 3],
  ])('%j weighs %i and is %i deep', (json, weight, depth) => {
    expect(traitsOf(json)).toEqual({ active: false, loops: false, weight, depth });
    expect(traitsOf(json)).toEqual({ active: false, loops: false, weight, depth });
  });

  test.each<[Json, boolean]>([
    ['[x]', true],
    ['[[x]', true],
    ['[x', false],
    ['x]', false],
    [['a', '[x]'], true],
    [['[x]', 'a'], true],
    [{ k: '[x]', l: 'a' }, true],
    [{ '[x]': 1, l: 2 }, true],
    [{ k: { l: ['[x]'] } }, true],
    [[['[x]'], ['a']], true],
    [{ k: { l: ['x'] } }, false],
    [5, false],
    [null, false],
  ])('%j holds an expression: %s', (json, active) => {
    expect(isActive(json)).toBe(active);
    expect(traitsOf(json).active).toBe(active);
    expect(traitsOf(json).loops).toBe(false);
  });

  const loop = { name: 'a', count: 2 };
  test.each<[Json, boolean]>([
    [{ copy: [loop] }, true],
    [{ COPY: [{ Name: 'a', Count: 2 }] }, true],
    [{ copy: [loop, loop] }, true],
    [{ k: { copy: [loop] }, l: 1 }, true],
    [[{ copy: [loop] }, 1], true],
    [{ copy: [] }, false],
    [{ copy: loop }, false],
    [{ copy: 5 }, false],
    [{ copy: [loop, 5] }, false],
    [{ copy: [loop, null] }, false],
    [{ copy: [[loop]] }, false],
    [{ copy: [{ name: 'a' }] }, false],
    [{ copy: [{ count: 2 }] }, false],
    [{ copy: [{ name: 5, count: 2 }] }, false],
    [{ copies: [loop] }, false],
    [{ cope: [loop] }, false],
    [[loop], false],
  ])('%j holds a loop: %s', (json, loops) => {
    expect(traitsOf(json).loops).toBe(loops);
  });

  test('a loop is told by its name and by what it holds', () => {
    expect([isCopy('copy', [loop]), isCopy('Copy', [loop]), isCopy('copy', [1]), isCopy('cop', [loop])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('values', () => {
  const p = hole('name', 'string');
  // A hole weighs its name; a part, item or member one more than itself.
  test.each<[Value, number, number]>([
    [known('abc'), 5, 3],
    [known(5), 8, 1],
    [known([1, 2, 3]), 2 + 3 * 9, 3],
    [known({ a: 1, b: 2 }), 2 + 2 * (2 + 9), 2],
    [known(null), 8, 1],
    [p, 4 + 2, 1],
    [join(['ab', p]), 2 + 3 + 7, 2],
    [arrayOf([p, known('ab')]), 2 + 7 + 5, 2],
    [objectOf([{ key: 'key', value: p }]), 2 + 4 + 7, 1],
    [{ kind: 'choice', condition: 'c', then: p, else: known('ab') }, 2 + 7 + 5, 1],
    [arrayOf([arrayOf([p]), known(['a'])]), 2 + (2 + 7 + 1) + (2 + 4 + 1), 2],
  ])('%j weighs %i, of which %i are its own', (value, whole, own) => {
    expect([weightOf(value), weigh(value)]).toEqual([whole, own]);
    expect([weightOf(value), weigh(value)]).toEqual([whole, own]);
  });

  test('grow neither too large nor too deep', () => {
    let deep: Value = p;
    let wide: Value = p;
    for (let level = 0; level < 256; level += 1) deep = arrayOf([deep]);
    expect(weigh(deep)).toBe(1);
    expect(() => weigh(arrayOf([deep]))).toThrow(Exhausted);
    for (let level = 0; level < 18; level += 1) wide = arrayOf([wide, wide]);
    expect(weigh(wide)).toBe(2);
    for (let level = 0; level < 3; level += 1) wide = arrayOf([wide, wide]);
    expect(() => weigh(wide)).toThrow(Exhausted);
  });
});
