import { graphOf, operationOf, spotOf } from '../../src/extract/references.ts';
import { isType } from '../../src/extract/operations.ts';
import { defineRule } from '../../src/rule.ts';

/** What only a trigger that receives a message has. */
const BODIES = ['triggerbody', 'triggerformdatavalue', 'triggerformdatamultivalues', 'triggermultipartbody'];

export const unknownTriggerOutput = defineRule({
  meta: {
    id: 'unknown-trigger-output',
    category: 'definition',
    severity: 'error',
    title: 'An expression asks the trigger for something that it does not have',
    why: 'A schedule brings no message: its body is null, and reading a member of null without a question mark fails the action with InvalidTemplate. triggers() exists in trigger conditions only.',
    remedy: 'Read what the trigger has, or use a trigger that receives a message.',
    sources: ['facts/workflow-language.md §3', 'facts/workflow-language.md §2'],
  },
  judges: 'workflow',
  messages: {
    schedule: (data: { place: string; call: string; trigger: string; type: string }) =>
      `'${data.place}' reads a member of ${data.call}(), but '${data.trigger}' is of type ${data.type} and brings no message: the action fails.`,
    empty: (data: { place: string; call: string; trigger: string; type: string }) =>
      `'${data.place}' reads ${data.call}(), but '${data.trigger}' is of type ${data.type} and brings no message: the value is always null.`,
    triggers: (data: { place: string }) =>
      `'${data.place}' uses triggers(), which exists in trigger conditions only: the workflow is refused when it is deployed. trigger() gives the trigger.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    const triggers = [...graph.triggers.values()].map((index) => graph.operations[index]);
    const [trigger] = triggers;
    const scheduled = trigger !== undefined && triggers.length === 1 && isType(trigger, 'recurrence');
    for (const reference of graph.references) {
      if (reference.kind !== 'trigger') continue;
      const name = reference.call.n.toLowerCase();
      const stray = name === 'triggers' && operationOf(graph, reference.written)?.role !== 'trigger';
      const empty = scheduled && BODIES.includes(name);
      if (!stray && !empty) continue;
      const { at, place, more } = spotOf(graph, reference);
      if (stray) say('triggers', at, { place }, more);
      if (!empty) continue;
      const [first] = reference.call.d;
      const data = { place, call: reference.call.n, trigger: trigger.name, type: trigger.type };
      if (first !== undefined && !first.safe) say('schedule', at, data, more);
      else say('empty', at, data, { ...more, severity: 'warning' });
    }
  },
});
