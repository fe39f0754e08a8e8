import type { Document, Fault, FaultKind } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

/** Comments, trailing commas and raw line breaks are read by the deployment tools (facts/arm-templates.md §1.4). */
const FATAL: readonly FaultKind[] = ['syntax', 'truncated', 'empty', 'depth', 'size'];

function fatal({ value, faults }: Document): readonly Fault[] {
  return value === undefined ? faults.filter(({ kind }) => FATAL.includes(kind)).slice(0, 1) : [];
}

export const jsonSyntax = defineRule({
  meta: {
    id: 'json-syntax',
    category: 'template',
    severity: 'error',
    title: 'The file is not JSON',
    why: 'No tool can deploy it, and nothing in it could be checked.',
    remedy: 'Mend the text at this place; often a comma, a quote or a bracket is missing just before it.',
    sources: ['facts/arm-templates.md §1.4', 'facts/corpus.md §16'],
  },
  judges: 'document',
  messages: {
    broken: (data: { what: string }) => `The file cannot be read as JSON: ${data.what}. Nothing in it was checked.`,
  },
  check(document, say) {
    for (const fault of fatal(document))
      say(
        'broken',
        { file: document.id, pointer: fault.pointer ?? '', offset: [fault.start, fault.end] },
        { what: fault.message },
      );
  },
});
