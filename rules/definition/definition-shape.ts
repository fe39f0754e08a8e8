import { misshapen } from '../../src/extract/misshapen.ts';
import { defineRule } from '../../src/rule.ts';

export const definitionShape = defineRule({
  meta: {
    id: 'definition-shape',
    category: 'definition',
    severity: 'error',
    title: 'A part of the definition has the wrong shape',
    why: 'The definition is read against its schema when it is saved or deployed: a list where an object belongs, or an operation without type, is refused with InvalidTemplate.',
    remedy: 'Give the member the shape that it must have.',
    sources: ['facts/workflow-language.md §6', 'facts/data/operations.json'],
  },
  judges: 'workflow',
  messages: {
    type: (data: { what: string; wanted: string; found: string }) =>
      `${data.what} is of type ${data.found}, but must be ${data.wanted}: the workflow is refused when it is deployed.`,
    absent: (data: { what: string }) =>
      `${data.what} what it does cannot be told, and the workflow is refused when it is deployed.`,
  },
  check(workflow, say) {
    for (const { at, what, wanted, found, operation } of misshapen(workflow)) {
      const more = operation === undefined ? {} : { operation };
      if (found === null) say('absent', at, { what }, more);
      else say('type', at, { what, wanted, found }, more);
    }
  },
});
