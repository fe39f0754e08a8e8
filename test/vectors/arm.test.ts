/** Vectors of ARM expressions: ours always, the shared ones where they are at hand. None may be unsound. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shared } from '../shared.ts';
import { run as runEquality } from './arm-equality.ts';
import type { Verdict } from './arm-scope.ts';
import { run as runEval } from './arm-eval.ts';

/** A failing vector of these stops the build. */
const BINDING = new Set(['engine', 'docs', 'designer-test']);

function read(path: string): readonly unknown[] {
  const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(data)) throw new Error(`${path} is no list`);
  return data;
}

function broken(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts
    .filter(({ verdict, authority }) => verdict === 'unsound' || (verdict === 'fail' && BINDING.has(authority)))
    .map(({ id }) => id);
}

const kinds = [
  ['arm-eval', runEval, 'eval-vectors.json'],
  ['arm-equality', runEquality, 'equality-vectors.json'],
] as const;

test.each(kinds)('our own vectors of kind %s pass', (kind, run) => {
  const verdicts = run(read(`fixtures/vectors/${kind}.json`));
  expect(verdicts.length).toBeGreaterThan(0);
  expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
});

for (const [kind, run, file] of kinds) {
  const path = shared('vectors', 'arm', file);
  test.skipIf(path === undefined)(`the shared vectors of kind ${kind} hold`, () => {
    const verdicts = run(read(path ?? ''));
    expect(broken(verdicts)).toEqual([]);
    expect(verdicts.filter(({ verdict }) => verdict === 'pass').length / verdicts.length).toBeGreaterThanOrEqual(0.97);
  });
}
