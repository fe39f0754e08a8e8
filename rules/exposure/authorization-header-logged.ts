import { optionsOf, secures } from '../../src/extract/operations.ts';
import { defineRule } from '../../src/rule.ts';
import { member } from '../../src/value.ts';

export const authorizationHeaderLogged = defineRule({
  meta: {
    id: 'authorization-header-logged',
    category: 'exposure',
    severity: 'warning',
    title: "The callers' tokens stand in the run history",
    why: 'The option IncludeAuthorizationHeadersInOutputs hands the Authorization header to the workflow, and so to its run history and logs: whoever may read them has a token that still works.',
    remedy:
      'Secure the outputs of the trigger: "runtimeConfiguration": { "secureData": { "properties": [ "outputs" ] } }.',
    sources: ['facts/security.md §1.4', 'facts/security.md §7', 'facts/security.md §9 #20'],
    cwe: [532, 522],
    securitySeverity: 5.5,
  },
  judges: 'workflow',
  messages: {
    logged: ({ trigger, workflow }: { trigger: string; workflow: string }) =>
      `'${trigger}' of '${workflow}' hands out the Authorization header, and its outputs are not secured: the caller's token can be read in the run history.`,
  },
  check({ operations, name }, say) {
    for (const trigger of operations.filter(({ role }) => role === 'trigger')) {
      if (
        optionsOf(trigger)?.includes('includeauthorizationheadersinoutputs') !== true ||
        secures(trigger, 'outputs') !== 'no'
      )
        continue;
      const at = member(trigger.value, 'operationOptions')?.from ?? trigger.at;
      say('logged', at, { trigger: trigger.name, workflow: name }, { operation: trigger.name });
    }
  },
});
