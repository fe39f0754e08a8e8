/**
 * The recipes for CI systems do what they say: their commands are run as the runner would, in a project with a finding, with
 * an `npx` that starts this build instead of fetching one.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../src/cli/table.ts';
import { folder, program } from './run.ts';
import { BAD, GOOD } from './samples.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The block below `run: |`, without its indentation. */
function blockOf(yaml: string): string {
  const [, lead = '', first = ''] = /\n( *)run: \|\n(( +)[^\n]*\n)/.exec(yaml) ?? [];
  const indent = ' '.repeat(lead.length + 2);
  const lines = yaml.slice(yaml.indexOf(first)).split('\n');
  const end = lines.findIndex((line) => line !== '' && !line.startsWith(indent));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .map((line) => line.slice(indent.length))
    .join('\n');
}

/** Runs a script as a step of the runner: `bash -e`, in a folder with these files. */
async function step(script: string, files: object, env: Record<string, string> = {}) {
  const cwd = folder({ ...files });
  const bin = folder({
    npx: `#!/bin/sh\n[ "$1" = --yes ] || exit 90\nshift\ncase $1 in laudit|laudit@*) shift ;; *) exit 91 ;; esac\nexec "$NODE" "$PROGRAM" "$@"\n`,
  });
  chmodSync(join(bin, 'npx'), 0o755);
  writeFileSync(join(bin, 'step.sh'), script);
  const { status, stdout, stderr } = spawnSync('bash', ['-e', join(bin, 'step.sh')], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      NODE: process.execPath,
      PROGRAM: await program(),
      ...env,
    },
  });
  return { cwd, status, stdout, stderr };
}

describe('the action', () => {
  const script = blockOf(read('.github/actions/laudit/action.yml'));
  const defaults = { INPUT_PATHS: '', INPUT_ARGUMENTS: '', INPUT_VERSION: 'latest', INPUT_UNTRUSTED: 'false' };
  const env = { ...defaults, INPUT_SARIF: 'laudit.sarif', GITHUB_ACTIONS: 'true' };

  test('hands its inputs over as words, never as code', async () => {
    expect(script).toContain('npx');
    expect(script).not.toContain('${{');
    for (const [option] of script.matchAll(/--(?:no-\w+|format)/g))
      expect(Object.hasOwn(OPTIONS.lint, option.slice(2))).toBe(true);
    const words = '$(touch pwned)\n`touch pwned`;touch pwned';
    const { cwd, status } = await step(script, GOOD, { ...env, INPUT_PATHS: words });
    expect(status).toBe(3);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
  });

  test('annotates, and writes what is uploaded', async () => {
    const { cwd, status, stdout } = await step(script, BAD, env);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=send\.json,line=\d+,/m);
    expect(readFileSync(join(cwd, 'laudit.sarif'), 'utf8')).toContain('"audience-mismatch"');
  });

  test('arguments and paths, one a line; no report where none is wanted', async () => {
    const given = { ...env, INPUT_SARIF: '', INPUT_ARGUMENTS: '--fail-on\nnever', INPUT_PATHS: 'send.json\ntake.json' };
    const { cwd, status } = await step(script, BAD, given);
    expect(status).toBe(0);
    expect(existsSync(join(cwd, 'laudit.sarif'))).toBe(false);
  });

  test('code of strangers does not quieten it', async () => {
    const files = { ...BAD, 'laudit.config.json': { rules: { trust: 'off' } } };
    expect((await step(script, files, env)).status).toBe(0);
    expect((await step(script, files, { ...env, INPUT_UNTRUSTED: 'true' })).status).toBe(1);
  });

  test('each step says how it runs', () => {
    const steps =
      read('.github/actions/laudit/action.yml')
        .split('\n  steps:\n')[1]
        ?.split(/^ {4}- /m)
        .slice(1) ?? [];
    expect(steps.length).toBe(2);
    for (const one of steps) expect(/^ *(?:shell: bash|uses: [\w./-]+@v\d+)$/m.test(one), one).toBe(true);
  });
});

test.each([
  ['docs/ci/github-actions.yml', ['laudit.sarif'], /^::error /m],
  ['docs/ci/azure-pipelines.yml', ['laudit.xml', 'laudit.sarif'], /^##vso\[task\.logissue type=error;/m],
  ['docs/ci/gitlab-ci.yml', ['gl-code-quality-report.json'], /^error\[audience-mismatch\]/m],
])('%s: its command fails the job and writes %j', async (file, written, said) => {
  const [command = ''] = /npx --yes laudit[^\n]*/.exec(read(file)) ?? [];
  const { cwd, status, stdout } = await step(command, BAD);
  expect(status).toBe(1);
  expect(stdout).toMatch(said);
  for (const name of written) {
    expect(readFileSync(join(cwd, name), 'utf8')).toContain('audience-mismatch');
    // What the step after it picks up is what was written.
    expect(read(file).split(name).length).toBeGreaterThan(2);
  }
});

test('the image starts the program that the package brings', () => {
  const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };
  const [, entry = ''] = /^ENTRYPOINT \["([^"]+)"\]$/m.exec(read('docs/ci/Dockerfile')) ?? [];
  expect(Object.keys(bin)).toContain(entry);
  expect(read('docs/ci/Dockerfile')).toMatch(/^USER node$/m);
});
