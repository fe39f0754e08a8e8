import type { Call, Program } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

/** Calls by the workflow that makes them; only those whose receiver is known. */
function edgesOf({ calls }: Program): ReadonlyMap<string, readonly Call[]> {
  const edges = new Map<string, Call[]>();
  for (const call of calls) {
    if (call.receiver === null) continue;
    const from = call.sender.workflow.id;
    edges.set(from, [...(edges.get(from) ?? []), call]);
  }
  return edges;
}

/** The calls that lead from the receiver of `start` back to its sender; undefined where none do. Breadth first, each workflow once. */
function wayBack(start: Call, edges: ReadonlyMap<string, readonly Call[]>): readonly Call[] | undefined {
  const goal = start.sender.workflow.id;
  const first = start.receiver?.workflow.id;
  if (first === undefined) return undefined;
  if (first === goal) return [];
  const came = new Map<string, Call | null>([[first, null]]);
  const open = [first];
  for (let at = open.shift(); at !== undefined && came.size < 200; at = open.shift()) {
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

export const callCycle = defineRule({
  meta: {
    id: 'call-cycle',
    category: 'trust',
    severity: 'warning',
    title: 'Workflows call each other in a ring',
    why: 'Unless a condition ends it, each round starts the next one: runs pile up, cost money, and a caller that waits for its answer waits for itself.',
    remedy: 'Break the ring, or make sure that a condition ends it.',
    sources: ['facts/workflow-language.md'],
    cwe: [674],
    securitySeverity: 2.0,
  },
  judges: 'program',
  messages: {
    ring: (data: { ring: string }) => `These workflows call each other in a ring: ${data.ring}.`,
  },
  check(program, say) {
    const edges = edgesOf(program);
    const told = new Set<string>();
    for (const call of program.calls) {
      if (call.receiver === null || told.has(call.sender.workflow.id)) continue;
      const back = wayBack(call, edges);
      if (back === undefined) continue;
      const ring = [call, ...back];
      if (ring.some(({ sender }) => told.has(sender.workflow.id))) continue;
      for (const { sender } of ring) told.add(sender.workflow.id);
      const names = [...ring.map(({ sender }) => sender.workflow.name), call.sender.workflow.name];
      const related = back.slice(0, 8).map(({ sender, receiver }) => ({ at: sender.target.at, message: `'${sender.workflow.name}' calls '${receiver?.workflow.name ?? ''}'` }));
      say('ring', call.sender.target.at, { ring: names.slice(0, 9).join(' → ') }, { related, operation: call.sender.operation });
    }
  },
});
