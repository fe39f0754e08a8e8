import { defineRule } from '../../src/rule.ts';
import { clip } from '../../src/secret.ts';

export const templateUnknownFunction = defineRule({
  meta: {
    id: 'template-unknown-function',
    category: 'template',
    severity: 'error',
    title: 'A template expression calls a function that does not exist',
    why: 'The deployment is refused with InvalidTemplate: neither Azure Resource Manager nor the template has a function of this name.',
    remedy:
      'Name a function of template expressions, or declare it under functions. Functions of workflow expressions stand in texts that begin with @.',
    sources: ['facts/arm-templates.md §2 §2.11'],
  },
  judges: 'template',
  messages: {
    missing: (data: { name: string; hint: string }) =>
      `There is no template function '${data.name}': the deployment is refused.${data.hint === '' ? '' : ` Did you mean '${data.hint}'?`}`,
  },
  check(template, say) {
    for (const { kind, at, name = '', hint = '' } of template.faults) {
      if (kind === 'unknown-function') say('missing', at, { name: clip(name, 60), hint });
    }
  },
});
