import { inlineCodeOf } from '../../src/extract/inline-code.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const inlineCodeUnsupported = defineRule({
  meta: {
    id: 'inline-code-unsupported',
    category: 'definition',
    severity: 'warning',
    title: 'Code uses what the runtime of code actions lacks',
    why: 'Code actions cannot load modules: require() and import fail when the action runs.',
    remedy: 'Write the code without modules, or call a function app.',
    sources: ['facts/workflow-language.md §10'],
  },
  judges: 'workflow',
  messages: {
    lacks: (data: { operation: string; what: string }) =>
      `The code of '${data.operation}' uses ${data.what}, which code actions do not have.`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      const at = member(operation.inputs, 'code')?.from ?? operation.at;
      for (const { what, start, end } of inlineCodeOf(operation)?.unsupported ?? [])
        say(
          'lacks',
          { ...at, slice: [start, end] },
          { operation: operation.name, what },
          { operation: operation.name },
        );
    }
  },
});
