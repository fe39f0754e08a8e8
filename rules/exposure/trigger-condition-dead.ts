import { defineRule } from '../../src/rule.ts';

export const triggerConditionDead = defineRule({
  meta: {
    id: 'trigger-condition-dead',
    category: 'exposure',
    severity: 'error',
    title: 'A trigger condition asks for a header that it is never shown',
    why: 'The Authorization header is kept from the workflow unless the trigger has the option IncludeAuthorizationHeadersInOutputs. The condition never holds: no call runs the workflow, and no error says so.',
    remedy:
      'Add "operationOptions": "IncludeAuthorizationHeadersInOutputs" to the trigger and secure its outputs, or take the condition away and disable SAS instead.',
    sources: ['facts/security.md §1.4', 'facts/security.md §1.5', 'facts/security.md §9 #22'],
    cwe: [570],
    securitySeverity: 3.0,
  },
  judges: 'receiver',
  messages: {
    dead: ({ trigger, workflow }: { trigger: string; workflow: string }) =>
      `A condition of '${trigger}' of '${workflow}' demands the Authorization header, but the trigger lacks the option IncludeAuthorizationHeadersInOutputs: the condition never holds and the workflow never runs.`,
  },
  check({ deadConditions, triggerType, trigger, workflow }, say) {
    // The option is one of the Request and HttpWebhook triggers (facts/security.md §1.5).
    if (deadConditions === undefined || !['request', 'httpwebhook'].includes(triggerType)) return;
    say('dead', deadConditions, { trigger, workflow: workflow.name });
  },
});
