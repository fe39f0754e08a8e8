import { allEntries, meantText } from '../../src/extract/literals.ts';
import { has } from '../../src/extract/value-sets.ts';
import { defineRule } from '../../src/rule.ts';
import { member, path } from '../../src/value.ts';
import { clip } from '../../src/secret.ts';

export const staticResultUnknown = defineRule({
  meta: {
    id: 'static-result-unknown',
    category: 'definition',
    severity: 'error',
    title: 'An action asks for a static result that is not declared',
    why: 'Static results stand in staticResults of the definition. An enabled one that is not there is refused when the workflow is saved or deployed.',
    remedy: 'Declare the result in staticResults, or remove runtimeConfiguration.staticResult.',
    sources: ['facts/workflow-language.md §8'],
  },
  judges: 'workflow',
  messages: {
    missing: (data: { operation: string; name: string }) =>
      `'${data.operation}' asks for the static result '${data.name}', which the definition does not declare.`,
  },
  check(workflow, say) {
    const declared = member(workflow.definition, 'staticResults');
    const entries = declared === null ? [] : allEntries(declared);
    if (entries === undefined || workflow.definition === null) return;
    const names = entries.map(({ key }) => key);
    for (const { name: operation, value, at } of workflow.operations) {
      const written = path(value, 'runtimeConfiguration', 'staticResult', 'name');
      const enabled = meantText(path(value, 'runtimeConfiguration', 'staticResult', 'staticResultOptions'));
      const name = meantText(written);
      if (name === undefined || enabled?.toLowerCase() !== 'enabled' || has(names, name)) continue;
      say('missing', written?.from ?? at, { operation, name: clip(name, 80) }, { operation });
    }
  },
});
