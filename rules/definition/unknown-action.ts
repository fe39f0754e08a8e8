import { graphOf, spotOf } from '../../src/extract/references.ts';
import { actionNames, standingOf, suggestion } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';

export const unknownAction = defineRule({
  meta: {
    id: 'unknown-action',
    category: 'definition',
    severity: 'error',
    title: 'An expression names an action that does not exist',
    why: 'Names are checked when the workflow is saved or deployed: a reference to an action that the definition lacks is refused with InvalidTemplate, and nothing is deployed.',
    remedy: 'Name an action of this workflow, or remove the reference to the action that was deleted or renamed.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { place: string; call: string; name: string; near: string }) =>
      `'${data.place}' reads ${data.call}('${data.name}'), but the workflow has no action of that name: it is refused when it is deployed (InvalidTemplate).${data.near}`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      const { kind, name, call } = reference;
      if (kind !== 'action' || name === undefined || standingOf(graph, reference) !== 'missing') continue;
      const { at, place, more } = spotOf(graph, reference);
      say('missing', at, { place, call: call.n, name, near: suggestion(graph, name, actionNames(graph)) }, more);
    }
  },
});
