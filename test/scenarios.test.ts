/**
 * Small projects as people have them: `fixtures/scenarios/<name>/` holds the files, what the calls come to
 * (`expected-trace.json`) and what is found (`expected-findings.json`); `UPDATE=1` writes both again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.ts';
import { foldersIn } from './fixtures.ts';
import { chains, findings, readScenario, SCENARIOS } from './scenarios.ts';

const UPDATE = process.env['UPDATE'] === '1' && process.env['CI'] === undefined;
const names = foldersIn(SCENARIOS);

test('there are ten or more', () => {
  expect(names.length).toBeGreaterThanOrEqual(10);
});

describe.each(names)('%s', (name) => {
  const folder = join(SCENARIOS, name);
  const input = readScenario(name);
  const report = lint(input);

  test.each([
    ['trace', chains(report, input.sources)],
    ['findings', findings(report)],
  ])('%s is what a reviewer would see', (what, said) => {
    const file = join(folder, `expected-${what}.json`);
    if (UPDATE) writeFileSync(file, `${JSON.stringify(said, null, 2)}\n`);
    expect(existsSync(file), `${file} is missing: UPDATE=1 writes it`).toBe(true);
    expect(said).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  test('is told in a page of five lines', () => {
    const text = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(text).toMatch(/^# .+\n\n(?:.+\n){5}$/);
  });

  test('something happens', () => {
    expect(report.crashed).toBe(false);
    expect(report.calls.length).toBeGreaterThan(0);
    expect(report.summary.passedOver).toBe(0);
  });
});
