import { inlineCodeOf } from '../../src/extract/code-actions.ts';
import { graphOf } from '../../src/extract/references.ts';
import { has } from '../../src/extract/value-sets.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const inlineCodeHiddenDependency = defineRule({
  meta: {
    id: 'inline-code-hidden-dependency',
    category: 'definition',
    severity: 'error',
    title: 'Code reads an action in a way that the service does not see',
    why: 'The service hands over the results of the actions that it finds in the code. A name with a dot, and a name that the code computes, it does not find: they must be listed, or the code reads undefined.',
    remedy: 'List the action in explicitDependencies.actions.',
    sources: ['facts/workflow-language.md §10'],
  },
  judges: 'workflow',
  messages: {
    dotted: (data: { operation: string; name: string }) =>
      `The code of '${data.operation}' reads the action '${data.name}', whose name has a dot, and explicitDependencies does not list it: the code reads undefined.`,
    computed: (data: { operation: string }) =>
      `The code of '${data.operation}' computes the name of the action that it reads, and explicitDependencies lists none.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const operation of workflow.operations) {
      const code = inlineCodeOf(operation);
      const at = member(operation.inputs, 'code')?.from ?? operation.at;
      for (const { name, start, end } of code?.reads ?? []) {
        if (code?.declared === undefined) continue;
        const place = { ...at, slice: [start, end] as const };
        const more = { operation: operation.name };
        const dotted = name !== null && name.includes('.') && graph.actions.has(name.toLowerCase());
        if (dotted && !has(code.declared, name)) say('dotted', place, { operation: operation.name, name }, more);
        if (name === null && code.declared.length === 0)
          say('computed', place, { operation: operation.name }, { ...more, severity: 'warning' });
      }
    }
  },
});
