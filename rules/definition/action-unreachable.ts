import { type Unreachable, unreachable } from '../../src/extract/reachable.ts';
import { graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const actionUnreachable = defineRule({
  meta: {
    id: 'action-unreachable',
    category: 'definition',
    severity: 'warning',
    title: 'No run can reach the action',
    why: 'What it runs after asks for outcomes that exclude each other, so the action is skipped in every run, and everything that waits for its success with it.',
    remedy: 'Mend the statuses in runAfter, or remove the action.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    contradiction: (data: { operation: string; first: string; second: string }) =>
      `'${data.operation}' is skipped in every run: '${data.first}' can only end as asked if '${data.second}' ended otherwise than asked.`,
    'never-skipped': (data: { operation: string; first: string }) =>
      `'${data.operation}' is skipped in every run: it waits for '${data.first}' to be skipped, which always starts.`,
    'after-terminate': (data: { operation: string; first: string }) =>
      `'${data.operation}' is skipped in every run: '${data.first}' ends the run.`,
  },
  check(workflow, say) {
    const { operations } = graphOf(workflow);
    const name = (index: number): string => operations[index]?.name ?? '';
    for (const one of unreachable(graphOf(workflow)) satisfies readonly Unreachable[]) {
      const operation = name(one.operation);
      const target = operations[one.operation];
      if (target === undefined) continue;
      const data = { operation, first: name(one.first), second: name(one.second) };
      say(one.reason, target.runAfter?.from ?? target.at, data, { operation });
    }
  },
});
