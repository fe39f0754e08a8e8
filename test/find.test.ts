import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { find, type FindOptions, type Found } from '../src/find.ts';
import { MAX_BYTES } from '../src/read/limits.ts';

let top = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'find-')));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

/** Makes files below the temporary folder; a name that ends in `/` is a folder. */
function disk(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(top, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, text);
  }
}
const make = (...names: readonly string[]): void => {
  disk(Object.fromEntries(names.map((name) => [name, '{}'])));
};
const run = (patterns: readonly string[], more: Partial<FindOptions> = {}): Promise<Found> =>
  find(patterns, { cwd: top, ...more });
const ids = ({ sources }: Found): string[] => sources.map(({ id }) => id);
const loud = ({ sources }: Found): string[] => sources.filter(({ quiet }) => quiet !== true).map(({ id }) => id);
const quiet = ({ sources }: Found): string[] => sources.filter((source) => source.quiet === true).map(({ id }) => id);

describe('what is named', () => {
  test('a file, with its bytes, whatever its name', async () => {
    disk({ 'a.json': '{"a":1}', 'notes.txt': 'x' });
    const found = await run(['a.json', './notes.txt']);
    expect(found).toMatchObject({ root: top, skipped: [], unmatched: [] });
    expect(found.sources).toEqual([
      { id: 'a.json', bytes: Buffer.from('{"a":1}'), project: '', named: true },
      { id: 'notes.txt', bytes: Buffer.from('x'), project: '', named: true },
    ]);
  });

  test('code that no workflow runs, and code with the workflow that runs it', async () => {
    disk({ 'build.ps1': '', 'app/Orders/workflow.json': '{}', 'app/Orders/run.ps1': '', 'app/Orders/other.csx': '' });
    expect(loud(await run(['build.ps1']))).toEqual(['build.ps1']);
    const found = await run(['app/Orders/run.ps1']);
    expect(loud(found)).toEqual(['app/Orders/run.ps1']);
    expect(quiet(found)).toEqual(['app/Orders/workflow.json']);
  });

  test('names that look like globs, and hard ones', async () => {
    const names = ['#1 50% [a].json', '(b) {c}.json', 'é ü/😀.json', '!x.json', 'a*b.json', 'c d.json'];
    make(...names);
    expect(ids(await run(names))).toEqual([...names].sort());
    expect(ids(await run(['.']))).toEqual([...names].sort());
    expect(ids(await run(['é ü']))).toEqual(['é ü/😀.json']);
  });

  test('a folder whose name looks like a glob', async () => {
    make('[x]/a.json', '(y)/{z}/b.json', 'x/c.json');
    expect(ids(await run(['[x]', '(y)']))).toEqual(['(y)/{z}/b.json', '[x]/a.json']);
  });

  test('what matches nothing is told as it was written, in order', async () => {
    make('a.json', 'empty/', 'text/x.txt');
    const found = await run(['z.json', 'empty', '*.bicep', 'a.json', 'no/**', 'text', 'b\0.json', '{'.repeat(70_000)]);
    expect(found.unmatched.map((pattern) => pattern.slice(0, 8))).toEqual([
      'z.json',
      'empty',
      '*.bicep',
      'no/**',
      'text',
      'b\0.json',
      '{{{{{{{{',
    ]);
    expect(ids(found)).toEqual(['a.json']);
  });

  test('twice is once, and named wins', async () => {
    make('a.json');
    const found = await run(['.', 'a.json', '*.json', join(top, 'a.json')]);
    expect(found.sources).toHaveLength(1);
    expect(found.sources[0]).toMatchObject({ id: 'a.json', named: true });
  });

  test('outside of the working directory', async () => {
    make('in/a.json', 'out/b.json', 'out/c.json');
    const found = await run(['../out/b.json', '../out/c*.json', '.'], { cwd: join(top, 'in') });
    expect(ids(found)).toEqual(['../out/b.json', '../out/c.json', 'a.json']);
    expect(ids(await run(['../out'], { cwd: join(top, 'in') }))).toEqual(['../out/b.json', '../out/c.json']);
  });

  test('an absolute glob', async () => {
    make('a/x.json', 'b/x.json');
    expect(ids(await run([`${top}/*/x.json`]))).toEqual(['a/x.json', 'b/x.json']);
  });

  test('! leaves out', async () => {
    make('a/x.json', 'b/x.json', 'b/y.json');
    expect(ids(await run(['**/*.json', '!b/x.json']))).toEqual(['a/x.json', 'b/y.json']);
    expect(ids(await run(['!b/**']))).toEqual(['a/x.json']);
  });

  test('order is that of code units, not of folders or languages', async () => {
    make('b.json', 'a/z.json', 'a.json', 'B.json', 'ä.json', 'a-b.json');
    expect(ids(await run(['.']))).toEqual(['B.json', 'a-b.json', 'a.json', 'a/z.json', 'b.json', 'ä.json']);
  });
});

describe('no pattern', () => {
  test.each(['.git/', 'laudit.config.json'])('the project around, marked by %s', async (mark) => {
    make(mark, 'a.json', 'deep/er/b.json');
    const found = await run([], { cwd: join(top, 'deep/er') });
    expect(loud(found).filter((id) => !id.endsWith('config.json'))).toEqual(['../../a.json', 'b.json']);
    expect(found.unmatched).toEqual([]);
  });

  test('nothing at all is no unmatched pattern', async () => {
    disk({ '.git/': '' });
    expect(await run([])).toEqual({ root: top, sources: [], skipped: [], unmatched: [] });
  });
});

describe('what is left out', () => {
  test('endings in any letter case', async () => {
    make('a.JSON', 'B.Json', 'd/c.json', 'd/e.JSONC', 'd/f.JSON.bak', 'd/json', '.json', 'g.json/h', 'g.json/i.json');
    expect(ids(await run(['.']))).toEqual(['.json', 'B.Json', 'a.JSON', 'd/c.json', 'g.json/i.json']);
    expect(ids(await run(['d']))).toEqual(['d/c.json']);
  });

  test('other people’s folders, unless named', async () => {
    make('a.json', 'node_modules/p/package.json', '.git/x.json', 'dist/b.json', 'x/dist/c.json', '.azure/d.json');
    expect(ids(await run(['.']))).toEqual(['.azure/d.json', 'a.json']);
    expect(ids(await run(['**/*.json']))).toEqual(['.azure/d.json', 'a.json']);
    expect(ids(await run(['dist', 'node_modules/*/*.json']))).toEqual(['dist/b.json', 'node_modules/p/package.json']);
  });

  test('what the settings say, relative to the settings file', async () => {
    make('app/a.json', 'app/legacy/b.json', 'legacy/c.json', 'app/x.skip.json');
    const options = { cwd: join(top, 'app'), folder: top, ignores: ['app/legacy/**', '**/*.skip.json'] };
    expect(ids(await run(['.', '..'], options))).toEqual(['../legacy/c.json', 'a.json']);
    expect(loud(await run(['legacy/b.json'], options))).toEqual(['legacy/b.json']);
  });

  test('only what the settings call files', async () => {
    make('deploy/a.json', 'deploy/b.jsonc', 'src/c.json', `src/${'a'.repeat(200)}.jsonx`);
    expect(ids(await run(['.'], { files: ['deploy/**/*.json'] }))).toEqual(['deploy/a.json']);
    expect(ids(await run(['.'], { files: ['**/*.jsonc'] }))).toEqual(['deploy/b.jsonc']);
    const many = `**/${'*a'.repeat(40)}`;
    expect(ids(await run(['.'], { files: ['**/*.json', many], ignores: [many, '**/c.*'] }))).toEqual(['deploy/a.json']);
    expect(ids(await run(['deploy', 'src/*.json'], { files: ['**/*.jsonc'] }))).toEqual([
      'deploy/b.jsonc',
      'src/c.json',
    ]);
  });
});

describe('code', () => {
  test('is found beside a workflow and in what its app shares, and nowhere else', async () => {
    make(
      'app/host.json',
      'app/Orders/workflow.json',
      'app/Orders/run.ps1',
      'app/Orders/code.csx',
      'app/shared/erp.csx',
    );
    make('build.ps1', 'app/deploy.ps1', 'app/Function/run.csx', 'tools/shared/x.csx');
    expect(ids(await run([])).filter((id) => !id.endsWith('.json'))).toEqual([
      'app/Orders/code.csx',
      'app/Orders/run.ps1',
      'app/shared/erp.csx',
    ]);
  });
});

describe('git', () => {
  test('ignored files are left out; those read for values are quiet; named ones are not', async () => {
    make(
      '.git/',
      'a.json',
      'secret.json',
      'app/local.settings.json',
      'dev.parameters.json',
      'gen/connections.json',
      'gen/b.json',
      'bin/host.json',
    );
    disk({ '.gitignore': 'secret.json\nlocal.settings.json\n*.parameters.json\ngen/\nbin/\n' });
    const found = await run(['.']);
    expect(loud(found)).toEqual(['a.json']);
    expect(quiet(found)).toEqual(['app/local.settings.json', 'dev.parameters.json', 'gen/connections.json']);
    expect(loud(await run(['.', 'secret.json', 'dev.parameters.json']))).toEqual([
      'a.json',
      'dev.parameters.json',
      'secret.json',
    ]);
    expect(loud(await run(['gen']))).toEqual(['gen/b.json', 'gen/connections.json']);
    expect((await run(['secret*'])).unmatched).toEqual(['secret*']);
  });

  test('agrees with git on a tree of rules', async () => {
    disk({
      '.gitignore': '*.log.json\n/rooted.json\nfoo\n!keep.log.json\nqux/**/z.json\n# c\n\\#hash.json\ntrail.json   \n',
      'a/.gitignore': '!foo\nlocal.json\n!x.log.json\n',
      '.git/info/exclude': 'excluded.json\n',
    });
    const names = [
      'rooted.json',
      'x.log.json',
      'keep.log.json',
      'foo/i.json',
      'foo/keep.log.json',
      '#hash.json',
      'trail.json',
      'excluded.json',
      'local.json',
    ];
    make(
      ...names,
      ...names.map((name) => `a/${name}`),
      ...names.map((name) => `a/b/${name}`),
      'qux/z.json',
      'qux/d/e/z.json',
      'qux/d/y.json',
    );
    rmSync(join(top, '.git'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: top });
    disk({ '.git/info/exclude': 'excluded.json\n' });
    const listed = execFileSync(
      'git',
      ['-c', 'core.excludesFile=', '-c', 'core.quotePath=false', 'ls-files', '-z', '--others', '--exclude-standard'],
      { cwd: top, encoding: 'utf8' },
    );
    const theirs = listed
      .split('\0')
      .filter((name) => name.endsWith('.json'))
      .sort();
    expect(theirs).toContain('a/foo/i.json');
    expect(ids(await run(['.']))).toEqual(theirs);
    expect(ids(await run(['.'], { cwd: join(top, 'a') }))).toEqual(
      theirs.filter((name) => name.startsWith('a/')).map((name) => name.slice(2)),
    );
  });

  test('rules above the repository do not count, a repository inside has its own', async () => {
    disk({
      '.gitignore': '*.json',
      'repo/.git/': '',
      'repo/a.json': '',
      'repo/.gitignore': 'b.json',
      'repo/b.json': '',
      'repo/sub/.git': 'gitdir: x',
      'repo/sub/b.json': '',
    });
    expect(ids(await run(['repo']))).toEqual(['repo/a.json', 'repo/sub/b.json']);
  });

  test('a line that would take for ever is not asked', async () => {
    const deep = `${'a/'.repeat(150)}x.json`;
    disk({
      '.git/': '',
      '.gitignore': `${'a/**/'.repeat(9)}b\nc.json\n**/d/**/*.json\n`,
      [deep]: '',
      'c.json': '',
      'd/e/f.json': '',
    });
    expect(ids(await run(['.']))).toEqual([deep]);
  });
});

describe('links', () => {
  test('no link out of the tree is followed, loops end, links inside give values', async () => {
    make('tree/.git/', 'tree/a.json', 'outside/secret.json', 'tree/app/host.json');
    symlinkSync('../outside/secret.json', join(top, 'tree/leak.json'));
    symlinkSync('../outside', join(top, 'tree/leaks'));
    symlinkSync('.', join(top, 'tree/loop'));
    symlinkSync('self.json', join(top, 'tree/self.json'));
    symlinkSync('nowhere.json', join(top, 'tree/dangling.json'));
    symlinkSync('../a.json', join(top, 'tree/app/link.json'));
    const found = await run(['tree']);
    expect(loud(found)).toEqual(['tree/a.json', 'tree/app/host.json']);
    expect(quiet(found)).toEqual(['tree/app/link.json']);
    expect(found.skipped).toEqual([]);
    expect(loud(await run(['tree/app']))).toEqual(['tree/app/host.json', 'tree/app/link.json']);
  });

  test('a named link is followed', async () => {
    make('a.json');
    symlinkSync('a.json', join(top, 'b.json'));
    expect(loud(await run(['b.json']))).toEqual(['b.json']);
  });

  test('support files are not read through links out of the tree', async () => {
    make('tree/.git/', 'tree/app/x/workflow.json', 'outside.json', 'tree/shared/connections.json');
    symlinkSync('../../outside.json', join(top, 'tree/app/parameters.json'));
    symlinkSync('../shared/connections.json', join(top, 'tree/app/connections.json'));
    expect(quiet(await run(['tree/app/x/workflow.json']))).toEqual(['tree/app/connections.json']);
  });
});

describe('what cannot be read is said, without paths of the machine', () => {
  test('a pipe, a file too large, a loop', async () => {
    make('a.json', 'big.json');
    truncateSync(join(top, 'big.json'), MAX_BYTES + 1);
    execFileSync('mkfifo', [join(top, 'pipe.json')]);
    symlinkSync('self.json', join(top, 'self.json'));
    const found = await run(['a.json', 'big.json', 'pipe.json', 'self.json']);
    expect(ids(found)).toEqual(['a.json']);
    expect(found.skipped).toEqual([
      { file: 'big.json', reason: 'more than 64 MiB' },
      { file: 'pipe.json', reason: 'not a regular file' },
      { file: 'self.json', reason: 'a loop of symbolic links' },
    ]);
    expect((await run(['.'])).skipped).toEqual([{ file: 'big.json', reason: 'more than 64 MiB' }]);
  });

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)('a closed file and a closed folder', async () => {
    make('a.json', 'closed.json', 'shut/b.json');
    chmodSync(join(top, 'closed.json'), 0);
    chmodSync(join(top, 'shut'), 0);
    const found = await run(['.']);
    chmodSync(join(top, 'shut'), 0o700);
    expect(ids(found)).toEqual(['a.json']);
    expect(found.skipped).toEqual([
      { file: 'closed.json', reason: 'permission denied' },
      { file: 'shut', reason: 'permission denied' },
    ]);
  });
});

describe('projects', () => {
  test('the nearest folder that is marked, relative to the working directory', async () => {
    make('.git/', 'a.json', 'one/laudit.config.json', 'one/x/b.json', 'two/.git/', 'two/c.json');
    const projects = async (cwd: string): Promise<string[][]> =>
      (await run(['.'], { cwd })).sources.map(({ id, project }) => [id, project]);
    expect(await projects(top)).toEqual([
      ['a.json', ''],
      ['one/laudit.config.json', 'one'],
      ['one/x/b.json', 'one'],
      ['two/c.json', 'two'],
    ]);
    expect(await projects(join(top, 'one/x'))).toEqual([['b.json', '..']]);
  });

  test('without marks: the folder given; files of one run are together', async () => {
    make('one/a.json', 'two/b.json', 'c.json', 'three/d.json');
    const found = await run(['one', 'two', 'c.json', 'three/*.json']);
    expect(found.sources.map(({ project }) => project)).toEqual(['', 'one', '', 'two']);
  });
});

describe('support files of a named file', () => {
  test('of a workflow: those of its app', async () => {
    make(
      'app/x/workflow.json',
      'app/x/other.parameters.json',
      'app/y/workflow.json',
      'app/host.json',
      'app/connections.json',
      'app/parameters.json',
      'app/local.settings.json',
      'app/other.json',
    );
    const found = await run(['app/x/workflow.json']);
    expect(loud(found)).toEqual(['app/x/workflow.json']);
    expect(quiet(found)).toEqual([
      'app/connections.json',
      'app/host.json',
      'app/local.settings.json',
      'app/parameters.json',
    ]);
    expect(loud(await run(['app/x/workflow.json', 'app/connections.json']))).toEqual([
      'app/connections.json',
      'app/x/workflow.json',
    ]);
    expect(ids(await run(['workflow.json'], { cwd: join(top, 'app/x') }))).toContain('../host.json');
  });

  test('of a template: parameter files beside it', async () => {
    make('t/main.json', 't/main.parameters.json', 't/Parameters-prod.json', 't/parameters.txt', 't/other.json');
    const found = await run(['t/main.json']);
    expect(loud(found)).toEqual(['t/main.json']);
    expect(quiet(found)).toEqual(['t/Parameters-prod.json', 't/main.parameters.json']);
  });

  test('of the folder of one workflow: those of its app; of larger folders nothing more', async () => {
    make('app/x/workflow.json', 'app/host.json', 'host.json', 'parameters.json');
    for (const pattern of ['app/x', 'app/x/*.json']) expect(quiet(await run([pattern]))).toEqual(['app/host.json']);
    expect(ids(await run(['app']))).toEqual(['app/host.json', 'app/x/workflow.json']);
  });
});
