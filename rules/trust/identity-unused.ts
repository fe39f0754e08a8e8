import { usesIdentity } from '../../src/extract/identity-use.ts';
import { defineRule } from '../../src/rule.ts';

export const identityUnused = defineRule({
  meta: {
    id: 'identity-unused',
    category: 'trust',
    severity: 'info',
    title: 'The workflow has a managed identity that nothing in it uses',
    why: 'An identity that nobody needs keeps its roles and permissions, and everyone who may change the workflow can use them.',
    remedy: 'Take the identity away, or authenticate with it where a secret or a signature is used today.',
    sources: ['facts/security.md §3.3', 'facts/security.md §3.5', 'facts/doors.md §5'],
    cwe: [250],
    securitySeverity: 2.0,
  },
  judges: 'workflow',
  messages: {
    unused: (data: { workflow: string }) =>
      `The workflow '${data.workflow}' has a managed identity, but no operation and no connection of it authenticates with one.`,
  },
  check(workflow, say) {
    const { identity, complete, plan, deployed } = workflow;
    if (!complete || plan !== 'consumption' || deployed === 'no' || identity.kind !== 'present') return;
    if (identity.system !== 'yes' && identity.user !== 'yes') return;
    if (usesIdentity(workflow) === 'no') say('unused', identity.at, { workflow: workflow.name });
  },
});
