import { graphOf, operationOf, placeOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

/**
 * A number that begins with its point: the designer refuses it, the reference of functions has `sub(10.3, .3)`
 * (https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#sub).
 */
function isDotted(text: string, at: number): boolean {
  return /^\.\d/.test(text.slice(at, at + 2)) && /[(,[]\s{0,20}$/.test(text.slice(Math.max(0, at - 21), at));
}

export const expressionSyntax = defineRule({
  meta: {
    id: 'expression-syntax',
    category: 'definition',
    severity: 'error',
    title: 'An expression cannot be read',
    why: 'Expressions are read when the workflow is saved or deployed. One that cannot be read is refused with InvalidTemplate, and nothing is deployed.',
    remedy: 'Mend the expression. A text that begins with an at sign and is meant as text is written with two: @@.',
    sources: ['facts/workflow-language.md §1', 'facts/workflow-language.md §2'],
  },
  judges: 'workflow',
  messages: {
    fault: (data: { place: string; fault: string }) =>
      `'${data.place}' holds an expression that cannot be read: ${data.fault}. The workflow is refused when it is deployed.`,
    key: (data: { place: string; name: string }) =>
      `'${data.place}' has a property called '${data.name}', which is read as an expression and is none: write '@${data.name}'. Users report that the workflow is refused.`,
    bare: (data: { place: string; name: string }) =>
      `'${data.place}' holds the text '${data.name}', which is read as an expression and is none. If it stands for a value that is filled in later, all is well; if it is meant as text, write '@${data.name}'.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const written of graph.written) {
      const fault = written.template.faults.find(({ kind }) => kind !== 'length');
      if (fault === undefined || isDotted(written.text, fault.start)) continue;
      const operation = operationOf(graph, written)?.name;
      const more = operation === undefined ? {} : { operation };
      const place = operation ?? 'outputs';
      const at = placeOf(workflow, written, fault);
      const bare = /^@[A-Za-z_]\w{0,79}$/.test(written.text) && !written.onKey;
      if (bare) say('bare', at, { place, name: written.text }, { ...more, severity: 'warning' });
      else if (!written.onKey) say('fault', at, { place, fault: fault.message }, more);
      else say('key', at, { place, name: clip(written.text, 80) }, { ...more, severity: 'warning' });
    }
  },
});
