/**
 * The bundles are the sources taken apart: files below `dist/lazy/`, rules in parts, packages carried along. What they print
 * about every fixture is what the sources print, and so is what the built library finds.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../src/index.ts';
import { thisPackage } from '../../src/package.ts';
import { json } from '../../src/report/json.ts';
import { sarifRules } from '../../src/report/sarif-rules.ts';
import { rules } from '../../rules/index.ts';
import { BUILT, isFresh } from './run.ts';
import { options } from '../report/sample.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const WORDS = ['fixtures', '--no-config', '--fail-on', 'never', '--format'];

/** Everything that is off stays off: the same rules on both sides. */
function printed(format: string): string {
  const env = { PATH: process.env['PATH'] ?? '' };
  const args = [BUILT, ...WORDS, format];
  return spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}

describe.skipIf(!isFresh())('the build', () => {
  test('finds and says what the sources do', async () => {
    const report = await lintFiles(['fixtures'], { cwd: ROOT, config: false });
    expect(report.problems.length).toBeGreaterThan(500);
    const expected = json(report, { ...options(), toolVersion: thisPackage().version });
    expect(JSON.parse(printed('json'))).toEqual(JSON.parse(expected));
  });

  test('says of every rule what the sources do', () => {
    const { runs } = JSON.parse(printed('sarif')) as {
      readonly runs: readonly { readonly tool: { readonly driver: { readonly rules: readonly { id: string }[] } } }[];
    };
    const told = new Map(runs[0]?.tool.driver.rules.map(({ id, ...words }) => [id, words]));
    const byId = new Map(rules.map((rule) => [rule.meta.id, rule]));
    for (const { id, shortDescription, fullDescription } of sarifRules([], { ...options(), rules: byId }))
      expect(told.get(id), id).toMatchObject({ shortDescription, fullDescription });
  });

  test('as a library', async () => {
    const path = pathToFileURL(resolve(ROOT, 'dist/index.js')).href;
    const built = (await import(/* @vite-ignore */ path)) as { readonly lintFiles: typeof lintFiles };
    const folders = ['inline-code-syntax', 'audience-mismatch', 'site-auth-off'].map(
      (rule) => `fixtures/rules/${rule}`,
    );
    const [ours, theirs] = await Promise.all([
      lintFiles(folders, { cwd: ROOT, config: false }),
      built.lintFiles(folders, { cwd: ROOT, config: false }),
    ]);
    expect(ours.problems.length).toBeGreaterThan(10);
    expect(JSON.parse(JSON.stringify(theirs.problems))).toEqual(JSON.parse(JSON.stringify(ours.problems)));
  });
});
