import { allEntries, plainText } from '../../src/extract/literals.ts';
import { didYouMean } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';
import { itemsOf } from '../../src/value.ts';

const DOCUMENTED = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'];
/** In the official schema, but in no page. */
const OTHERS = ['Aborted', 'Cancelled', 'Faulted', 'Ignored', 'Paused', 'Running', 'Suspended', 'Waiting'];

function isIn(list: readonly string[], word: string): boolean {
  return list.some((one) => one.toLowerCase() === word.toLowerCase());
}

export const runAfterStatus = defineRule({
  meta: {
    id: 'run-after-status',
    category: 'definition',
    severity: 'error',
    title: 'runAfter asks for a status that no action ends with',
    why: 'An action ends as Succeeded, Failed, Skipped or TimedOut. Any other word is refused when the workflow is saved or deployed.',
    remedy: 'Use Succeeded, Failed, Skipped or TimedOut.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    unknown: (data: { operation: string; name: string; status: string; near: string }) =>
      `'${data.operation}' runs after '${data.name}' with status '${data.status}', which is none: the workflow is refused when it is deployed.${data.near}`,
    undocumented: (data: { operation: string; name: string; status: string }) =>
      `'${data.operation}' runs after '${data.name}' with status '${data.status}': the schema lists it, but no page says that an action ends so.`,
  },
  check(workflow, say) {
    for (const { role, runAfter, name: operation, at } of workflow.operations) {
      if (role === 'trigger') continue;
      for (const { key: name, value } of allEntries(runAfter) ?? []) {
        for (const item of itemsOf(value) ?? []) {
          const status = plainText(item);
          if (status === undefined || isIn(DOCUMENTED, status)) continue;
          const place = item.from ?? at;
          if (isIn(OTHERS, status))
            say('undocumented', place, { operation, name, status }, { operation, severity: 'info' });
          else say('unknown', place, { operation, name, status, near: didYouMean(status, DOCUMENTED) }, { operation });
        }
      }
    }
  },
});
