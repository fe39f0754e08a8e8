import { type Graph, graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

/** From each action in a ring to one before it in the ring: what comes round again is a ring. */
function ringsOf({ operations, order }: Graph): readonly (readonly number[])[] {
  const name = (index: number): string => operations[index]?.name ?? '';
  const back = new Map<number, number>();
  for (const index of order.ringed) {
    const before = (order.before[index] ?? []).filter((one) => order.ringed.has(one));
    const [first] = before.sort((a, b) => (name(a) < name(b) ? -1 : 1));
    if (first !== undefined) back.set(index, first);
  }
  const rings: number[][] = [];
  const seen = new Map<number, number>();
  for (const start of back.keys()) {
    const way: number[] = [];
    let at: number | undefined = start;
    for (; at !== undefined && !seen.has(at); at = back.get(at)) {
      seen.set(at, start);
      way.push(at);
    }
    if (at !== undefined && seen.get(at) === start) rings.push(way.slice(way.indexOf(at)));
  }
  return rings;
}

export const runAfterCycle = defineRule({
  meta: {
    id: 'run-after-cycle',
    category: 'definition',
    severity: 'error',
    title: 'Actions wait for each other in a ring',
    why: 'None of them can start before another one of them has ended. The service refuses the workflow when it is saved or deployed.',
    remedy: 'Take one step out of the ring, so that an action runs after none of them.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    ring: (data: { way: string }) => `These actions wait for each other in a ring and never start: ${data.way}.`,
    itself: (data: { operation: string }) => `'${data.operation}' runs after itself and never starts.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const ring of ringsOf(graph)) {
      const members = ring.map((index) => graph.operations[index]).filter((one) => one !== undefined);
      const first = members.reduce((least, one) => (one.name < least.name ? one : least));
      const turned = [...members.slice(members.indexOf(first)), ...members.slice(0, members.indexOf(first)), first];
      const way = turned.slice(0, 8).map(({ name }) => `'${name}'`);
      const text = `${way.join(' after ')}${turned.length > 8 ? ' after …' : ''}`;
      const place = first.runAfter?.from ?? first.at;
      if (members.length === 1) say('itself', place, { operation: first.name }, { operation: first.name });
      else say('ring', place, { way: text }, { operation: first.name });
    }
  },
});
