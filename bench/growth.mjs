/**
 * Does time grow no faster than the input? Lints shapes made to hurt, at one size and at four times that size, and prints how
 * the processor time grows: near 4 is linear, near 16 quadratic. Uses the built library (`npm run build`).
 *
 * Then the templates of `hostile-templates.mjs`, whose size on paper has no bound: each in a process of its own, with its
 * processor time and the most memory that the process had.
 *
 *   node bench/growth.mjs [--only NAME] [--gate]
 *
 * --gate: exit 1 where growth is over its bound, one shape takes longer than LONGEST, or a template needs more than MOST.
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execFileSync } from 'node:child_process';
import { templates } from './hostile-templates.mjs';
import { shapes } from './shapes.mjs';

const { values: given } = parseArgs({
  options: { only: { type: 'string' }, gate: { type: 'boolean', default: false } },
});
/** Four times the input may take eight times the time: sorting, caches and garbage are not linear; quadratic is 16. */
const BOUND = 8;
/** ms of processor time for the larger size. */
const LONGEST = 20_000;
/** MB of the whole process, about 60 of them before anything is read. */
const MOST = 200;
const { lint } = await import(pathToFileURL(join(import.meta.dirname, '../dist/index.js')).href);
const settings = {
  severities: {},
  only: [],
  suppressions: [],
  today: '2026-01-01',
  docs: 'https://example.org/laudit',
};

function time(sources) {
  const start = process.cpuUsage();
  const report = lint({ sources, settings });
  const { user, system } = process.cpuUsage(start);
  if (report.crashed) throw new Error(`a rule failed: ${report.notices.map(({ text }) => text).join('; ')}`);
  return { ms: (user + system) / 1000, problems: report.problems.length, calls: report.calls.length };
}

function sourcesOf(files) {
  return Object.entries(files).map(([id, value]) => {
    const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    return { id, project: '', bytes };
  });
}

let over = 0;
console.log('| shape | n | ms | 4 n: ms | growth | findings | calls |\n|---|---|---|---|---|---|---|');
for (const [name, { n, make }] of Object.entries(shapes)) {
  if (given.only !== undefined && given.only !== name) continue;
  time(sourcesOf(make(Math.min(n, 50))));
  const small = time(sourcesOf(make(n)));
  const large = time(sourcesOf(make(4 * n)));
  const growth = large.ms / small.ms;
  // What takes no time has no growth worth the name.
  const wrong = (large.ms > 400 && growth > BOUND) || large.ms > LONGEST;
  if (wrong) over += 1;
  const cells = [name, n, small.ms.toFixed(0), large.ms.toFixed(0), growth.toFixed(1), large.problems, large.calls];
  console.log(`| ${cells.join(' | ')} |${wrong ? ' over its bound' : ''}`);
}
console.log('\n| template | ms | MB | findings |\n|---|---|---|---|');
for (const name of Object.keys(templates)) {
  if (given.only !== undefined && given.only !== name) continue;
  const script = join(import.meta.dirname, 'hostile-templates.mjs');
  const { ms, megabytes, problems } = JSON.parse(execFileSync(process.execPath, [script, name], { encoding: 'utf8' }));
  const wrong = megabytes > MOST || ms > LONGEST;
  if (wrong) over += 1;
  console.log(`| ${[name, ms, megabytes, problems].join(' | ')} |${wrong ? ' over its bound' : ''}`);
}
if (given.gate && over > 0) process.exitCode = 1;
