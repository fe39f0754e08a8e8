/**
 * Draws findings at random, for judging by hand: `node .config/draw.mjs --seed 7 --count 50 [--only exposure,secrets] <folder>`.
 * Every folder directly in `<folder>` is a project. The same seed draws the same findings from the same findings; `--counts`
 * prints how many each rule has instead.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
    counts: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('Use: node .config/draw.mjs --seed 7 --count 50 [--only exposure,secrets] [--counts] <folder>');
  process.exit(2);
}

/** The linter as it stands in src, in one module. */
async function load() {
  // Below the project, so that the parser of code is found.
  const folder = mkdtempSync(join(import.meta.dirname, '../node_modules/.laudit-draw-'));
  try {
    const outfile = join(folder, 'lint.mjs');
    await build({
      entryPoints: ['src/lint.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function filesIn(home) {
  return readdirSync(home).flatMap((name) => {
    const path = join(home, name);
    return statSync(path).isDirectory() ? filesIn(path) : name.toLowerCase().endsWith('.json') ? [path] : [];
  });
}

/** Mulberry32: small, even enough, the same everywhere. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of them, each as likely as another, in the order of the draw. */
function drawn(all, count, next) {
  const left = [...all];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(next() * left.length), 1)[0],
  );
}

const { lint } = await load();
const sources = filesIn(folder).map((path) => {
  const id = relative(folder, path).replaceAll('\\', '/');
  return { id, bytes: readFileSync(path), project: id.split('/')[0] };
});
const only = values.only.split(',').filter(Boolean);
const settings = { severities: {}, only, suppressions: [], today: '2026-01-01', docs: '' };
const { problems } = lint({ sources, settings });
if (values.counts) {
  const counts = new Map();
  for (const { rule } of problems) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const [rule, count] of [...counts].sort()) console.log(`${String(count).padStart(6)}  ${rule}`);
} else {
  for (const [index, one] of drawn(problems, Number(values.count), random(Number(values.seed))).entries()) {
    const line = one.place.range?.start.line ?? '?';
    console.log(
      `${index + 1}. ${one.severity} ${one.rule} ${one.place.file}:${line} #${one.place.pointer}\n   ${one.message}`,
    );
    for (const text of one.excerpt?.lines ?? []) console.log(`   | ${text.slice(0, 200)}`);
  }
}
