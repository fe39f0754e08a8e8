/** README shows what laudit really says about the tour. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './cli/run.ts';

const ROOT = resolve(import.meta.dirname, '..');

test('the output in README is the real one', async () => {
  const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8');
  const shown = /<!-- tour:[^>]*-->\n```text\n([\s\S]*?)\n```/.exec(readme)?.[1];
  const { out, status } = await run(['fixtures/tour', '--fail-on', 'never'], { cwd: ROOT });
  expect(status).toBe(0);
  expect(out.trimEnd()).toBe(shown);
});
