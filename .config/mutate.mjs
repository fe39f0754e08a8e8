/**
 * Mutation testing by Stryker: breaks the product in one small way after the other and asks whether a test notices.
 *
 *   node .config/mutate.mjs [ROOM|FILE …] [--share 0.1] [--seed N] [--processes N]
 *
 * Rooms are src/link, src/expression and rules; without one, all three, one after the other. `--share` draws that part of
 * the mutants by chance, by seed. The score of each room comes with its interval; what survived is written to
 * coverage/mutation/<room>.txt, and all that Stryker knows of it to the .json beside it. docs/testing.md says more.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';

const ROOT = join(import.meta.dirname, '..');
const SHARED = join(ROOT, '../shared');
const REPORTS = 'coverage/mutation';
const ROOMS = ['src/link', 'src/expression', 'rules'];
/** Half the width of the interval in standard errors: 95 %. */
const Z = 1.96;

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    processes: { type: 'string', default: '1' },
  },
});

/** Wilson's interval of a share that was counted in a sample. */
function interval(hits, all) {
  if (all === 0) return [0, 1];
  const share = hits / all;
  const middle = share + Z ** 2 / (2 * all);
  const half = Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2));
  return [middle - half, middle + half].map((one) => one / (1 + Z ** 2 / all));
}

const nameOf = (room) => room.replaceAll('/', '-');

async function mutants(room) {
  return new Stryker({
    mutate: [room.endsWith('.ts') ? room : `${room}/**/*.ts`],
    testRunner: 'one-process',
    checkers: ['drawn'],
    ignorers: ['metadata'],
    plugins: [join(ROOT, '.config/mutation/runner.mjs')],
    draw: { share: Number(given.share), seed: given.seed },
    warnings: { unknownOptions: false, slow: false },
    coverageAnalysis: 'perTest',
    concurrency: Number(given.processes),
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: `${REPORTS}/${nameOf(room)}.json` },
    tempDirName: 'coverage/stryker',
    ignorePatterns: ['dist', 'bench', 'coverage'],
    allowEmpty: false,
    dryRunTimeoutMinutes: 30,
    // Tests that never end are counted out by the runner: these bounds are for what it does not see.
    timeoutMS: 30_000,
    timeoutFactor: 5,
    logLevel: 'warn',
    fileLogLevel: 'off',
  }).runMutationTest();
}

const percent = (share) => `${(share * 100).toFixed(1)} %`;

function report(room, results) {
  const of = (...statuses) => results.filter(({ status }) => statuses.includes(status));
  const killed = of('Killed').length;
  const endless = of('Timeout').length;
  const left = of('Survived', 'NoCoverage');
  const judged = killed + endless + left.length;
  const [low, high] = interval(killed + endless, judged);
  const ignored = of('Ignored').length;
  const broken = of('RuntimeError').length;
  console.log(
    `${room}: ${percent((killed + endless) / judged)} (${percent(low)} to ${percent(high)}) of ${judged} mutants, seed ${given.seed}, share ${given.share}: ` +
      `${killed} killed, ${endless} endless, ${of('Survived').length} survived, ${of('NoCoverage').length} not reached; ${ignored} left out, ${broken} errors`,
  );
  writeFileSync(`${REPORTS}/${nameOf(room)}.txt`, `${left.map(line).sort().join('\n')}\n`);
}

/** Where, what stands there, what it was changed to, and how many tests came by without noticing. */
function line({ fileName, location: { start, end }, mutatorName, replacement, coveredBy = [] }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const text = lines.map((one, index) =>
    one.slice(index === 0 ? start.column - 1 : 0, index === lines.length - 1 ? end.column - 1 : undefined).trim(),
  );
  const place = `${relative(ROOT, fileName)}:${String(start.line).padStart(3)}:${start.column}`;
  return `${place} ${mutatorName}, ${coveredBy.length} tests: ${text.join(' ')} → ${replacement.replaceAll(/\s+/g, ' ')}`;
}

process.chdir(ROOT);
if (existsSync(SHARED)) process.env.LAUDIT_SHARED ??= SHARED;
mkdirSync(REPORTS, { recursive: true });
for (const room of positionals.length === 0 ? ROOMS : positionals) report(room, await mutants(room));
