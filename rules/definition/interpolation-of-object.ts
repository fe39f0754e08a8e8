import { variablesOf } from '../../src/extract/declared.ts';
import { kindOf } from '../../src/extract/kinds.ts';
import { graphOf, operationOf, placeOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const interpolationOfObject = defineRule({
  meta: {
    id: 'interpolation-of-object',
    category: 'definition',
    severity: 'info',
    title: 'A list or object stands alone inside @{ }',
    why: 'An interpolation always gives a text: the receiver gets the JSON as one string, not the list or object.',
    remedy: 'Write @… without braces to hand on the value itself, or string(…) where the text is meant.',
    sources: ['facts/workflow-language.md §1'],
  },
  judges: 'workflow',
  messages: {
    text: (data: { place: string; kind: string }) =>
      `'${data.place}' holds an ${data.kind} alone inside @{ }: it becomes a text. Without the braces it stays an ${data.kind}.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const { all } = variablesOf(graph);
    for (const written of graph.written) {
      const [only] = written.template.segments;
      if (written.template.kind !== 'interpolation' || written.template.segments.length !== 1 || written.onKey)
        continue;
      if (only?.t !== 'fn' || only.d.length > 0) continue;
      const [argument] = only.a;
      const variable =
        only.n.toLowerCase() === 'variables' && argument?.t === 'str' ? all.get(argument.v.toLowerCase()) : [];
      const kind = variable?.[0]?.type ?? kindOf(only);
      if (kind !== 'array' && kind !== 'object') continue;
      const operation = operationOf(graph, written)?.name;
      const more = operation === undefined ? {} : { operation };
      say('text', placeOf(workflow, written, only), { place: operation ?? 'outputs', kind }, more);
    }
  },
});
