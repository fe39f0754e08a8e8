import { variablesOf } from '../../src/extract/declared.ts';
import { graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const unusedVariable = defineRule({
  meta: {
    id: 'unused-variable',
    category: 'definition',
    severity: 'info',
    title: 'A variable is never read',
    why: 'It is initialized in every run, and perhaps changed, and nothing comes of it.',
    remedy: 'Remove the variable and the actions that change it, or read it.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    unused: (data: { name: string }) => `The variable '${data.name}' is initialized and never read.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const reads = graph.references.filter(({ kind }) => kind === 'variable');
    const unclear = graph.opaque || !workflow.closed || reads.some(({ name }) => name === undefined);
    if (unclear || graph.written.some(({ template }) => template.faults.length > 0)) return;
    const read = new Set(reads.map(({ name }) => name?.toLowerCase()));
    for (const [key, same] of variablesOf(graph).all) {
      const [first] = same;
      const operation = graph.operations[first?.operation ?? -1]?.name ?? '';
      if (first !== undefined && !read.has(key)) say('unused', first.at, { name: first.name }, { operation });
    }
  },
});
