import { FUNCTIONS, functionNamed } from '../../src/expression/workflow/functions.ts';
import { graphOf, isPlainName, spotOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';

const NAMES = FUNCTIONS.filter(({ instead }) => instead === null).map(({ name }) => name);

export const unknownFunction = defineRule({
  meta: {
    id: 'unknown-function',
    category: 'definition',
    severity: 'error',
    title: 'An expression calls a function that does not exist',
    why: 'Functions are looked up when the workflow is saved or deployed. One that the language lacks is refused with InvalidTemplate.',
    remedy:
      'Use a function of the workflow definition language. Functions of templates (resourceGroup and the like) belong into a template expression: [ … ].',
    sources: ['facts/workflow-language.md §3', 'facts/data/workflow-functions.json'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' calls ${data.name}(), which is no function of the workflow definition language: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const use of graph.calls) {
      const { n: name, start } = use.call;
      if (functionNamed(name) !== undefined || !isPlainName(name)) continue;
      const { at, place, more } = spotOf(graph, use, { start, end: start + name.length });
      say('unknown', at, { place, name: name.slice(0, 80), near: suggestion(graph, name, NAMES) }, more);
    }
  },
});
