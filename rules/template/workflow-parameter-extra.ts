import { parametersOf } from '../../src/extract/declared.ts';
import { allEntries, keyPlace } from '../../src/extract/literals.ts';
import { suggesting } from '../../src/nearest.ts';
import { defineRule } from '../../src/rule.ts';

export const workflowParameterExtra = defineRule({
  meta: {
    id: 'workflow-parameter-extra',
    category: 'template',
    severity: 'warning',
    title: 'The resource gives a value to a workflow parameter that the definition does not declare',
    why: 'No expression of the workflow can read the value, and the deployment may be refused for it.',
    remedy: 'Declare the parameter under parameters of the definition, correct its name, or remove the value.',
    sources: ['facts/workflow-language.md §7', 'facts/arm-templates.md §4.2'],
  },
  judges: 'workflow',
  messages: {
    extra: (data: { name: string; hint: string }) =>
      `The definition declares no parameter '${data.name}': its value reaches nobody, and the deployment may be refused.${data.hint}`,
  },
  check(workflow, say) {
    if (workflow.view !== 'template' || workflow.given === null) return;
    const given = allEntries(workflow.given);
    const declared = parametersOf(workflow);
    if (given === undefined || declared === undefined) return;
    const names = [...declared.values()].map(({ name }) => name);
    const near = suggesting(names);
    for (const entry of given) {
      if (declared.has(entry.key.toLowerCase())) continue;
      const at = keyPlace(workflow.given, entry, workflow.at);
      say('extra', at, { name: entry.key, hint: near(entry.key) });
    }
  },
});
