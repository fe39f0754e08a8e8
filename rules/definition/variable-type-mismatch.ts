import { misfits, type Variable, variablesOf, writesOf } from '../../src/extract/declared.ts';
import { sureType } from '../../src/extract/literals.ts';
import { graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

/** Type of the action → types of variables that it can change; SetVariable takes any. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  incrementvariable: ['integer', 'float'],
  decrementvariable: ['integer', 'float'],
  appendtoarrayvariable: ['array'],
  appendtostringvariable: ['string'],
};
const TYPES = ['array', 'boolean', 'float', 'integer', 'object', 'string'];

export const variableTypeMismatch = defineRule({
  meta: {
    id: 'variable-type-mismatch',
    category: 'definition',
    severity: 'error',
    title: 'A variable is changed in a way that its type does not allow',
    why: 'Increment and Decrement need a number, AppendToArray a list, AppendToString a text, and a value must be of the declared type. Anything else is refused, or fails when the action runs.',
    remedy: 'Initialize the variable with the type that is needed, or use the action for its type.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    action: (data: { place: string; name: string; type: string; action: string }) =>
      `'${data.place}' is of type ${data.action}, but the variable '${data.name}' is initialized as ${data.type}.`,
    value: (data: { place: string; name: string; type: string; found: string }) =>
      `'${data.place}' gives the variable '${data.name}', initialized as ${data.type}, a value of type ${data.found}.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const { all } = variablesOf(graph);
    const single = (name: string): Variable | undefined => {
      const same = all.get(name.toLowerCase()) ?? [];
      return same.length === 1 && TYPES.includes(same[0]?.type ?? '') ? same[0] : undefined;
    };
    for (const { name, type, initial, operation, at } of [...all.values()].flat()) {
      const found = sureType(initial);
      const place = graph.operations[operation]?.name ?? '';
      if (found !== undefined && misfits(type, found))
        say('value', initial?.from ?? at, { place, name, type, found }, { operation: place });
    }
    for (const { operation, name, at } of writesOf(graph)) {
      const [writer, variable] = [graph.operations[operation], single(name)];
      if (writer === undefined || variable === undefined) continue;
      const { type } = variable;
      const value = member(writer.inputs, 'value');
      const found = sureType(value);
      const more = { operation: writer.name, related: [{ at: variable.at, message: 'initialized here' }] };
      const takes = Object.hasOwn(TAKES, writer.type.toLowerCase()) ? TAKES[writer.type.toLowerCase()] : undefined;
      if (takes !== undefined && !takes.includes(type))
        say('action', at, { place: writer.name, name, type, action: writer.type }, more);
      else if (takes === undefined && found !== undefined && misfits(type, found))
        say('value', value?.from ?? at, { place: writer.name, name, type, found }, more);
    }
  },
});
