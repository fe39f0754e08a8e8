import { variablesOf, writesOf } from '../../src/extract/declared.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const variableNotInitialized = defineRule({
  meta: {
    id: 'variable-not-initialized',
    category: 'definition',
    severity: 'warning',
    title: 'A variable is used by an action that does not run after its initialization',
    why: 'The action may start before the variable exists. Microsoft documents that a variable must be initialized first; whether the service refuses the workflow or the run fails is not documented.',
    remedy: 'Let the action run after the one that initializes the variable, directly or through others.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    early: (data: { place: string; name: string; initializer: string }) =>
      `'${data.place}' uses the variable '${data.name}', but does not run after '${data.initializer}', which initializes it.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const { all, closed } = variablesOf(graph);
    if (!closed) return;
    const early = (operation: number, name: string): string | undefined => {
      const reader = graph.operations[operation];
      const same = all.get(name.toLowerCase()) ?? [];
      if (reader === undefined || reader.role === 'trigger' || same.some((one) => one.operation === operation))
        return undefined;
      if (!same.every((one) => graph.order.reaches(operation, one.operation) === 'no')) return undefined;
      return graph.operations[same[0]?.operation ?? -1]?.name;
    };
    for (const reference of graph.references) {
      const { kind, name, written } = reference;
      const initializer = kind === 'variable' && name !== undefined ? early(written.operation, name) : undefined;
      if (initializer === undefined || name === undefined) continue;
      const { at, place, more } = spotOf(graph, reference);
      say('early', at, { place, name, initializer }, more);
    }
    for (const { operation, name, at } of writesOf(graph)) {
      const initializer = early(operation, name);
      const place = graph.operations[operation]?.name ?? '';
      if (initializer !== undefined) say('early', at, { place, name, initializer }, { operation: place });
    }
  },
});
