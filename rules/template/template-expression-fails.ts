import type { TemplateFaultKind } from '../../src/model.ts';
import { defineRule } from '../../src/rule.ts';

const FAILURES: readonly TemplateFaultKind[] = ['type', 'placement', 'failed', 'cycle'];

export const templateExpressionFails = defineRule({
  meta: {
    id: 'template-expression-fails',
    category: 'template',
    severity: 'error',
    title: 'A template expression surely fails when the template is deployed',
    why: 'The expression can be read, and whatever the parameters are its evaluation ends in an error: a missing property, an index outside of its array, an argument of the wrong type, a function where it is not allowed, names that need each other. The deployment is refused.',
    remedy: 'Mend the expression where the message says.',
    sources: ['facts/arm-templates.md §2.1 §2.7 §3.3'],
  },
  judges: 'template',
  messages: {
    fails: (data: { what: string }) => `The expression surely fails, and with it the deployment: ${data.what}.`,
  },
  check(template, say) {
    for (const { kind, at, message } of template.faults) {
      if (FAILURES.includes(kind)) say('fails', at, { what: message });
    }
  },
});
