import { faultsOf } from '../../src/extract/faults.ts';
import { waitFaults } from '../../src/extract/retry.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';
import { clip } from '../../src/secret.ts';

export const invalidRetryPolicy = defineRule({
  meta: {
    id: 'invalid-retry-policy',
    category: 'definition',
    severity: 'error',
    title: 'A retry policy is outside what the service takes',
    why: 'Type, count and intervals of a retry policy are checked when the workflow is saved or deployed.',
    remedy:
      'Use type none, fixed or exponential, a count from 1 to 90 and intervals from PT5S to P1D (PT1S to PT1M in a stateless workflow).',
    sources: ['facts/data/limits.json', 'facts/workflow-language.md §8'],
  },
  judges: 'workflow',
  messages: {
    outside: (data: { operation: string; what: string; found: string; taken: string }) =>
      `${data.what} in the retry policy of '${data.operation}' is '${data.found}', but takes ${data.taken}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const fault of faultsOf(workflow)) {
      const { at, operation, path } = fault;
      if (fault.kind !== 'outside' || operation === null || path.at(-2) !== 'retryPolicy') continue;
      const [what = ''] = path.slice(-1);
      const [found, taken] = [clip(fault.found, 40), fault.taken.join(', ')];
      say('outside', at, { operation: operation.name, what, found, taken }, { operation: operation.name });
    }
    for (const { name: operation, value, at } of workflow.operations) {
      const policy = path(value, 'inputs', 'retryPolicy');
      if (policy === null || policy === undefined) continue;
      for (const { value: place, what, found, taken } of waitFaults(policy, workflow))
        say('outside', place.from ?? at, { operation, what, found: clip(found, 40), taken }, { operation });
    }
  },
});
