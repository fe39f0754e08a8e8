/** A folder that is open in an editor: what was judged before is of use only while the settings are as they were. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Folder } from '../../src/lsp/workspace.ts';

const root = mkdtempSync(join(tmpdir(), 'laudit-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const name of ['unused-parameter/fires-basic', 'unknown-property/fires-misspelt'])
  cpSync(resolve(import.meta.dirname, '../../fixtures/rules', name, 'in'), join(root, name), { recursive: true });
const open = new Folder(root);

async function rulesHeard(settings: object): Promise<ReadonlySet<string>> {
  writeFileSync(join(root, 'laudit.config.json'), JSON.stringify(settings));
  open.forget();
  await open.ready();
  return new Set(open.lint().report.problems.map(({ rule }) => rule));
}

test('settings that change are heard: a rule that is off, one that is woken, an option', async () => {
  expect(await rulesHeard({})).toContain('unused-parameter');
  expect(await rulesHeard({ rules: { 'unused-parameter': 'off' } })).not.toContain('unused-parameter');
  expect(await rulesHeard({ rules: { 'unknown-property': 'warning' } })).toContain('unknown-property');
  expect(await rulesHeard({ rules: { 'unused-parameter': ['info', { allow: ['Address', 'shop'] }] } })).not.toContain(
    'unused-parameter',
  );
  expect(await rulesHeard({})).toContain('unused-parameter');
});
