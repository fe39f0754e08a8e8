import { defineRule } from '../../src/rule.ts';
import { oneOf } from '../../src/verdict.ts';

export const siteAuthOff = defineRule({
  meta: {
    id: 'site-auth-off',
    category: 'exposure',
    severity: 'error',
    title: 'Nothing but a URL guards this site: App Service authentication is off',
    why: 'Without App Service authentication nobody in front of the app asks who calls. The signature in the URL of a Standard trigger, which does not expire, is the only lock; a function that is called with a managed identity must be anonymous, so it has none.',
    remedy:
      'Turn on App Service authentication (sites/config authsettingsV2) with Microsoft Entra as its provider and name the callers, or limit the addresses (ipSecurityRestrictions).',
    sources: ['facts/security.md §2.1', 'facts/security.md §7', 'facts/doors.md §4'],
    cwe: [306],
    securitySeverity: 7.0,
  },
  judges: 'site',
  messages: {
    standard: (data: { site: string; state: string; triggers: readonly string[] }) =>
      `App Service authentication of '${data.site}' is ${data.state}, SAS is on and no address is refused: whoever learns the URL of ${data.triggers.length === 0 ? 'a request trigger' : oneOf(data.triggers)} can run the workflow.`,
    functions: (data: { site: string; state: string; operation: string }) =>
      `'${data.operation}' calls a function of '${data.site}' with a managed identity, which works with anonymous functions alone, and App Service authentication of the site is ${data.state}: nobody checks the token, anyone can call the function.`,
  },
  check(site, say) {
    const { auth, sas, reach, kind, receivers, callers } = site;
    if (auth === 'unknown' || reach.kind !== 'any' || (auth !== 'absent' && auth.enabled !== 'no')) return;
    const [state, at] = auth === 'absent' ? ['not configured', site.at] : ['off', auth.enabledAt];
    // The Function action with an identity: facts/doors.md §4.
    const [caller] = callers.filter(
      ({ via, credential }) => via === 'function' && credential.kind === 'managed-identity',
    );
    if (caller !== undefined) {
      const related = [{ at: caller.at, message: 'the function is called here' }];
      say('functions', at, { site: site.name, state, operation: caller.operation }, { related, about: 'functions' });
    }
    const requests = receivers.filter(({ triggerType }) => triggerType === 'request');
    const open = requests.filter(({ demandsAuthorization }) => demandsAuthorization === 'no');
    const called = callers.some(({ via }) => via === 'http') && requests.length === 0;
    if (kind !== 'workflow' || sas.kind !== 'on' || (open.length === 0 && !called)) return;
    const triggers = open.map(({ workflow, trigger }) => `${workflow.name}/${trigger}`);
    const related = open.slice(0, 5).map((trigger) => ({ at: trigger.at, message: 'this trigger can be called' }));
    say('standard', at, { site: site.name, state, triggers }, { related });
  },
});
