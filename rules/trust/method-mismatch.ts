import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const methodMismatch = defineRule({
  meta: {
    id: 'method-mismatch',
    category: 'trust',
    severity: 'error',
    title: 'The call uses another HTTP method than the one that the trigger fixes',
    why: 'A request trigger with a method answers only that method; the call does not start a run.',
    remedy: 'Use the method that the trigger names, or let the trigger name the method that is sent.',
    sources: ['facts/workflow-language.md', 'facts/security.md §4.2'],
    cwe: [440],
    securitySeverity: 1.0,
  },
  judges: 'call',
  messages: {
    other: (data: { operation: string; workflow: string; trigger: string; sent: string; wanted: string }) =>
      `'${data.operation}' sends ${data.sent}, and the trigger '${data.trigger}' of '${data.workflow}' takes only ${data.wanted}: the call does not start a run.`,
  },
  check({ sender, receiver }, say) {
    if (receiver?.triggerType !== 'request' || (sender.via !== 'http' && sender.via !== 'connector')) return;
    const sent = asText(sender.method)?.toUpperCase();
    const wanted = asText(receiver.method)?.toUpperCase();
    if (sent === undefined || wanted === undefined || sent === wanted) return;
    const facts = {
      operation: sender.operation,
      workflow: receiver.workflow.name,
      trigger: receiver.trigger,
      sent,
      wanted,
    };
    say('other', sender.method?.from ?? sender.target.at, facts, {
      related: [{ at: receiver.method?.from ?? receiver.at, message: `takes only ${wanted}` }],
    });
  },
});
