import { defineRule } from '../../src/rule.ts';

export const receiverNotCallable = defineRule({
  meta: {
    id: 'receiver-not-callable',
    category: 'trust',
    severity: 'error',
    title: 'The called workflow cannot be called in this way, or gives no answer that is waited for',
    why: 'Only a request trigger can be called by another workflow, and only a batch trigger can be sent to. Where outputs of the call are used, the called workflow must answer by a Response action.',
    remedy:
      'Give the called workflow a request trigger (a batch trigger for SendToBatch), and a Response action where its outputs are used.',
    yieldsTo: ['receiver-missing'],
    sources: ['facts/security.md §3.4', 'facts/doors.md §2'],
    cwe: [440],
    securitySeverity: 1.0,
  },
  judges: 'call',
  messages: {
    trigger: (data: { operation: string; workflow: string; wanted: string }) =>
      `'${data.operation}' calls '${data.workflow}', which has no ${data.wanted} trigger: the call cannot start it.`,
    response: (data: { operation: string; workflow: string }) =>
      `The outputs of '${data.operation}' are used, but '${data.workflow}' has no Response action: the action fails with NestedWorkflowDoesNotContainResponseAction.`,
  },
  check(call, say) {
    const { sender, near, unlinked, receiver } = call;
    const { operation, target } = sender;
    if (unlinked === 'not-callable' && near !== null) {
      const wanted = sender.via === 'batch' ? 'batch' : 'request';
      say(
        'trigger',
        target.at,
        { operation, workflow: near.name, wanted },
        { related: [{ at: near.at, message: 'the workflow that is called' }] },
      );
    }
    if (receiver !== null && sender.via === 'workflow-action' && sender.outputsUsed && receiver.responds === 'no') {
      say(
        'response',
        target.at,
        { operation, workflow: receiver.workflow.name },
        { related: [{ at: receiver.workflow.at, message: 'no Response action here' }] },
      );
    }
  },
});
