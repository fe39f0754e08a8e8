import { defineRule } from '../../src/rule.ts';

export const templateExpressionSyntax = defineRule({
  meta: {
    id: 'template-expression-syntax',
    category: 'template',
    severity: 'error',
    title: 'A template expression cannot be read',
    why: 'A text that begins with [ and ends with ] is an expression; one that cannot be read is refused with InvalidTemplate when the template is deployed.',
    remedy: 'Mend the expression; a text that is meant as it stands begins with [[.',
    sources: ['facts/arm-templates.md §1.1 §1.2'],
  },
  judges: 'template',
  messages: {
    broken: (data: { what: string }) =>
      `The template expression cannot be read: ${data.what}. The deployment is refused with InvalidTemplate.`,
  },
  check(template, say) {
    for (const { kind, at, message } of template.faults) {
      if (kind === 'syntax') say('broken', at, { what: message });
    }
  },
});
