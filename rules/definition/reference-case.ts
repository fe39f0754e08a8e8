import { graphOf, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

const NAMING = ['action', 'result', 'loop-item', 'iteration-index'];

export const referenceCase = defineRule({
  meta: {
    id: 'reference-case',
    category: 'definition',
    severity: 'info',
    title: 'A reference differs from the name of its action in letter case alone',
    why: 'The service takes both for the same name, so the workflow runs; but a search for the name misses the place, and a rename in an editor may leave it behind.',
    remedy: 'Write the name as the action has it.',
    sources: ['facts/workflow-language.md §4'],
  },
  judges: 'workflow',
  messages: {
    differs: (data: { place: string; name: string; wanted: string }) =>
      `'${data.place}' names '${data.name}', the action is called '${data.wanted}': they differ in letter case alone.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      const { kind, name } = reference;
      if (name === undefined || !NAMING.includes(kind)) continue;
      const targets =
        graph.actions
          .get(name.toLowerCase())
          ?.slice(0, 8)
          .map((index) => graph.operations[index]?.name) ?? [];
      const [wanted] = targets;
      if (wanted === undefined || targets.includes(name)) continue;
      const { at, place, more } = spotOf(graph, reference, reference.call.a[0]);
      say('differs', at, { place, name, wanted }, more);
    }
  },
});
