import { fits, functionNamed } from '../../src/expression/workflow/functions.ts';
import { conditionCalls } from '../../src/extract/condition-trees.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

function takes(min: number, max: number | null): string {
  const noun = (count: number): string => `${String(count)} argument${count === 1 ? '' : 's'}`;
  if (max === null) return `at least ${noun(min)}`;
  return min === max ? noun(min) : `${String(min)} to ${noun(max)}`;
}

/** Operators of conditions written as a tree of objects, each with a list of two (facts/workflow-language.md §8). */
const COMPARING = new Set('equals greater greaterorequals less lessorequals contains startswith endswith'.split(' '));

export const functionArity = defineRule({
  meta: {
    id: 'function-arity',
    category: 'definition',
    severity: 'error',
    title: 'A function gets too few or too many arguments',
    why: 'The number of arguments is checked when the workflow is saved or deployed, and a wrong one is refused with InvalidTemplate.',
    remedy: 'Give the arguments that the function takes. Brackets in the wrong place are the usual reason.',
    sources: ['facts/workflow-language.md §3', 'facts/data/workflow-functions.json'],
  },
  judges: 'workflow',
  messages: {
    count: (data: { place: string; name: string; takes: string; count: number }) =>
      `'${data.place}' calls ${data.name}() with ${data.count}, but it takes ${data.takes}: the workflow is refused when it is deployed.`,
    operands: (data: { place: string; name: string; count: number }) =>
      `The condition of '${data.place}' gives ${data.name} ${data.count === 1 ? 'one operand' : `${String(data.count)} operands`}, but it compares two.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const use of graph.calls) {
      const { n: name, a } = use.call;
      const spec = functionNamed(name);
      if (spec === undefined || fits(spec, a.length)) continue;
      const { at, place, more } = spotOf(graph, use);
      // Published workflows go below the documented number where any number may follow.
      const doubt = spec.max === null ? ({ severity: 'warning' } as const) : {};
      say('count', at, { place, name, takes: takes(spec.min, spec.max), count: a.length }, { ...more, ...doubt });
    }
    for (const operation of workflow.operations)
      for (const { name, count = 2, at } of conditionCalls(operation)) {
        if (count === 2 || !COMPARING.has(name.toLowerCase())) continue;
        say('operands', at, { place: operation.name, name, count }, { operation: operation.name });
      }
  },
});
