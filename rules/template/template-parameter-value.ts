import { defineRule } from '../../src/rule.ts';

export const templateParameterValue = defineRule({
  meta: {
    id: 'template-parameter-value',
    category: 'template',
    severity: 'error',
    title: 'A template parameter gets a value that it cannot take, or none',
    why: 'The deployment is refused with InvalidTemplate before anything is created.',
    remedy: 'Give each parameter without default a value of its type, and no value to names that are not declared.',
    sources: ['facts/arm-templates.md §3.2 §3.6'],
  },
  judges: 'template',
  messages: {
    wrong: (data: { what: string; hint: string }) =>
      `${data.what}: the deployment is refused.${data.hint === '' ? '' : ` Did you mean '${data.hint}'?`}`,
    unsure: (data: { what: string }) =>
      `${data.what}: unless the value is given on the command line, the deployment is refused.`,
  },
  check(template, say) {
    for (const { kind, at, message, hint = '', soft } of template.faults) {
      if (!kind.startsWith('parameter-')) continue;
      const what = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
      if (soft === true) say('unsure', at, { what }, { severity: 'warning' });
      else say('wrong', at, { what, hint });
    }
  },
});
