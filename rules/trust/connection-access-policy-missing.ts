import { defineRule } from '../../src/rule.ts';

export const connectionAccessPolicyMissing = defineRule({
  meta: {
    id: 'connection-access-policy-missing',
    category: 'trust',
    severity: 'warning',
    title: 'A Standard app and its connection are deployed together, and no access policy admits the app',
    why: 'A Standard app reaches a managed connection by its identity. Without an access policy that names the identity the connection does not let it in, and its actions fail.',
    remedy:
      'Add a resource of type Microsoft.Web/connections/accessPolicies below the connection, with the object id and tenant of the identity that the app uses.',
    sources: ['facts/doors.md §5'],
    cwe: [287],
    securitySeverity: 2.0,
  },
  judges: 'template',
  messages: {
    missing: (data: { connection: string; app: string }) =>
      `The template creates the connection '${data.connection}' and the Standard app '${data.app}', but no access policy of the connection: the app's identity is not let in.`,
  },
  check({ ungranted }, say) {
    for (const { name, at, app, appAt } of ungranted) {
      say('missing', at, { connection: name, app }, { related: [{ at: appAt, message: 'the app' }] });
    }
  },
});
