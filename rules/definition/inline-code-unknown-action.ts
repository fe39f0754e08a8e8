import { inlineCodeOf } from '../../src/extract/code-actions.ts';
import { graphOf } from '../../src/extract/references.ts';
import { actionNames, suggestion } from '../../src/extract/standing.ts';
import type { Anchor } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const inlineCodeUnknownAction = defineRule({
  meta: {
    id: 'inline-code-unknown-action',
    category: 'definition',
    severity: 'error',
    title: 'Code reads an action that does not exist or has not run',
    why: 'workflowContext.actions holds the actions before this one. Another name gives undefined, and reading a member of undefined fails the action in every run. A name in explicitDependencies that no action has is a mistake too.',
    remedy: 'Name an action that the code action runs after.',
    sources: ['facts/workflow-language.md §10'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: Data) =>
      `The code of '${data.operation}' reads the action '${data.name}', which the workflow does not have: the action fails in every run.${data.near}`,
    absent: (data: Data) =>
      `The code of '${data.operation}' reads the action '${data.name}', which the workflow does not have.${data.near}`,
    early: (data: Data) =>
      `The code of '${data.operation}' reads the action '${data.name}', which does not run before it.`,
    listed: (data: Data) =>
      `explicitDependencies of '${data.operation}' lists '${data.name}', which the workflow does not have.${data.near}`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    graph.operations.forEach((operation, index) => {
      const code = workflow.closed ? inlineCodeOf(operation) : null;
      if (code === null) return;
      const at = member(operation.inputs, 'code')?.from ?? operation.at;
      const others = actionNames(graph).filter((name) => name !== operation.name);
      const tell = (message: 'missing' | 'absent' | 'early' | 'listed', name: string, place: Anchor): void => {
        const data = { operation: operation.name, name, near: suggestion(graph, name, others) };
        say(message, place, data, { ...data, severity: message === 'missing' ? 'error' : 'warning' });
      };
      for (const { name, start, end, followed } of code.reads) {
        const targets = graph.actions.get(name?.toLowerCase() ?? '');
        const place = { ...at, slice: [start, end] as const };
        if (name === null) continue;
        if (targets === undefined) tell(followed ? 'missing' : 'absent', name, place);
        else if (targets.every((target) => graph.order.reaches(index, target) === 'no')) tell('early', name, place);
      }
      for (const { name, at: place } of code.listed)
        if (!graph.actions.has(name.toLowerCase())) tell('listed', name, place ?? at);
    });
  },
});

type Data = Readonly<Record<'operation' | 'name' | 'near', string>>;
