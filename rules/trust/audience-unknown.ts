import { defineRule } from '../../src/rule.ts';
import { reasonFor, rests, text, withDefaults } from '../../src/verdict.ts';

export const audienceUnknown = defineRule({
  meta: {
    id: 'audience-unknown',
    category: 'trust',
    severity: 'error',
    title: 'The tenant knows no application with this audience',
    why: 'Microsoft Entra ID refuses the token request with AADSTS500011 (resource principal not found), so the call never leaves the sender.',
    remedy:
      "Use an identifier that a service principal of the tenant answers to, or create the application's service principal.",
    yieldsTo: ['audience-malformed'],
    sources: ['facts/doors.md §3', 'facts/security.md §5'],
    cwe: [287],
    securitySeverity: 3.0,
  },
  judges: 'call',
  messages: {
    unknown: (data: { operation: string; asked: string; assumed: string }) =>
      `'${data.operation}' asks for a token with audience '${data.asked}', which no service principal in the inventory answers to: the token request fails with AADSTS500011${data.assumed}.`,
  },
  check(call, say) {
    const { credential, operation } = call.sender;
    const found = reasonFor(call.outcome, 'audience-unknown');
    if (found === undefined || credential.kind !== 'managed-identity') return;
    const at = credential.audience?.from ?? credential.at;
    const data = { operation, asked: text(found.reason.data['asked']), assumed: withDefaults(call) };
    say('unknown', at, data, { outcome: call.outcome, softened: rests(call) });
  },
});
