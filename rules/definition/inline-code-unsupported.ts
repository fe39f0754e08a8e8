import { inlineCodeOf } from '../../src/extract/code-actions.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const inlineCodeUnsupported = defineRule({
  meta: {
    id: 'inline-code-unsupported',
    category: 'definition',
    severity: 'warning',
    title: 'Code uses what the runtime of code actions lacks',
    why: 'Code runs as JavaScript of Node.js, without modules: it has the built-in objects of JavaScript and workflowContext with its actions, trigger and workflow. What else it names fails when it is reached.',
    remedy: 'Write the code without modules, read the run from workflowContext, or call a function app.',
    sources: ['facts/workflow-language.md §10'],
  },
  judges: 'workflow',
  messages: {
    module: (data: Data) => `The code of '${data.operation}' uses ${data.what}: code actions cannot load modules.`,
    language: (data: Data) =>
      `The code of '${data.operation}' calls ${data.what}, a function of the workflow language, which code does not have: read workflowContext.`,
    browser: (data: Data) =>
      `The code of '${data.operation}' uses '${data.what}', which browsers have and Node.js does not.`,
    context: (data: Data) =>
      `The code of '${data.operation}' reads ${data.what}, but workflowContext has actions, trigger and workflow only.${data.near}`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      const at = member(operation.inputs, 'code')?.from ?? operation.at;
      for (const { what, kind, near, start, end } of inlineCodeOf(operation)?.lacked ?? []) {
        const data = { operation: operation.name, what, near };
        say(kind, { ...at, slice: [start, end] }, data, { operation: operation.name });
      }
    }
  },
});

interface Data {
  readonly operation: string;
  readonly what: string;
  readonly near: string;
}
