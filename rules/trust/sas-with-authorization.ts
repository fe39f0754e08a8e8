import { tokenAlone } from '../../src/mends.ts';
import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, rests } from '../../src/verdict.ts';

export const sasWithAuthorization = defineRule({
  meta: {
    id: 'sas-with-authorization',
    category: 'trust',
    severity: 'error',
    title: 'A SAS signature and an Authorization header travel in one request',
    why: 'A request may carry one scheme only. With both, the receiver answers DirectApiRequestHasMoreThanOneAuthorization, whatever each of them is worth.',
    remedy:
      'Remove the signature (sp, sv and sig) from the URL and keep the token, or drop the authentication and keep the signature; the token is the safer one.',
    fixable: 'safe',
    sources: ['facts/security.md §1.4', 'facts/security.md §5', 'facts/security.md §9 #3'],
    cwe: [287],
    securitySeverity: 5.0,
  },
  judges: 'call',
  messages: {
    both: (data: { operation: string; receiver: string; credential: string }) =>
      `'${data.operation}' calls ${data.receiver} with a SAS signature in the URL and ${data.credential}: the call is refused with DirectApiRequestHasMoreThanOneAuthorization (401 or 400).`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'sas-and-authorization');
    if (found === undefined || found.suspect) return;
    const { sender } = call;
    const { credential } = sender;
    const token =
      credential.kind === 'managed-identity'
        ? 'the token of a managed identity'
        : credential.kind === 'oauth'
          ? 'an OAuth token'
          : 'an Authorization header';
    const beside =
      credential.kind === 'none' || credential.kind === 'unknown' ? sender.authorizationHeaderAt : credential.at;
    const related = beside === null ? [] : [{ at: beside, message: 'the Authorization header comes from here' }];
    const receiver =
      call.receiver === null ? [] : receiverPlace(call, { ...found.reason, at: call.receiver.at }, 'the receiver');
    say(
      'both',
      sender.sasAt ?? sender.at,
      { operation: sender.operation, receiver: receiverName(call), credential: token },
      {
        related: [...related, ...receiver],
        outcome: call.outcome,
        softened: sender.sas !== 'yes' && rests(call),
        ...tokenAlone(sender),
      },
    );
  },
});
