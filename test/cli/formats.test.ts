import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run } from './run.ts';
import { BAD } from './samples.ts';

describe('in CI', () => {
  test.each([
    [{ GITHUB_ACTIONS: 'true' }, /^::error file=send\.json/, "format 'github', since this runs under GitHub Actions"],
    [
      { TF_BUILD: 'True' },
      /^##vso\[task\.logissue type=error;sourcepath=send\.json/,
      "format 'azure', since this runs under Azure Pipelines",
    ],
    [
      { GITLAB_CI: 'true' },
      /^error\[audience-mismatch\]/,
      '--format gitlab:gl-code-quality-report.json writes the report',
    ],
  ])('%j chooses, and says so', async (env, out, err) => {
    const cwd = folder(BAD);
    const chosen = await run([], { cwd, env });
    expect(chosen.out).toMatch(out);
    expect(chosen.err).toContain(err);
    expect(await run(['--format', 'unix'], { cwd, env })).toMatchObject({ status: 1, err: '' });
  });
});

test('several formats in one run say the same number of things', async () => {
  const cwd = folder(BAD);
  const files = ['gitlab', 'azure', 'junit', 'checkstyle', 'rdjson', 'markdown', 'sarif', 'json', 'github', 'html'];
  const { status, out } = await run(['-f', 'unix', ...files.flatMap((name) => ['-f', `${name}:${name}.out`])], { cwd });
  expect(status).toBe(1);
  expect(out).toMatch(/^send\.json:\d+:\d+: error: .* \[audience-mismatch\]\ntake\.json:\d+:\d+: note: /);
  for (const name of files) {
    const text = readFileSync(join(cwd, `${name}.out`), 'utf8');
    expect(text, name).toContain('audience');
    expect(text, name).toContain('take.json');
  }
});

test('what a document accepts is marked in SARIF', async () => {
  const cwd = folder({
    ...BAD,
    'laudit.config.json': { suppressions: [{ rule: 'trust', reason: 'moves in spring' }] },
  });
  const { status, out } = await run(['--format', 'sarif'], { cwd });
  expect(status).toBe(0);
  expect(out).toContain('"justification": "moves in spring"');
});
