import { isPlainName } from '../../src/extract/references.ts';
import { defineRule } from '../../src/rule.ts';

/** What the designer refuses; a colon is left out, since published workflows use it (facts/workflow-language.md §4). */
const REFUSED = /[#<>%&\\?/]/;

export const nameInvalid = defineRule({
  meta: {
    id: 'name-invalid',
    category: 'definition',
    severity: 'warning',
    title: 'The name of an operation has signs that the designer refuses',
    why: 'The designer takes no # < > % & \\ ? / in names, and a name that ends in a full stop could not be deployed by its users. Which of them the service itself refuses is not documented.',
    remedy: 'Use letters, digits, blanks, hyphens and underscores.',
    sources: ['facts/workflow-language.md §4'],
  },
  judges: 'workflow',
  messages: {
    sign: (data: { role: string; name: string; sign: string }) =>
      `The ${data.role} '${data.name}' has the sign '${data.sign}' in its name, which the designer refuses.`,
    end: (data: { role: string; name: string }) =>
      `The name of the ${data.role} '${data.name}' ends in a full stop: users report that it cannot be deployed.`,
    empty: (data: { role: string }) => `One ${data.role} has an empty name.`,
  },
  check(workflow, say) {
    for (const { role, name, at } of workflow.operations) {
      const place = { ...at, on: 'key' as const };
      const sign = REFUSED.exec(name)?.[0];
      if (name.trim() === '') say('empty', place, { role }, { operation: name });
      else if (!isPlainName(name) || name.startsWith('[')) continue;
      else if (sign !== undefined) say('sign', place, { role, name, sign }, { operation: name });
      else if (name.endsWith('.')) say('end', place, { role, name }, { operation: name });
    }
  },
});
