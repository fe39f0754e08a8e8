import { enclosing, graphOf, operationOf, type Graph, type Reference, spotOf } from '../../src/extract/references.ts';
import { isType } from '../../src/extract/operations.ts';
import { isKnownType } from '../../src/extract/operation-types.ts';
import { defineRule } from '../../src/rule.ts';

/** Members that are evaluated once for each item (facts/workflow-language.md §3). */
const PER_ITEM: Readonly<Record<string, RegExp>> = { query: /^where/, select: /^select/, table: /^columns/ };

function mayRead(graph: Graph, { written }: Reference): boolean {
  const reader = operationOf(graph, written);
  if (reader === undefined || !isKnownType(reader)) return reader !== undefined;
  const around = enclosing(graph, written.operation).map((index) => graph.operations[index]);
  // Whether Until counts is not settled: the reference contradicts itself.
  if (around.some((one) => one !== undefined && (isType(one, 'foreach', 'until') || !isKnownType(one)))) return true;
  return written.field === 'inputs' && (PER_ITEM[reader.type.toLowerCase()]?.test(written.path) ?? false);
}

export const itemOutsideLoop = defineRule({
  meta: {
    id: 'item-outside-loop',
    category: 'definition',
    severity: 'error',
    title: 'item() is used where no item is at hand',
    why: 'item() is the current item of the Foreach around the action, or of the condition or mapping of a data operation. Anywhere else there is none, and the workflow is refused when it is saved or deployed.',
    remedy:
      'Move the action into a Foreach, or use item() in where of Query, select of Select or the columns of Table.',
    sources: ['facts/workflow-language.md §3'],
  },
  judges: 'workflow',
  messages: {
    nothing: (data: { place: string; field: string }) =>
      `'${data.place}' uses item() in ${data.field}, but no Foreach encloses it and no data operation supplies an item there: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      if (reference.kind !== 'item' || mayRead(graph, reference)) continue;
      const { at, place, more } = spotOf(graph, reference);
      const { field, path } = reference.written;
      say('nothing', at, { place, field: path === '' ? field : `${field}.${path.replaceAll('/', '.')}` }, more);
    }
  },
});
