import { defineRule } from '../../src/rule.ts';
import { policyFlaws } from '../../src/link/flaws.ts';
import { claimMended } from '../../src/mends.ts';

/** Limits page of Logic Apps (facts/security.md §1.4). */
const MOST_POLICIES = 5;

export const policyClaimInvalid = defineRule({
  meta: {
    id: 'policy-claim-invalid',
    category: 'exposure',
    severity: 'error',
    title: 'An authorization policy is written in a shape that the platform does not take',
    why: 'The deployment fails, or the policy is stored with a claim that no token can match, so that nobody comes in.',
    remedy:
      'Write each claim as { "name": "<name of the JWT claim>", "value": "<one string>" } and the policy type as AAD or AADPOP.',
    fixable: 'safe',
    sources: ['facts/security.md §1.4', 'facts/security.md §1.1', 'facts/security.md §9 #10'],
    cwe: [287, 1173],
    securitySeverity: 5.0,
  },
  judges: 'receiver',
  messages: {
    label: ({ policy, name, raw }: { policy: string; name: string; raw: string }) =>
      `The policy '${policy}' has a claim named '${name}', which is the label that the portal shows: the claim itself is called '${raw}', and the deployment fails.`,
    'letter-case': ({ policy, name, raw }: { policy: string; name: string; raw: string }) =>
      `The policy '${policy}' has a claim named '${name}': tokens carry '${raw}', the letter case counts, and the policy never matches.`,
    values: ({ policy, name }: { policy: string; name: string }) =>
      `The claim '${name}' of the policy '${policy}' has 'values' where the platform reads 'value': the deployment fails.`,
    array: ({ policy, name }: { policy: string; name: string }) =>
      `The claim '${name}' of the policy '${policy}' has a list as its value: a claim has one string, and further values need further policies.`,
    'claims-shape': ({ policy }: { policy: string }) =>
      `The claims of the policy '${policy}' are no list of { "name", "value" }: the platform does not read them.`,
    'value-length': ({ policy, name, length }: { policy: string; name: string; length: number }) =>
      `The value of the claim '${name}' of the policy '${policy}' has ${String(length)} characters; 150 are allowed, and the deployment fails (InvalidOAuthClaimValue).`,
    'claim-count': ({ policy, count }: { policy: string; count: number }) =>
      `The policy '${policy}' has ${String(count)} claims; 10 are allowed.`,
    'policy-count': ({ workflow, count }: { workflow: string; count: number }) =>
      `'${workflow}' has ${String(count)} authorization policies; ${String(MOST_POLICIES)} are allowed.`,
    'type-missing': ({ policy }: { policy: string }) =>
      `The policy '${policy}' has no type, which the platform demands: "type": "AAD".`,
    'type-unknown': ({ policy, type }: { policy: string; type: string }) =>
      `The policy '${policy}' is of the type '${type}'; the platform knows AAD and AADPOP.`,
  },
  check({ access, workflow, view }, say) {
    if (access === null || access.policies === 'unknown') return;
    const count = access.policies.length;
    if (count > MOST_POLICIES) say('policy-count', access.at, { workflow: workflow.name, count });
    for (const policy of access.policies) {
      // Rows of Resource Graph may have lost members (facts/security.md §8).
      const flaws = policyFlaws(policy).filter(({ flaw }) => view !== 'graph' || !flaw.endsWith('missing'));
      for (const one of flaws) {
        const more = { about: policy.at.pointer, ...claimMended(one) };
        say(one.flaw, one.at, { policy: policy.name, ...one.data }, more);
      }
    }
  },
});
