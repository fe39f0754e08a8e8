/**
 * What runs before what: the actions of one list form a graph by `runAfter`, and lists are nested. Built once for a
 * workflow in linear time; a question walks up the nesting and is mostly answered by intervals on a spanning forest,
 * so that long chains stay cheap. Facts: workflow-language.md §5.
 */
import type { Answer, Operation } from '../model.ts';
import { entriesOf } from '../value.ts';
import { isType } from './operations.ts';

export interface Order {
  /** Siblings that an action runs after, by index; empty for triggers. */
  readonly before: readonly (readonly number[])[];
  /** Actions that stand in a ring, or behind one. */
  readonly ringed: ReadonlySet<number>;
  /** Members of the same list. */
  readonly siblings: (index: number) => readonly number[];
  /** Is `first` surely over when `then` starts? Both in one list. */
  readonly precedes: (first: number, then: number) => Answer;
  /** May expressions of `from` refer to the results of `to`? 'no' also for itself and what encloses it. */
  readonly reaches: (from: number, to: number) => Answer;
}

/** Steps of all searches that the intervals could not answer, for one workflow; beyond it nothing is said. */
const SEARCH_BUDGET = 2_000_000;

const listKey = (one: Operation | undefined): string => `${one?.parent ?? -1}/${one?.branch ?? ''}`;

/** Names of one list (lower case) → index; the first of two that read alike. */
function namesOf(members: readonly number[], operations: readonly Operation[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const index of members) {
    const name = operations[index]?.name.toLowerCase() ?? '';
    if (!names.has(name)) names.set(name, index);
  }
  return names;
}

interface Edges {
  readonly before: number[][];
  /** Lists whose order is not wholly known. */
  readonly unsure: Set<string>;
  readonly lists: ReadonlyMap<string, readonly number[]>;
}

function edgesOf(operations: readonly Operation[]): Edges {
  const lists = new Map<string, number[]>();
  operations.forEach((one, index) => {
    if (one.role === 'trigger') return;
    const list = lists.get(listKey(one));
    if (list === undefined) lists.set(listKey(one), [index]);
    else list.push(index);
  });
  const triggers = new Set(operations.flatMap((one) => (one.role === 'trigger' ? [one.name.toLowerCase()] : [])));
  const before: number[][] = operations.map(() => []);
  const unsure = new Set<string>();
  for (const [key, members] of lists) {
    const names = namesOf(members, operations);
    if (names.size < members.length) unsure.add(key);
    for (const index of members) {
      for (const name of namesAfter(operations[index]) ?? ['']) {
        const found = names.get(name);
        if (found !== undefined) before[index]?.push(found);
        else if (!triggers.has(name)) unsure.add(key);
      }
    }
  }
  return { before, unsure, lists };
}

/** Names in `runAfter`, lower case; undefined where they are not known. */
function namesAfter(operation: Operation | undefined): readonly string[] | undefined {
  const runAfter = operation?.runAfter;
  if (runAfter === null || runAfter === undefined) return [];
  if (runAfter.kind === 'known' && runAfter.value === null) return [];
  const entries = entriesOf(runAfter);
  if (entries === undefined || entries.some(({ name }) => name !== undefined)) return undefined;
  return runAfter.kind === 'object' && runAfter.open === true ? undefined : entries.map(({ key }) => key.toLowerCase());
}

/** Topological order by Kahn; what is left over stands in a ring or behind one. */
function sorted(before: readonly (readonly number[])[]): {
  readonly order: readonly number[];
  readonly ringed: ReadonlySet<number>;
} {
  const after: number[][] = before.map(() => []);
  const waiting = before.map((list) => list.length);
  before.forEach((list, index) => {
    for (const one of list) after[one]?.push(index);
  });
  const order = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  for (const done of order) {
    for (const next of after[done] ?? []) {
      waiting[next] = (waiting[next] ?? 0) - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  const sure = new Set(order);
  return { order, ringed: new Set([...before.keys()].filter((index) => !sure.has(index))) };
}

interface Forest {
  readonly depth: Int32Array;
  readonly enter: Int32Array;
  readonly leave: Int32Array;
}

/** Each action hangs below the deepest of those before it: what dominates it is always among its ancestors. */
function forestOf(before: readonly (readonly number[])[], order: readonly number[]): Forest {
  const size = before.length;
  const [depth, enter, leave] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
  const below: number[][] = before.map(() => []);
  const roots: number[] = [];
  for (const index of order) {
    let best = -1;
    for (const one of before[index] ?? []) if (best < 0 || (depth[one] ?? 0) > (depth[best] ?? 0)) best = one;
    depth[index] = best < 0 ? 0 : (depth[best] ?? 0) + 1;
    (best < 0 ? roots : (below[best] ?? roots)).push(index);
  }
  let clock = 0;
  for (const root of roots) {
    const stack = [{ index: root, next: 0 }];
    enter[root] = clock += 1;
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const child = below[top.index]?.[top.next];
      top.next += 1;
      if (child === undefined) {
        leave[top.index] = clock += 1;
        stack.pop();
      } else {
        enter[child] = clock += 1;
        stack.push({ index: child, next: 0 });
      }
    }
  }
  return { depth, enter, leave };
}

export function orderOf(operations: readonly Operation[]): Order {
  const { before, unsure, lists } = edgesOf(operations);
  const { order, ringed } = sorted(before);
  for (const index of ringed) unsure.add(listKey(operations[index]));
  const { depth, enter, leave } = forestOf(before, order);
  let budget = SEARCH_BUDGET;
  const search = (first: number, then: number): Answer => {
    const seen = new Set([then]);
    const queue = [then];
    for (const reached of queue) {
      for (const one of before[reached] ?? []) {
        if (one === first) return 'yes';
        if ((budget -= 1) < 0) return 'unknown';
        if (seen.has(one) || (depth[one] ?? 0) <= (depth[first] ?? 0)) continue;
        seen.add(one);
        queue.push(one);
      }
    }
    return 'no';
  };
  const precedes = (first: number, then: number): Answer => {
    const one = operations[then];
    if (first === then || one === undefined) return 'no';
    if (!ringed.has(first) && !ringed.has(then)) {
      if ((enter[first] ?? 0) < (enter[then] ?? 0) && (leave[then] ?? 0) < (leave[first] ?? 0)) return 'yes';
      if ((depth[first] ?? 0) < (depth[then] ?? 0) && search(first, then) === 'yes') return 'yes';
    }
    return unsure.has(listKey(one)) || budget < 0 ? 'unknown' : 'no';
  };
  return {
    before,
    ringed,
    siblings: (index) => lists.get(listKey(operations[index])) ?? [],
    precedes,
    reaches: reachOf(operations, precedes),
  };
}

/** At the level where the two ways up meet, one must precede the other. */
function reachOf(operations: readonly Operation[], precedes: Order['precedes']): Order['reaches'] {
  const parentOf = (index: number): number => operations[index]?.parent ?? -1;
  return (from, to) => {
    const way = new Map<number, number>();
    for (let at = to; at >= 0; at = parentOf(at)) way.set(parentOf(at), at);
    for (let at = from; at >= 0; at = parentOf(at)) {
      const other = way.get(parentOf(at));
      if (other !== undefined) return other === at ? 'no' : meeting(operations, precedes, at, other);
    }
    return 'no';
  };
}

/** Two operations that one list, or two lists of one operation, hold. */
function meeting(operations: readonly Operation[], precedes: Order['precedes'], mine: number, its: number): Answer {
  const [one, other] = [operations[mine], operations[its]];
  if (one === undefined || other === undefined) return 'unknown';
  if (one.branch !== other.branch) {
    // What the tools of an agent may see of each other is not documented.
    const holder = operations[one.parent];
    return holder !== undefined && isType(holder, 'if', 'switch') ? 'no' : 'unknown';
  }
  const answer = precedes(its, mine);
  // Agents hand over to each other without runAfter.
  return answer === 'no' && (isType(one, 'agent') || isType(other, 'agent')) ? 'unknown' : answer;
}
