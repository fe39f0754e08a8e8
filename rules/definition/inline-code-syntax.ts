import { inlineCodeOf } from '../../src/extract/code-actions.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const inlineCodeSyntax = defineRule({
  meta: {
    id: 'inline-code-syntax',
    category: 'definition',
    severity: 'error',
    title: 'The code of an action cannot be read',
    why: 'The code is compiled when the action runs. Code that cannot be read fails the action in every run. It is JavaScript: types as TypeScript has them are faults, and so is a second declaration of a name that `let`, `const` or `class` declares.',
    remedy: 'Mend the code: it is the body of a function.',
    sources: ['facts/workflow-language.md §10'],
  },
  judges: 'workflow',
  messages: {
    syntax: (data: { operation: string; fault: string }) =>
      `The code of '${data.operation}' cannot be read: ${data.fault} The action fails in every run.`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      const fault = inlineCodeOf(operation)?.fault;
      if (fault === null || fault === undefined) continue;
      const at = member(operation.inputs, 'code')?.from ?? operation.at;
      const data = { operation: operation.name, fault: fault.message };
      say('syntax', { ...at, slice: [fault.start, fault.end] }, data, { operation: operation.name });
    }
  },
});
