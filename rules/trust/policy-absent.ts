import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, refusal, rests, withDefaults } from '../../src/verdict.ts';

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
    refused: (data: { operation: string; receiver: string; lack: string; refusal: string; assumed: string }) =>
      `'${data.operation}' sends a token to ${data.receiver}, ${data.lack}: the call is refused ${data.refusal}${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'no-policy');
    const { sender } = call;
    if (found === undefined || found.suspect || (sender.credential.kind !== 'managed-identity' && sender.credential.kind !== 'oauth')) return;
    const lack = call.site === null ? 'which has no authorization policy' : 'where App Service authentication does not check it';
    const related = receiverPlace(call, found.reason, call.site === null ? 'no authorization policy guards this trigger' : 'tokens are not checked here');
    say('refused', sender.credential.at, { operation: sender.operation, receiver: receiverName(call), lack, refusal: refusal(found.reason, '401 OAuthAccessPolicyNotFound'), assumed: withDefaults(call) }, { related, outcome: call.outcome, softened: rests(call) });
  },
});
