import { functionNamed } from '../../src/expression/workflow/functions.ts';
import { graphOf, operationOf, placeOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

/** A call after a lone at sign, or after `@ {`: only its name is looked at, so the cost is linear. */
const CALL = /(?<![\w.@+-])@(\s?\{\s?)?([A-Za-z]{2,40})\(/g;

export const literalLooksLikeExpression = defineRule({
  meta: {
    id: 'literal-looks-like-expression',
    category: 'definition',
    severity: 'warning',
    title: 'A text looks like an expression and is none',
    why: 'Inside a text only @{ … } is evaluated, and a whole expression must begin with the first character. Anything else is handed on as it is written: the receiver gets the words of the expression.',
    remedy: 'Write @{ … } around the expression, or remove what stands before the at sign.',
    sources: ['facts/workflow-language.md §1'],
  },
  judges: 'workflow',
  messages: {
    text: (data: { place: string; name: string }) =>
      `'${data.place}' holds the text '@${data.name}(…' outside an expression: it is not evaluated, the words themselves are handed on.`,
    blank: (data: { place: string; name: string }) =>
      `'${data.place}' holds a text that begins with a blank before '@${data.name}(…': it is not evaluated, the words themselves are handed on.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const written of graph.written) {
      if (written.template.kind === 'escaped' || written.template.faults.length > 0 || written.onKey) continue;
      for (const segment of written.template.segments) {
        if (segment.t !== 'lit') continue;
        const match = [...segment.v.slice(0, 100_000).matchAll(CALL)].find(
          ([, , name = '']) => functionNamed(name) !== undefined,
        );
        if (match === undefined) continue;
        const start = segment.start + match.index;
        const operation = operationOf(graph, written)?.name;
        const data = { place: operation ?? 'outputs', name: match[2] ?? '' };
        const at = placeOf(workflow, written, { start, end: start + match[0].length });
        const blank =
          written.text.trimStart().startsWith('@') && start > 0 && written.text.slice(0, start).trim() === '';
        say(blank ? 'blank' : 'text', at, data, operation === undefined ? {} : { operation });
        break;
      }
    }
  },
});
