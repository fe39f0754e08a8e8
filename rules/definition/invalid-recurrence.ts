import { recurrenceFaults } from '../../src/extract/schedules.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

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
    for (const { role, name: operation, value, at } of workflow.operations) {
      const recurrence = role === 'trigger' ? member(value, 'recurrence') : null;
      if (recurrence === null || recurrence === undefined) continue;
      for (const { value: place, what, found, taken } of recurrenceFaults(recurrence))
        say('outside', place.from ?? at, { operation, what, found: found.slice(0, 40), taken }, { operation });
    }
  },
});
