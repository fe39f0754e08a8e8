import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GITHUB_WORKFLOW, PRE_COMMIT } from '../../src/cli/init-files.ts';
import { folder, run } from './run.ts';
import { GOOD } from './samples.ts';

describe('init', () => {
  test('writes what is missing, once', async () => {
    const cwd = folder({ ...GOOD, '.github/x': '', 'sub/y': '' });
    mkdirSync(join(cwd, '.git'));
    const first = await run(['init', '--yes'], { cwd: join(cwd, 'sub') });
    expect(first).toMatchObject({ status: 0, err: 'laudit: found 2 exports\n' });
    expect(first.out).toBe(
      "Wrote laudit.config.json: settings.\nWrote .pre-commit-config.yaml: a hook for pre-commit.\nWrote .github/workflows/laudit.yml: a step for GitHub Actions.\nNext: 'laudit' lints the project, 'laudit baseline' takes today's findings as known.\n",
    );
    expect((await run([], { cwd })).status).toBe(0);
    const again = await run(['init', '--yes'], { cwd });
    expect(again.out).not.toContain('Wrote');
    expect(again.err).toContain('laudit.config.json is there already, and stays as it is');
  });

  test('keeps what is there, and does not ask a pipe', async () => {
    const cwd = folder({ 'laudit.config.json': '{ "rules": {} } ' });
    expect((await run(['init'], { cwd })).status).toBe(2);
    expect((await run(['init', '--yes'], { cwd })).err).toContain('no file about Logic Apps was found here yet');
    expect(readFileSync(join(cwd, 'laudit.config.json'), 'utf8')).toBe('{ "rules": {} } ');
  });

  test('writes what docs/ci shows', () => {
    const shown = (name: string): string => readFileSync(`docs/ci/${name}`, 'utf8').replace(/^#.*\n/, '');
    expect(shown('github-actions.yml')).toBe(GITHUB_WORKFLOW);
    expect(shown('pre-commit-config.yaml')).toBe(PRE_COMMIT);
  });
});

describe('completion', () => {
  test('bash completes commands, options, formats and rules', async () => {
    const { out } = await run(['completion', 'bash']);
    const complete = (...words: string[]): string => {
      const script = `${out}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _laudit; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim();
    };
    expect(complete('laudit', 'tra')).toBe('trace');
    expect(complete('laudit', '--fix-')).toBe('--fix-dry-run');
    expect(complete('laudit', '--format', 'git').split('\n').sort()).toEqual(['github', 'gitlab']);
    expect(complete('laudit', 'explain', 'audience-mis').split('\n')).toContain('audience-mismatch');
    expect(complete('laudit', 'baseline', '--pr')).toBe('--prune');
  });

  test('zsh and fish have one each; another shell is refused', async () => {
    expect((await run(['completion', 'zsh'])).out).toContain('bashcompinit');
    const { out } = await run(['completion', 'fish']);
    for (const line of out.trim().split('\n')) expect(line).toMatch(/^complete -c laudit (?:[^']|'[^']*')*$/);
    expect(await run(['completion', 'csh'])).toMatchObject({ status: 2, out: '' });
  });
});
