/**
 * Breaks fixtures (and the corpus, where it lies beside the project) and asks of the linter what must hold for any input:
 * no exception, bounded time and memory, a valid report, the same answer twice, no secret in any output.
 *
 *   node .config/fuzz.mjs [CASES=1000] [--seed N] [--only CASE] [--keep FOLDER]
 *
 * A case is a function of seed and number. What fails is written below --keep (default: a temporary folder).
 */
import { fork } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { breakBytes, breakTree, plantSecret } from './fuzz/mutate.mjs';
import { ORACLES, oraclesOf } from './fuzz/oracles.mjs';
import { randomOf, seedOf } from './fuzz/random.mjs';

const ROOT = join(import.meta.dirname, '..');
const CORPUS = process.env.LAUDIT_CORPUS ?? join(ROOT, '../shared/corpus');
/** Memory that one process of cases may take for objects, in MB; and how long one case may be silent, in ms. */
const HEAP = 700;
const SILENCE = 60_000;
const LARGEST = 120_000;
const LARGEST_BROKEN = 8_000_000;

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'string' },
    child: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});
const seed = Number(given.seed);
const [cases = '1000'] = positionals;
const last = given.only === undefined ? Number(cases) : Number(given.only) + 1;

// ---------------------------------------------------------------- what is broken

/** Folders of files that are linted together. */
function bases() {
  const found = [];
  const visit = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    const own = entries.filter(
      (entry) => entry.isFile() && entry.name.endsWith('.json') && entry.name !== 'expected.json',
    );
    if (own.length > 0) found.push(own.map(({ name }) => join(folder, name)));
    for (const entry of entries) if (entry.isDirectory()) visit(join(folder, entry.name));
  };
  visit(join(ROOT, 'fixtures'));
  if (existsSync(CORPUS)) {
    const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .sort();
    for (const file of files) found.push([join(CORPUS, file)]);
  }
  return found.filter((files) => files.every((file) => statSync(file).size < LARGEST));
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One case: the files, and the same files laid out otherwise where that is possible. */
function make(all, number) {
  const random = randomOf(seedOf(seed, number));
  const files = random.pick(all);
  const names = files.map((file) => relative(dirname(files[0]), file).replaceAll('\\', '/'));
  const texts = files.map((file) => readFileSync(file));
  const victim = random.below(files.length);
  let tree = parsed(texts[victim].toString('utf8'));
  let how = tree === undefined ? [] : breakTree(random, tree);
  // Copies of copies: hunts for size are the shapes of bench/growth.mjs.
  if (tree !== undefined && JSON.stringify(tree, null, 2).length > LARGEST_BROKEN)
    [tree, how] = [undefined, ['too large']];
  const secret = tree !== undefined && random.chance(0.3) ? plantSecret(random, tree) : null;
  const text = tree === undefined ? texts[victim].toString('utf8') : JSON.stringify(tree, null, 2);
  const spoilt = secret === null && (tree === undefined || random.chance(0.3)) ? breakBytes(random, text) : null;
  const sourcesWith = (bytes) =>
    names.map((name, index) => ({
      id: name,
      project: '',
      bytes: index === victim ? bytes : texts[index],
      named: true,
    }));
  const relaid =
    tree === undefined || spoilt !== null ? null : JSON.stringify(tree, null, random.pick(['', '\t', ' ']));
  return {
    base: relative(ROOT, files[victim]),
    how: spoilt === null ? how : [...how, spoilt.kind],
    secret,
    sources: sourcesWith(spoilt === null ? Buffer.from(text) : spoilt.bytes),
    relaid: relaid === null ? null : sourcesWith(Buffer.from(relaid)),
  };
}

// ---------------------------------------------------------------- the process that runs cases

async function runCases(bundle) {
  const library = await import(pathToFileURL(bundle).href);
  for (const [name, open] of Object.entries(library.FORMATS)) library.formats[name] = await open();
  const Ajv = createRequire(import.meta.url)('ajv').default;
  const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/report.schema.json'), 'utf8'));
  const oracles = oraclesOf(library, new Ajv({ strict: false, validateFormats: false }).compile(schema));
  const all = bases();
  for (let number = Number(given.from); number < last; number++) {
    process.send({ number });
    const made = make(all, number);
    let result;
    try {
      result = oracles.run(made);
    } catch (error) {
      result = {
        complaints: [
          {
            oracle: 'exception',
            text: String(error?.stack ?? error)
              .split('\n')
              .slice(0, 4)
              .join(' '),
          },
        ],
        asked: ['exception'],
        ms: 0,
        problems: 0,
      };
    }
    process.send({ number, ...result, base: made.base, how: made.how, memory: process.resourceUsage().maxRSS / 1024 });
    if (result.complaints.length > 0) keep(number, made, result.complaints);
  }
}

function keep(number, made, complaints) {
  const folder = join(given.keep, String(number));
  for (const { id, bytes } of made.sources) {
    mkdirSync(dirname(join(folder, id)), { recursive: true });
    writeFileSync(join(folder, id), bytes);
  }
  writeFileSync(
    join(folder, 'complaints.txt'),
    `${made.base}\n${made.how.join(' ')}\n${complaints.map(({ oracle, text: words }) => `${oracle}: ${words}`).join('\n')}\n`,
  );
}

// ---------------------------------------------------------------- the process that watches

async function bundled(folder) {
  const outfile = join(folder, 'library.mjs');
  const contents = [
    "export { lint } from './src/lint.ts';",
    "export { rules } from './rules/index.ts';",
    "export { FORMATS } from './src/report/formats.ts';",
    "export { describe } from './src/cli/calls.ts';",
    "export { callGroups } from './src/cli/calls-text.ts';",
    "export { fitJson } from './src/report/visible.ts';",
    "export { isEmpty, statusOf } from './src/cli/status.ts';",
    'export const formats = {};',
  ].join('\n');
  await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    outfile,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** Runs cases from `from` in a process of their own; gives the case that it ended in and why, or null at the end. */
function watch(bundle, from, keepIn, onResult) {
  return new Promise((done) => {
    const args = [cases, '--child', bundle, '--from', String(from), '--seed', given.seed, '--keep', keepIn];
    if (given.only !== undefined) args.push('--only', given.only);
    const child = fork(import.meta.filename, args, { execArgv: [`--max-old-space-size=${HEAP}`] });
    let at = from;
    let timer;
    let silent = false;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        silent = true;
        child.kill('SIGKILL');
      }, SILENCE);
    };
    wait();
    child.on('message', (message) => {
      wait();
      at = message.number;
      if (message.complaints !== undefined) onResult(message);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      const why = silent ? `silent for ${SILENCE / 1000} s` : `ended with ${signal ?? code}: more than ${HEAP} MB?`;
      done(code === 0 ? null : { at, why });
    });
  });
}

/** The same complaint of many cases is told once. */
function tell(results, number, { oracle, text }) {
  results.by.get(oracle).failed += 1;
  const kind = `${oracle}: ${text.replaceAll(/\d+|"[^"]*"/g, 'n').slice(0, 60)}`;
  const before = results.kinds.get(kind) ?? 0;
  results.kinds.set(kind, before + 1);
  if (before < 3) console.log(`case ${number}: ${oracle}: ${text}`);
}

/** What a case adds to the counts. */
function count(results, { number, complaints, asked, ms, problems, how, memory }) {
  results.done += 1;
  results.problems += problems;
  results.slowest = Math.max(results.slowest, ms);
  results.memory = Math.max(results.memory, memory);
  for (const oracle of asked) results.by.get(oracle).asked += 1;
  for (const kind of new Set(how)) results.how.set(kind, (results.how.get(kind) ?? 0) + 1);
  if (complaints.length > 0) results.failed += 1;
  for (const complaint of complaints) tell(results, number, complaint);
}

async function main() {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'laudit-fuzz-'));
  const keepIn = given.keep ?? join(tmpdir(), `laudit-fuzz-${seed}`);
  const by = new Map([...Object.keys(ORACLES), 'process'].map((oracle) => [oracle, { asked: 0, failed: 0 }]));
  const results = { failed: 0, done: 0, slowest: 0, memory: 0, problems: 0, kinds: new Map(), how: new Map(), by };
  try {
    const bundle = await bundled(folder);
    let from = given.only === undefined ? 0 : Number(given.only);
    while (from < last) {
      const stopped = await watch(bundle, from, keepIn, (result) => count(results, result));
      if (stopped === null) break;
      if (results.done === 0) throw new Error('no case could be run');
      results.failed += 1;
      tell(results, stopped.at, { oracle: 'process', text: stopped.why });
      from = stopped.at + 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  say(results);
  if (!existsSync(CORPUS)) console.log('Without the corpus, which does not lie beside the project.');
  if (results.failed > 0) {
    console.log(`What failed lies in ${keepIn}`);
    process.exitCode = 1;
  }
  // A run that found nothing to say would prove nothing.
  if (results.done > 100 && results.problems === 0) process.exitCode = 1;
}

function say({ failed, done, slowest, memory, problems, kinds, how, by }) {
  for (const [kind, times] of kinds) console.log(`${String(times).padStart(6)} × ${kind}`);
  by.get('process').asked = done;
  console.log('asked  failed  oracle');
  for (const [oracle, { asked, failed: no }] of by)
    console.log(
      `${String(asked).padStart(5)}  ${String(no).padStart(6)}  ${ORACLES[oracle] ?? `no more than ${HEAP} MB of objects, no hang`}`,
    );
  const broken = [...how].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, times]) => `${kind} ${times}`);
  console.log(`broken by: ${broken.join(', ')}`);
  console.log(
    `seed ${seed}: ${done} cases, ${failed} failed, ${problems} findings, slowest ${slowest.toFixed(0)} ms, most memory ${memory.toFixed(0)} MB`,
  );
}

if (given.child === undefined) await main();
else await runCases(given.child);
