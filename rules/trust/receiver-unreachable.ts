import { defineRule } from '../../src/rule.ts';

export const receiverUnreachable = defineRule({
  meta: {
    id: 'receiver-unreachable',
    category: 'trust',
    severity: 'off',
    title: 'No analysed workflow calls this trigger',
    why: 'The trigger may be a leftover, or be called by somebody whose files were not read.',
    remedy: 'Take the trigger out if nobody needs it, or hand laudit the files of its callers.',
    sources: ['facts/corpus.md §1'],
    cwe: [561],
    securitySeverity: 0.1,
  },
  judges: 'program',
  messages: {
    unused: (data: { workflow: string; trigger: string }) =>
      `No workflow that was read calls the trigger '${data.trigger}' of '${data.workflow}'.`,
  },
  check({ calls, receivers }, say) {
    const called = new Set(calls.flatMap(({ receiver }) => (receiver === null ? [] : [receiver.id])));
    for (const receiver of receivers) {
      if (receiver.triggerType !== 'request' || called.has(receiver.id)) continue;
      say(
        'unused',
        receiver.at,
        { workflow: receiver.workflow.name, trigger: receiver.trigger },
        { operation: receiver.trigger },
      );
    }
  },
});
