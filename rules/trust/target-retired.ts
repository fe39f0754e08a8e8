import { retiredIn } from '../../src/link/retired.ts';
import { defineRule } from '../../src/rule.ts';

export const targetRetired = defineRule({
  meta: {
    id: 'target-retired',
    category: 'trust',
    severity: 'warning',
    title: 'The service that is called is retired',
    why: 'Calls to it fail, or will soon.',
    remedy: 'Move to the service that takes its place.',
    sources: ['facts/doors.md §6', 'facts/security.md §3.6'],
    cwe: [477],
    securitySeverity: 1.0,
  },
  judges: 'sender',
  messages: {
    retired: (data: { operation: string; what: string; instead: string }) => ({
      text: `'${data.operation}': ${data.what}, and calls to it fail or will soon.`,
      remedy: data.instead,
    }),
  },
  check(sender, say) {
    const found = retiredIn(sender);
    if (found !== undefined)
      say('retired', found.at, { operation: sender.operation, what: found.what, instead: found.instead });
  },
});
