import { specOf } from '../../src/extract/operation-table.ts';
import { defineRule } from '../../src/rule.ts';
import type { Value } from '../../src/model.ts';
import { entriesOf, member } from '../../src/value.ts';

/** Surely absent: what holds it is an object, and has no such member. */
function lacks(value: Value, path: string): boolean {
  let at: Value | null | undefined = value;
  for (const name of path.split('.')) {
    if (at === null) return true;
    if (at === undefined || entriesOf(at) === undefined) return false;
    at = member(at, name);
  }
  return at === null;
}

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
    for (const operation of workflow.operations) {
      const spec = specOf(operation);
      if (spec === undefined) continue;
      const { name, value, at, type } = operation;
      const missing = spec.required.filter((one) => lacks(value, one));
      // The outermost one that lacks says it all.
      const first = missing.filter((one) => !missing.some((other) => one.startsWith(`${other}.`)));
      for (const one of first) say('missing', at, { operation: name, type, member: one }, { operation: name });
      if (first.length > 0 || spec.oneOf.length === 0 || !spec.oneOf.every((one) => lacks(value, one))) continue;
      const members = spec.oneOf.map((one) => `'${one}'`).join(', ');
      say('oneOf', at, { operation: name, type, members }, { operation: name });
    }
  },
});
