import { gathered } from '../../src/extract/gathered.ts';
import { racesIn } from '../../src/extract/races.ts';
import { graphOf } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

export const variableRace = defineRule({
  meta: {
    id: 'variable-race',
    category: 'definition',
    severity: 'warning',
    title: 'A variable is set and read again inside a loop whose passes run side by side',
    why: 'A Foreach runs up to 20 passes at once, and variables belong to the whole run: what one pass sets, another one overwrites before the first reads it.',
    remedy:
      'Use Compose inside the loop, or let its passes run one after the other (operationOptions: Sequential, or concurrency.repetitions: 1).',
    sources: ['facts/workflow-language.md §5', 'learn.microsoft.com/azure/logic-apps/logic-apps-control-flow-loops'],
  },
  judges: 'workflow',
  messages: {
    race: (data: { place: string; name: string; loop: string; reader: string }) =>
      `'${data.place}' sets the variable '${data.name}' in '${data.loop}', whose passes run side by side, and '${data.reader}' reads it there: it may see the value of another pass.`,
  },
  check(workflow, say) {
    for (const { first, related } of gathered(racesIn(graphOf(workflow)))) {
      const { at, operation, name, loop, reader } = first;
      say('race', at, { place: operation, name, loop, reader }, { operation, related });
    }
  },
});
