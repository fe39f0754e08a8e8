import { faultsOf } from '../../src/extract/faults.ts';
import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

export const invalidRecurrence = defineRule({
  meta: {
    id: 'invalid-recurrence',
    category: 'definition',
    severity: 'error',
    title: 'A schedule asks for a time that does not exist',
    why: 'Frequency, interval and the hours, minutes and days of a schedule are checked when the workflow is saved or deployed.',
    remedy:
      'Use a frequency from Second to Month, an interval in its range, hours 0 to 23, minutes 0 to 59 and English names of days.',
    sources: ['facts/data/limits.json', 'facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    outside: (data: { operation: string; what: string; found: string; taken: string }) =>
      `${data.what} in the schedule of '${data.operation}' is '${data.found}', but takes ${data.taken}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const fault of faultsOf(workflow)) {
      const { at, operation, path } = fault;
      if (fault.kind !== 'outside' || operation === null || path[0] !== 'recurrence') continue;
      // Items of a list are named by the list.
      const what = path.findLast((name) => !/^\d+$/.test(name)) ?? '';
      const [found, taken] = [clip(fault.found, 40), fault.taken.join(', ')];
      say('outside', at, { operation: operation.name, what, found, taken }, { operation: operation.name });
    }
  },
});
