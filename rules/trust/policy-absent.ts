import { defineRule } from '../../src/rule.ts';
import { type About, about, reasonFor, tokenOf, withReceiver } from '../../src/verdict.ts';

const NONE = {
  lack: 'which has no authorization policy',
  place: 'no authorization policy guards this trigger',
  code: '401 OAuthAccessPolicyNotFound',
};
const UNCHECKED = {
  ...NONE,
  lack: 'where App Service authentication does not check it',
  place: 'tokens are not checked here',
};
/** A bearer token does not fit (facts/security.md §1.4, PoP); which status comes with it is not documented. */
const POP = {
  lack: 'whose policies take PoP tokens alone',
  place: 'type AADPOP: a bearer token does not open it',
  code: 'DirectApiInvalidAuthorizationScheme',
};

export const policyAbsent = defineRule({
  meta: {
    id: 'policy-absent',
    category: 'trust',
    severity: 'error',
    title: 'A token is sent, and the receiver has no authorization policy for its kind',
    why: 'Without a policy no token opens the door: the receiver answers OAuthAccessPolicyNotFound. A policy of type AADPOP takes PoP tokens alone, and what a workflow sends is a bearer token.',
    remedy:
      'Add an authorization policy (type AAD) with the claims iss and aud to accessControl.triggers.openAuthenticationPolicies of the receiver.',
    yieldsTo: ['sas-with-authorization'],
    sources: ['facts/security.md §1.4', 'facts/security.md §5'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    refused: (data: About & { lack: string }) =>
      `'${data.operation}' sends a token to ${data.receiver}, ${data.lack}: the call is refused ${data.refusal}${data.assumed}.`,
  },
  check(call, say) {
    const otherKind = reasonFor(call.outcome, 'wrong-scheme');
    const found = otherKind ?? reasonFor(call.outcome, 'no-policy');
    const credential = tokenOf(call);
    if (found === undefined || found.suspect || credential === undefined) return;
    const { lack, place, code } = otherKind !== undefined ? POP : call.site === null ? NONE : UNCHECKED;
    say(
      'refused',
      credential.at,
      { ...about(call, found.reason, code), lack },
      withReceiver(call, found.reason, place),
    );
  },
});
