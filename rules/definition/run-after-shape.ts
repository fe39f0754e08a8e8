import { faultsOf } from '../../src/extract/faults.ts';
import { defineRule } from '../../src/rule.ts';

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
    for (const fault of faultsOf(workflow)) {
      const { at, path } = fault;
      if (fault.kind !== 'type' || path[0] !== 'runAfter') continue;
      const [operation, found, name = ''] = [fault.operation?.name ?? '', fault.found, path[1]];
      if (path.length === 1) say('whole', at, { operation, found }, { operation });
      else if (path.length === 2) say('list', at, { operation, name, found }, { operation });
      else say('status', at, { operation, name, found }, { operation });
    }
  },
});
