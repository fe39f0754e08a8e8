import { defineRule } from '../../src/rule.ts';
import { sayKind } from '../../src/secret.ts';

export const secretInInlineCode = defineRule({
  meta: {
    id: 'secret-in-inline-code',
    category: 'secrets',
    severity: 'error',
    title: 'The code of an action holds a secret',
    why: 'Code is deployed with the workflow, in its definition or in a file beside it: whoever may read either reads the secret, and no secure parameter reaches into it.',
    remedy:
      'Change the secret, and read it outside the code: a Key Vault action with secured outputs, or an app setting, whose result the code takes from workflowContext.',
    yieldsTo: ['sas-url'],
    sources: ['facts/security.md §4.4', 'facts/workflow-language.md §8'],
    cwe: [798],
    securitySeverity: 8.0,
  },
  judges: 'secret',
  messages: {
    literal: ({ operation, what }: { operation: string | null; what: string }) =>
      `${operation === null ? 'This code' : `The code of '${operation}'`} holds ${what}: whoever reads this file can use it.`,
  },
  check({ kind, place, operation, at }, say) {
    if (kind !== 'sas-signature' && place === 'inline-code') say('literal', at, { operation, what: sayKind(kind) });
  },
});
