import { plainText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { graphOf, operationOf, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const variableSelfReference = defineRule({
  meta: {
    id: 'variable-self-reference',
    category: 'definition',
    severity: 'error',
    title: 'A variable is set to a value that reads the same variable',
    why: "The service refuses it: 'Self reference is not supported when updating the value of variable'.",
    remedy:
      'Compute the new value in a Compose before it, or use IncrementVariable, AppendToStringVariable or AppendToArrayVariable.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    self: (data: { place: string; name: string }) =>
      `'${data.place}' sets the variable '${data.name}' to a value that reads the same variable: self reference is not supported.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      const { kind, name, written } = reference;
      const writer = operationOf(graph, written);
      if (kind !== 'variable' || name === undefined || writer === undefined || !isType(writer, 'setvariable')) continue;
      const target = plainText(member(writer.inputs, 'name'));
      if (written.field !== 'inputs' || target?.toLowerCase() !== name.toLowerCase()) continue;
      const { at, place, more } = spotOf(graph, reference);
      say('self', at, { place, name }, more);
    }
  },
});
