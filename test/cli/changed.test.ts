import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';
import { BAD, OTHER, receiver, sender } from './samples.ts';

let cwd = '';
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd, encoding: 'utf8' });
const commit = (): void => {
  git('add', '-A');
  git('commit', '-q', '-m', 'x', '--allow-empty');
};
const write = (name: string, value: unknown): void => {
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  writeFileSync(join(cwd, name), `${JSON.stringify(value, null, 1)}\n`);
};
const status = async (...args: string[]): Promise<number | null> =>
  (await run(['--only', 'audience-mismatch', '--changed-only', ...args], { cwd })).status;

beforeEach(() => {
  cwd = folder(BAD);
  git('init', '-q', '-b', 'main');
  commit();
});

describe('--changed-only', () => {
  test('nothing changed: nothing said, though all is read', async () => {
    const { status: ended, out } = await run(['--only', 'audience-mismatch', '--changed-only'], { cwd });
    expect(ended).toBe(0);
    expect(out).toBe('No problems in 2 files, 2 workflows, 1 call\n');
  });

  test.each(['send.json', 'take.json'])('either end counts: %s', async (name) => {
    write(name, name === 'send.json' ? sender(OTHER) : receiver());
    expect(await status()).toBe(1);
    git('add', '-A');
    expect(await status()).toBe(1);
    commit();
    expect(await status()).toBe(0);
    expect(await status('--since', 'HEAD~1')).toBe(1);
  });

  test('another file does not count; an untracked one does', async () => {
    write('x.json', {});
    expect(await status()).toBe(0);
    rmSync(join(cwd, 'x.json'));
    git('rm', '-q', '--cached', 'send.json');
    git('commit', '-q', '-m', 'untracked');
    expect(await status()).toBe(1);
  });

  test('a moved file counts, below the root and with signs in its name', async () => {
    mkdirSync(join(cwd, 'ö "x"'));
    renameSync(join(cwd, 'send.json'), join(cwd, 'ö "x"/send it.json'));
    expect(await status()).toBe(1);
    const below = await run(['--only', 'audience-mismatch', '--changed-only', '.', '../take.json'], {
      cwd: join(cwd, 'ö "x"'),
    });
    expect(below.status).toBe(1);
  });

  test('what others did since the branches parted does not count', async () => {
    git('checkout', '-q', '-b', 'mine');
    write('y.json', {});
    commit();
    git('checkout', '-q', 'main');
    write('send.json', sender(OTHER));
    commit();
    git('checkout', '-q', 'mine');
    expect(await status('--since', 'main')).toBe(0);
  });

  test('values and settings count for what they speak of', async () => {
    write('parameters/dev.json', {});
    expect(await status()).toBe(1);
    rmSync(join(cwd, 'parameters'), { recursive: true });
    write('other/orders.parameters.json', {});
    expect(await status()).toBe(0);
    write('laudit.config.json', {});
    expect(await status()).toBe(1);
  });

  test('a repository without a commit: all is new', async () => {
    rmSync(join(cwd, '.git'), { recursive: true });
    git('init', '-q');
    expect(await status()).toBe(1);
    git('add', '-A');
    expect(await status()).toBe(1);
  });

  test.each<[string[], Record<string, string>, string]>([
    [['--changed-only'], { CI: 'true' }, '--changed-only needs --since REV here'],
    [['--changed-only', '--since', 'gone'], {}, "git knows no commit 'gone'"],
    [['--changed-only', '--since=--output=x'], {}, "git knows no commit '--output=x'"],
    [['--since', 'main'], {}, '--since goes with --changed-only'],
  ])('%j is refused', async (args, env, said) => {
    const ran = await run(args, { cwd, env });
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(said);
  });

  test('no repository is refused', async () => {
    const ran = await run(['--changed-only'], { cwd: folder(BAD) });
    expect(ran).toMatchObject({ status: 2, err: 'laudit: --changed-only: this is no git repository.\n' });
  });
});
