/** Ways through the calls of a program: does one lead back to where it began? */
import type { Call, Program } from '../model.ts';

/** Workflows that one search visits; a longer ring is not found. */
const MOST = 200;

/** Calls by the workflow that makes them; only those whose receiver is known. */
export function edgesOf({ calls }: Pick<Program, 'calls'>): ReadonlyMap<string, readonly Call[]> {
  const edges = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.receiver === null) continue;
    const from = call.sender.workflow.id;
    edges.set(from, [...(edges.get(from) ?? []), call]);
  }
  return edges;
}

/** The calls that lead from the receiver of `start` back to its sender; undefined where none do. Breadth first, each workflow once. */
export function wayBack(start: Call, edges: ReadonlyMap<string, readonly Call[]>): readonly Call[] | undefined {
  const goal = start.sender.workflow.id;
  const first = start.receiver?.workflow.id;
  if (first === undefined) return undefined;
  if (first === goal) return [];
  const came = new Map<string, Call | null>([[first, null]]);
  const open = [first];
  for (let at = open.shift(); at !== undefined && came.size < MOST; at = open.shift()) {
    for (const call of edges.get(at) ?? []) {
      const to = call.receiver?.workflow.id ?? '';
      if (came.has(to)) continue;
      came.set(to, call);
      if (to === goal) return trail(call, came);
      open.push(to);
    }
  }
  return undefined;
}

function trail(last: Call, came: ReadonlyMap<string, Call | null>): readonly Call[] {
  const calls: Call[] = [];
  for (let call: Call | null | undefined = last; call; call = came.get(call.sender.workflow.id)) calls.unshift(call);
  return calls;
}
