import { allEntries, sureType } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { itemsOf } from '../../src/value.ts';

export const runAfterShape = defineRule({
  meta: {
    id: 'run-after-shape',
    category: 'definition',
    severity: 'error',
    title: 'runAfter is no object of lists of statuses',
    why: 'runAfter holds one member for each action before it, with a list of the statuses it waits for. Any other shape is refused when the workflow is saved or deployed.',
    remedy: 'Write runAfter as { "Action": ["Succeeded"] }, or {} for a first action.',
    sources: ['facts/workflow-language.md §5'],
  },
  judges: 'workflow',
  messages: {
    whole: (data: { operation: string; found: string }) =>
      `runAfter of '${data.operation}' is of type ${data.found}, not an object: the workflow is refused when it is deployed.`,
    list: (data: { operation: string; name: string; found: string }) =>
      `'${data.operation}' runs after '${data.name}' with a value of type ${data.found} where a list of statuses belongs: the workflow is refused when it is deployed.`,
    status: (data: { operation: string; name: string; found: string }) =>
      `'${data.operation}' runs after '${data.name}' with a status of type ${data.found}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const { role, runAfter, name: operation, at } of workflow.operations) {
      const whole = sureType(runAfter);
      if (role === 'trigger' || runAfter === null || whole === undefined || whole === 'null') continue;
      if (whole !== 'object') say('whole', runAfter.from ?? at, { operation, found: whole }, { operation });
      for (const { key: name, value } of allEntries(runAfter) ?? []) {
        const place = value.from ?? runAfter.from ?? at;
        const found = sureType(value);
        if (found !== undefined && found !== 'array') say('list', place, { operation, name, found }, { operation });
        for (const item of itemsOf(value) ?? []) {
          const type = sureType(item) ?? 'string';
          if (type !== 'string') say('status', item.from ?? place, { operation, name, found: type }, { operation });
        }
      }
    }
  },
});
