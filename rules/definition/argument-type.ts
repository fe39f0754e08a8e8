import { functionNamed } from '../../src/expression/workflow/functions.ts';
import { contradiction, parameterAt } from '../../src/extract/kinds.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

export const argumentType = defineRule({
  meta: {
    id: 'argument-type',
    category: 'definition',
    severity: 'warning',
    title: 'A function gets an argument of a kind that it does not take',
    why: 'The function fails when the action runs: InvalidTemplate, the expression cannot be evaluated.',
    remedy: 'Give an argument of the kind that the function takes, or convert it.',
    sources: ['facts/data/workflow-functions.json', 'facts/data/limits.json'],
  },
  judges: 'workflow',
  messages: {
    kind: (data: { place: string; name: string; argument: string; found: string; takes: string }) =>
      `'${data.place}' calls ${data.name}() with a value of kind ${data.found} as ${data.argument}, which takes ${data.takes}: the expression fails when it is evaluated.`,
    many: (data: { place: string; count: string }) =>
      `'${data.place}' calls range() for ${data.count} numbers, but it gives at most 100,000: the expression fails when it is evaluated.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const use of graph.calls) {
      const { n: name, a } = use.call;
      const spec = functionNamed(name);
      if (spec === undefined) continue;
      const count = spec.name === 'range' && a[1]?.t === 'num' ? a[1] : undefined;
      // facts/data/limits.json, rangeCount
      if (count !== undefined && Number(count.v) > 100_000) {
        const { at, place, more } = spotOf(graph, use, count);
        say('many', at, { place, count: clip(count.v, 20) }, more);
      }
      a.forEach((argument, index) => {
        const parameter = parameterAt(spec.parameters, index);
        const found = parameter === undefined ? undefined : contradiction(argument, parameter);
        if (parameter === undefined || found === undefined) return;
        const { at, place, more } = spotOf(graph, use, argument);
        say('kind', at, { place, name, argument: parameter.name, found, takes: parameter.kinds.join(' or ') }, more);
      });
    }
  },
});
