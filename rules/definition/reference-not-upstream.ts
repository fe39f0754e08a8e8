import { graphOf, spotOf } from '../../src/extract/references.ts';
import { type Standing, standingOf } from '../../src/extract/standing.ts';
import { defineRule } from '../../src/rule.ts';

const WHY: Partial<Readonly<Record<Standing, string>>> = {
  'not-upstream': 'is neither before it by runAfter nor inside an action that is',
  'from-trigger': 'runs after the trigger, which cannot read it',
  self: 'is the action itself, which has no result yet',
  around: 'encloses it and is not over yet',
  inside: 'stands inside it and has not run yet',
};

export const referenceNotUpstream = defineRule({
  meta: {
    id: 'reference-not-upstream',
    category: 'definition',
    severity: 'error',
    title: 'An expression reads an action that has not run yet',
    why: "The service demands that the action 'must either be in runAfter path or within a scope action on the runAfter path' and refuses the workflow when it is saved or deployed.",
    remedy:
      'Let the reader run after the action that it reads (runAfter), directly or through others, or move it behind the scope that holds that action.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    early: (data: { place: string; call: string; name: string; because: string }) =>
      `'${data.place}' reads ${data.call}('${data.name}'), but '${data.name}' ${data.because}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const reference of graph.references) {
      const { kind, name, call } = reference;
      if (kind !== 'action' || name === undefined) continue;
      const because = WHY[standingOf(graph, reference)];
      if (because === undefined) continue;
      const { at, place, more } = spotOf(graph, reference);
      const target = graph.operations[graph.actions.get(name.toLowerCase())?.[0] ?? -1];
      const related = target === undefined ? [] : [{ at: target.at, message: 'the action that is read' }];
      say('early', at, { place, call: call.n, name, because }, { ...more, related });
    }
  },
});
