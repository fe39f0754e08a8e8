import { defineRule } from '../../src/rule.ts';

export const templateUnknownParameter = defineRule({
  meta: {
    id: 'template-unknown-parameter',
    category: 'template',
    severity: 'error',
    title: 'A template expression reads a parameter that is not declared',
    why: 'The deployment is refused with InvalidTemplate: the parameter is not found in the template whose expressions are read.',
    remedy:
      'Declare the parameter, or name one that is declared. A nested template with inner scope sees its own parameters only.',
    sources: ['facts/arm-templates.md §3.2 §3.3 §3.6'],
  },
  judges: 'template',
  messages: {
    missing: (data: { name: string; hint: string }) =>
      `The template declares no parameter '${data.name}': the deployment is refused.${data.hint === '' ? '' : ` Did you mean '${data.hint}'?`}`,
    elsewhere: (data: { name: string }) =>
      `The parameter '${data.name}' is declared in another template of this deployment, whose names are not seen here: the deployment is refused.`,
  },
  check(template, say) {
    for (const { kind, at, name = '', hint = '', elsewhere } of template.faults) {
      if (kind !== 'unknown-parameter') continue;
      if (elsewhere === true) say('elsewhere', at, { name });
      else say('missing', at, { name, hint });
    }
  },
});
