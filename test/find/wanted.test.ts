import { expect, test } from 'vitest';
import { prunes, wantedIn } from '../../src/find/wanted.ts';

const names = (n: number, make: (index: number) => string): string[] => Array.from({ length: n }, (_, at) => make(at));

test('globby is given few globs of the settings: of many ours are asked', () => {
  const few = wantedIn(
    null,
    names(50, (at) => `**/a${at}.json`),
    '/r',
  );
  expect([few.patterns.length, few.matches('/r/x/b.json')]).toEqual([50, true]);
  const many = wantedIn(
    null,
    names(51, (at) => `**/a${at}.json`),
    '/r',
  );
  expect(many.patterns).toEqual(['**/*']);
  expect(['a50.json', 'x/y/a0.json', 'a51.json'].map((id) => many.matches(`/r/${id}`))).toEqual([true, true, false]);
});

test('folders that need not be entered are few, and files are none of them', () => {
  expect(prunes(['**/old/**', '**/*.skip.json', 'deploy/**', '**/o*d*/**'])).toEqual(['**/old/**', '**/o*d*/**']);
  expect(prunes(names(51, (at) => `**/a${at}/**`))).toHaveLength(50);
});
