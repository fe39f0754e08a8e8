import type { Unlinked } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

const WHY: Readonly<Record<Unlinked, string>> = {
  external: 'its address is not that of a workflow',
  'target-unknown': 'its address is not known before the run',
  'not-in-project': 'the workflow that it calls is not among the files that were read',
  ambiguous: 'two different workflows fit its address',
  'no-such-workflow': 'the app has no workflow of that name',
  'no-such-trigger': 'the workflow has no trigger of that name',
  'not-callable': 'the workflow cannot be called in this way',
};

export const senderUnlinked = defineRule({
  meta: {
    id: 'sender-unlinked',
    category: 'trust',
    severity: 'off',
    title: 'No receiver was found for this call',
    why: 'Nothing can be said about whether the call will be admitted.',
    remedy: 'Hand laudit the file of the receiver too, or write its address so that it can be followed.',
    sources: ['facts/corpus.md §1'],
    cwe: [1059],
    securitySeverity: 0.1,
  },
  judges: 'call',
  messages: {
    alone: (data: { operation: string; why: string }) => `No receiver was found for '${data.operation}': ${data.why}.`,
  },
  check({ sender, unlinked }, say) {
    if (unlinked !== null) say('alone', sender.target.at, { operation: sender.operation, why: WHY[unlinked] });
  },
});
