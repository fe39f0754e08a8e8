/**
 * What mutation testing runs in place of test/fixtures.test.ts, test/scenarios.test.ts, test/decision-table.test.ts and
 * test/vectors: the same cases, each as one test that does nothing before it runs, so that it is known which of them reach
 * a mutant. A fixture is linted by its rule alone, with those that it yields to.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { lint } from '../../src/lint.ts';
import { page } from '../decision-table.ts';
import { foldersIn, helpless, readCase, type RuleCase, sayings, unnamed } from '../fixtures.ts';
import { chains, findings, readScenario, SCENARIOS } from '../scenarios.ts';
import { shared } from '../shared.ts';
import { run as runEquality } from '../vectors/arm-equality.ts';
import { run as runEval } from '../vectors/arm-eval.ts';
import { run as runTemplate } from '../vectors/arm-template.ts';
import { load, run as runWorkflow } from '../vectors/workflow-expression.ts';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'fixtures/rules');

/** A rule, and what it yields to. */
function concerned(id: string): typeof rules {
  const wanted = new Set([id]);
  for (const one of wanted) for (const more of byId.get(one)?.meta.yieldsTo ?? []) wanted.add(more);
  return rules.filter(({ meta }) => wanted.has(meta.id));
}
const byId = new Map(rules.map((rule) => [rule.meta.id, rule]));

for (const rule of foldersIn(FIXTURES)) {
  for (const name of foldersIn(join(FIXTURES, rule))) {
    const folder = join(FIXTURES, rule, name);
    const expected: unknown = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
    let given: RuleCase | undefined;
    test(`${rule}/${name}`, () => {
      given ??= readCase(folder);
      const { sources, settings, inventory, all } = given;
      const report = lint({ sources, settings, inventory }, all ? rules : concerned(rule));
      expect(report.crashed).toBe(false);
      expect(sayings(report, all ? null : rule)).toEqual(expected);
      expect(unnamed(report)).toEqual([]);
      expect(helpless(report)).toEqual([]);
    });
  }
}

for (const name of foldersIn(SCENARIOS)) {
  test(`scenario ${name}`, () => {
    const expected = (what: string): unknown =>
      JSON.parse(readFileSync(join(SCENARIOS, name, `expected-${what}.json`), 'utf8'));
    const input = readScenario(name);
    const report = lint(input);
    expect(chains(report, input.sources)).toEqual(expected('trace'));
    expect(findings(report)).toEqual(expected('findings'));
  });
}

test('the decision table', () => {
  expect(page()).toBe(readFileSync(join(ROOT, 'docs/decision-table.md'), 'utf8'));
});

const kinds = [
  ['arm-eval', runEval, shared('vectors/arm/eval-vectors.json')],
  ['arm-equality', runEquality, shared('vectors/arm/equality-vectors.json')],
  ['arm-template', runTemplate, shared('vectors/arm/template-vectors.json')],
  ['workflow-expression', runWorkflow, shared('vectors/workflow/expression-vectors.json')],
] as const;

for (const [kind, run, reference] of kinds) {
  const own = join(ROOT, `fixtures/vectors/${kind}.json`);
  for (const path of [own, reference]) {
    if (path === undefined || !existsSync(path)) continue;
    for (const vector of load(path)) {
      test(`${kind} ${(vector as { readonly id: string }).id}`, () => {
        expect(run([vector])).toMatchObject([{ verdict: 'pass' }]);
      });
    }
  }
}
