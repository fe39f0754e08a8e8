import { isType } from '../../src/extract/operations.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { type Standing, standingOf } from '../../src/extract/standing.ts';
import { isKnownType } from '../../src/extract/operation-types.ts';
import { defineRule } from '../../src/rule.ts';

const LATE: readonly Standing[] = ['not-upstream', 'self', 'around', 'inside', 'from-trigger'];
const SCOPES = ['scope', 'foreach', 'until', 'if', 'switch', 'agent'];

export const scopeResultUnknown = defineRule({
  meta: {
    id: 'scope-result-unknown',
    category: 'definition',
    severity: 'error',
    title: 'result() names no scope that is over',
    why: 'result() gives the results of the actions inside a scope or loop that has ended. For any other name the workflow is refused when it is saved or deployed.',
    remedy: 'Name a Scope, Foreach or Until that the action runs after.',
    sources: ['facts/workflow-language.md §3', 'facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { place: string; name: string }) =>
      `'${data.place}' reads result('${data.name}'), but the workflow has no action of that name: it is refused when it is deployed.`,
    noScope: (data: { place: string; name: string; type: string }) =>
      `'${data.place}' reads result('${data.name}'), but '${data.name}' is of type ${data.type} and holds no actions: there is no result to give.`,
    early: (data: { place: string; name: string }) =>
      `'${data.place}' reads result('${data.name}'), but '${data.name}' is not over when it runs: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      const { kind, name } = reference;
      if (kind !== 'result' || name === undefined) continue;
      const standing = standingOf(graph, reference);
      const target = graph.operations[graph.actions.get(name.toLowerCase())?.[0] ?? -1];
      const { at, place, more } = spotOf(graph, reference);
      if (standing === 'missing') say('missing', at, { place, name }, more);
      else if (target !== undefined && isKnownType(target) && !isType(target, ...SCOPES))
        say('noScope', at, { place, name, type: target.type }, more);
      else if (LATE.includes(standing)) say('early', at, { place, name }, more);
    }
  },
});
