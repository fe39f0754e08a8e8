import { secondsOf } from '../../src/extract/durations.ts';
import { meantText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';
import { clip } from '../../src/secret.ts';

export const invalidDuration = defineRule({
  meta: {
    id: 'invalid-duration',
    category: 'definition',
    severity: 'error',
    title: 'A duration is not written as ISO 8601 wants it',
    why: 'Timeouts and delays are durations such as PT30S, PT1H or P1D. Anything else is refused when the workflow is saved or deployed.',
    remedy: 'Write P, then days (D), then T with hours (H), minutes (M) and seconds (S): PT1H30M.',
    sources: ['facts/data/limits.json', 'facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    wrong: (data: { operation: string; member: string; found: string }) =>
      `${data.member} of '${data.operation}' is '${data.found}', which is no ISO 8601 duration: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const operation of workflow.operations) {
      const { name, value, at } = operation;
      const members = isType(operation, 'slidingwindow') ? ['limit.timeout', 'inputs.delay'] : ['limit.timeout'];
      for (const member of members) {
        const written = path(value, ...member.split('.'));
        const found = meantText(written);
        if (found === undefined || secondsOf(found) !== undefined) continue;
        say('wrong', written?.from ?? at, { operation: name, member, found: clip(found, 40) }, { operation: name });
      }
    }
  },
});
