import type { Policy } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** Portal labels are wrong in another way: policy-claim-invalid speaks of them. */
const LABELS = ['issuer'];

function lacksIssuer({ claims }: Policy): boolean {
  if (claims === 'unknown') return false;
  const names = claims.map((claim) => asText(claim.name)?.toLowerCase());
  return !names.some((name) => name === undefined || name === 'iss' || LABELS.includes(name));
}

export const policyWithoutIssuer = defineRule({
  meta: {
    id: 'policy-without-issuer',
    category: 'exposure',
    severity: 'error',
    title: 'An authorization policy does not say whose tokens it accepts',
    why: 'The claim iss is mandatory: without it the policy is not accepted when it is saved, or no tenant is checked.',
    remedy:
      'Add the claim iss: https://sts.windows.net/<tenant id>/ for version 1 tokens, https://login.microsoftonline.com/<tenant id>/v2.0 for version 2 tokens.',
    yieldsTo: ['policy-claim-invalid'],
    sources: ['facts/security.md §1.4', 'facts/security.md §7'],
    cwe: [287],
    securitySeverity: 7.0,
  },
  judges: 'receiver',
  messages: {
    absent: (data: { policy: string; workflow: string }) =>
      `The authorization policy '${data.policy}' of '${data.workflow}' has no claim iss, which is mandatory: it does not say which tenant's tokens it accepts.`,
  },
  check({ access, workflow }, say) {
    if (access === null || access.policies === 'unknown') return;
    for (const policy of access.policies)
      if (lacksIssuer(policy))
        say('absent', policy.at, { policy: policy.name, workflow: workflow.name }, { about: policy.at.pointer });
  },
});
