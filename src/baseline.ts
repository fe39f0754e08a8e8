/**
 * The baseline: findings of the day on which a project began to use laudit, counted, so that only new ones are
 * reported. Made of fingerprints and names, never of lines or values; what is fixed is told apart from what was not
 * looked at, and a file that moved takes its entries along. Pure: `config/baseline-file.ts` knows the disk.
 */
import type { FileId, Held, Json, JsonObject, Problem } from './model.ts';
import { pathOf } from './locate.ts';
import { fromRepository } from './report/paths.ts';
import { isObject } from './value.ts';

/** As many findings of one rule about one property. */
export interface Entry {
  readonly rule: string;
  readonly workflow: string | null;
  readonly operation: string | null;
  /** Pointer without indices. */
  readonly path: string;
  readonly fingerprint: string;
  readonly count: number;
}

/** Entries by file, seen from the repository's root. */
export type Baseline = ReadonlyMap<FileId, readonly Entry[]>;

/** A baseline as it was found. */
export interface KnownBefore {
  readonly baseline: Baseline;
  /** Its files that do not exist any more. */
  readonly gone: ReadonlySet<FileId>;
}

/** What a run looked at: only of that can be said that a finding is gone. */
export interface Seen {
  readonly repositoryPath?: string | undefined;
  /** Ids of the files that were read. */
  readonly files: Iterable<FileId>;
  /** Files of the baseline that do not exist any more, seen from the repository's root. */
  readonly gone: ReadonlySet<FileId>;
  readonly runs: (rule: string) => boolean;
}

export interface Applied {
  readonly kept: readonly Problem[];
  readonly held: readonly Held[];
  /** What the baseline holds and the run did not find. */
  readonly stale: number;
  /** The baseline as it would be had it been written for what is held now: nothing added, the stale dropped. */
  readonly pruned: Baseline;
}

const REASON = 'in the baseline';

/** The baseline of these problems; `before` is kept for files that were not looked at. */
export function baselineOf(problems: readonly Problem[], seen: Pick<Seen, 'repositoryPath'>): Baseline {
  const files = new Map<FileId, Map<string, Entry>>();
  for (const problem of problems) {
    const file = fromRepository(problem.place.file, seen);
    const entries = files.get(file) ?? new Map<string, Entry>();
    files.set(file, entries);
    const { rule, workflow, operation, fingerprint, place } = problem;
    const count = (entries.get(fingerprint)?.count ?? 0) + 1;
    entries.set(fingerprint, { rule, workflow, operation, path: pathOf(place.pointer), fingerprint, count });
  }
  return new Map([...files].map(([file, entries]) => [file, [...entries.values()]]));
}

/** Holds back what the baseline knows, as often as it knows it: the first ones in the order of the problems. */
export function applyBaseline(problems: readonly Problem[], baseline: Baseline, seen: Seen): Applied {
  const budget = budgetOf(baseline);
  const looked = new Set([...seen.files].map((file) => fromRepository(file, seen)));
  const held = new Set<Problem>();
  for (const problem of problems) if (spend(budget.get(problem.fingerprint))) held.add(problem);
  const moved = byName([...budget.values()].filter(({ file }) => seen.gone.has(file)));
  const isNew = (problem: Problem): boolean => !baseline.has(fromRepository(problem.place.file, seen));
  for (const problem of problems) {
    if (held.has(problem) || !isNew(problem)) continue;
    if (spendOne(moved.get(nameOf({ ...problem, path: pathOf(problem.place.pointer) })))) held.add(problem);
  }
  const stale = [...budget.values()].filter(
    ({ file, entry, left }) => left > 0 && (looked.has(file) || seen.gone.has(file)) && seen.runs(entry.rule),
  );
  return {
    kept: problems.filter((problem) => !held.has(problem)),
    held: problems
      .filter((problem) => held.has(problem))
      .map((problem) => ({ problem, kind: 'external', reason: REASON })),
    stale: stale.reduce((sum, { left }) => sum + left, 0),
    pruned: merged(
      baseline,
      baselineOf([...held], seen),
      (file, { rule }) => !(looked.has(file) || seen.gone.has(file)) || !seen.runs(rule),
    ),
  };
}

/** What of `before` is to be kept, and `now`. */
export function merged(before: Baseline, now: Baseline, keeps: (file: FileId, entry: Entry) => boolean): Baseline {
  const out = new Map<FileId, readonly Entry[]>(now);
  for (const [file, entries] of before) {
    const kept = entries.filter((entry) => keeps(file, entry));
    if (kept.length > 0) out.set(file, [...kept, ...(out.get(file) ?? [])]);
  }
  return out;
}

// ---------------------------------------------------------------- counting

interface Budget {
  readonly file: FileId;
  readonly entry: Entry;
  left: number;
}

function budgetOf(baseline: Baseline): Map<string, Budget> {
  const out = new Map<string, Budget>();
  for (const [file, entries] of baseline) {
    for (const entry of entries)
      out.set(entry.fingerprint, { file, entry, left: entry.count + (out.get(entry.fingerprint)?.left ?? 0) });
  }
  return out;
}

function spend(budget: Budget | undefined): boolean {
  if (budget === undefined || budget.left === 0) return false;
  budget.left--;
  return true;
}

function nameOf({ rule, workflow, operation, path }: Pick<Entry, 'rule' | 'workflow' | 'operation' | 'path'>): string {
  return JSON.stringify([rule, workflow, operation, path]);
}

/** Those of one name: what is spent is taken off the end. */
function byName(budgets: readonly Budget[]): ReadonlyMap<string, Budget[]> {
  const out = new Map<string, Budget[]>();
  for (const budget of [...budgets].reverse()) {
    const name = nameOf(budget.entry);
    const others = out.get(name);
    if (others === undefined) out.set(name, [budget]);
    else others.push(budget);
  }
  return out;
}

function spendOne(budgets: Budget[] = []): boolean {
  while (budgets.length > 0 && !spend(budgets.at(-1))) budgets.pop();
  return budgets.length > 0;
}

// ---------------------------------------------------------------- as text

/** One line an entry, in an order that does not depend on the run: made to be committed and reviewed. */
export function printBaseline(baseline: Baseline): string {
  const files = [...baseline].filter(([, entries]) => entries.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const blocks = files.map(([file, entries]) => {
    const lines = entries.map((entry) => `      ${JSON.stringify(entry)}`).sort();
    return `    ${JSON.stringify(file)}: [\n${lines.join(',\n')}\n    ]`;
  });
  const body = blocks.length === 0 ? '{}' : `{\n${blocks.join(',\n')}\n  }`;
  return `{\n  "version": 1,\n  "files": ${body}\n}\n`;
}

/** Reads what `printBaseline` writes; a text says what is wrong with it. */
export function parseBaseline(value: Json): Baseline | string {
  if (!isObject(value) || !isObject(value['files'])) return 'not a baseline: laudit baseline writes one';
  if (value['version'] !== 1) return 'a baseline of another version: laudit baseline writes a new one';
  const out = new Map<FileId, readonly Entry[]>();
  for (const [file, list] of Object.entries(value['files'])) {
    const entries = Array.isArray(list) ? (list as readonly Json[]).map(entryOf) : [null];
    const whole = entries.filter((entry) => entry !== null);
    if (whole.length < entries.length) return 'an entry is not of the form that laudit baseline writes';
    out.set(file, whole);
  }
  return out;
}

function entryOf(value: Json): Entry | null {
  if (!isObject(value)) return null;
  const { rule, path, fingerprint, count } = value;
  const [workflow, operation] = [nameIn(value, 'workflow'), nameIn(value, 'operation')];
  const right = typeof rule === 'string' && typeof path === 'string' && typeof fingerprint === 'string';
  if (!right || workflow === undefined || operation === undefined) return null;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) return null;
  return { rule, workflow, operation, path, fingerprint, count };
}

function nameIn(value: JsonObject, key: string): string | null | undefined {
  const name = value[key];
  return name === null || typeof name === 'string' ? name : undefined;
}
