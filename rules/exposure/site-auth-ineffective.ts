import { defineRule } from '../../src/rule.ts';

export const siteAuthIneffective = defineRule({
  meta: {
    id: 'site-auth-ineffective',
    category: 'exposure',
    severity: 'error',
    title: 'App Service authentication is on and checks nothing',
    why: 'Authentication that has no configured provider can check no token, and without a runtimeVersion it was seen not to take effect. The setting looks like a lock and is none.',
    remedy:
      'Give the registration of Microsoft Entra its clientId and openIdIssuer, and set platform.runtimeVersion to ~1.',
    sources: ['facts/security.md §2.1', 'facts/security.md §5'],
    cwe: [287, 306],
    securitySeverity: 7.0,
  },
  judges: 'site',
  messages: {
    provider: (data: { site: string }) =>
      `App Service authentication of ${data.site} is on, but no identity provider is configured (a registration without a client ID is none): no token can be checked.`,
    runtime: (data: { site: string }) =>
      `App Service authentication of ${data.site} is on, but platform.runtimeVersion is missing: it was seen not to take effect then, so that a token is answered with 401 DirectApiInvalidAuthorizationScheme and a SAS URL still opens the door. No page of Microsoft's says so.`,
  },
  check(site, say) {
    const { auth, ours, name } = site;
    if (!ours || typeof auth === 'string' || auth.enabled !== 'yes' || auth.inFile !== 'no') return;
    const data = { site: name === '' ? 'the site' : `'${name}'` };
    if (auth.provider === null && auth.otherProvider === 'no') say('provider', auth.at, data);
    else if (auth.version === 2 && auth.runtime === 'no') say('runtime', auth.enabledAt, data, { severity: 'warning' });
  },
});
