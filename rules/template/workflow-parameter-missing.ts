import { parametersOf } from '../../src/extract/declared.ts';
import { allEntries } from '../../src/extract/literals.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const workflowParameterMissing = defineRule({
  meta: {
    id: 'workflow-parameter-missing',
    category: 'template',
    severity: 'error',
    title: 'A workflow parameter without default gets no value from the resource',
    why: 'The definition declares the parameter and gives it no default, and the resource around it gives no value: the deployment of the workflow is refused.',
    remedy: "Give it a value in the resource's properties.parameters, or a defaultValue in the definition.",
    sources: ['facts/workflow-language.md §7', 'facts/arm-templates.md §4.2'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { name: string }) =>
      `The workflow parameter '${data.name}' has no defaultValue, and properties.parameters gives it no value: the deployment is refused.`,
  },
  check(workflow, say) {
    if (workflow.view !== 'template' || !workflow.complete) return;
    const given = workflow.given === null ? [] : allEntries(workflow.given);
    const declared = parametersOf(workflow);
    if (given === undefined || declared === undefined) return;
    const names = new Set(given.map(({ key }) => key.toLowerCase()));
    for (const [key, { name, value, at }] of declared) {
      if (member(value, 'defaultValue') === null && !names.has(key)) say('missing', at, { name });
    }
  },
});
