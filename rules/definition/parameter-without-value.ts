import { parametersOf } from '../../src/extract/declared.ts';
import { allEntries } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const parameterWithoutValue = defineRule({
  meta: {
    id: 'parameter-without-value',
    category: 'definition',
    severity: 'error',
    title: 'A parameter of the definition gets no value',
    why: 'A parameter without default must get its value from the resource that holds the definition. Where neither gives one, the deployment is refused.',
    remedy: "Give it a value in the resource's properties.parameters, or a defaultValue in the definition.",
    sources: ['facts/workflow-language.md §7'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { name: string }) =>
      `The parameter '${data.name}' has no defaultValue, and the resource gives it no value: the deployment is refused.`,
  },
  check(workflow, say) {
    // Templates: workflow-parameter-missing. Secure values are left out when a workflow is shown.
    if (workflow.view !== 'export' || workflow.given === null) return;
    const given = allEntries(workflow.given);
    const parameters = parametersOf(workflow);
    if (given === undefined || parameters === undefined) return;
    const names = new Set(given.map(({ key }) => key.toLowerCase()));
    for (const [key, { name, type, value, at }] of parameters) {
      if (type.startsWith('secure')) continue;
      if (member(value, 'defaultValue') === null && !names.has(key)) say('missing', at, { name });
    }
  },
});
