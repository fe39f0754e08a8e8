import { variablesOf, writesOf } from '../../src/extract/declared.ts';
import { gathered } from '../../src/extract/gathered.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';

export const unknownVariable = defineRule({
  meta: {
    id: 'unknown-variable',
    category: 'definition',
    severity: 'error',
    title: 'A variable is used that no action initializes',
    why: 'Variables exist through InitializeVariable alone. A name that none initializes is refused when the workflow is saved or deployed.',
    remedy: 'Initialize the variable at the top level of the workflow, or name one that is initialized.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    read: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' reads variables('${data.name}'), but no action initializes it: the workflow is refused when it is deployed.${data.near}`,
    written: (data: { place: string; name: string; near: string }) =>
      `'${data.place}' changes the variable '${data.name}', but no action initializes it: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const { all, closed } = variablesOf(graph);
    if (!closed) return;
    const names = [...all.values()].flatMap((same) => same.map(({ name }) => name));
    const unknown = (name: string): boolean => !all.has(name.toLowerCase());
    const reads = graph.references.flatMap((reference) => {
      const { kind, name } = reference;
      if (kind !== 'variable' || name === undefined || !unknown(name)) return [];
      const { at, place } = spotOf(graph, reference);
      return [{ key: name.toLowerCase(), name, at, operation: place, message: 'read' as const }];
    });
    const writes = writesOf(graph).flatMap(({ operation, name, at }) => {
      const place = graph.operations[operation]?.name ?? '';
      return unknown(name)
        ? [{ key: name.toLowerCase(), name, at, operation: place, message: 'written' as const }]
        : [];
    });
    for (const { first, related } of gathered([...reads, ...writes])) {
      const { name, operation, at, message } = first;
      say(message, at, { place: operation, name, near: suggestion(graph, name, names) }, { operation, related });
    }
  },
});
