import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

export const duplicateKey = defineRule({
  meta: {
    id: 'duplicate-key',
    category: 'template',
    severity: 'warning',
    title: 'A member stands twice in one object',
    why: 'The later one wins and the earlier one is silently lost, so what a reader sees first is not what is deployed.',
    remedy: 'Remove one of the two.',
    sources: ['facts/arm-templates.md §1.4', 'facts/corpus.md §16'],
  },
  judges: 'document',
  messages: {
    twice: (data: { key: string }) =>
      `The member '${data.key}' stands twice in one object: the later one wins, this one is lost.`,
  },
  check(document, say) {
    for (const fault of document.faults) {
      if (fault.kind !== 'duplicate-key' || fault.first === undefined) continue;
      const at = { file: document.id, pointer: fault.pointer ?? '' };
      say(
        'twice',
        { ...at, offset: fault.first },
        { key: clip(fault.key ?? '', 80) },
        { related: [{ at: { ...at, offset: [fault.start, fault.end] }, message: 'the one that wins' }] },
      );
    }
  },
});
