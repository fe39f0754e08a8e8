import { defineRule } from '../../src/rule.ts';
import { reasonFor } from '../../src/verdict.ts';

export const identityAbsent = defineRule({
  meta: {
    id: 'identity-absent',
    category: 'trust',
    severity: 'error',
    title: 'An action uses a managed identity, and the workflow has none',
    why: 'There is nobody to get a token for: the action fails with WorkflowManagedServiceIdentityNotSpecified before it calls anybody.',
    remedy: 'Give the workflow an identity: "identity": { "type": "SystemAssigned" }, or attach a user-assigned one.',
    sources: ['facts/security.md §3.3', 'facts/security.md §5', 'facts/security.md §9 #18'],
    cwe: [287],
    securitySeverity: 3.0,
  },
  judges: 'call',
  messages: {
    absent: (data: { operation: string; workflow: string }) =>
      `'${data.operation}' authenticates with a managed identity, but the workflow '${data.workflow}' has no identity: the action fails with WorkflowManagedServiceIdentityNotSpecified.`,
  },
  check(call, say) {
    const { credential, operation, workflow } = call.sender;
    const found = reasonFor(call.outcome, 'identity-absent');
    if (found === undefined || credential.kind !== 'managed-identity') return;
    const related = [{ at: found.reason.at ?? workflow.at, message: 'the workflow, without an identity' }];
    say('absent', credential.at, { operation, workflow: workflow.name }, { related, outcome: call.outcome });
  },
});
