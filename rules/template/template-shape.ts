import { defineRule } from '../../src/rule.ts';

export const templateShape = defineRule({
  meta: {
    id: 'template-shape',
    category: 'template',
    severity: 'error',
    title: 'A part of the template has a shape that no deployment takes',
    why: 'The deployment is refused with InvalidTemplate before anything is created.',
    remedy: 'Write the part as the message says.',
    sources: ['facts/arm-templates.md §3.1 §3.5'],
  },
  judges: 'template',
  messages: {
    wrong: (data: { what: string }) => `The deployment is refused: ${data.what}.`,
  },
  check(template, say) {
    for (const { kind, at, message } of template.faults) {
      if (kind === 'template-shape' || kind === 'name-segments') say('wrong', at, { what: message });
    }
  },
});
