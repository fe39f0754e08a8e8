import { graphOf, spotOf } from '../../src/extract/references.ts';
import { meantText } from '../../src/extract/literals.ts';
import { isType } from '../../src/extract/operations.ts';
import { isTimeZone } from '../../src/extract/time-zones.ts';
import { defineRule } from '../../src/rule.ts';
import { path } from '../../src/value.ts';
import { clip } from '../../src/secret.ts';

/** Function (lower case) → which arguments name time zones. */
const ARGUMENTS: ReadonlyMap<string, readonly number[]> = new Map([
  ['convertfromutc', [1]],
  ['converttoutc', [1]],
  ['converttimezone', [1, 2]],
]);

export const invalidTimeZone = defineRule({
  meta: {
    id: 'invalid-time-zone',
    category: 'definition',
    severity: 'warning',
    title: 'A time zone is called by no name that Windows has',
    why: 'Time zones are named as Windows names them (W. Europe Standard Time). Whether other names, such as Europe/Berlin, are understood is not documented; where they are not, the schedule is refused or the expression fails.',
    remedy: 'Use the name that Windows has for the time zone, or UTC.',
    sources: ['facts/workflow-language.md §3'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { place: string; zone: string }) =>
      `'${data.place}' names the time zone '${data.zone}', which Windows does not have.`,
  },
  check(workflow, say) {
    const graph = graphOf(workflow);
    for (const operation of workflow.operations) {
      const expression = isType(operation, 'expression') ? ['inputs.sourceTimeZone', 'inputs.destinationTimeZone'] : [];
      for (const member of ['recurrence.timeZone', ...expression]) {
        const value = path(operation.value, ...member.split('.'));
        const zone = meantText(value);
        if (zone === undefined || isTimeZone(zone)) continue;
        const data = { place: operation.name, zone: clip(zone, 60) };
        say('unknown', value?.from ?? operation.at, data, { operation: operation.name });
      }
    }
    for (const use of graph.calls) {
      for (const index of ARGUMENTS.get(use.call.n.toLowerCase()) ?? []) {
        const argument = use.call.a[index];
        if (argument?.t !== 'str' || argument.parts !== undefined || isTimeZone(argument.v)) continue;
        const { at, place, more } = spotOf(graph, use, argument);
        say('unknown', at, { place, zone: clip(argument.v, 60) }, more);
      }
    }
  },
});
