import { isType } from '../../src/extract/operations.ts';
import { defineRule } from '../../src/rule.ts';
import { entriesOf, member } from '../../src/value.ts';

export const requestWithoutSchema = defineRule({
  meta: {
    id: 'request-without-schema',
    category: 'exposure',
    severity: 'off',
    title: 'A request trigger takes any body',
    why: 'Without a schema (and the option EnableSchemaValidation) whatever a caller sends reaches the actions, and they fail late, or do something else with it.',
    remedy: 'Give the trigger a schema of the body, and "operationOptions": "EnableSchemaValidation".',
    sources: ['facts/workflow-language.md §8'],
    cwe: [20],
    securitySeverity: 2.0,
  },
  judges: 'workflow',
  messages: {
    open: ({ trigger, workflow }: { trigger: string; workflow: string }) =>
      `The request trigger '${trigger}' of '${workflow}' has no schema: it takes any body.`,
  },
  check({ operations, name }, say) {
    for (const trigger of operations.filter((one) => one.role === 'trigger' && isType(one, 'request', 'manual'))) {
      if (trigger.inputs !== null && member(trigger.inputs, 'schema') === undefined) continue;
      const schema = member(trigger.inputs, 'schema') ?? null;
      const empty =
        schema === null || (schema.kind === 'known' && schema.value === null) || entriesOf(schema)?.length === 0;
      if (empty) say('open', trigger.at, { trigger: trigger.name, workflow: name }, { operation: trigger.name });
    }
  },
});
