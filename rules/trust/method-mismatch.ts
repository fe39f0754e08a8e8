import { methodOf } from '../../src/link/method.ts';
import { defineRule } from '../../src/rule.ts';

export const methodMismatch = defineRule({
  meta: {
    id: 'method-mismatch',
    category: 'trust',
    severity: 'error',
    title: 'The call uses another HTTP method than the one that the trigger takes',
    why: 'A request trigger takes one method alone: the one that it names, else POST. Any other call does not start a run.',
    remedy: 'Use the method that the trigger names, or let the trigger name the method that is sent.',
    sources: [
      'https://learn.microsoft.com/azure/logic-apps/logic-apps-http-endpoint',
      'https://github.com/Azure/logicapps/issues/1441',
    ],
    cwe: [440],
    securitySeverity: 1.0,
  },
  judges: 'call',
  messages: {
    other: (data: { operation: string; workflow: string; trigger: string; sent: string; wanted: string }) =>
      `'${data.operation}' sends ${data.sent}, and the trigger '${data.trigger}' of '${data.workflow}' takes only ${data.wanted}: the call does not start a run.`,
    unnamed: (data: { operation: string; workflow: string; trigger: string; sent: string; wanted: string }) =>
      `'${data.operation}' sends ${data.sent}, and the trigger '${data.trigger}' of '${data.workflow}' names no method, so that it takes only ${data.wanted}: the call does not start a run.`,
  },
  check({ sender, receiver }, say) {
    if (receiver === null) return;
    for (const { data, at } of methodOf(sender, receiver).refusals) {
      const [sent, wanted] = [data['sent'], data['wanted']].map(String) as [string, string];
      const facts = {
        operation: sender.operation,
        workflow: receiver.workflow.name,
        trigger: receiver.trigger,
        sent,
        wanted,
      };
      const isNamed = data['named'] === 'yes';
      say(isNamed ? 'other' : 'unnamed', sender.method?.from ?? sender.target.at, facts, {
        related: [
          { at: at ?? receiver.at, message: isNamed ? `takes only ${wanted}` : `names no method, so takes ${wanted}` },
        ],
      });
    }
  },
});
