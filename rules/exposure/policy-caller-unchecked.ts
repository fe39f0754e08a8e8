import { admitsAnyCaller, isBearer } from '../../src/link/claims.ts';
import { defineRule } from '../../src/rule.ts';

export const policyCallerUnchecked = defineRule({
  meta: {
    id: 'policy-caller-unchecked',
    category: 'exposure',
    severity: 'info',
    title: 'No claim of an authorization policy names the caller',
    why: 'Unless the application behind the audience demands an assignment, every identity of the tenant can get a token for it and run the workflow.',
    remedy:
      'Add the claim appid (version 1 tokens), azp (version 2) or oid with the id of the caller, or switch "assignment required" on for the application.',
    yieldsTo: ['policy-too-broad', 'policy-without-audience', 'policy-claim-invalid'],
    sources: ['facts/security.md §6', 'facts/security.md §7'],
    cwe: [863],
    securitySeverity: 3.0,
  },
  judges: 'receiver',
  messages: {
    unchecked: ({ policy, workflow }: { policy: string; workflow: string }) =>
      `No claim of the policy '${policy}' of '${workflow}' names the caller: every identity of the tenant that can get a token for its audience runs the workflow.`,
  },
  check({ access, workflow }, say) {
    if (access === null || access.policies === 'unknown') return;
    for (const policy of access.policies.filter(isBearer)) {
      if (admitsAnyCaller(policy))
        say('unchecked', policy.at, { policy: policy.name, workflow: workflow.name }, { about: policy.at.pointer });
    }
  },
});
