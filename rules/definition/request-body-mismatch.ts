import { breachesOf } from '../../src/extract/contract.ts';
import { defineRule } from '../../src/rule.ts';

export const requestBodyMismatch = defineRule({
  meta: {
    id: 'request-body-mismatch',
    category: 'definition',
    severity: 'error',
    title: 'A call sends a body that the schema of the called trigger does not take',
    why: 'Where the request trigger has the option EnableSchemaValidation, it refuses the call with 400 and no run starts. Without it the run starts, and reads what is not there.',
    remedy: 'Send what the schema demands, or change the schema.',
    sources: ['facts/workflow-language.md §5', 'facts/workflow-language.md §8'],
  },
  judges: 'call',
  messages: {
    missing: (data: { operation: string; workflow: string; name: string; then: string }) =>
      `'${data.operation}' calls '${data.workflow}' without '${data.name}', which the schema of its trigger requires: ${data.then}`,
    kind: (data: { operation: string; workflow: string; name: string; sent: string; taken: string; then: string }) =>
      `'${data.operation}' calls '${data.workflow}' with ${data.name} of type ${data.sent}, where the schema of its trigger takes ${data.taken}: ${data.then}`,
  },
  check(call, say) {
    const { sender, receiver } = call;
    const contract = receiver?.body;
    if (receiver === null || !contract || !sender.body || contract.enforced === 'unknown') return;
    const enforced = contract.enforced === 'yes';
    const then = enforced
      ? 'the call is refused with 400.'
      : 'the run starts all the same, since EnableSchemaValidation is not set.';
    const more = {
      related: [{ at: contract.at, message: 'the schema' }],
      ...(enforced ? {} : { severity: 'info' as const }),
    };
    for (const { path, at, sent, taken } of breachesOf(sender.body, contract.schema)) {
      const about = { operation: sender.operation, workflow: receiver.workflow.name, then };
      const name = path.join('.');
      if (sent === null) say('missing', at, { ...about, name }, more);
      else
        say(
          'kind',
          at,
          { ...about, name: name === '' ? 'a body' : `'${name}'`, sent, taken: taken.join(' or ') },
          more,
        );
    }
  },
});
