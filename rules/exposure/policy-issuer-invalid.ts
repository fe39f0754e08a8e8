import { claimOf, isBearer } from '../../src/link/claims.ts';
import { issuerFlaw } from '../../src/link/issuer.ts';
import { defineRule } from '../../src/rule.ts';
import { show } from '../../src/value.ts';

export const policyIssuerInvalid = defineRule({
  meta: {
    id: 'policy-issuer-invalid',
    category: 'exposure',
    severity: 'error',
    title: 'The issuer of an authorization policy is one that no token carries',
    why: 'The platform refuses an issuer of another beginning, and no token carries a tenant called common: a policy with such an issuer is not saved, or lets nobody in.',
    remedy:
      'Write https://sts.windows.net/<tenant id>/ with the slash at its end for version 1 tokens, or https://login.microsoftonline.com/<tenant id>/v2.0 without one for version 2 tokens.',
    yieldsTo: ['policy-claim-invalid'],
    sources: ['facts/security.md §1.4', 'facts/security.md §6', 'facts/security.md §6.1'],
    cwe: [287],
    securitySeverity: 5.0,
  },
  judges: 'receiver',
  messages: {
    prefix: ({ policy, issuer }: { policy: string; issuer: string }) =>
      `The policy '${policy}' names the issuer '${issuer}'; the platform takes only those that begin with https://sts.windows.net/ or https://login.microsoftonline.com/.`,
    tenantless: ({ policy, issuer }: { policy: string; issuer: string }) =>
      `The policy '${policy}' names the issuer '${issuer}': tokens carry the id of their tenant there, so no token matches.`,
    form: ({ policy, issuer }: { policy: string; issuer: string }) =>
      `The policy '${policy}' names the issuer '${issuer}', a form that no token carries: version 1 ends with the tenant id and a slash, version 2 with /v2.0. How exactly the platform compares is not documented.`,
  },
  check({ access }, say) {
    if (access === null || access.policies === 'unknown') return;
    for (const policy of access.policies) {
      const value = claimOf(policy, 'iss')?.value ?? null;
      const flaw = value === null ? null : issuerFlaw(value);
      if (flaw === null || value === null || (flaw === 'form' && !isBearer(policy))) continue;
      const more = flaw === 'form' ? { severity: 'warning' as const } : {};
      say(
        flaw,
        value.from ?? policy.at,
        { policy: policy.name, issuer: show(value, 100) },
        { about: policy.at.pointer, ...more },
      );
    }
  },
});
