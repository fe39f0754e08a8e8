import { issuerScope } from '../../src/link/issuer.ts';
import { defineRule } from '../../src/rule.ts';
import { show } from '../../src/value.ts';

export const siteAuthIssuer = defineRule({
  meta: {
    id: 'site-auth-issuer',
    category: 'exposure',
    severity: 'error',
    title: 'App Service authentication accepts tokens of any tenant, or has an issuer that is none',
    why: 'An openIdIssuer without a tenant ID (common, organizations) makes the site multi-tenant: issuer and tenant of a token are not checked. An issuer that is no URL leads to no keys to check a token with.',
    remedy: 'Name the tenant: https://login.microsoftonline.com/<tenant ID>/v2.0.',
    yieldsTo: ['site-auth-ineffective'],
    sources: ['facts/security.md §2.1', 'facts/security.md §7'],
    cwe: [287],
    securitySeverity: 7.0,
  },
  judges: 'site',
  messages: {
    many: (data: { site: string; issuer: string }) =>
      `The issuer '${data.issuer}' of ${data.site} names no tenant: App Service authentication accepts tokens of any tenant, since neither issuer nor tenant is checked.`,
    limited: (data: { site: string; issuer: string }) =>
      `The issuer '${data.issuer}' of ${data.site} names no tenant: App Service authentication accepts tokens of any tenant, unless the app setting WEBSITE_AUTH_AAD_ALLOWED_TENANTS, which is not shown here, limits them.`,
    malformed: (data: { site: string; issuer: string }) =>
      `The issuer '${data.issuer}' of ${data.site} is no https URL: App Service authentication cannot find the keys there that tokens are checked with.`,
  },
  check({ auth, ours, name, limits }, say) {
    if (!ours || typeof auth === 'string' || auth.enabled === 'no') return;
    const { provider } = auth;
    if (provider === null || provider === 'unknown' || provider.issuer === null) return;
    const scope = issuerScope(provider.issuer);
    const at = provider.issuer.from ?? provider.at;
    const data = { site: name === '' ? 'the site' : `'${name}'`, issuer: show(provider.issuer) };
    // What the platform makes of it is written nowhere.
    if (scope === 'malformed') say('malformed', at, data, { severity: 'warning' });
    if (scope !== 'any-tenant' || limits === 'yes') return;
    if (limits === 'no') say('many', at, data);
    else say('limited', at, data, { severity: 'warning' });
  },
});
