import { defineRule } from '../../src/rule.ts';

export const identityKindUnsupported = defineRule({
  meta: {
    id: 'identity-kind-unsupported',
    category: 'trust',
    severity: 'warning',
    title: 'A Consumption workflow has both kinds of managed identity',
    why: 'A Consumption workflow can have the system-assigned identity or one user-assigned identity, not both.',
    remedy: 'Keep one: "SystemAssigned" or "UserAssigned".',
    sources: ['facts/security.md §3.3'],
    cwe: [287],
    securitySeverity: 1.0,
  },
  judges: 'workflow',
  messages: {
    both: (data: { workflow: string }) =>
      `The Consumption workflow '${data.workflow}' asks for a system-assigned and a user-assigned identity at once, which the platform does not support.`,
  },
  check({ plan, identity, name }, say) {
    if (plan !== 'consumption' || identity.kind !== 'present' || identity.system !== 'yes' || identity.user !== 'yes')
      return;
    say('both', identity.at, { workflow: name });
  },
});
