import { admitsAnyCaller, claimOf, isBearer } from '../../src/link/claims.ts';
import { familyOf } from '../../src/link/tokens.ts';
import { defineRule } from '../../src/rule.ts';
import { asText, show } from '../../src/value.ts';

export const policyTooBroad = defineRule({
  meta: {
    id: 'policy-too-broad',
    category: 'exposure',
    severity: 'warning',
    title: 'An authorization policy takes tokens of a Microsoft API from every caller of the tenant',
    why: 'Such tokens are in the hands of everybody who uses that API: any user or application of the tenant, and every service that was given one, can run the workflow with it (a confused deputy).',
    remedy:
      'Register an application that stands for this workflow and ask for its audience, or name the callers: the claim appid (version 1), azp (version 2) or oid.',
    options: {
      allowAudiences: {
        kind: 'texts',
        about: 'Audiences that a policy may accept without naming a caller, as the claim has them.',
        form: '\\S',
        example: 'https://management.azure.com/',
      },
    },
    yieldsTo: ['policy-claim-invalid'],
    sources: ['facts/security.md §6', 'facts/security.md §7'],
    cwe: [441, 863],
    securitySeverity: 6.0,
  },
  judges: 'receiver',
  messages: {
    broad: ({ policy, audience, workflow }: { policy: string; audience: string; workflow: string }) =>
      `The policy '${policy}' of '${workflow}' accepts every token for '${audience}' and names no caller: whoever of the tenant can get a token for that Microsoft API can run the workflow.`,
  },
  check({ access, workflow }, say, { allowAudiences }) {
    if (access === null || access.policies === 'unknown') return;
    for (const policy of access.policies.filter(isBearer)) {
      const audience = claimOf(policy, 'aud')?.value ?? null;
      if (
        audience === null ||
        allowAudiences.includes(asText(audience) ?? '') ||
        !['resource-manager', 'microsoft'].includes(familyOf(audience)) ||
        !admitsAnyCaller(policy)
      )
        continue;
      say(
        'broad',
        policy.at,
        { policy: policy.name, audience: show(audience, 80), workflow: workflow.name },
        { about: policy.at.pointer },
      );
    }
  },
});
