import { missingBatch } from '../../src/link/batches.ts';
import { defineRule } from '../../src/rule.ts';
import { show } from '../../src/value.ts';

export const receiverMissing = defineRule({
  meta: {
    id: 'receiver-missing',
    category: 'trust',
    severity: 'error',
    title: 'The call names a workflow, trigger or batch that does not exist',
    why: 'There is nobody to answer: the action fails when it runs (a missing workflow of a Standard app with NestedWorkflowNotFound, a renamed batch when the message is sent).',
    remedy: 'Write the name as the receiver has it, or deploy the receiver together with the sender.',
    sources: ['facts/security.md §3.4', 'facts/doors.md §2'],
    cwe: [706],
    securitySeverity: 2.0,
  },
  judges: 'call',
  messages: {
    workflow: (data: { operation: string; name: string }) =>
      `'${data.operation}' calls the workflow '${data.name}', which this app does not have: the action fails with NestedWorkflowNotFound.`,
    trigger: (data: { operation: string; workflow: string; triggers: string }) =>
      `'${data.operation}' calls a trigger that '${data.workflow}' does not have; it has ${data.triggers}. The call fails.`,
    standard: (data: { operation: string; name: string; site: string }) =>
      `'${data.operation}' calls the workflow '${data.name}' of the site '${data.site}', and the Standard app that runs there does not have it: the call fails.`,
    batch: (data: { operation: string; workflow: string; batch: string; batches: string }) =>
      `'${data.operation}' sends to the batch '${data.batch}', and '${data.workflow}' configures only ${data.batches}: the message is refused when it is sent.`,
  },
  check(call, say) {
    const { sender, near, unlinked } = call;
    const { target, operation } = sender;
    if (target.kind === 'workflow' && unlinked === 'no-such-workflow')
      say('workflow', target.at, { operation, name: show(target.workflow) });
    // Which app runs in which site is taken for granted, so nothing is sure enough for an error.
    const doubt = call.site === null ? {} : { severity: 'warning' as const };
    if (call.site !== null && target.kind === 'url' && unlinked === 'no-such-workflow') {
      const address = show(target.callback?.id ?? target.url, 1000);
      const name = /\/(?:api|workflows)\/([^/?#]+)\/triggers\//.exec(address)?.[1] ?? '';
      const related = [{ at: call.site.at, message: 'the site that is called' }];
      say('standard', target.at, { operation, name, site: call.site.name }, { related, ...doubt });
    }
    if (unlinked === 'no-such-trigger' && near?.triggers !== null && near !== null) {
      const triggers = near.triggers.map(({ name }) => `'${name}'`).join(', ');
      const related = [{ at: near.at, message: 'the workflow that is called' }];
      say('trigger', target.at, { operation, workflow: near.name, triggers }, { related, ...doubt });
    }
    const batch = missingBatch(call);
    if (batch !== null) {
      const { at, name, workflow, has, place } = batch;
      say(
        'batch',
        at,
        { operation, workflow, batch: name, batches: has },
        { related: [{ at: place, message: 'the batches are configured here' }] },
      );
    }
  },
});
