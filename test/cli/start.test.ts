/**
 * What a start pays for: the modules that `laudit FILE` opens, in the built command line. `npm test` builds it first; where
 * the sources are newer than the build the test says so and is skipped.
 */
import { spawnSync } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUILT, isFresh } from './run.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const fresh = isFresh();
if (!fresh) console.warn('skipped: dist/cli.cjs is older than the sources (npm run build -- --bundles)');

/** Runs the command line inside a process that tells, at its end, which files and builtin modules were opened. */
function opened(...args: readonly string[]): {
  readonly files: readonly string[];
  readonly builtin: readonly string[];
} {
  const tell = `process.argv.splice(1, 0, ${JSON.stringify(BUILT)});
    process.on('exit', () => process.stderr.write('\\n' + JSON.stringify({ files: Object.keys(require.cache), builtin: process.moduleLoadList })));
    require(${JSON.stringify(BUILT)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', tell, '--', ...args], { cwd: ROOT, encoding: 'utf8' });
  const said = JSON.parse(stderr.slice(stderr.lastIndexOf('\n') + 1)) as { files: string[]; builtin: string[] };
  return { files: said.files.map((file) => basename(file)), builtin: said.builtin };
}

describe.skipIf(!fresh)('a start', () => {
  const clean = join('fixtures/tour/exported/receiver.json');

  test('of a named file opens the command line and nothing beside it', () => {
    expect(opened(clean, '--fail-on', 'never').files).toEqual(['cli.cjs']);
  });

  test('needs no hashes where nothing is found, and no help text', () => {
    expect(
      opened('package.json').builtin.filter((name) =>
        /^NativeModule (?:crypto|child_process|worker_threads|http|readline)$/.test(name),
      ),
    ).toEqual([]);
  });

  test('opens what is asked for, by name', () => {
    expect(opened(clean, '--format', 'sarif').files).toEqual(['cli.cjs', 'report-sarif.cjs']);
    expect(opened('fixtures/tour', '--no-config').files).toEqual(['cli.cjs', 'globby.cjs', 'ignore.cjs']);
    expect(opened('--help').files).toEqual(['cli.cjs', 'cli-help.cjs']);
    expect(opened('rules').files).toEqual(['cli.cjs', 'cli-rules.cjs']);
  });
});
