import { defineRule } from '../../src/rule.ts';

export const siteAuthAnonymous = defineRule({
  meta: {
    id: 'site-auth-anonymous',
    category: 'exposure',
    severity: 'warning',
    title: 'The SAS URL opens the door beside the token',
    why: 'With AllowAnonymous App Service authentication checks a token only where there is one. A request without it goes on to the workflow, where the signature in the URL is enough; that the token is required is not true then.',
    remedy:
      'Refuse calls without a token (Return401, with /runtime/* in excludedPaths so that run history stays readable), or turn SAS off: logicAppsAccessControlConfiguration.triggers.sasAuthenticationPolicy.state = Disabled.',
    yieldsTo: ['site-auth-ineffective'],
    sources: ['facts/security.md §2.1', 'facts/security.md §2.2'],
    cwe: [288],
    securitySeverity: 5.0,
  },
  judges: 'site',
  messages: {
    open: (data: { site: string }) =>
      `App Service authentication of '${data.site}' lets calls without a token through (AllowAnonymous), and SAS is on: whoever learns a trigger's URL runs the workflow without a token.`,
  },
  check(site, say) {
    const { auth, sas, kind, receivers, name } = site;
    if (kind !== 'workflow' || typeof auth === 'string' || auth.enabled !== 'yes' || sas.kind !== 'on') return;
    if (auth.unauthenticated !== 'anonymous') return;
    // The app was read: none of its triggers can be called, or all of them demand the header.
    const known = site.app !== null;
    const open = receivers.filter((one) => one.triggerType === 'request' && one.demandsAuthorization === 'no');
    if (known && open.length === 0) return;
    const related = open.slice(0, 5).map((one) => ({ at: one.at, message: 'this trigger can be called' }));
    say('open', auth.unauthenticatedAt, { site: name }, { related });
  },
});
