import { SOME_ADDRESSES } from '../../src/link/caller.ts';
import { defineRule } from '../../src/rule.ts';
import { oneOf, reasonFor, receiverName, receiverPlace, refusal, rests, texts, withDefaults } from '../../src/verdict.ts';

export const callerIpRefused = defineRule({
  meta: {
    id: 'caller-ip-refused',
    category: 'trust',
    severity: 'error',
    title: "The receiver's address rule does not admit the caller",
    why: 'The address is checked whatever token or signature the call carries: the receiver answers AuthorizationFailed.',
    remedy: "Add the sender's outgoing addresses to accessControl.triggers.allowedCallerIpAddresses, or call through the Workflow action where the list is empty on purpose.",
    sources: ['facts/security.md §1.3', 'facts/security.md §5', 'facts/security.md §9 #11'],
    cwe: [284],
    securitySeverity: 3.0,
  },
  judges: 'call',
  messages: {
    nestedOnly: (data: { operation: string; receiver: string; assumed: string }) => ({
      text: `${data.receiver} admits only other Logic Apps through the Workflow action (its address list is empty), and '${data.operation}' is an HTTP call: it is refused with 401${data.assumed}.`,
      remedy: "Call it through the Workflow action, or list the sender's outgoing addresses in allowedCallerIpAddresses.",
    }),
    outside: (data: { operation: string; receiver: string; addresses: readonly string[]; ranges: readonly string[]; refusal: string; assumed: string }) =>
      `All outgoing addresses of '${data.operation}' (${oneOf(data.addresses)}) lie outside the ranges that ${data.receiver} admits (${oneOf(data.ranges)}): the call is refused ${data.refusal}${data.assumed}.`,
    partly: (data: { operation: string; receiver: string }) =>
      `${data.receiver} admits only some of the outgoing addresses of '${data.operation}': the call is refused with AuthorizationFailed whenever another one is used.`,
  },
  check(call, say) {
    const { sender, receiver } = call;
    const found = reasonFor(call.outcome, 'address', 'nested-only');
    const base = { operation: sender.operation, receiver: receiverName(call) };
    const at = sender.target.at;
    if (found !== undefined && !found.suspect) {
      const more = { related: receiverPlace(call, found.reason, 'only these callers are admitted'), outcome: call.outcome, softened: rests(call) };
      const assumed = withDefaults(call);
      if (found.reason.code === 'nested-only') say('nestedOnly', at, { ...base, assumed }, more);
      else say('outside', at, { ...base, assumed, refusal: refusal(found.reason, 'AuthorizationFailed'), addresses: texts(found.reason.data['addresses']), ranges: texts(found.reason.data['ranges']) }, more);
    } else if (call.outcome.verdict === 'unknown' && call.outcome.missing.includes(SOME_ADDRESSES)) {
      const place = receiver?.access?.reach.kind === 'ranges' ? receiver.access.reach.at : receiver?.at;
      say('partly', at, base, { related: place === undefined ? [] : [{ at: place, message: 'some of the outgoing addresses are missing here' }], outcome: call.outcome, severity: 'warning' });
    }
  },
});
