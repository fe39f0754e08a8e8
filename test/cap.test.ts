import { expect, test } from 'vitest';
import { capped, MAX_PER_FILE, MAX_PER_RULE, Tally } from '../src/cap.ts';
import { lint } from '../src/lint.ts';
import type { Finding, Severity } from '../src/model.ts';
import { SETTINGS } from './fixtures.ts';

function finding(rule: string, file: string, severity: Severity): Finding & { readonly severity: Severity } {
  const at = { file, pointer: '' };
  return {
    rule,
    message: 'm',
    data: {},
    at,
    related: [],
    subject: 's',
    workflow: null,
    operation: null,
    outcome: null,
    environments: [],
    softened: false,
    severity,
  };
}

const many = (count: number, rule: string, severity: Severity = 'error', file = 'a.json') =>
  Array.from({ length: count }, () => finding(rule, file, severity));

test('what stays below the caps is handed on as it is', () => {
  const findings = [...many(MAX_PER_RULE, 'x'), ...many(MAX_PER_RULE, 'y'), ...many(5, 'x', 'info', 'b.json')];
  expect(capped(findings)).toEqual({ kept: findings, cut: [] });
});

test('a rule speaks so often in one file, and what is cut is counted', () => {
  const { kept, cut } = capped([...many(MAX_PER_RULE + 7, 'x'), ...many(3, 'y'), ...many(4, 'x', 'error', 'b.json')]);
  expect(kept).toHaveLength(MAX_PER_RULE + 3 + 4);
  expect(cut).toEqual([{ file: 'a.json', rule: 'x', count: 7 }]);
});

test('over all rules an error never gives way to something softer', () => {
  const rules = Array.from({ length: 12 }, (_, index) => `r${String(index).padStart(2, '0')}`);
  const findings = rules.flatMap((rule, index) => many(MAX_PER_RULE, rule, index < 11 ? 'info' : 'error'));
  const { kept, cut } = capped(findings);
  expect(kept).toHaveLength(MAX_PER_FILE);
  expect(kept.filter(({ severity }) => severity === 'error')).toHaveLength(MAX_PER_RULE);
  expect(cut).toEqual([{ file: 'a.json', rule: null, count: findings.length - MAX_PER_FILE }]);
});

test('what was cut before counts, where something of its rule and file is left', () => {
  const before = [
    { file: 'a.json', rule: 'x', count: 30 },
    { file: 'a.json', rule: 'y', count: 40 },
    { file: 'b.json', rule: 'x', count: 50 },
  ];
  const { cut } = capped([...many(MAX_PER_RULE + 7, 'x'), ...many(3, 'y')], before);
  expect(cut).toEqual([{ file: 'a.json', rule: 'x', count: 37 }]);
});

test('a tally has room for so many of each rule in each file', () => {
  const tally = new Tally();
  const taken = Array.from({ length: 5_003 }, () => tally.takes('x', 'a.json'));
  expect(taken.filter((one) => !one)).toHaveLength(3);
  expect([tally.takes('y', 'a.json'), tally.takes('x', 'b.json')]).toEqual([true, true]);
  expect(tally.cut()).toEqual([{ file: 'a.json', rule: 'x', count: 3 }]);
});

test('a run says what it cut', () => {
  const actions = Object.fromEntries(
    Array.from({ length: MAX_PER_RULE + 50 }, (_, index) => [
      `A${String(index)}`,
      { type: 'Http', runAfter: {}, inputs: { method: 'GET', uri: 'http://service.example.com/' } },
    ]),
  );
  const workflow = { definition: { $schema: 'workflowdefinition.json', triggers: {}, actions }, kind: 'Stateful' };
  const bytes = new TextEncoder().encode(JSON.stringify(workflow));
  const report = lint({ sources: [{ id: 'w/workflow.json', bytes, project: '' }], settings: SETTINGS });
  expect(report.problems.filter(({ rule }) => rule === 'plaintext-http')).toHaveLength(MAX_PER_RULE);
  expect(report.notices).toContainEqual({
    file: 'w/workflow.json',
    text: `50 more findings of plaintext-http are not listed (at most ${String(MAX_PER_RULE)} of one rule in one file)`,
    verbose: false,
  });
});
