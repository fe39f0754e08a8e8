/**
 * What a start pays for: the modules that `laudit FILE` opens, in the built command line. `npm test` builds it first; where
 * the sources are newer than the build the test says so and is skipped.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
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
    process.on('exit', () => require('node:fs').writeSync(2, '\\n' + JSON.stringify({ files: Object.keys(require.cache), builtin: process.moduleLoadList })));
    require(${JSON.stringify(BUILT)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', tell, '--', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (stderr.includes('internal error')) throw new Error(stderr);
  const said = JSON.parse(stderr.slice(stderr.lastIndexOf('\n') + 1)) as { files: string[]; builtin: string[] };
  return { files: said.files.map((file) => basename(file)), builtin: said.builtin };
}

describe.skipIf(!fresh)('what was compiled before', () => {
  const words = [join(ROOT, 'fixtures/tour'), '--no-config', '--format', 'json'];
  const ran = (program: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const name = `${process.versions.v8}-${process.platform}-${process.arch}`;

  test('fits this Node, and is taken', () => {
    const dist = dirname(BUILT);
    const compiled = readdirSync(join(dist, 'compiled', name));
    expect(compiled).toEqual(
      expect.arrayContaining(['main.cjs', 'template.cjs', 'globby.cjs', 'report-json.cjs', 'app-service.cjs']),
    );
    expect(compiled).toEqual(
      expect.arrayContaining(['-typescript-eslint-typescript-estree.cjs', 'api-management.cjs']),
    );
    const rejected = compiled.filter((file) => {
      const source = readFileSync(join(dist, file === 'main.cjs' ? '' : 'lazy', file), 'latin1');
      const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
      const script = new Script(wrapped, { cachedData: readFileSync(join(dist, 'compiled', name, file)) });
      return script.cachedDataRejected !== false;
    });
    expect(rejected).toEqual([]);
  });

  test.each([
    ['lacking', undefined],
    ['empty', ''],
    ['of another program', 'not compiled code at all'],
  ])('%s: the same report', (_, content) => {
    const folder = mkdtempSync(join(tmpdir(), 'laudit-start-'));
    try {
      mkdirSync(join(folder, 'dist'));
      for (const entry of readdirSync(dirname(BUILT)))
        if (entry !== 'compiled') symlinkSync(join(dirname(BUILT), entry), join(folder, 'dist', entry));
      for (const entry of ['cli.cjs', 'main.cjs']) {
        rmSync(join(folder, 'dist', entry));
        copyFileSync(join(dirname(BUILT), entry), join(folder, 'dist', entry));
      }
      for (const entry of ['package.json', 'node_modules', 'schemas'])
        symlinkSync(join(ROOT, entry), join(folder, entry));
      if (content !== undefined) {
        mkdirSync(join(folder, 'dist', 'compiled', name), { recursive: true });
        for (const file of ['main.cjs', 'template.cjs'])
          writeFileSync(join(folder, 'dist', 'compiled', name, file), content);
      }
      expect(ran(join(folder, 'dist', 'cli.cjs'))).toEqual(ran(BUILT));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('why a rule exists is asked through one door: the build takes it out of the rules', () => {
  const asking = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && readFileSync(join(ROOT, 'src', file), 'utf8').includes('meta.why'))
    .map((file) => file.replaceAll('\\', '/'));
  expect(asking).toEqual([]);
});

test.skipIf(!fresh)('the built command line still says why', () => {
  const { stdout } = spawnSync(process.execPath, [BUILT, 'rules', '--format', 'json'], { encoding: 'utf8' });
  const said = JSON.parse(stdout) as { readonly id: string; readonly why: string }[];
  expect(new Map(said.map(({ id, why }) => [id, why]))).toEqual(new Map(rules.map(({ meta }) => [meta.id, meta.why])));
});

const START = ['cli.cjs', 'main.cjs'];
const ROOMS = ['template.cjs', 'calls.cjs', 'findings.cjs'];

describe.skipIf(!fresh)('a start', () => {
  const clean = join('fixtures/tour/exported/receiver.json');

  test('of a named file opens the command line and nothing beside it', () => {
    expect(opened(clean, '--fail-on', 'never').files).toEqual(['cli.cjs', 'main.cjs']);
  });

  test('is no more than 400 KB to look through', () => {
    expect(statSync(join(dirname(BUILT), 'main.cjs')).size / 1024).toBeLessThan(400);
  });

  test('of a template with calls and findings opens what deploys, links and tells, too', () => {
    const template = join('fixtures/tour/template/azuredeploy.json');
    expect(opened(template, '--fail-on', 'never').files).toEqual([...START, ...ROOMS]);
  });

  test('opens what links where somebody calls, and what is said where something is found', () => {
    const quiet = join('fixtures/tour/exported/naughty.json');
    expect(opened(quiet, '--fail-on', 'never').files).toEqual([...START, 'calls.cjs']);
    const loud = join('fixtures/tour/template/azuredeploy.json');
    expect(opened(loud, '--fail-on', 'never', '--only', 'open-trigger').files).not.toContain('findings.cjs');
  });

  test('of all fixtures finds every room and package that they need', () => {
    const { files } = opened('fixtures', '--no-config', '--fail-on', 'never', '--format', 'json');
    const rooms = [
      'template',
      'calls',
      'findings',
      'code',
      'app-service',
      'api-management',
      'tolerant',
      'fixes',
      'folders',
    ];
    const code = ['-typescript-eslint-typescript-estree', '-typescript-eslint-scope-manager'];
    const packages = ['globby', 'ignore', '-rgrove-parse-xml', 'ipaddr.js', ...code];
    expect(files).toEqual(expect.arrayContaining([...rooms, ...packages].map((name) => `${name}.cjs`)));
  });

  test.each([
    ['of a file', 'fixtures/tour/exported/naughty.json'],
    ['of a folder', 'fixtures/tour/exported'],
  ])('%s needs no hashes and no streams, also where it reports to people', (_, path) => {
    const { builtin } = opened(path, '--no-config', '--fail-on', 'never');
    const costly = /^NativeModule (?:crypto|child_process|fs\/promises|worker_threads|http|readline|net|tty|stream)$/;
    expect(builtin.filter((name) => costly.test(name))).toEqual([]);
  });

  test('opens what is asked for, by name', () => {
    expect(opened(clean, '--format', 'sarif').files).toEqual([...START, 'report-sarif.cjs', 'findings.cjs']);
    expect(opened('fixtures/tour', '--no-config').files).toEqual([
      ...START,
      ...['globby.cjs', 'ignore.cjs', 'folders.cjs', 'tolerant.cjs'],
      ...ROOMS,
    ]);
    expect(opened('--help').files).toEqual(['cli.cjs', 'main.cjs', 'cli-help.cjs']);
    expect(opened('rules').files).toEqual([...START, 'cli-rules.cjs', 'findings.cjs']);
  });
});
