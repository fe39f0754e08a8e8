import { LIMITS } from '../../src/extract/limits.ts';
import { defineRule } from '../../src/rule.ts';

export const nestingLimit = defineRule({
  meta: {
    id: 'nesting-limit',
    category: 'definition',
    severity: 'error',
    title: 'Actions are nested too deep',
    why: 'Eight levels are documented, and nine are seen in published workflows. Deeper ones are refused when the workflow is saved or deployed, unless a Standard app raises the limit.',
    remedy: 'Move the inner actions into a workflow of their own and call it.',
    options: {
      max: {
        kind: 'number',
        about: 'How many levels are taken: what a Standard app allows in its host settings.',
        standard: LIMITS.nesting.standard,
        least: 1,
        most: 100,
      },
    },
    sources: ['facts/data/limits.json'],
  },
  judges: 'workflow',
  messages: {
    deep: (data: { operation: string; level: number; max: number }) =>
      data.max === LIMITS.nesting.standard
        ? `'${data.operation}' stands on level ${data.level}: published workflows have at most ${data.max}, eight are documented.`
        : `'${data.operation}' stands on level ${data.level}: the settings allow at most ${data.max}.`,
  },
  check(workflow, say, { max }) {
    for (const { role, name, scope, at } of workflow.operations) {
      // The first level that is too deep says it; what lies deeper follows from it.
      if (role === 'trigger' || scope.length !== max) continue;
      // An app may raise the limit in its host settings.
      const severity = workflow.plan === 'consumption' ? 'error' : 'warning';
      say('deep', at, { operation: name, level: scope.length + 1, max }, { operation: name, severity });
    }
  },
});
