import { faultsOf } from '../../src/extract/faults.ts';
import { didYouMean } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

export const invalidMethod = defineRule({
  meta: {
    id: 'invalid-method',
    category: 'definition',
    severity: 'error',
    title: 'A method that is none of HTTP',
    why: 'The method is checked when the workflow is saved or deployed, and an unknown one is refused with InvalidTemplate.',
    remedy: 'Use GET, PUT, POST, PATCH, DELETE, HEAD, OPTIONS or TRACE.',
    sources: ['facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { operation: string; method: string; near: string }) =>
      `'${data.operation}' uses the method '${data.method}', which is none of HTTP: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    for (const fault of faultsOf(workflow)) {
      const { at, operation, path } = fault;
      if (fault.kind !== 'outside' || operation === null || path.at(-1) !== 'method') continue;
      const { name } = operation;
      const method = clip(fault.found, 40);
      say('unknown', at, { operation: name, method, near: didYouMean(method, fault.taken) }, { operation: name });
    }
  },
});
