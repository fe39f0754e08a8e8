import { claimOf, claimsConflict, isBearer, isMicrosoft } from '../../src/link/claims.ts';
import { issuerForm } from '../../src/link/policy.ts';
import { defineRule } from '../../src/rule.ts';

export const policyUnsatisfiable = defineRule({
  meta: {
    id: 'policy-unsatisfiable',
    category: 'exposure',
    severity: 'error',
    title: 'The claims of an authorization policy stand in no token together',
    why: 'All claims of a policy must match one token. A version 2 token carries a GUID as aud and the caller in azp, a version 1 token the caller in appid: a mixed policy lets nobody in.',
    remedy:
      'Take the claims of one token version, or write one policy for each version: iss https://sts.windows.net/<tenant id>/ with appid, iss https://login.microsoftonline.com/<tenant id>/v2.0 with azp and a GUID as aud.',
    yieldsTo: ['policy-claim-invalid', 'policy-issuer-invalid'],
    sources: ['facts/security.md §6', 'facts/security.md §6.1', 'facts/security.md §9 #6', 'facts/security.md §9 #7'],
    cwe: [287],
    securitySeverity: 4.0,
  },
  judges: 'receiver',
  messages: {
    audience: ({ policy, audience }: { policy: string; audience: string }) =>
      `The policy '${policy}' asks for the issuer of version 2 tokens and for the audience '${audience}', but version 2 tokens carry the application's GUID as aud: no token matches.`,
    appid: ({ policy }: { policy: string; audience: string }) =>
      `The policy '${policy}' asks for the issuer of version 2 tokens and for the claim appid, but version 2 tokens name their caller in azp: no token matches.`,
    azp: ({ policy }: { policy: string; audience: string }) =>
      `The policy '${policy}' asks for the issuer of version 1 tokens and for the claim azp, but version 1 tokens name their caller in appid: no token matches.`,
  },
  check({ access }, say) {
    if (access === null || access.policies === 'unknown') return;
    for (const policy of access.policies.filter(isBearer)) {
      const issuer = claimOf(policy, 'iss')?.value ?? null;
      const { version, exact } = issuer === null ? { version: null, exact: false } : issuerForm(issuer);
      const found = version === null || !exact ? null : claimsConflict(policy, version);
      if (found === null) continue;
      // Microsoft's own APIs have token formats of their own (facts/security.md §6).
      const more = isMicrosoft(claimOf(policy, 'aud')?.value ?? null) ? { severity: 'warning' as const } : {};
      say(
        found.key,
        found.at ?? policy.at,
        { policy: policy.name, audience: found.audience },
        { about: policy.at.pointer, ...more },
      );
    }
  },
});
