/**
 * Measures whole processes: the command line against an empty `node` and against a floor that only reads and parses the
 * same bytes. Runs are interleaved and medians taken, so that ratios hold on a busy machine; times do not travel.
 *
 *   node bench/run.mjs [--runs N] [--only NAME] [--gate] [--write]
 *
 * --gate: the sets that have a bound, exit 1 where a ratio is over it; --write: bench/RESULTS.md and RESULTS.json.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sets } from './inputs.mjs';

const { values: given } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    only: { type: 'string' },
    gate: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const CLI = join(import.meta.dirname, '../dist/cli.cjs');
/** What a start looks through, or takes compiled. */
const MAIN = join(import.meta.dirname, '../dist/main.cjs');
const FLOOR = join(import.meta.dirname, 'floor.cjs');
const TIME = '/usr/bin/time';
/**
 * Set → what it is measured against, and the bound of the gate: what is reached × 1.3 to 1.8 where the goal (bench/NOTES.md) is not
 * reached, else the goal × 1.5.
 */
const GATES = {
  'one small file': ['empty', 4.2],
  'one small file with code': ['floor', 0.9],
  'template of 0.1 MB': ['floor', 10],
  'template of 1 MB': ['floor', 45],
  'chain of 1600 actions': ['floor', 16],
  corpus: ['floor', 45],
  'corpus again, cached': ['floor', 2.5],
  'like the corpus': ['floor', 60],
  'like the corpus again, cached': ['floor', 2.5],
};

/** ms that each set is measured for at least. */
const ENOUGH = 5000;

/** What is looked through at every start, in KB. */
const SIZE_GATE = 420;

const env = { ...process.env, NO_COLOR: '1' };
// Costs some 30 ms at every start of Node, and is nothing of ours.
delete env.NODE_EXTRA_CA_CERTS;

function run(args) {
  const start = process.hrtime.bigint();
  const { status, signal } = spawnSync(process.execPath, args, { env, stdio: 'ignore' });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  // 1 = findings, 2 = a file could not be read: the corpus holds some.
  if (signal !== null || status > 2)
    throw new Error(`node ${args.slice(0, 2).join(' ')} … ended with ${signal ?? status}`);
  return ms;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Peak resident memory in MB; null where there is no GNU time. */
function memory(args) {
  if (!existsSync(TIME)) return null;
  const { stderr } = spawnSync(TIME, ['-v', process.execPath, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const peak = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr ?? '');
  return peak === null ? null : Math.round(Number(peak[1]) / 1024);
}

function measure({ name, make, load, words = () => [], runs = Infinity, once = false }, folder) {
  const { paths, files } = make(folder);
  const list = join(folder, 'list.json');
  writeFileSync(list, JSON.stringify(files));
  const programs = {
    empty: ['-e', '0'],
    floor: [FLOOR, '--list', list, ...(load === undefined ? [] : ['--load', load])],
    laudit: [CLI, ...paths, '--fail-on', 'never', '--format', 'text', ...words(folder)],
  };
  const times = { empty: [], floor: [], laudit: [] };
  // What takes minutes is measured once, and not warmed up.
  if (!once) for (const args of Object.values(programs)) run(args);
  const asked = once ? 1 : Math.min(given.gate ? runs : Infinity, Number(given.runs));
  const started = Date.now();
  // What is over at once is run more often than asked: short times are the noisy ones.
  for (let round = 0; round < asked || Date.now() - started < ENOUGH; round++) {
    for (const [program, args] of Object.entries(programs)) times[program].push(run(args));
  }
  const ms = Object.fromEntries(Object.entries(times).map(([program, all]) => [program, median(all)]));
  const mb = { floor: memory(programs.floor), laudit: memory(programs.laudit) };
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  // Round by round: load that comes and goes between rounds falls on both sides of a ratio.
  const against = (program) => median(times.laudit.map((took, round) => took / times[program][round]));
  const ratios = { empty: against('empty'), floor: against('floor') };
  return { name, files: files.length, bytes, rounds: times.laudit.length, ms, mb, ratios, gate: GATES[name] ?? null };
}

function table(results) {
  const rows = results.map(({ name, files, bytes, rounds, ms, mb, ratios, gate }) => {
    const cells = [
      name,
      files,
      (bytes / 1024).toFixed(0),
      rounds,
      ms.empty.toFixed(1),
      ms.floor.toFixed(1),
      ms.laudit.toFixed(1),
    ];
    const bound = gate === null ? '' : `${gate[1]} × ${gate[0]}`;
    return [...cells, ratios.empty.toFixed(2), ratios.floor.toFixed(2), bound, mb.floor ?? '–', mb.laudit ?? '–'];
  });
  const head = [
    'input',
    'files',
    'KB',
    'rounds',
    'empty ms',
    'floor ms',
    'laudit ms',
    '÷ empty',
    '÷ floor',
    'bound',
    'floor MB',
    'laudit MB',
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'laudit-bench-'));
try {
  const isAsked = ({ name }) => (given.only === undefined ? !given.gate || name in GATES : name === given.only);
  const chosen = sets().filter(isAsked);
  const results = chosen.map((input) => measure(input, folder));
  const text = table(results);
  const size = statSync(MAIN).size / 1024;
  const sized = `dist/main.cjs: ${size.toFixed(0)} KB (bound ${SIZE_GATE})`;
  console.log(`Node ${process.version}, interleaved rounds, medians\n\n${text}\n\n${sized}`);
  if (given.write) {
    const about = `# Measured\n\nBy \`npm run bench -- --write\`; see docs/dependencies.md for what the columns mean. Ratios travel, times do not.\n\nNode ${process.version}, interleaved rounds, medians of whole processes.\n\n`;
    writeFileSync(join(import.meta.dirname, 'RESULTS.md'), `${about}${text}\n\n${sized}\n`);
    writeFileSync(
      join(import.meta.dirname, 'RESULTS.json'),
      `${JSON.stringify({ node: process.version, runs: Number(given.runs), results }, null, 2)}\n`,
    );
  }
  const over = results.filter(({ gate, ratios }) => gate !== null && ratios[gate[0]] > gate[1]);
  for (const { name, gate, ratios } of over)
    console.log(`\nOver its bound: ${name}, ${ratios[gate[0]].toFixed(2)} > ${gate[1]}`);
  if (size > SIZE_GATE) console.log(`\nOver its bound: ${sized}`);
  if (given.gate && (over.length > 0 || size > SIZE_GATE)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
