import { defineRule } from '../../src/rule.ts';
import {
  oneOf,
  reasonFor,
  receiverName,
  receiverPlace,
  refusal,
  rests,
  texts,
  withDefaults,
} from '../../src/verdict.ts';

export const issuerMismatch = defineRule({
  meta: {
    id: 'issuer-mismatch',
    category: 'trust',
    severity: 'error',
    title: 'The audience fits, but no policy accepts the issuer of the token',
    why: "The token's issuer is fixed by the tenant and by the token version of the application that owns the audience. Every policy of the receiver names another one, and the call is refused with MisMatchingOAuthClaims.",
    remedy:
      'Write the issuer that the token carries: https://sts.windows.net/<tenant>/ for version 1 tokens, https://login.microsoftonline.com/<tenant>/v2.0 for version 2 tokens.',
    yieldsTo: ['audience-missing', 'audience-mismatch', 'audience-malformed', 'sas-with-authorization'],
    sources: ['facts/security.md §1.4', 'facts/security.md §6', 'facts/security.md §6.1'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    refused: (data: {
      operation: string;
      receiver: string;
      accepted: readonly string[];
      refusal: string;
      assumed: string;
    }) =>
      `'${data.operation}' asks for an audience that ${data.receiver} accepts, but no token with that audience that it can get is issued by ${oneOf(data.accepted)}. The call is refused ${data.refusal}${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'issuer-mismatch');
    const { credential, operation } = call.sender;
    if (found === undefined || found.suspect || (credential.kind !== 'managed-identity' && credential.kind !== 'oauth'))
      return;
    const accepted = texts(found.reason.data['accepted']);
    const related = receiverPlace(call, found.reason, `accepts only tokens issued by ${oneOf(accepted)}`);
    const at = credential.audience?.from ?? credential.at;
    say(
      'refused',
      at,
      {
        operation,
        receiver: receiverName(call),
        accepted,
        refusal: refusal(found.reason, 'MisMatchingOAuthClaims (401 or 403)'),
        assumed: withDefaults(call),
      },
      { related, outcome: call.outcome, softened: rests(call) },
    );
  },
});
