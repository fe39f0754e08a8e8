import { defineRule } from '../../src/rule.ts';
import { asText } from '../../src/value.ts';

export const siteRunHistoryBlocked = defineRule({
  meta: {
    id: 'site-run-history-blocked',
    category: 'exposure',
    severity: 'warning',
    title: 'The portal cannot show the runs of this app',
    why: "App Service authentication that refuses every call without a token refuses the portal's calls to the runtime too: run history and 'run with payload' were seen to fail.",
    remedy: 'Add /runtime/* to globalValidation.excludedPaths.',
    yieldsTo: ['site-auth-ineffective'],
    sources: ['facts/security.md §2.1'],
    // No CWE: nothing is open, and nothing is lost but the sight of it.
    securitySeverity: 0.1,
  },
  judges: 'site',
  messages: {
    blocked: (data: { site: string; action: string }) =>
      `App Service authentication of '${data.site}' answers calls without a token with ${data.action} and does not exclude /runtime/*: the portal was seen to show no run history then, and 'run with payload' to fail.`,
  },
  check({ auth, kind, name }, say) {
    if (kind !== 'workflow' || typeof auth === 'string' || auth.enabled !== 'yes' || auth.inFile !== 'no') return;
    const { unauthenticated, excludedPaths, requires } = auth;
    if ((unauthenticated !== '401' && unauthenticated !== '403') || requires === 'no' || excludedPaths === 'unknown')
      return;
    const texts = excludedPaths.map((path) => asText(path)?.toLowerCase());
    // A wider pattern may hold it, and one that is not known.
    if (texts.some((text) => text === undefined || text.startsWith('/runtime') || text.startsWith('/*'))) return;
    say('blocked', auth.unauthenticatedAt, { site: name, action: unauthenticated });
  },
});
