import { allEntries, keyPlace } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { type Graph, graphOf, isPlainName } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';

/** Agent workflows name their chat trigger in runAfter (facts/workflow-language.md §5). */
function isAgentic(graph: Graph): boolean {
  return graph.operations.some((one) => isType(one, 'agent') || one.kind.toLowerCase() === 'agent');
}

export const runAfterUnknown = defineRule({
  meta: {
    id: 'run-after-unknown',
    category: 'definition',
    severity: 'error',
    title: 'runAfter names an action that is not in the same list',
    why: "An action can only run after actions of the same level. The service refuses any other name when the workflow is saved or deployed: it 'contains non-existent action', or the action 'must belong to same level'.",
    remedy: 'Name an action of the same list: one beside it, not inside or around another action.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { operation: string; name: string; near: string }) =>
      `'${data.operation}' runs after '${data.name}', but the workflow has no action of that name: it is refused when it is deployed.${data.near}`,
    elsewhere: (data: { operation: string; name: string }) =>
      `'${data.operation}' runs after '${data.name}', but that action stands on another level: the workflow is refused when it is deployed.`,
    trigger: (data: { operation: string; name: string }) =>
      `'${data.operation}' runs after '${data.name}', which is the trigger: first actions have an empty runAfter.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    if (!workflow.closed) return;
    graph.operations.forEach(({ role, runAfter, name: operation, at, parent, branch }, index) => {
      if (role === 'trigger' || runAfter === null) return;
      for (const entry of allEntries(runAfter) ?? []) {
        const name = entry.key;
        const targets = graph.actions.get(name.toLowerCase());
        const beside =
          targets?.some((one) => graph.operations[one]?.parent === parent && graph.operations[one].branch === branch) ??
          false;
        if (!isPlainName(name) || beside) continue;
        const place = keyPlace(runAfter, entry, at);
        if (targets !== undefined) say('elsewhere', place, { operation, name }, { operation });
        else if (!graph.triggers.has(name.toLowerCase())) {
          const siblings = graph.operations.length > 2000 ? [] : graph.order.siblings(index);
          const names = siblings.map((one) => graph.operations[one]?.name ?? '').filter((one) => one !== operation);
          say('missing', place, { operation, name, near: suggestion(graph, name, names) }, { operation });
        } else if (!isAgentic(graph)) say('trigger', place, { operation, name }, { operation });
      }
    });
  },
});
