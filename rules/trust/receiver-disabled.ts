import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const receiverDisabled = defineRule({
  meta: {
    id: 'receiver-disabled',
    category: 'trust',
    severity: 'warning',
    title: 'The receiver is disabled',
    why: 'A disabled workflow starts no new runs: the call does not do its work until somebody enables the receiver.',
    remedy: 'Enable the receiver (state: Enabled), or take the call out.',
    sources: ['facts/doors.md §6'],
    cwe: [440],
    securitySeverity: 1.0,
  },
  judges: 'call',
  messages: {
    disabled: (data: { operation: string; workflow: string }) =>
      `'${data.operation}' calls '${data.workflow}', whose state is Disabled: the call will not start a run.`,
  },
  check({ sender, receiver }, say) {
    if (receiver === null || asText(receiver.state)?.toLowerCase() !== 'disabled') return;
    const at = receiver.state?.from ?? receiver.workflow.at;
    say(
      'disabled',
      sender.target.at,
      { operation: sender.operation, workflow: receiver.workflow.name },
      { related: [{ at, message: 'disabled here' }] },
    );
  },
});
