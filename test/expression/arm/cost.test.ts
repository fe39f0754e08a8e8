/** What a call takes out of the budget: at least what it makes or looks at, before it is made, so that growth ends. */
import { expect, test } from 'vitest';
import { says, spentOn } from './says.ts';

const A = 'a'.repeat(1000);
const DOTS = 'a.'.repeat(500);
const HUNDRED = 'range(0, 100)';
const PAIRS = Array.from({ length: 100 }, (_, index) => `'k${index}', 1`).join(', ');

test.each([
  // The known part, and one for each part of the result.
  [`concat('${A}', parameters('p'))`, 1002],
  [`join(createArray('${A}', parameters('p')), '')`, 1000],
  // A delimiter for each item.
  [`join(createArray('x', parameters('p'), 'y'), '${A}')`, 3000],
  [`format('${A}{0}', parameters('p'))`, 1008],
  // What stays, what comes in for each piece, and the result.
  [`replace('${DOTS}', '.', '..')`, 1000 + 2 * 501 + 1500],
  ["padLeft('a', 1000)", 1000 + 1000],
  [`split('${DOTS}', '.')`, 1000 + 501],
  ['range(0, 1000)', 4000 + 1000],
  [`base64('${A}')`, 3000 + 1336],
  [`guid('${A}')`, 2000 + 36],
  [`createObject(${PAIRS})`, 400],
  [`union(createObject(${PAIRS}), createObject(${PAIRS}))`, 3 * 400],
  [`shallowMerge(createArray(createObject(${PAIRS}), createObject(${PAIRS})))`, 4 * 400],
  [`items(createObject(${PAIRS}))`, 400 + 1600],
  [`intersection(createObject(${PAIRS}), createObject(${PAIRS}), createObject(${PAIRS}))`, 3 * 400 + 100 * 48 * 2],
  // Each item against all that were found before it.
  [`distinct(${HUNDRED})`, 500 + 99 * 50],
  [`contains(${HUNDRED}, 'x')`, 500 + 100 * 24 + 100 * 48],
  [`indexOf(${HUNDRED}, 'x')`, 500 + 100 * 48],
  [`indexOf(createArray(${Array.from({ length: 100 }, () => "parameters('n')").join(', ')}), 'x')`, 100 * 160],
  [`equals('${A}', '${A}x')`, 2000],
  ["resourceId('Example.Ns/a/b/c', 'x', 'y', 'z')", 4 * 16],
  ["tryGet(createObject('a', 1), 'a')", 5],
])('%s', (text, least) => {
  expect(spentOn(`[${text}]`)).toBeGreaterThanOrEqual(least);
});

test('large values with unknown parts are not compared, since their branches multiply', () => {
  const wide = (letter: string, width: number): string =>
    `concat(parameters('p'), padLeft('${letter}', ${String(width)}))`;
  expect(says(`[equals(${wide('a', 9_900)}, ${wide('b', 9_900)})]`)).toBe('false');
  expect(says(`[equals(${wide('a', 10_100)}, ${wide('b', 10_100)})]`)).toMatch(/^equals\(/);
  expect(says(`[equals(${wide('a', 20_100)}, 'b')]`)).toMatch(/^equals\(/);
  expect(says(`[equals('b', ${wide('a', 20_100)})]`)).toMatch(/^equals\(/);
  expect(says("[equals(padLeft('a', 20_100), padLeft('b', 20_100))]".replaceAll('_', ''))).toBe('false');
});
