/**
 * Can a file, or a handful of files, of the largest size that laudit takes make it crash, or take gigabytes or minutes? Lints the
 * shapes of `largest-shapes.mjs` by the command line, each in a process of its own with a heap of 1 GB, and prints its
 * processor time, the most memory that the process had, and what it said at its end.
 *
 *   node bench/largest.mjs [--size MIB] [--only PATTERN] [--gate] [-- more arguments for laudit]
 *
 * --gate: the shapes of GATED alone, at 4 MiB; exit 1 where one crashes or is over its bound.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { GATED, shapes } from './largest-shapes.mjs';

const { values: given, positionals } = parseArgs({
  options: {
    size: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    gate: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
/** Seconds of processor time for each MiB; twice what the slowest takes. */
const SLOWEST = 2;
/** MB of the whole process at 4 MiB, about 60 of them before anything is read. */
const MOST = 800;
const MIB = 1024 * 1024;
const cli = join(import.meta.dirname, '../dist/cli.cjs');
const preload = join(import.meta.dirname, 'took.cjs');

/** Writes the files of a shape; how many bytes they are. */
function written(files, folder) {
  let bytes = 0;
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

function run(make, size) {
  const folder = mkdtempSync(join(tmpdir(), 'largest-'));
  try {
    mkdirSync(join(folder, 'f/.git'), { recursive: true });
    const bytes = written(make(Math.floor(size * MIB * 0.97)), join(folder, 'f'));
    const took = join(folder, 'took.json');
    const { status, signal, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=1024',
        '--require',
        preload,
        cli,
        '--no-config',
        '--fail-on',
        'never',
        ...positionals,
        '.',
      ],
      {
        cwd: join(folder, 'f'),
        encoding: 'utf8',
        env: { ...process.env, LARGEST_TOOK: took },
        maxBuffer: 1024 * MIB,
        timeout: size * SLOWEST * 4000 + 10_000,
      },
    );
    const result = existsSync(took) ? JSON.parse(readFileSync(took, 'utf8')) : { ms: Infinity, megabytes: Infinity };
    const cut = stderr.split('\n').find((line) => line.includes('not read to the end')) ?? '';
    return {
      ...result,
      mib: bytes / MIB,
      status: status ?? signal,
      said: `${stdout.trim().split('\n').at(-1) ?? ''} ${cut}`.trim(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const size = given.gate ? 4 : Number(given.size);
const names = given.gate ? GATED : Object.keys(shapes).filter((name) => new RegExp(given.only).test(name));
let over = 0;
console.log('| shape | MiB | status | ms | s per MiB | MB | says |\n|---|---|---|---|---|---|---|');
for (const name of names) {
  const make = shapes[name];
  if (make === undefined) throw new Error(`no such shape: ${name}`);
  const { mib, status, ms, megabytes, said } = run(make, size);
  // 2: a file was skipped or a rule failed; 3: nothing was there to lint.
  const wrong = ![0, 3].includes(status) || ms > SLOWEST * 1000 * mib || (given.gate && megabytes > MOST);
  if (wrong) over += 1;
  const cells = [name, mib.toFixed(1), status, ms, (ms / 1000 / mib).toFixed(2), megabytes, said.slice(0, 160)];
  console.log(`| ${cells.join(' | ')} |${wrong ? ' over its bound' : ''}`);
}
if (given.gate && over > 0) process.exitCode = 1;
