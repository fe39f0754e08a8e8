import { connectionsGiven, connectionUses, declaredIn } from '../../src/extract/connections.ts';
import { meantText } from '../../src/extract/literals.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import { has } from '../../src/extract/value-sets.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';

export const unknownConnection = defineRule({
  meta: {
    id: 'unknown-connection',
    category: 'definition',
    severity: 'error',
    title: 'An operation uses a connection that is not declared',
    why: 'A Standard app looks connections up in connections.json, a Consumption workflow in its parameter $connections. What is not there is refused when the workflow is deployed, or the operation fails.',
    remedy: 'Declare the connection, or name one that is declared.',
    sources: ['facts/workflow-language.md §7', 'facts/workflow-language.md §9'],
  },
  judges: 'workflow',
  messages: {
    standard: (data: { operation: string; name: string; section: string; near: string }) =>
      `'${data.operation}' uses the connection '${data.name}', which ${data.section} of connections.json does not declare.${data.near}`,
    consumption: (data: { operation: string; name: string; near: string }) =>
      `'${data.operation}' uses the connection '${data.name}', which $connections does not hold.${data.near}`,
    provider: (data: { operation: string; name: string; asked: string; declared: string }) =>
      `'${data.operation}' is an operation of ${data.asked}, but its connection '${data.name}' is one of ${data.declared}.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const { operation, section, name, at } of connectionUses(workflow)) {
      const entries = declaredIn(workflow, section);
      const entry = entries?.find(({ key }) => key.toLowerCase() === name.toLowerCase());
      const more = { operation: operation.name };
      if (entries !== undefined && entry === undefined) {
        const near = suggestion(
          graph,
          name,
          entries.map(({ key }) => key),
        );
        say('standard', at, { operation: operation.name, name, section, near }, more);
      }
      const asked = meantText(path(operation.inputs, 'serviceProviderConfiguration', 'serviceProviderId'));
      const declared = meantText(path(entry?.value, 'serviceProvider', 'id'));
      if (asked === undefined || declared === undefined || has([asked], declared)) continue;
      say('provider', at, { operation: operation.name, name, asked, declared }, more);
    }
    const given = connectionsGiven(workflow)?.map(({ key }) => key);
    for (const reference of given === undefined ? [] : graph.references) {
      const { kind, name } = reference;
      if (kind !== 'connection' || name === undefined || given === undefined || has(given, name)) continue;
      const { at, place, more } = spotOf(graph, reference);
      say('consumption', at, { operation: place, name, near: suggestion(graph, name, given) }, more);
    }
  },
});
