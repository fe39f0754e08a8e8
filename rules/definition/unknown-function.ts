import { FUNCTIONS, functionNamed } from '../../src/expression/workflow/functions.ts';
import { conditionCalls } from '../../src/extract/condition-trees.ts';
import { graphOf, isPlainName, spotOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

const NAMES = FUNCTIONS.filter(({ instead }) => instead === null).map(({ name }) => name);

/** Those that a condition written as a tree of objects has (facts/workflow-language.md §8). */
const OPERATORS = 'and or not equals greater greaterOrEquals less lessOrEquals contains startsWith endsWith'.split(' ');

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
    operator: (data: { place: string; name: string; near: string }) =>
      `The condition of '${data.place}' has the operator '${data.name}', which does not exist.${data.near}`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const use of graph.calls) {
      const { n: name, start } = use.call;
      if (functionNamed(name) !== undefined || !isPlainName(name)) continue;
      const { at, place, more } = spotOf(graph, use, { start, end: start + name.length });
      say('unknown', at, { place, name: clip(name, 80), near: suggestion(graph, name, NAMES) }, more);
    }
    for (const operation of workflow.operations)
      for (const { name, at } of conditionCalls(operation)) {
        if (functionNamed(name) !== undefined) continue;
        const data = { place: operation.name, name, near: suggestion(graph, name, OPERATORS) };
        say('operator', at, data, { operation: operation.name });
      }
  },
});
