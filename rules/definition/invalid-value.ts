import { faultsOf } from '../../src/extract/faults.ts';
import { limitFor } from '../../src/extract/limits.ts';
import { plainNumber } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { didYouMean } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, member, path } from '../../src/value.ts';
import { oneOf } from '../../src/verdict.ts';
import { clip } from '../../src/secret.ts';

/** Parts that other rules speak of. */
const OTHERS: readonly string[] = ['recurrence', 'retryPolicy', 'method'];

export const invalidValue = defineRule({
  meta: {
    id: 'invalid-value',
    category: 'definition',
    severity: 'error',
    title: 'A value is outside its set or range',
    why: 'Such values are checked when the workflow is saved or deployed, and a wrong one is refused with InvalidTemplate.',
    remedy: 'Use one of the values that are taken.',
    sources: ['facts/data/operations.json', 'facts/data/limits.json', 'facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    outside: (data: { place: string; member: string; found: string; taken: string; near: string }) =>
      `${data.member} of '${data.place}' is '${data.found}', but takes ${data.taken}: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    for (const fault of faultsOf(workflow)) {
      if (fault.kind !== 'outside' || fault.path.some((name) => OTHERS.includes(name))) continue;
      const { operation, path, taken, holder } = fault;
      const found = clip(fault.found, 80);
      const near = /\d/.test(found) ? '' : didYouMean(found, taken);
      // The type of a parameter or variable: named by what it is the type of.
      const declares = operation === null || path.includes('variables');
      const name = declares ? (asText(member(holder.value, 'name')) ?? path.at(-2) ?? '') : operation.name;
      const data = { place: name, member: declares ? 'type' : path.join('.'), found, taken: oneOf(taken), near };
      say('outside', declares ? holder.at : fault.at, data, operation === null ? {} : { operation: operation.name });
    }
    for (const operation of workflow.stateless ? workflow.operations : []) {
      const limit = isType(operation, 'until') ? path(operation.value, 'limit', 'count') : undefined;
      const [found = 0, max] = [plainNumber(limit), limitFor('statelessPasses', 'standard')];
      // Beyond what any plan takes the schemas speak.
      if (found <= max || found > 5000) continue;
      const taken = `1 to ${String(max)} in a stateless workflow`;
      const data = { place: operation.name, member: 'limit.count', found: String(found), taken, near: '' };
      say('outside', limit?.from ?? operation.at, data, { operation: operation.name });
    }
  },
});
