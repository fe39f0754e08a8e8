import { claimOf, isBearer } from '../../src/link/claims.ts';
import { issuerForm } from '../../src/link/policy.ts';
import { familyOf } from '../../src/link/tokens.ts';
import type { Policy, Value } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { show } from '../../src/value.ts';

/** An App ID URI, as far as its beginning says so: a version 2 token carries the application's GUID instead. */
function isUri(audience: Value): boolean {
  const [first] = audience.kind === 'text' ? audience.parts : audience.kind === 'known' ? [audience.value] : [];
  return typeof first === 'string' && /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(first);
}

function isMicrosoft(audience: Value | null): boolean {
  return audience !== null && ['resource-manager', 'microsoft'].includes(familyOf(audience));
}

/** Claim and message; null = some token may carry all of them. */
function conflict(policy: Policy, version: 1 | 2) {
  const audience = claimOf(policy, 'aud')?.value ?? null;
  if (version === 2 && audience !== null && isUri(audience))
    return { key: 'audience' as const, at: audience.from, audience: show(audience, 80) };
  const claim = claimOf(policy, version === 2 ? 'appid' : 'azp');
  return claim === undefined
    ? null
    : { key: version === 2 ? ('appid' as const) : ('azp' as const), at: claim.at, audience: '' };
}

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
      const found = version === null || !exact ? null : conflict(policy, version);
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
