/**
 * How many findings one file may have. A document that is wrong ten thousand times in one way says it two hundred times; what
 * is cut is counted and said, and an error never gives way to something softer. Pure.
 */
import type { FileId, Finding, Severity } from './model.ts';

/** Findings of one rule in one file, and of all rules in one file: more than anybody reads, less than hurts a viewer. */
export const MAX_PER_RULE = 200;
export const MAX_PER_FILE = 2_000;
/** Findings of one rule in one file that are kept until it is known which of them are held back: a million take gigabytes. */
const MAX_HELD = 5_000;

export interface Cut {
  readonly file: FileId;
  /** null: over all rules. */
  readonly rule: string | null;
  readonly count: number;
}

export interface Capped<F> {
  /** In the order given. */
  readonly kept: readonly F[];
  /** By file, then rule. */
  readonly cut: readonly Cut[];
}

/** How often each rule has spoken about each file. */
export class Tally {
  readonly #counts = new Map<FileId, Map<string, number>>();

  /** Whether there is room for one more. */
  takes(rule: string, file: FileId): boolean {
    const counts = this.#counts.get(file) ?? new Map<string, number>();
    const count = (counts.get(rule) ?? 0) + 1;
    this.#counts.set(file, counts.set(rule, count));
    return count <= MAX_HELD;
  }

  /** What there was no room for. */
  cut(): readonly Cut[] {
    return [...this.#counts].flatMap(([file, counts]) =>
      [...counts].flatMap(([rule, count]) => (count > MAX_HELD ? [{ file, rule, count: count - MAX_HELD }] : [])),
    );
  }
}

const LOUDEST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];

type Judged = Finding & { readonly severity: Severity };

/** @param before what was cut already: it counts where something of its rule and file is left */
export function capped<F extends Judged>(findings: readonly F[], before: readonly Cut[] = []): Capped<F> {
  if (findings.length <= MAX_PER_RULE) return { kept: findings, cut: [] };
  const cut = new Map<string, Cut>();
  const perRule = keepFirst(findings, MAX_PER_RULE, (one) => ({ file: one.at.file, rule: one.rule }), cut);
  for (const { file, rule, count } of before) {
    const key = keyOf({ file, rule });
    const after = cut.get(key);
    if (after !== undefined) cut.set(key, { ...after, count: after.count + count });
  }
  const ranked = LOUDEST_FIRST.flatMap((severity) => perRule.filter((one) => one.severity === severity));
  const within = new Set(keepFirst(ranked, MAX_PER_FILE, (one) => ({ file: one.at.file, rule: null }), cut));
  const order = (a: Cut, b: Cut): number => compare(a.file, b.file) || compare(a.rule ?? '', b.rule ?? '');
  return { kept: perRule.filter((one) => within.has(one)), cut: [...cut.values()].sort(order) };
}

/** The first `most` of each group; the rest is counted. */
function keepFirst<F extends Judged>(
  findings: readonly F[],
  most: number,
  groupOf: (one: F) => Omit<Cut, 'count'>,
  cut: Map<string, Cut>,
): readonly F[] {
  const counts = new Map<string, number>();
  return findings.filter((one) => {
    const group = groupOf(one);
    const key = keyOf(group);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > most) cut.set(key, { ...group, count: count - most });
    return count <= most;
  });
}

function keyOf({ rule, file }: Omit<Cut, 'count'>): string {
  return `${rule ?? ''}\n${file}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
