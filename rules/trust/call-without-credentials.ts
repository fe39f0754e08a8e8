import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, refusal, rests, withDefaults } from '../../src/verdict.ts';

export const callWithoutCredentials = defineRule({
  meta: {
    id: 'call-without-credentials',
    category: 'trust',
    severity: 'error',
    title: 'The call carries neither a SAS signature nor a token',
    why: 'A request trigger admits nobody without one of them and answers DirectApiAuthorizationRequired.',
    remedy: "Add managed identity authentication with the audience that the receiver's policy demands.",
    sources: ['facts/security.md §1.4', 'facts/security.md §5', 'facts/security.md §9 #9'],
    cwe: [287],
    securitySeverity: 3.0,
  },
  judges: 'call',
  messages: {
    refused: (data: { operation: string; receiver: string; refusal: string; assumed: string }) =>
      `'${data.operation}' calls ${data.receiver} with neither a SAS signature nor an Authorization header: the call is refused ${data.refusal}${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'no-credentials');
    if (found === undefined || found.suspect) return;
    const { sender } = call;
    const related = receiverPlace(call, found.reason, 'who may come in is decided here');
    const at = sender.target.at;
    say(
      'refused',
      at,
      {
        operation: sender.operation,
        receiver: receiverName(call),
        refusal: refusal(found.reason, '401 DirectApiAuthorizationRequired'),
        assumed: withDefaults(call),
      },
      { related, outcome: call.outcome, softened: rests(call) },
    );
  },
});
