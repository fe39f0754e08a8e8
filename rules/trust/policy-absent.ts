import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, refusal, rests, withDefaults } from '../../src/verdict.ts';

const NONE = { lack: 'which has no authorization policy', place: 'no authorization policy guards this trigger', code: '401 OAuthAccessPolicyNotFound' };
const UNCHECKED = { ...NONE, lack: 'where App Service authentication does not check it', place: 'tokens are not checked here' };
/** A bearer token does not fit (facts/security.md §1.4, PoP); which status comes with it is not documented. */
const POP = { lack: 'whose policies take PoP tokens alone', place: 'type AADPOP: a bearer token does not open it', code: 'DirectApiInvalidAuthorizationScheme' };

export const policyAbsent = defineRule({
  meta: {
    id: 'policy-absent',
    category: 'trust',
    severity: 'error',
    title: 'A token is sent, and the receiver has no authorization policy for its kind',
    why: 'Without a policy no token opens the door: the receiver answers OAuthAccessPolicyNotFound. A policy of type AADPOP takes PoP tokens alone, and what a workflow sends is a bearer token.',
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
    const otherKind = reasonFor(call.outcome, 'wrong-scheme');
    const found = otherKind ?? reasonFor(call.outcome, 'no-policy');
    const { sender } = call;
    if (found === undefined || found.suspect || (sender.credential.kind !== 'managed-identity' && sender.credential.kind !== 'oauth')) return;
    const { lack, place, code } = otherKind !== undefined ? POP : call.site === null ? NONE : UNCHECKED;
    const facts = { operation: sender.operation, receiver: receiverName(call), lack, refusal: refusal(found.reason, code), assumed: withDefaults(call) };
    say('refused', sender.credential.at, facts, { related: receiverPlace(call, found.reason, place), outcome: call.outcome, softened: rests(call) });
  },
});
