import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, refusal, rests, withDefaults } from '../../src/verdict.ts';

export const sasRefused = defineRule({
  meta: {
    id: 'sas-refused',
    category: 'trust',
    severity: 'error',
    title: 'The call carries a SAS signature, and the receiver has SAS switched off',
    why: 'The receiver answers DirectApiInvalidAuthorizationScheme: SAS is disabled under its access control policy.',
    remedy:
      "Take the signature out of the URL and give the action a managed identity with the audience that the receiver's policy demands.",
    yieldsTo: ['sas-with-authorization'],
    sources: ['facts/security.md §1.5', 'facts/security.md §5'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    gate: (data: { operation: string; receiver: string; refusal: string; assumed: string }) => ({
      text: `'${data.operation}' calls ${data.receiver} with a SAS signature alone, and App Service authentication in front of it wants a token: the call is refused ${data.refusal}${data.assumed}.`,
      remedy:
        'Authenticate with a managed identity and leave the signature out, or let App Service authentication pass calls without a token on (AllowAnonymous) so that the workflow checks the signature.',
    }),
    refused: (data: { operation: string; receiver: string; assumed: string }) =>
      `'${data.operation}' calls ${data.receiver} with a SAS signature, and SAS is disabled there: the call is refused with 401 DirectApiInvalidAuthorizationScheme${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'sas-off');
    if (found === undefined || found.suspect) return;
    const { sender } = call;
    const { response } = found.reason;
    const gate = response?.by !== undefined;
    const related = receiverPlace(
      call,
      found.reason,
      gate ? 'calls without a token are refused here' : 'SAS is disabled here',
    );
    if (gate)
      return say(
        'gate',
        sender.sasAt ?? sender.at,
        {
          operation: sender.operation,
          receiver: receiverName(call),
          refusal: refusal(found.reason, ''),
          assumed: withDefaults(call),
        },
        { related, outcome: call.outcome, softened: rests(call) },
      );
    say(
      'refused',
      sender.sasAt ?? sender.at,
      { operation: sender.operation, receiver: receiverName(call), assumed: withDefaults(call) },
      { related, outcome: call.outcome, softened: rests(call) },
    );
  },
});
