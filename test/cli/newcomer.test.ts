/**
 * The path of somebody new, on an old code base: the packed tarball installed (no source maps, no paths of a machine), `init`, a first run, a baseline, a new mistake
 * that the hook catches, mended by `--fix`, green. What is typed and answered is kept in `snapshots/newcomer.txt`. Skipped
 * where npm cannot get the few packages that laudit needs, or where the build is older than the sources.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { folder, isFresh } from './run.ts';
import { receiver, sender } from './samples.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const AUDIENCE = 'https://orders.example.com/';
/** What an old code base has: a trigger that its URL alone opens. */
const OLD = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  resources: [
    {
      type: 'Microsoft.Logic/workflows',
      apiVersion: '2019-05-01',
      name: 'legacy-intake',
      location: 'westeurope',
      properties: {
        definition: {
          $schema:
            'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
          contentVersion: '1.0.0.0',
          triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
          actions: {},
        },
      },
    },
  ],
};

test('from the tarball to green', { timeout: 240_000 }, async (context) => {
  if (!isFresh()) return context.skip('the build is older than the sources: npm run build');
  const cwd = folder({
    'deploy/legacy.json': OLD,
    'orders/take.json': receiver(AUDIENCE),
    'package.json': { private: true },
  });
  const home = folder({});
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, GIT_CONFIG_NOSYSTEM: '1', NO_COLOR: '1' };
  /** npm keeps the settings of the person who runs the tests: which registry, which cache. */
  const npm = (args: readonly string[], at: string): boolean =>
    spawnSync('npm', args, { cwd: at, stdio: ['ignore', 'pipe', 'pipe'] }).status === 0;

  expect(npm(['pack', '--ignore-scripts', '--pack-destination', home], ROOT)).toBe(true);
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '';
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  if (!npm(['install', '--save-dev', ...quietly, join(home, tarball)], cwd))
    return context.skip('npm cannot get the packages: there is no registry');

  const installed = join(cwd, 'node_modules/laudit');
  for (const entry of readdirSync(installed, { recursive: true, withFileTypes: true })) {
    expect(entry.name).not.toMatch(/\.map$/);
    if (!entry.isFile()) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    expect(text.includes(ROOT) || /^\/\/# sourceMappingURL=\S+\s*$/m.test(text), entry.name).toBe(false);
  }

  const said: string[] = [];
  const type = (line: string): number | null => {
    const path = `${join(cwd, 'node_modules/.bin')}:${env.PATH}`;
    const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1; ${line}`], {
      cwd,
      env: { ...env, PATH: path },
      encoding: 'utf8',
    });
    said.push(`$ ${line}\n${stdout}[${String(status)}]\n`);
    return status;
  };
  /** Names of people and branches are none of the newcomer's path. */
  const git = (...args: string[]): void => {
    const { status } = spawnSync('git', args, { cwd, env });
    expect(status, `git ${args[0] ?? ''}`).toBe(0);
  };
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'A Committer');
  git('config', 'user.email', 'committer@example.com');
  writeFileSync(join(cwd, '.gitignore'), 'node_modules/\n');

  expect(type('laudit init --yes')).toBe(0);
  expect(type('laudit')).toBe(1);
  expect(type('laudit baseline')).toBe(0);
  expect(type('laudit')).toBe(0);
  mkdirSync(join(cwd, '.git/hooks'), { recursive: true });
  writeFileSync(join(cwd, '.git/hooks/pre-commit'), '#!/bin/sh\nexec laudit\n');
  chmodSync(join(cwd, '.git/hooks/pre-commit'), 0o755);
  git('add', '.');
  expect(type("git commit --quiet --message 'laudit looks at every commit'")).toBe(0);

  writeFileSync(join(cwd, 'orders/send.json'), `${JSON.stringify(sender(AUDIENCE.slice(0, -1)), null, 2)}\n`);
  git('add', '.');
  expect(type("git commit --quiet --message 'Send the orders'")).toBe(1);
  expect(type('laudit --fix')).toBe(0);
  git('add', '.');
  expect(type("git commit --quiet --message 'Send the orders'")).toBe(0);
  expect(type('laudit')).toBe(0);

  expect(said.join('\n')).not.toContain(cwd);
  await expect(said.join('\n')).toMatchFileSnapshot('snapshots/newcomer.txt');
});
