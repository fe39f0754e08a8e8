import { faultsOf } from '../../src/extract/faults.ts';
import { defineRule } from '../../src/rule.ts';

export const missingInput = defineRule({
  meta: {
    id: 'missing-input',
    category: 'definition',
    severity: 'error',
    title: 'An operation lacks what it cannot do without',
    why: 'Required members are checked when the workflow is saved or deployed: an operation without them is refused with InvalidTemplate.',
    remedy: 'Add the member.',
    sources: ['facts/data/operations.json', 'facts/workflow-language.md §8'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { operation: string; type: string; member: string }) =>
      `'${data.operation}' is of type ${data.type} and has no '${data.member}': the workflow is refused when it is deployed.`,
    oneOf: (data: { operation: string; type: string; members: string }) =>
      `'${data.operation}' is of type ${data.type} and has none of ${data.members}: the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const fault of faultsOf(workflow)) {
      const { operation, path } = fault;
      // An operation without type is another rule's.
      if (fault.kind !== 'missing' || operation === null || fault.names[0] === 'type') continue;
      const { name, type } = operation;
      const names = fault.names.map((one) => [...path, one].join('.'));
      const [member = ''] = names;
      const members = names.map((one) => `'${one}'`).join(', ');
      if (names.length === 1) say('missing', operation.at, { operation: name, type, member }, { operation: name });
      else say('oneOf', operation.at, { operation: name, type, members }, { operation: name });
    }
  },
});
