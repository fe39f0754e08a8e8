/** `laudit baseline [paths..]`: writes today's findings down, so that only new ones are reported; `--prune` drops what is gone. */
import { resolve } from 'node:path';
import { type Applied, applyBaseline, type Baseline, baselineOf, merged, type Seen } from '../baseline.ts';
import { baselinePath, newBaselinePath, readBaseline, writeBaseline } from '../config/baseline-file.ts';
import { idOf } from '../find/tree.ts';
import { gather, type Gathered } from '../gather.ts';
import { lint } from '../lint.ts';
import { runs } from '../quiet.ts';
import { rules } from '../../rules/index.ts';
import type { Report } from '../model.ts';
import { fromRepository } from '../report/paths.ts';
import { count } from '../report/words.ts';
import { readingOptions } from './asked.ts';
import type { Given } from './options.ts';
import { isEmpty, misses, nothingToLint, sayUnmatched } from './status.ts';
import { notice, print } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

export async function baseline(given: Given): Promise<Status> {
  const cwd = process.cwd();
  const gathered = await gather(given.words, { ...readingOptions(given, cwd), baseline: false });
  const report = lint(gathered.input);
  const { found } = gathered;
  for (const { file, reason } of found.skipped) notice(`skipped ${file}: ${reason}`);
  sayUnmatched(found.unmatched);
  if (report.crashed || misses(found.skipped)) return STATUS.wrong;
  if (isEmpty(report)) notice(nothingToLint(report));
  if (isEmpty(report) || found.unmatched.length > 0) return STATUS.nothing;
  const asked = given.text('baseline');
  const old = baselinePath(cwd, asked);
  const before = old === null ? null : readOld(old, cwd, asked);
  const seen = seenBy(gathered, before?.gone ?? new Set());
  const path = old ?? newBaselinePath(gathered.config.folder);
  if (given.flag('prune')) {
    if (before === null) throw new UsageError("there is no baseline to prune: 'laudit baseline' writes one.");
    return prune(path, applyBaseline(report.problems, before.baseline, seen), cwd);
  }
  return write(path, report, before?.baseline ?? new Map(), seen, given.words.length > 0, cwd);
}

/** A file that is named and not there yet is about to be written. */
function readOld(path: string, cwd: string, asked: string | undefined) {
  try {
    return readBaseline(path, cwd);
  } catch (error) {
    if (asked !== undefined && error instanceof Error && error.message.endsWith('not there any more')) return null;
    throw error;
  }
}

function seenBy({ input }: Gathered, gone: ReadonlySet<string>): Seen {
  const { sources, settings } = input;
  const running = new Set(rules.filter(({ meta }) => runs(meta, settings)).map(({ meta }) => meta.id));
  return {
    repositoryPath: settings.repositoryPath,
    files: sources.map(({ id }) => id),
    gone,
    runs: (rule) => running.has(rule),
  };
}

function prune(path: string, { pruned, stale }: Applied, cwd: string): Status {
  if (stale > 0) writeBaseline(path, pruned, cwd);
  print(
    stale === 0 ? `${idOf(cwd, path)}: nothing to prune` : `${idOf(cwd, path)}: ${count(stale, 'finding')} dropped`,
  );
  return STATUS.clean;
}

/** Of named paths only what they hold is written anew. */
function write(path: string, report: Report, before: Baseline, seen: Seen, partly: boolean, cwd: string): Status {
  const now = baselineOf(report.problems, seen);
  const looked = new Set(baselineFiles(seen));
  const all = partly ? merged(before, now, (file) => !looked.has(file) && !seen.gone.has(file)) : now;
  writeBaseline(resolve(path), all, cwd);
  print(
    `${idOf(cwd, path)}: ${count(report.problems.length, 'finding')} of today written; only new ones are reported from now on`,
  );
  return STATUS.clean;
}

function baselineFiles({ files, repositoryPath }: Seen): string[] {
  return [...files].map((file) => fromRepository(file, { repositoryPath }));
}
