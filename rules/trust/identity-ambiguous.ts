import { isAmbiguous } from '../../src/link/identities.ts';
import { defineRule } from '../../src/rule.ts';

export const identityAmbiguous = defineRule({
  meta: {
    id: 'identity-ambiguous',
    category: 'trust',
    severity: 'warning',
    title: 'Only user-assigned identities are attached, and the action does not say which to use',
    why: 'Without a name the system-assigned identity is meant, and the workflow has none: no token can be had.',
    remedy:
      'Name the identity: "identity": "<resource id of the user-assigned identity>" beside type ManagedServiceIdentity.',
    yieldsTo: ['identity-absent'],
    sources: ['facts/security.md §3.3'],
    cwe: [287],
    securitySeverity: 3.0,
  },
  judges: 'sender',
  messages: {
    unnamed: (data: { operation: string; workflow: string }) =>
      `'${data.operation}' does not say which identity to use, and '${data.workflow}' has only user-assigned ones: without a name the system-assigned identity is meant, which does not exist.`,
  },
  check(sender, say) {
    const { credential, identity, operation, workflow } = sender;
    if (!isAmbiguous(sender) || credential.kind !== 'managed-identity' || identity.kind !== 'present') return;
    say(
      'unnamed',
      credential.at,
      { operation, workflow: workflow.name },
      { related: [{ at: identity.at, message: 'only user-assigned identities' }] },
    );
  },
});
