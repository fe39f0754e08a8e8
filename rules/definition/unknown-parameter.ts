import { parametersOf } from '../../src/extract/declared.ts';
import { allEntries } from '../../src/extract/literals.ts';
import { gathered } from '../../src/extract/gathered.ts';
import { graphOf, spotOf } from '../../src/extract/references.ts';
import { suggestion } from '../../src/extract/standing.ts';
import type { Workflow } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

/** Names that the workflow may ask for, lower case; undefined where others may come from files that are not here. */
function namesFor(workflow: Workflow): readonly string[] | undefined {
  const declared = parametersOf(workflow);
  if (declared === undefined) return undefined;
  const own = [...declared.values()].map(({ name }) => name);
  if (workflow.plan === 'consumption') return own;
  // Only Consumption has $connections; without it the rest may stand in a parameters.json (facts §7).
  if (workflow.plan === 'unknown') return declared.has('$connections') ? own : undefined;
  const shared = workflow.files?.host === true ? allEntries(workflow.files.parameters) : undefined;
  return shared === undefined ? undefined : [...own, ...shared.map(({ key }) => key)];
}

export const unknownParameter = defineRule({
  meta: {
    id: 'unknown-parameter',
    category: 'definition',
    severity: 'error',
    title: 'An expression names a parameter that is not declared',
    why: 'Parameters are checked when the workflow is saved or deployed: a name that neither the definition nor, in a Standard app, parameters.json declares is refused with InvalidTemplate.',
    remedy: 'Declare the parameter, or name one that is declared.',
    sources: ['facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { place: string; name: string; where: string; near: string }) =>
      `'${data.place}' reads parameters('${data.name}'), but it is not declared in ${data.where}: the workflow is refused when it is deployed.${data.near}`,
  },
  check(workflow, say) {
    const names = namesFor(workflow);
    if (names === undefined) return;
    const graph = graphOf(workflow);
    const known = new Set(names.map((name) => name.toLowerCase()));
    const where = workflow.plan === 'standard' ? 'the definition nor in parameters.json' : 'the definition';
    const found = graph.references.flatMap((reference) => {
      const { kind, name } = reference;
      if (kind !== 'parameter' || name === undefined || known.has(name.toLowerCase())) return [];
      const { at, place } = spotOf(graph, reference);
      return [{ key: name.toLowerCase(), name, at, operation: place }];
    });
    for (const { first, related } of gathered(found)) {
      const { at, name, operation } = first;
      say(
        'missing',
        at,
        { place: operation, name, where, near: suggestion(graph, name, names) },
        { operation, related },
      );
    }
  },
});
