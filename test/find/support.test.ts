import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { supportOf } from '../../src/find/support.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'support-')));
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

function make(...names: readonly string[]): readonly string[] {
  for (const name of names) {
    mkdirSync(dirname(join(top, name)), { recursive: true });
    writeFileSync(join(top, name), '{}');
  }
  return names.map((name) => join(top, name));
}

function support(files: readonly string[]): readonly string[] {
  return [...supportOf(files).keys()].map((path) => relative(top, path)).sort();
}

test('parameter files are named once, however many files they lie beside', () => {
  const names = Array.from({ length: 300 }, (_, at) => `many/p${at}.parameters.json`);
  expect(support(make(...names))).toEqual([...names].sort());
});

test('of workflows, of code, and of files of an app', () => {
  const app = ['host', 'connections', 'parameters', 'local.settings'].map((name) => `app/${name}.json`).sort();
  const [host = '', workflow = '', code = ''] = make('app/host.json', 'app/a/workflow.json', 'app/a/run.csx');
  expect(support([workflow])).toEqual(app);
  expect(support([host])).toEqual(app);
  expect(support([code])).toEqual(['app/a/workflow.json']);
  expect(support([workflow, code, host])).toEqual(['app/a/workflow.json', ...app].sort());
});
