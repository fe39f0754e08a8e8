/**
 * Runs vectors: `npm run vectors -- <kind> <file>`; without arguments every kind, on the reference material (LAUDIT_SHARED,
 * else `../shared` beside the project, where present) and on our own in `fixtures/vectors/`.
 *
 * One JSON line a run: `{kind, pass, fail, unsound, failing}`. Unsound = something was said that is not so. Exit status 1
 * where one is unsound, or one of authority engine, docs or designer-test does not pass; 2 where vectors cannot be read.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const reference = process.env.LAUDIT_SHARED ?? resolve(root, '../shared');
const BINDING = new Set(['engine', 'docs', 'designer-test']);

const KINDS = {
  'arm-eval': 'arm/eval-vectors.json',
  'arm-equality': 'arm/equality-vectors.json',
  'arm-template': 'arm/template-vectors.json',
  'workflow-expression': 'workflow/expression-vectors.json',
};

/** A file is a list, or an object with the list under `vectors`. */
function load(path) {
  const data = JSON.parse(readFileSync(path, 'utf8'));
  const list = Array.isArray(data) ? data : data?.vectors;
  if (!Array.isArray(list)) throw new Error(`no list of vectors in ${path}`);
  return list;
}

async function runner(kind, folder) {
  const outfile = join(folder, `${kind}.mjs`);
  const entry = join(root, 'test/vectors', `${kind}.ts`);
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' };
  await build({ ...options, absWorkingDir: root, entryPoints: [entry], outfile });
  const { run } = await import(pathToFileURL(outfile).href);
  return run;
}

/** Whether the run may be called good. */
function report(kind, verdicts) {
  const of = (verdict) => verdicts.filter((one) => one.verdict === verdict);
  const failing = verdicts.filter((one) => one.verdict !== 'pass');
  const counts = { pass: of('pass').length, fail: of('fail').length, unsound: of('unsound').length };
  console.log(JSON.stringify({ kind, ...counts, failing: failing.map((one) => one.id) }));
  return counts.unsound === 0 && !failing.some((one) => BINDING.has(one.authority));
}

function jobs([kind, file]) {
  if (kind === undefined) {
    return Object.entries(KINDS).flatMap(([each, path]) =>
      [join(reference, 'vectors', path), join(root, 'fixtures/vectors', `${each}.json`)]
        .filter((candidate) => existsSync(candidate))
        .map((candidate) => ({ kind: each, file: candidate })),
    );
  }
  if (!Object.hasOwn(KINDS, kind)) throw new Error(`no such kind: ${kind} (${Object.keys(KINDS).join(', ')})`);
  if (file === undefined) throw new Error(`which file? ${kind} <file>`);
  return [{ kind, file }];
}

const folder = mkdtempSync(join(tmpdir(), 'laudit-vectors-'));
try {
  const runners = new Map();
  let good = true;
  for (const { kind, file } of jobs(process.argv.slice(2))) {
    if (!runners.has(kind)) runners.set(kind, await runner(kind, folder));
    good = report(kind, runners.get(kind)(load(file))) && good;
  }
  process.exitCode = good ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
