import { whoseId } from '../../src/link/who.ts';
import { defineRule } from '../../src/rule.ts';
import { type About, about, oneOf, reasonFor, text, texts, tokenOf, withReceiver } from '../../src/verdict.ts';

export const callerClaimMismatch = defineRule({
  meta: {
    id: 'caller-claim-mismatch',
    category: 'trust',
    severity: 'error',
    title: 'The policies that would fit name another caller',
    why: 'Every policy whose audience and issuer fit demands a claim that the token of this caller does not carry: the call is refused with MisMatchingOAuthClaims.',
    remedy:
      "Write the caller's own id into the policy: its application (client) id in appid or azp, its object id in oid.",
    yieldsTo: [
      'audience-missing',
      'audience-mismatch',
      'issuer-mismatch',
      'audience-malformed',
      'sas-with-authorization',
    ],
    sources: ['facts/security.md §1.4', 'facts/security.md §6', 'facts/security.md §9 #8'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    other: (data: About & { claim: string; accepted: readonly string[]; whose: string }) =>
      `The token of '${data.operation}' has an audience and an issuer that ${data.receiver} accepts, but the claim '${data.claim}' must be ${oneOf(data.accepted)}, which is ${data.whose}. The call is refused ${data.refusal}${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'claim-mismatch');
    const credential = tokenOf(call);
    if (found === undefined || found.suspect || credential === undefined) return;
    const claim = text(found.reason.data['claim']);
    const accepted = texts(found.reason.data['accepted']);
    const facts = { ...about(call, found.reason), claim, accepted, whose: whoseId(claim, accepted, call.sender) };
    say('other', credential.at, facts, withReceiver(call, found.reason, 'demands another caller'));
  },
});
