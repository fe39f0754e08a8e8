import { SOME_ADDRESSES } from '../../src/link/caller.ts';
import { defineRule } from '../../src/rule.ts';
import { type About, about, oneOf, reasonFor, receiverName, texts, withReceiver } from '../../src/verdict.ts';

export const callerIpRefused = defineRule({
  meta: {
    id: 'caller-ip-refused',
    category: 'trust',
    severity: 'error',
    title: "The receiver's address rule does not admit the caller",
    why: 'The address is checked whatever token or signature the call carries: the receiver answers AuthorizationFailed.',
    remedy:
      "Add the sender's outgoing addresses to accessControl.triggers.allowedCallerIpAddresses, or call through the Workflow action where the list is empty on purpose.",
    sources: ['facts/security.md §1.3', 'facts/security.md §5', 'facts/security.md §9 #11'],
    cwe: [284],
    securitySeverity: 3.0,
  },
  judges: 'call',
  messages: {
    nestedOnly: (data: About) => ({
      text: `${data.receiver} admits only other Logic Apps through the Workflow action (its address list is empty), and '${data.operation}' is an HTTP call: it is refused with 401${data.assumed}.`,
      remedy:
        "Call it through the Workflow action, or list the sender's outgoing addresses in allowedCallerIpAddresses.",
    }),
    outside: (data: About & { addresses: readonly string[]; ranges: readonly string[] }) =>
      `All outgoing addresses of '${data.operation}' (${oneOf(data.addresses)}) lie outside the ranges that ${data.receiver} admits (${oneOf(data.ranges)}): the call is refused ${data.refusal}${data.assumed}.`,
    partly: (data: { operation: string; receiver: string }) =>
      `${data.receiver} admits only some of the outgoing addresses of '${data.operation}': the call is refused with AuthorizationFailed whenever another one is used.`,
  },
  check(call, say) {
    const { sender, receiver, outcome } = call;
    const found = reasonFor(outcome, 'address', 'nested-only');
    const at = sender.target.at;
    if (found !== undefined && !found.suspect) {
      const { code, data } = found.reason;
      const facts = about(call, found.reason, 'AuthorizationFailed');
      const more = withReceiver(call, found.reason, 'only these callers are admitted');
      const lists = { addresses: texts(data['addresses']), ranges: texts(data['ranges']) };
      if (code === 'nested-only') say('nestedOnly', at, facts, more);
      else say('outside', at, { ...facts, ...lists }, more);
    } else if (outcome.verdict === 'unknown' && outcome.missing.includes(SOME_ADDRESSES)) {
      const place = receiver?.access?.reach.kind === 'ranges' ? receiver.access.reach.at : receiver?.at;
      const message = 'some of the outgoing addresses are missing here';
      const related = place === undefined ? [] : [{ at: place, message }];
      const facts = { operation: sender.operation, receiver: receiverName(call) };
      say('partly', at, facts, { related, outcome, severity: 'warning' });
    }
  },
});
