import type { Policy } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** Portal labels are wrong in another way: policy-claim-invalid speaks of them. */
const LABELS = ['audience'];

/** AADPOP is safe without `aud`, since `u` is checked (facts/security.md §1.4). */
function lacksAudience({ claims, type }: Policy): boolean {
  if (claims === 'unknown' || asText(type)?.toLowerCase() !== 'aad') return false;
  const names = claims.map((claim) => asText(claim.name)?.toLowerCase());
  return !names.some((name) => name === undefined || name === 'aud' || LABELS.includes(name));
}

/** Other claims than the issuer's still tell callers apart. */
function isNarrowed({ claims }: Policy): boolean {
  return (
    claims !== 'unknown' &&
    claims.some((claim) => !['iss', 'issuer', 'tid'].includes(asText(claim.name)?.toLowerCase() ?? ''))
  );
}

export const policyWithoutAudience = defineRule({
  meta: {
    id: 'policy-without-audience',
    category: 'exposure',
    severity: 'error',
    title: 'An authorization policy does not say for whom a token must be made',
    why: 'Without the claim aud any token of the tenant opens the door, one that somebody obtained for another service included.',
    remedy:
      'Add the claim aud with the audience that the callers ask for: the client id or the App ID URI of an application that stands for this workflow.',
    yieldsTo: ['policy-claim-invalid'],
    sources: ['facts/security.md §1.4', 'facts/security.md §6', 'facts/security.md §7'],
    cwe: [441, 287],
    securitySeverity: 7.5,
  },
  judges: 'receiver',
  messages: {
    absent: (data: { policy: string; workflow: string }) =>
      `The authorization policy '${data.policy}' of '${data.workflow}' has no claim aud: any token that its tenant issues, for whatever service, runs the workflow.`,
    narrowed: (data: { policy: string; workflow: string }) =>
      `The authorization policy '${data.policy}' of '${data.workflow}' has no claim aud: a token that fits its other claims runs the workflow, for whatever service it was issued.`,
  },
  check({ access, workflow }, say) {
    if (access === null || access.policies === 'unknown') return;
    for (const policy of access.policies.filter(lacksAudience)) {
      say(
        isNarrowed(policy) ? 'narrowed' : 'absent',
        policy.at,
        { policy: policy.name, workflow: workflow.name },
        { about: policy.at.pointer },
      );
    }
  },
});
