import { defineRule } from '../../src/rule.ts';
import { reasonFor, receiverName, receiverPlace, rests, withDefaults } from '../../src/verdict.ts';

export const sasRefused = defineRule({
  meta: {
    id: 'sas-refused',
    category: 'trust',
    severity: 'error',
    title: 'The call carries a SAS signature, and the receiver has SAS switched off',
    why: 'The receiver answers DirectApiInvalidAuthorizationScheme: SAS is disabled under its access control policy.',
    remedy: "Take the signature out of the URL and give the action a managed identity with the audience that the receiver's policy demands.",
    yieldsTo: ['sas-with-authorization'],
    sources: ['facts/security.md §1.5', 'facts/security.md §5'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'call',
  messages: {
    refused: (data: { operation: string; receiver: string; assumed: string }) =>
      `'${data.operation}' calls ${data.receiver} with a SAS signature, and SAS is disabled there: the call is refused with 401 DirectApiInvalidAuthorizationScheme${data.assumed}.`,
  },
  check(call, say) {
    const found = reasonFor(call.outcome, 'sas-off');
    if (found === undefined || found.suspect) return;
    const { sender } = call;
    const related = receiverPlace(call, found.reason, 'SAS is disabled here');
    say('refused', sender.sasAt ?? sender.at, { operation: sender.operation, receiver: receiverName(call), assumed: withDefaults(call) }, { related, outcome: call.outcome, softened: rests(call) });
  },
});
