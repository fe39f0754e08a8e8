import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

/** An integration service environment may be closed to the internet, and its export does not say so (facts/security.md §4.1). */
const ENVIRONMENT = '.environments.microsoftazurelogicapps.net';

export const openTrigger = defineRule({
  meta: {
    id: 'open-trigger',
    category: 'exposure',
    severity: 'error',
    title: 'Anyone who learns the URL of this trigger can run the workflow',
    why: 'The signature in the URL is the only lock: it is on, there is no authorization policy and no address limit. The URL is a password that travels through logs, history and other teams.',
    remedy:
      'Add an authorization policy (claims iss and aud) and disable SAS, or limit the callers: accessControl.triggers.openAuthenticationPolicies, sasAuthenticationPolicy, allowedCallerIpAddresses.',
    yieldsTo: ['ip-range-any'],
    sources: ['facts/security.md §1.3', 'facts/security.md §1.5', 'facts/security.md §7'],
    cwe: [306],
    securitySeverity: 7.0,
  },
  judges: 'receiver',
  messages: {
    open: (data: { trigger: string; workflow: string }) =>
      `The request trigger '${data.trigger}' of '${data.workflow}' has no authorization policy and no address limit: whoever learns its URL can run the workflow.`,
  },
  check(receiver, say) {
    const { access, complete, triggerType, trigger, workflow } = receiver;
    if (access === null || !complete || triggerType !== 'request' || access.policies === 'unknown') return;
    if (access.sas.kind !== 'on' || access.policies.length > 0 || access.reach.kind !== 'any') return;
    // Such a condition lets no signed call through, and without a policy no token either (facts/security.md §1.5, §5).
    if (receiver.demandsAuthorization !== 'no') return;
    if (asText(receiver.accessEndpoint)?.toLowerCase().includes(ENVIRONMENT) === true) return;
    say(
      'open',
      receiver.at,
      { trigger, workflow: workflow.name },
      { related: [{ at: access.at, message: 'who may come in would be said here' }] },
    );
  },
});
