/**
 * Actions that no run can reach: what they run after asks for two outcomes that exclude each other. Looks at the way of
 * single predecessors only, a bounded number of steps, so that a finding is sure and the cost stays linear.
 */
import { allEntries, plainText } from './literals.ts';
import { itemsOf } from '../value.ts';
import { isType } from './operations.ts';
import type { Graph } from './references.ts';

/** Status (lower case) sets by index of the predecessor; undefined where one is not known. */
type Demands = ReadonlyMap<number, ReadonlySet<string>>;

const STEPS = 64;
/** More predecessors than a person draws: nothing is said. */
const MOST_BEFORE = 16;
/** An action ended so if and only if it ran (facts/workflow-language.md §5, [RUN]). */
const RAN = new Set(['succeeded', 'failed', 'timedout']);

export interface Unreachable {
  readonly operation: number;
  readonly reason: 'contradiction' | 'never-skipped' | 'after-terminate';
  readonly first: number;
  readonly second: number;
}

export function unreachable(graph: Graph): readonly Unreachable[] {
  const demands = graph.operations.map((_, index) => demandsOf(graph, index));
  return graph.operations.flatMap((one, index) => {
    if (one.role === 'trigger') return [];
    const found = judge(graph, demands, index);
    return found === undefined ? [] : [found];
  });
}

function demandsOf({ operations, order }: Graph, index: number): Demands | undefined {
  const runAfter = operations[index]?.runAfter ?? null;
  if (runAfter === null) return new Map();
  const entries = allEntries(runAfter);
  const before = order.before[index] ?? [];
  if (before.length > MOST_BEFORE || entries?.length !== before.length || order.ringed.has(index)) return undefined;
  const out = new Map<number, ReadonlySet<string>>();
  entries.forEach(({ value }, position) => {
    const statuses = itemsOf(value)?.map((item) => plainText(item)?.toLowerCase());
    if (statuses === undefined || statuses.length === 0) return;
    const words = statuses.filter((status) => status !== undefined);
    if (words.length === statuses.length) out.set(before[position] ?? -1, new Set(words));
  });
  return out.size === entries.length ? out : undefined;
}

function judge(graph: Graph, demands: readonly (Demands | undefined)[], index: number): Unreachable | undefined {
  const mine = demands[index];
  if (mine === undefined) return undefined;
  for (const [first, statuses] of mine) {
    const before = graph.operations[first];
    const isFirst = graph.order.before[first]?.length === 0;
    if (before !== undefined && isFirst && [...statuses].every((one) => one === 'skipped'))
      return { operation: index, reason: 'never-skipped', first, second: first };
    if (before && isType(before, 'terminate') && [...statuses].every((one) => one === 'succeeded'))
      return { operation: index, reason: 'after-terminate', first, second: first };
    if (mine.size > 1) {
      const second = contradicting(demands, mine, first);
      if (second !== undefined) return { operation: index, reason: 'contradiction', first, second };
    }
  }
  return undefined;
}

/** Follows what must have run for `start` to end as demanded; an ancestor with other demands contradicts. */
function contradicting(demands: readonly (Demands | undefined)[], mine: Demands, start: number): number | undefined {
  let at = start;
  let statuses = mine.get(start);
  for (let step = 0; step < STEPS && statuses !== undefined; step += 1) {
    if (![...statuses].every((one) => RAN.has(one))) return undefined;
    const above = demands[at];
    if (above === undefined) return undefined;
    for (const [index, wanted] of above) {
      const asked = mine.get(index);
      if (asked !== undefined && ![...asked].some((one) => wanted.has(one))) return index;
    }
    const [only] = above;
    if (above.size !== 1 || only === undefined) return undefined;
    [at, statuses] = only;
  }
  return undefined;
}
