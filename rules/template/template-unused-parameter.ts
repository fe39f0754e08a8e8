import { isNameIn, UNREAD } from '../../src/allowed.ts';
import { defineRule } from '../../src/rule.ts';

export const templateUnusedParameter = defineRule({
  meta: {
    id: 'template-unused-parameter',
    category: 'template',
    severity: 'info',
    title: 'A parameter of the template is never read',
    why: 'Somebody fills it in for every environment, and nothing changes.',
    remedy: 'Remove the parameter, or use it.',
    options: { allow: UNREAD },
    sources: ['facts/arm-templates.md §3.2 §3.6'],
  },
  judges: 'template',
  messages: {
    unused: (data: { name: string }) => `The template parameter '${data.name}' is declared and never read.`,
  },
  check(template, say, { allow }) {
    for (const { name, at } of template.unused) if (!isNameIn(allow, name)) say('unused', at, { name });
  },
});
