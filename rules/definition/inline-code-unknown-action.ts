import { inlineCodeOf } from '../../src/extract/inline-code.ts';
import { graphOf } from '../../src/extract/references.ts';
import { actionNames, suggestion } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const inlineCodeUnknownAction = defineRule({
  meta: {
    id: 'inline-code-unknown-action',
    category: 'definition',
    severity: 'error',
    title: 'Code reads an action that does not exist or has not run',
    why: 'workflowContext.actions holds the actions before this one. Another name gives undefined, and reading a member of undefined fails the action in every run.',
    remedy: 'Name an action that the code action runs after.',
    sources: ['facts/workflow-language.md §10'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { operation: string; name: string; near: string }) =>
      `The code of '${data.operation}' reads the action '${data.name}', which the workflow does not have: the action fails in every run.${data.near}`,
    early: (data: { operation: string; name: string }) =>
      `The code of '${data.operation}' reads the action '${data.name}', which does not run before it.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    if (!workflow.closed) return;
    graph.operations.forEach((operation, index) => {
      const at = member(operation.inputs, 'code')?.from ?? operation.at;
      for (const { name, start, end } of inlineCodeOf(operation)?.reads ?? []) {
        const targets = graph.actions.get(name?.toLowerCase() ?? '');
        const place = { ...at, slice: [start, end] as const };
        const more = { operation: operation.name };
        if (name === null) continue;
        if (targets === undefined)
          say(
            'missing',
            place,
            { operation: operation.name, name, near: suggestion(graph, name, actionNames(graph)) },
            more,
          );
        else if (targets.every((target) => graph.order.reaches(index, target) === 'no'))
          say('early', place, { operation: operation.name, name }, { ...more, severity: 'warning' });
      }
    });
  },
});
