/**
 * Places that do not hold still or have no room: files that change, shrink, vanish or turn into something else while a run
 * reads them, files and folders that are closed, pipes and devices, a disk that is full, a reader that goes away, and names
 * that are hard to say. None of it crashes or hangs a run; each is said, and the status is that of a run that missed something.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/report/formats.ts';
import { folder, program, run } from './run.ts';
import { receiver, sender } from './samples.ts';

const RIGHT = 'https://orders.example.com/';
const FILES = { 'send.json': sender(RIGHT.slice(0, -1)), 'take.json': receiver(RIGHT) };
const INTERNAL = /internal error|failed on this file/;
const isRoot = process.getuid?.() === 0;

/** A module that Node loads first: does something to a file once the linter has opened (or asked about) it. */
function meddling(cwd: string, call: 'openSync' | 'fstatSync' | 'closeSync', what: string): Record<string, string> {
  const script = join(cwd, 'meddle.cjs');
  writeFileSync(
    script,
    `const fs = require('node:fs');
     const original = fs.${call};
     let done = false;
     let opened = null;
     const open = fs.openSync;
     fs.openSync = function (path, ...more) {
       const file = open.call(this, path, ...more);
       if (String(path).endsWith('send.json')) opened = file;
       return file;
     };
     const before = fs.${call};
     fs.${call} = function (...args) {
       const mine = ${call === 'openSync' ? "String(args[0]).endsWith('send.json')" : 'args[0] === opened'};
       const meddle = () => { if (mine && !done) { done = true; const path = ${JSON.stringify(join(cwd, 'send.json'))}; ${what} } };
       if ('${call}' === 'openSync') { meddle(); return before.apply(this, args); }
       const result = before.apply(this, args);
       meddle();
       return result;
     };
     require('node:module').syncBuiltinESMExports();`,
  );
  return { NODE_OPTIONS: `--require=${script}` };
}

describe('a file that changes while it is read', () => {
  const TEXT = JSON.stringify(JSON.stringify(FILES['send.json']));

  test.each<[string, 'openSync' | 'fstatSync' | 'closeSync', string, number, RegExp]>([
    ['vanishes', 'openSync', 'fs.rmSync(path);', 2, /skipped send\.json: not there any more/],
    ['becomes a folder', 'openSync', 'fs.rmSync(path); fs.mkdirSync(path);', 2, /send\.json: not a regular file/],
    [
      'becomes a pipe',
      'openSync',
      "fs.rmSync(path); require('node:child_process').execFileSync('mkfifo', [path]);",
      2,
      /send\.json: not a regular file/,
    ],
    ['shrinks', 'fstatSync', 'fs.truncateSync(path, 40);', 1, /json-syntax/],
    ['is emptied', 'fstatSync', 'fs.truncateSync(path, 0);', 0, /No problems|nothing|warning|error|json-syntax/],
    ['grows', 'fstatSync', `fs.appendFileSync(path, ' '.repeat(100000));`, 1, /audience-mismatch/],
    ['is another one', 'fstatSync', `fs.writeFileSync(path, ${TEXT}.slice(0, -1) + ' '.repeat(30) + '}');`, 1, /./],
  ])('%s', async (_, call, what, least, said) => {
    const cwd = folder(FILES);
    const { status, signal, out, err } = await run(
      ['send.json', 'take.json', '--only', 'trust', '--only', 'template'],
      {
        cwd,
        env: meddling(cwd, call, what),
      },
    );
    expect(signal).toBeNull();
    expect(out + err).toMatch(said);
    expect(out + err).not.toMatch(INTERNAL);
    expect(status).toBeGreaterThanOrEqual(least);
    expect(status).toBeLessThan(4);
  });

  test('--fix leaves it as it is, and mends the others', async () => {
    const cwd = folder({ ...FILES, 'other/send.json': FILES['send.json'], 'other/take.json': FILES['take.json'] });
    const env = meddling(cwd, 'closeSync', 'fs.writeFileSync(path, \'{ "mine": true }\');');
    const { status, err } = await run(['send.json', 'take.json', '--only', 'trust', '--fix'], { cwd, env });
    expect(err).toContain("'send.json' cannot be written: it has changed since it was read.");
    expect(status).toBe(2);
    expect(readFileSync(join(cwd, 'send.json'), 'utf8')).toBe('{ "mine": true }');
  });

  test('--fix keeps the mode, follows a link, and leaves nothing beside it', async () => {
    const cwd = folder(FILES);
    mkdirSync(join(cwd, 'real'));
    writeFileSync(join(cwd, 'real/send.json'), readFileSync(join(cwd, 'send.json')));
    chmodSync(join(cwd, 'real/send.json'), 0o640);
    rmSync(join(cwd, 'send.json'));
    symlinkSync('real/send.json', join(cwd, 'send.json'));
    const { err } = await run(['send.json', 'take.json', '--only', 'trust', '--fix'], { cwd });
    expect(err).toContain('1 fix in 1 file');
    expect(statSync(join(cwd, 'real/send.json')).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(cwd, 'send.json'), 'utf8')).toContain(`"${RIGHT}"`);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['send.json']);
  });
});

describe('what is no file', () => {
  test('pipes, devices and folders by name, and a pipe in a tree', async () => {
    const cwd = folder({ ...FILES, 'dir.json/x.txt': '' });
    execFileSync('mkfifo', [join(cwd, 'pipe.json')]);
    const named = await run(['pipe.json', '/dev/zero', '/dev/null', 'take.json'], { cwd });
    expect(named.status).toBe(2);
    expect(named.out.match(/not a regular file/g)).toHaveLength(3);
    const tree = await run(['.'], { cwd });
    expect(tree.status).toBe(1);
    expect(tree.out + tree.err).not.toMatch(INTERNAL);
  });

  test.skipIf(!isRoot || !existsSync('/usr/bin/setpriv'))(
    'closed files and folders, for somebody who is not root',
    async () => {
      const cwd = folder({ ...FILES, 'closed.json': '{}', 'shut/a.json': '{}' });
      chmodSync(cwd, 0o755);
      chmodSync(join(cwd, 'closed.json'), 0);
      chmodSync(join(cwd, 'shut'), 0);
      const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
      const ran = (...args: string[]) =>
        spawnSync('/usr/bin/setpriv', [...nobody, PROGRAM, ...args], {
          cwd,
          encoding: 'utf8',
          env: { HOME: '/nowhere' },
        });
      const PROGRAM = await program();
      const { status, stdout } = ran('.');
      chmodSync(join(cwd, 'shut'), 0o700);
      expect(stdout).toMatch(/skipped closed\.json: permission denied/);
      expect(stdout).toMatch(/skipped shut: permission denied/);
      expect(status).toBe(2);
      const write = ran('send.json', 'take.json', '--only', 'trust', '--fix');
      expect(write.stderr).toContain("'send.json' cannot be written: permission denied.");
      expect(write.status).toBe(2);
      const report = ran('take.json', '--format', 'json:out.json');
      expect(report.stderr).toContain("out.json' cannot be written: permission denied.");
      expect(report.status).toBe(2);
    },
  );
});

test('settings and a baseline that are links to what has no end', async () => {
  const cwd = folder(FILES);
  symlinkSync('/dev/zero', join(cwd, 'laudit.config.json'));
  const settings = await run(['.'], { cwd });
  expect(settings).toMatchObject({ status: 2, err: 'laudit: laudit.config.json: not a regular file\n' });
  const baseline = await run(['.', '--no-config', '--baseline', '/dev/zero'], { cwd });
  expect(baseline.status).toBe(2);
  expect(baseline.err).toContain('not a regular file');
});

describe.skipIf(!existsSync('/dev/full'))('a disk that is full', () => {
  test.each<[string, string[]]>([
    ['a report', ['--format', 'json:full.json']],
    ['a picture', ['graph', '--format', 'svg', '--output', 'full.json']],
    ['facts', ['facts', '--repository', 'x', '--output', 'full.json']],
  ])('%s: said, status 2', async (_, args) => {
    const cwd = folder(FILES);
    symlinkSync('/dev/full', join(cwd, 'full.json'));
    const { status, err } = await run([...args, ...(args[0]?.startsWith('-') === true ? ['take.json'] : [])], { cwd });
    expect(err).not.toMatch(INTERNAL);
    expect(err).toMatch(/cannot be written|no room is left/);
    expect(status).toBe(2);
  });

  test('the cache: the report comes all the same', async () => {
    const cwd = folder(FILES);
    const plain = await run(['.'], { cwd });
    mkdirSync(join(cwd, 'kept'));
    for (const name of ['documents.laudit', 'report.laudit']) symlinkSync('/dev/full', join(cwd, 'kept', name));
    const { status, out, err } = await run(['.', '--cache', '--cache-location', 'kept'], { cwd });
    expect(err).not.toMatch(INTERNAL);
    expect([status, out]).toEqual([plain.status, plain.out]);
  });

  /** A file may not grow beyond two blocks: the same as no room, for one process. */
  const cramped = async (cwd: string, words: string) => {
    const line = `ulimit -f 2; exec "${process.execPath}" "${await program()}" ${words}`;
    const { status, stderr } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8' });
    return { status, err: stderr };
  };

  test('a baseline: said, status 2, and the one before stays', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`f${String(i)}/send.json`, FILES['send.json']] as const),
    );
    const cwd = folder({ ...many, 'take.json': FILES['take.json'], 'laudit-baseline.json': { version: 1, files: {} } });
    const before = readFileSync(join(cwd, 'laudit-baseline.json'));
    const { status, err } = await cramped(cwd, 'baseline .');
    expect(err).not.toMatch(INTERNAL);
    expect(err).toMatch(/'laudit-baseline\.json' cannot be written/);
    expect(status).toBe(2);
    expect(readFileSync(join(cwd, 'laudit-baseline.json'))).toEqual(before);
    expect(readdirSync(cwd).filter((name) => name.startsWith('laudit-baseline'))).toEqual(['laudit-baseline.json']);
  });

  test.each([
    ['a report', '. --format json:out.txt'],
    ['a page', '. --format html:out.txt'],
    ['a picture', 'graph . --format svg --output out.txt'],
    ['facts', 'facts . --repository x --output out.txt'],
  ])('%s: said, status 2, and the one before stays', async (_, words) => {
    const cwd = folder({ ...FILES, '.git/HEAD': '', 'out.txt': 'before' });
    const files = readdirSync(cwd).sort();
    const before = readFileSync(join(cwd, 'out.txt'));
    const { status, err } = await cramped(cwd, words);
    expect(err).not.toMatch(INTERNAL);
    expect(err).toMatch(/cannot be written|cannot write out\.txt/);
    expect(status).toBe(2);
    expect([readdirSync(cwd).sort(), readFileSync(join(cwd, 'out.txt'))]).toEqual([files, before]);
  });

  test('a new settings file: said, status 2, and no half of one', async () => {
    const cwd = folder({ ...FILES, '.git/HEAD': '' });
    const line = `ulimit -f 0; exec "${process.execPath}" "${await program()}" init --yes 2>&1 | cat`;
    const { stdout } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8' });
    expect(stdout).not.toMatch(INTERNAL);
    expect(stdout).toMatch(/'laudit\.config\.json' cannot be written/);
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'send.json', 'take.json']);
  });

  test('--fix: said, status 2, and the file is what it was', async () => {
    const cwd = folder({ ...FILES, 'send.json': { ...FILES['send.json'], description: 'x'.repeat(4_000) } });
    const before = readFileSync(join(cwd, 'send.json'));
    const { status, err } = await cramped(cwd, '. --fix');
    expect(err).not.toMatch(INTERNAL);
    expect(err).toMatch(/'send\.json' cannot be written/);
    expect(status).toBe(2);
    expect(readFileSync(join(cwd, 'send.json'))).toEqual(before);
    expect(readdirSync(cwd).sort()).toEqual(['send.json', 'take.json']);
  });

  test('standard output', async () => {
    const cwd = folder(FILES);
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${await program()}" . > /dev/full`], {
      cwd,
      encoding: 'utf8',
    });
    expect(stderr).toBe('laudit: the output cannot be written: no room is left on the disk\n');
    expect(status).toBe(2);
  });
});

describe('a reader that goes away', () => {
  test.each(Object.keys(FORMATS))('after one line of %s', async (format) => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`f${String(i)}/send.json`, FILES['send.json']] as const),
    );
    const cwd = folder({ ...many, 'take.json': FILES['take.json'] });
    const line = `"${process.execPath}" "${await program()}" . --verbose --format ${format} | head -c 1 > /dev/null`;
    const { stderr, signal } = spawnSync('sh', ['-c', line], { cwd, encoding: 'utf8', timeout: 30_000 });
    expect(signal).toBeNull();
    expect(stderr).not.toMatch(/EPIPE|^\s+at /m);
  });
});

describe('names that are hard to say', () => {
  const NAMES = [
    'a b.json',
    '#1.json',
    '50%.json',
    '%41.json',
    'é 😀.json',
    'a\nb.json',
    "it's.json",
    '[x]{y}.json',
    'a\\b.json',
  ];

  test.each(Object.keys(FORMATS))('in %s, in a tree and by name', async (format) => {
    const files = Object.fromEntries(NAMES.map((name) => [name, FILES['send.json']]));
    const cwd = folder({ ...files, 'take.json': FILES['take.json'] });
    const args = ['--verbose', '--format', format];
    const [tree, named] = [await run(['.', ...args], { cwd }), await run(['take.json', ...NAMES, ...args], { cwd })];
    expect([tree.status, named.status]).toEqual([1, 1]);
    // JUnit says when it was.
    const timeless = (text: string): string => text.replaceAll(/timestamp="[^"]*"/g, '');
    expect(timeless(named.out)).toBe(timeless(tree.out));
    expect(tree.out + tree.err).not.toMatch(INTERNAL);
    // A line break in a name begins no line of its own.
    expect(tree.out).not.toMatch(/^b\.json/m);
  });

  test('4,096 characters, on the command line and on disk', async () => {
    const cwd = folder(FILES);
    const long = `${'x/'.repeat(2046)}a.json`;
    const { status, out, err } = await run([long, 'x'.repeat(4096), 'take.json'], { cwd });
    expect(out + err).not.toMatch(INTERNAL);
    expect(status).toBeGreaterThanOrEqual(2);
    const way = `${'d'.repeat(200)}/`.repeat(15);
    const deep = folder({ [`${way}send.json`]: FILES['send.json'] });
    const found = await run(['.', '--format', 'json', '--severity', 'audience-mismatch=error'], { cwd: deep });
    expect(found.status).toBeLessThan(2);
    expect(found.out).toContain('"files": 1');
  });

  test('separators of Windows', async () => {
    const cwd = folder({ 'app/send.json': FILES['send.json'], 'app/take.json': FILES['take.json'] });
    const { status, out, err } = await run(['app\\send.json'], { cwd });
    expect(out + err).not.toMatch(INTERNAL);
    expect(status).toBe(3);
    expect(err).toContain("nothing to lint matches 'app\\send.json'");
  });
});
