import { defineRule } from '../../src/rule.ts';

export const siteAuthAnyCaller = defineRule({
  meta: {
    id: 'site-auth-any-caller',
    category: 'exposure',
    severity: 'warning',
    title: 'Any application of the tenant is let in by App Service authentication',
    why: 'Without a default authorization policy every client of the tenant that can get a token for this audience is admitted, and by default every application and managed identity of a tenant can.',
    remedy:
      'Name the callers in validation.defaultAuthorizationPolicy: allowedApplications (client IDs) or allowedPrincipals.identities (object IDs).',
    yieldsTo: ['site-auth-ineffective'],
    sources: ['facts/security.md §2.1', 'facts/security.md §7'],
    cwe: [863],
    securitySeverity: 4.0,
  },
  judges: 'site',
  messages: {
    any: (data: { site: string }) =>
      `App Service authentication of ${data.site} names no allowed applications, identities or groups: every client of the tenant with a token for this audience is admitted.`,
  },
  check({ auth, ours, name }, say) {
    // The older settings have no such list.
    if (!ours || typeof auth === 'string' || auth.enabled === 'no' || auth.version === 1) return;
    const { provider } = auth;
    if (provider === null || provider === 'unknown' || provider.otherChecks !== 'no') return;
    const lists = [provider.applications, provider.identities, provider.groups];
    if (lists.some((list) => list === 'unknown' || list.length > 0)) return;
    say('any', provider.at, { site: name === '' ? 'the site' : `'${name}'` });
  },
});
