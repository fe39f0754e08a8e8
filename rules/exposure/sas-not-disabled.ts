import { sasDisabled } from '../../src/mends.ts';
import { defineRule } from '../../src/rule.ts';

export const sasNotDisabled = defineRule({
  meta: {
    id: 'sas-not-disabled',
    category: 'exposure',
    severity: 'warning',
    title: 'Authorization policies stand, and the SAS URL still opens the door beside them',
    why: 'A policy does not switch SAS off: whoever knows the signed URL runs the workflow without a token, so the policy can be passed by.',
    remedy:
      'Add "sasAuthenticationPolicy": { "state": "Disabled" } to accessControl.triggers, once no caller uses the signed URL any more.',
    fixable: 'safe',
    sources: ['facts/security.md §1.5', 'facts/security.md §9 #4'],
    cwe: [288],
    securitySeverity: 5.5,
  },
  judges: 'receiver',
  messages: {
    on: (data: { trigger: string; workflow: string }) =>
      `'${data.workflow}' has authorization policies, but SAS is still on: the signed URL of '${data.trigger}' runs the workflow without a token.`,
  },
  check(receiver, say) {
    const { access, complete, triggerType, trigger, workflow } = receiver;
    if (access === null || !complete || triggerType !== 'request' || access.policies === 'unknown') return;
    if (access.policies.length === 0 || access.sas.kind !== 'on' || receiver.demandsAuthorization !== 'no') return;
    // An empty address list keeps every HTTP caller out, with or without a signature (facts/security.md §1.3).
    if (access.reach.kind === 'nested-only') return;
    const places =
      access.sas.at === null
        ? { at: receiver.at, related: [{ at: access.at, message: 'SAS would be disabled here' }] }
        : { at: access.sas.at, related: [{ at: receiver.at, message: 'the trigger that the signed URL runs' }] };
    say(
      'on',
      places.at,
      { trigger, workflow: workflow.name },
      { related: places.related, ...sasDisabled(access, receiver.signed) },
    );
  },
});
