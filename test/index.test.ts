import { expect, test } from 'vitest';
import { lint, lintFiles, loadConfig, parseInventory, rules, SettingsError, settingsOf } from '../src/index.ts';
import { folder } from './cli/run.ts';
import { BAD, GOOD } from './cli/samples.ts';

test('lintFiles is the command line without printing', async () => {
  const cwd = folder(BAD);
  const report = await lintFiles([], { cwd });
  expect(report.root).toBe(cwd);
  expect(report.unmatched).toEqual([]);
  expect(report.problems.map(({ rule, place }) => [rule, place.file])).toEqual([['audience-mismatch', 'send.json']]);
  expect((await lintFiles(['no.json'], { cwd })).unmatched).toEqual(['no.json']);
  expect((await lintFiles([], { cwd, severities: { trust: 'off' } })).problems).toEqual([]);
  expect((await lintFiles([], { cwd, only: ['secrets'] })).problems).toEqual([]);
});

test('lint is pure: bytes and settings in, the same report out, whatever the order', async () => {
  const settings = settingsOf(await loadConfig(folder({}), false), {
    root: '/',
    severities: {},
    only: [],
    today: '2026-01-01',
    docs: '',
  });
  const sources = Object.entries(BAD).map(([id, value]) => ({
    id,
    project: '',
    bytes: new TextEncoder().encode(JSON.stringify(value)),
  }));
  const report = lint({ sources, settings });
  expect(report.problems).toHaveLength(1);
  expect(lint({ sources: [...sources].reverse(), settings })).toEqual(report);
});

test('settings with faults reject with all of them', async () => {
  const cwd = folder({ ...GOOD, 'laudit.config.json': '{ "a": 1, "b": 2 }' });
  await expect(lintFiles([], { cwd })).rejects.toThrow(SettingsError);
  await expect(loadConfig(cwd)).rejects.toMatchObject({ faults: [expect.any(String), expect.any(String)] });
  expect((await lintFiles([], { cwd, config: false })).problems).toEqual([]);
});

test('rules and inventories are there', () => {
  expect(rules.map(({ meta }) => meta.id)).toContain('audience-mismatch');
  expect(parseInventory([[]]).complete).toBe(false);
});
