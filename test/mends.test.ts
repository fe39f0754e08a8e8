/** Each rule that offers fixes, over its own fixtures: applied, the finding is gone and nothing new is said. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits, chooseFixes } from '../src/fix.ts';
import { rules } from '../rules/index.ts';
import { lint } from '../src/lint.ts';
import type { Problem, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';
import { foldersIn, readCase } from './fixtures.ts';

const FIXABLE = rules.flatMap(({ meta }) => (meta.fixable === undefined ? [] : [meta]));
const CASES = join(import.meta.dirname, '../fixtures/rules');

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

test('rules say whether they offer edits', () => {
  const offering = foldersIn(CASES).filter((rule) =>
    foldersIn(join(CASES, rule)).some((name) => mended(rule, name).fixable.length > 0),
  );
  expect(offering.sort()).toEqual(FIXABLE.map(({ id }) => id).sort());
});

/** What is safe depends on who else calls. */
test.each<[string, boolean | undefined]>([
  ['fires-callers-with-tokens-alone', true],
  ['fires-callers-elsewhere', true],
  ['fires-caller-of-an-unknown-address', false],
  ['fires-caller-with-a-signature', undefined],
  ['fires-template', false],
])('sas-not-disabled, %s: safe is %s', (name, safe) => {
  const { before } = mended('sas-not-disabled', name);
  expect(before.map(({ fix }) => fix?.safe)).toEqual([safe]);
});

describe.each(FIXABLE)('$id', ({ id: rule, category, fixable: surest }) => {
  const cases = foldersIn(join('fixtures/rules', rule)).filter((name) => name.startsWith('fires'));
  const results = cases.map((name) => mended(rule, name));

  test('some case can be mended, safely or by hand as the rule says', () => {
    const fixes = results.flatMap(({ fixable }) => fixable.flatMap(({ fix }) => fix ?? []));
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.some(({ safe }) => safe)).toBe(surest === 'safe');
  });

  test('its page says so', () => {
    const file = join(import.meta.dirname, `../rules/${category}/${rule}.md`);
    expect(readFileSync(file, 'utf8')).toContain('`laudit --fix`');
  });

  test('what was mended is gone; nothing else came', () => {
    for (const { before, fixable, after } of results) expect(after.length).toBe(before.length - fixable.length);
  });
});
