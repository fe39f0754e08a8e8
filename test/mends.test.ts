/** Each rule that offers fixes, over its own fixtures: applied, the finding is gone and nothing new is said. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits, chooseFixes } from '../src/fix.ts';
import { lint } from '../src/lint.ts';
import type { Problem, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';
import { foldersIn, readCase } from './fixtures.ts';

const SAFE = [
  'audience-mismatch',
  'sas-with-authorization',
  'policy-claim-invalid',
  'secret-in-run-history',
  'secure-parameter-default',
];

/** Problems of one rule before and after its fixes, safe or not. */
function mended(rule: string, name: string) {
  const { sources, settings, inventory } = readCase(join('fixtures/rules', rule, name));
  const judge = (given: readonly Source[]): readonly Problem[] =>
    lint({ sources: given, settings, inventory }).problems.filter((one) => one.rule === rule);
  const before = judge(sources);
  const fixable = before.filter(({ fix }) => fix !== undefined);
  const { edits } = chooseFixes(
    fixable.map((one) => ({ ...one, ...(one.fix && { fix: { ...one.fix, safe: true } }) })),
  );
  const fixed = sources.map((source) => {
    const own = edits.get(source.id);
    return own === undefined
      ? source
      : { ...source, bytes: new TextEncoder().encode(applyEdits(read(source).text, own)) };
  });
  return { before, fixable, after: judge(fixed) };
}

describe.each([...SAFE, 'sas-not-disabled'])('%s', (rule) => {
  const cases = foldersIn(join('fixtures/rules', rule)).filter((name) => name.startsWith('fires'));
  const results = cases.map((name) => mended(rule, name));

  test('some case can be mended, safely or by hand as the rule says', () => {
    const fixes = results.flatMap(({ fixable }) => fixable.flatMap(({ fix }) => fix ?? []));
    expect(fixes.length).toBeGreaterThan(0);
    for (const { safe } of fixes) expect(safe).toBe(SAFE.includes(rule));
  });

  test('what was mended is gone; nothing else came', () => {
    for (const { before, fixable, after } of results) expect(after.length).toBe(before.length - fixable.length);
  });
});
