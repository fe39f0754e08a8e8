import type { Sender } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { oneOf, reasonFor, receiverName, receiverPlace, refusal, rests, text, texts, withDefaults } from '../../src/verdict.ts';
import { asText } from '../../src/value.ts';

export const callerClaimMismatch = defineRule({
  meta: {
    id: 'caller-claim-mismatch',
    category: 'trust',
    severity: 'error',
    title: 'The policies that would fit name another caller',
    why: 'Every policy whose audience and issuer fit demands a claim that the token of this caller does not carry: the call is refused with MisMatchingOAuthClaims.',
    remedy: "Write the caller's own id into the policy: its application (client) id in appid or azp, its object id in oid.",
    yieldsTo: ['audience-missing', 'audience-mismatch', 'issuer-mismatch', 'audience-malformed', 'sas-with-authorization'],
    sources: ['facts/security.md §1.4', 'facts/security.md §6', 'facts/security.md §9 #8'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    other: (data: { operation: string; receiver: string; claim: string; accepted: readonly string[]; whose: string; refusal: string; assumed: string }) =>
      `The token of '${data.operation}' has an audience and an issuer that ${data.receiver} accepts, but the claim '${data.claim}' must be ${oneOf(data.accepted)}, which is ${data.whose}. The call is refused ${data.refusal}${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'claim-mismatch');
    const { credential, operation } = call.sender;
    if (found === undefined || found.suspect || (credential.kind !== 'managed-identity' && credential.kind !== 'oauth')) return;
    const claim = text(found.reason.data['claim']);
    const accepted = texts(found.reason.data['accepted']);
    const facts = { operation, receiver: receiverName(call), claim, accepted, whose: whoseId(claim, accepted, call.sender), refusal: refusal(found.reason, 'MisMatchingOAuthClaims (401 or 403)'), assumed: withDefaults(call) };
    say('other', credential.at, facts, { related: receiverPlace(call, found.reason, 'demands another caller'), outcome: call.outcome, softened: rests(call) });
  },
});

/** Object id and application id of one identity are easily taken for each other (facts/security.md §9 #8). */
function whoseId(claim: string, accepted: readonly string[], { identity }: Sender): string {
  if (identity.kind !== 'present') return ANOTHER;
  const users = identity.users ?? [];
  const asked = accepted.map((one) => one.toLowerCase());
  const isAsked = (id: ReturnType<typeof asText>) => id !== undefined && asked.includes(id.toLowerCase());
  const inApplication = claim === 'appid' || claim === 'azp';
  if (inApplication && [identity.principalId, ...users.map(({ principalId }) => principalId)].some((id) => isAsked(asText(id))))
    return "the caller's object id (principalId), where its application (client) id belongs";
  if (!inApplication && users.some(({ clientId }) => isAsked(asText(clientId))))
    return "the caller's application (client) id, where its object id (principalId) belongs";
  return ANOTHER;
}

const ANOTHER = 'another caller';
