import { isNotAttached } from '../../src/link/identities.ts';
import { defineRule } from '../../src/rule.ts';
import { show } from '../../src/value.ts';

// The name stands at the end of a resource id: what is cut off would be the one part that tells identities apart.
const LONGEST_ID = 300;

export const identityNotAttached = defineRule({
  meta: {
    id: 'identity-not-attached',
    category: 'trust',
    severity: 'error',
    title: 'The action names a user-assigned identity that the workflow does not have',
    why: 'The platform can get no token for an identity that is not attached to the workflow, and the action fails before it calls anybody.',
    remedy: 'Attach the identity (identity.userAssignedIdentities of the workflow), or name one that is attached.',
    yieldsTo: ['identity-absent'],
    sources: ['facts/security.md §3.3', 'facts/security.md §9 #18'],
    cwe: [287],
    securitySeverity: 3.0,
  },
  judges: 'sender',
  messages: {
    missing: (data: { operation: string; workflow: string; identity: string }) =>
      `'${data.operation}' uses the identity '${data.identity}', which is not attached to the workflow '${data.workflow}': no token can be had and the action fails.`,
  },
  check(sender, say) {
    const { credential, identity, operation, workflow } = sender;
    if (!isNotAttached(sender) || credential.kind !== 'managed-identity' || identity.kind !== 'present') return;
    const named = credential.identity;
    if (named === null) return;
    say(
      'missing',
      named.from ?? credential.at,
      { operation, workflow: workflow.name, identity: show(named, LONGEST_ID) },
      { related: [{ at: identity.at, message: 'the identities of the workflow' }] },
    );
  },
});
