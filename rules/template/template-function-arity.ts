import { defineRule } from '../../src/rule.ts';

export const templateFunctionArity = defineRule({
  meta: {
    id: 'template-function-arity',
    category: 'template',
    severity: 'error',
    title: 'A template function gets too few or too many arguments',
    why: 'The deployment is refused with InvalidTemplate.',
    remedy: 'Give the function the arguments that it takes.',
    sources: ['facts/arm-templates.md §2'],
  },
  judges: 'template',
  messages: {
    wrong: (data: { what: string }) => `${data.what}: the deployment is refused.`,
  },
  check(template, say) {
    for (const { kind, at, message } of template.faults) {
      if (kind === 'arity') say('wrong', at, { what: message });
    }
  },
});
