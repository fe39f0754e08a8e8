import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, rests, withDefaults } from '../../src/verdict.ts';

export const policyAbsent = defineRule({
  meta: {
    id: 'policy-absent',
    category: 'trust',
    severity: 'error',
    title: 'A token is sent, and the receiver has no authorization policy',
    why: 'Without a policy no token opens the door: the receiver answers OAuthAccessPolicyNotFound.',
    remedy: 'Add an authorization policy (type AAD) with the claims iss and aud to accessControl.triggers.openAuthenticationPolicies of the receiver.',
    yieldsTo: ['sas-with-authorization'],
    sources: ['facts/security.md §1.4', 'facts/security.md §5'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    refused: (data: { operation: string; receiver: string; assumed: string }) =>
      `'${data.operation}' sends a token to ${data.receiver}, which has no authorization policy: the call is refused with 401 OAuthAccessPolicyNotFound${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'no-policy');
    const { sender } = call;
    if (found === undefined || found.suspect || (sender.credential.kind !== 'managed-identity' && sender.credential.kind !== 'oauth')) return;
    const related = receiverPlace(call, found.reason, 'no authorization policy guards this trigger');
    say('refused', sender.credential.at, { operation: sender.operation, receiver: receiverName(call), assumed: withDefaults(call) }, { related, outcome: call.outcome, softened: rests(call) });
  },
});
