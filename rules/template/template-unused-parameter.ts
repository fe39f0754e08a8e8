import { isNameIn } from '../../src/allowed.ts';
import { defineRule } from '../../src/rule.ts';

export const templateUnusedParameter = defineRule({
  meta: {
    id: 'template-unused-parameter',
    category: 'template',
    severity: 'info',
    title: 'A parameter of the template is never read',
    why: 'Somebody fills it in for every environment, and nothing changes.',
    remedy: 'Remove the parameter, or use it.',
    options: {
      allow: {
        kind: 'texts',
        about:
          'Parameters that may go unread, as those that a pipeline gives to every deployment; `*` at the end stands for any rest.',
        form: '\\S',
        example: 'environmentName',
      },
    },
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
