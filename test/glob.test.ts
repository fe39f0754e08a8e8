import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyGlob, glob } from '../src/glob.ts';

test.each<[string, string, boolean]>([
  ['x.json', 'x.json', true],
  ['x.json', 'a/x.json', false],
  ['**/x.json', 'x.json', true],
  ['**/x.json', 'a/b/x.json', true],
  ['a/**', 'a/b/c.json', true],
  ['a/**', 'b/a/c.json', false],
  ['a/', 'a/b/c.json', true],
  ['./a/*.json', 'a/c.json', true],
  ['a/*.json', 'a/b/c.json', false],
  ['a/**/c.json', 'a/c.json', true],
  ['a/**/b/**/c.json', 'a/x/b/y/z/c.json', true],
  ['?.json', 'x.json', true],
  ['?.json', 'xy.json', false],
  ['*.{json,jsonc}', 'x.jsonc', true],
  ['{a,b}/{c,d}.json', 'b/d.json', true],
  ['{a,b}/{c,d}.json', 'b/e.json', false],
  ['{a', '{a', true],
  ['a[1].json', 'a[1].json', true],
  ['a[1].json', 'a1.json', false],
  ['A.json', 'a.json', false],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['', '', true],
  ['', 'a', false],
])('%s on %s: %s', (pattern, path, matches) => {
  expect(glob(pattern)(path)).toBe(matches);
});

test('a path matches itself and whatever a star stands for', () => {
  const name = fc.stringMatching(/^[a-z][a-z.]{0,7}$/);
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.nat(), (names, at) => {
      const path = names.join('/');
      const star = names.map((one, index) => (index === at % names.length ? '*' : one)).join('/');
      expect(glob(path)(path)).toBe(true);
      expect(glob(star)(path)).toBe(true);
      expect(glob(`**/${names[names.length - 1] ?? ''}`)(path)).toBe(true);
    }),
  );
});

test('hostile patterns end', () => {
  expect(glob('*a'.repeat(200) + 'b')('a'.repeat(2000))).toBe(false);
  expect(glob('**/a/'.repeat(100) + 'b')('a/'.repeat(1000) + 'c')).toBe(false);
  expect(glob('{a,b}'.repeat(40))('c')).toBe(false);
});

test('any of several is what one of them is', () => {
  const name = fc.constantFrom('a', 'b', 'ab', '*', 'a*', '?', '**', '{a,b}', '');
  const way = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
  const path = fc
    .array(fc.constantFrom('a', 'b', 'ab', 'c'), { minLength: 1, maxLength: 4 })
    .map((names) => names.join('/'));
  fc.assert(
    fc.property(fc.array(way, { maxLength: 4 }), path, (patterns, one) => {
      expect(anyGlob(patterns)(one)).toBe(patterns.some((pattern) => glob(pattern)(one)));
    }),
  );
  // Alone it is looked up, behind a folder that any is it is matched.
  fc.assert(
    fc.property(way.filter(Boolean), path, (pattern, one) => {
      expect(glob(pattern)(one)).toBe(glob(`**/../${pattern}`)(`../${one}`));
    }),
  );
});

test('any of several', () => {
  expect(anyGlob(['a', 'b'])('b')).toBe(true);
  expect(anyGlob([])('b')).toBe(false);
});
