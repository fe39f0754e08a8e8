import { isKnownType } from '../../src/extract/operation-types.ts';
import { isType } from '../../src/extract/operations.ts';
import { enclosing, type Graph, graphOf, operationOf, type Reference, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

const WEBHOOKS = [
  'httpwebhook',
  'apiconnectionwebhook',
  'apiconnectionnotification',
  'openapiconnectionwebhook',
  'openapiconnectionnotification',
];

/** Where the function may stand, if it surely does not stand there. */
function misplaced(graph: Graph, reference: Reference): string | undefined {
  const { kind, call, written } = reference;
  const reader = operationOf(graph, written);
  if (kind === 'app-setting') return graph.workflow.plan === 'consumption' ? 'in Standard workflows' : undefined;
  if (reader === undefined || !isKnownType(reader)) return undefined;
  if (call.n.toLowerCase() === 'listcallbackurl')
    return isType(reader, ...WEBHOOKS) ? undefined : 'in webhook triggers and actions';
  if (kind === 'context') {
    const fits = written.field === 'trackedProperties' || isType(reader, ...WEBHOOKS, 'until');
    return fits ? undefined : 'in trackedProperties, in the condition of Until and where a webhook unsubscribes';
  }
  if (kind !== 'agent-parameter' || isType(reader, 'agent')) return undefined;
  const around = enclosing(graph, written.operation).map((index) => graph.operations[index]);
  return around.some((one) => one !== undefined && (isType(one, 'agent') || !isKnownType(one)))
    ? undefined
    : 'in the tools of an agent';
}

export const functionContext = defineRule({
  meta: {
    id: 'function-context',
    category: 'definition',
    severity: 'error',
    title: 'A function is used where it does not exist',
    why: 'listCallbackUrl(), action(), agentParameters() and appsetting() exist in some places only. Elsewhere the workflow is refused when it is saved or deployed.',
    remedy: 'Use the function where it exists, or another one.',
    sources: ['facts/workflow-language.md §3'],
  },
  judges: 'workflow',
  messages: {
    misplaced: (data: { place: string; call: string; where: string }) =>
      `'${data.place}' uses ${data.call}(), which exists only ${data.where}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      if (!['context', 'app-setting', 'agent-parameter'].includes(reference.kind)) continue;
      const where = misplaced(graph, reference);
      const { at, place, more } = spotOf(graph, reference);
      if (where !== undefined) say('misplaced', at, { place, call: reference.call.n, where }, more);
    }
  },
});
