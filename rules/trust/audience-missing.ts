import { defineRule } from '../../src/rule.ts';
import {
  oneOf,
  reasonFor,
  receiverName,
  receiverPlace,
  refusal,
  rests,
  text,
  texts,
  withDefaults,
} from '../../src/verdict.ts';

export const audienceMissing = defineRule({
  meta: {
    id: 'audience-missing',
    category: 'trust',
    severity: 'error',
    title: 'The managed identity names no audience, and the receiver wants one of its own',
    why: 'Without an audience the platform asks for a token for Azure Resource Manager (https://management.azure.com/). No policy of the receiver accepts it, and the call is refused with MisMatchingOAuthClaims.',
    remedy: "Add `audience` to the action's authentication, with the text that the receiver's policy demands.",
    yieldsTo: ['sas-with-authorization', 'policy-absent'],
    sources: ['facts/security.md §3.3', 'facts/security.md §5', 'facts/security.md §6.1'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    refused: (data: {
      operation: string;
      receiver: string;
      asked: string;
      accepted: readonly string[];
      refusal: string;
      assumed: string;
    }) => ({
      text: `'${data.operation}' uses a managed identity without an audience, so its token is for '${data.asked}', but ${data.receiver} accepts only ${oneOf(data.accepted)}. The call is refused ${data.refusal}${data.assumed}.`,
      remedy: `Add "audience": "${data.accepted[0] ?? ''}" to the authentication of '${data.operation}'.`,
    }),
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'audience-missing');
    const { credential, operation } = call.sender;
    // Letter case alone is no sure difference.
    if (found === undefined || found.suspect || credential.kind !== 'managed-identity') return;
    const accepted = texts(found.reason.data['accepted']);
    const facts = {
      operation,
      receiver: receiverName(call),
      asked: text(found.reason.data['asked']),
      accepted,
      refusal: refusal(found.reason, 'MisMatchingOAuthClaims (401 or 403)'),
      assumed: withDefaults(call),
    };
    const related = receiverPlace(call, found.reason, `accepts only ${oneOf(accepted)}`);
    say('refused', credential.at, facts, { related, outcome: call.outcome, softened: rests(call) });
  },
});
