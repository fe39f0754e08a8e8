import { isNameIn, UNREAD } from '../../src/allowed.ts';
import { parametersOf } from '../../src/extract/declared.ts';
import { isPlainName, graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

/** Designers and exports declare these themselves. */
const SPECIAL = ['$connections', '$authentication'];

export const unusedParameter = defineRule({
  meta: {
    id: 'unused-parameter',
    category: 'definition',
    severity: 'info',
    title: 'A parameter of the definition is never read',
    why: 'Somebody fills it in at every deployment, and nothing changes.',
    remedy: 'Remove the parameter, or use it.',
    options: { allow: UNREAD },
    sources: ['facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    unused: (data: { name: string }) => `The parameter '${data.name}' is declared and never read.`,
  },
  check(workflow, say, { allow }) {
    const graph = graphOf(workflow);
    const parameters = parametersOf(workflow);
    const reads = graph.references.filter(({ kind }) => kind === 'parameter');
    // A computed name, an unknown part or text that cannot be read may hide a reading.
    const unclear = graph.opaque || !workflow.closed || reads.some(({ name }) => name === undefined);
    if (unclear || parameters === undefined || graph.written.some(({ template }) => template.faults.length > 0)) return;
    const read = new Set(reads.map(({ name }) => name?.toLowerCase()));
    for (const [key, { name, at }] of parameters) {
      if (!read.has(key) && !isNameIn([...SPECIAL, ...allow], key) && isPlainName(name)) say('unused', at, { name });
    }
  },
});
