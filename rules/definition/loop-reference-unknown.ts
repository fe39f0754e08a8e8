import { enclosing, graphOf, spotOf } from '../../src/extract/references.ts';
import { isType } from '../../src/extract/operations.ts';
import { defineRule } from '../../src/rule.ts';

export const loopReferenceUnknown = defineRule({
  meta: {
    id: 'loop-reference-unknown',
    category: 'definition',
    severity: 'error',
    title: 'items() or iterationIndexes() names a loop that is not around the action',
    why: 'Both functions read the pass of a loop that is running. Without that loop around the action there is no pass, and the workflow is refused when it is saved or deployed.',
    remedy: 'Name a Foreach (items) or Until (iterationIndexes) that encloses the action.',
    sources: ['facts/workflow-language.md §3'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { place: string; call: string; name: string }) =>
      `'${data.place}' reads ${data.call}('${data.name}'), but the workflow has no loop of that name: it is refused when it is deployed.`,
    outside: (data: { place: string; call: string; name: string }) =>
      `'${data.place}' reads ${data.call}('${data.name}'), but does not stand inside '${data.name}': the workflow is refused when it is deployed.`,
    noLoop: (data: { place: string; call: string; name: string; type: string }) =>
      `'${data.place}' reads ${data.call}('${data.name}'), but '${data.name}' is of type ${data.type} and repeats nothing: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      const { kind, name, call, written } = reference;
      if ((kind !== 'loop-item' && kind !== 'iteration-index') || name === undefined || written.operation < 0) continue;
      const targets = graph.actions.get(name.toLowerCase());
      const { at, place, more } = spotOf(graph, reference);
      if (targets === undefined) {
        if (workflow.closed) say('missing', at, { place, call: call.n, name }, more);
        continue;
      }
      const around = [written.operation, ...enclosing(graph, written.operation)].find((one) => targets.includes(one));
      const loop = graph.operations[around ?? targets[0] ?? -1];
      if (around === undefined) say('outside', at, { place, call: call.n, name }, more);
      else if (loop !== undefined && isType(loop, 'scope', 'if', 'switch'))
        say('noLoop', at, { place, call: call.n, name, type: loop.type }, more);
    }
  },
});
