/** What a site answers: App Service authentication, then the workflow's own check (facts/security.md §2.1, §2.2, §5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSite } from '../../src/link/site.ts';
import type { Outcome, Sender, Site, SiteAuth, SiteProvider, Value } from '../../src/model.ts';
import { hole, known } from '../../src/value.ts';
import { APP, at, identity, OTHER_APP, OTHER_TENANT, provider, ranges, receiver, sender, site, siteAuth, TENANT, V1 } from './parts.ts'; // prettier-ignore

const standard = receiver(null, { plan: 'standard', view: 'project', app: 'app' });
const PATH = { text: '/api/take-order/triggers/manual/invoke', whole: true };

function ask(from: Partial<Sender>, to: Site = site(), behind: typeof standard | null = standard): Outcome {
  return answerSite(sender(from), { site: to, receiver: behind, path: PATH }, null);
}

/** `accepted by …`, `refused code → response`, `unknown`. */
function word(outcome: Outcome): string {
  if (outcome.verdict === 'accepted') return `accepted by ${outcome.by}`;
  if (outcome.verdict === 'unknown') return 'unknown';
  const responses = outcome.responses.map(({ status, code, by }) => `${String(status)} ${code}${by === undefined ? '' : ` (${by})`}`);
  return `refused ${outcome.because.map(({ code }) => code).join('+')} → ${responses.join(', ')}`;
} // prettier-ignore

const token = (audience: string | Value | null): Partial<Sender> => ({ credential: identity(audience) });
const signed: Partial<Sender> = { sas: 'yes' };
const GATE = '401 Unauthorized (App Service authentication)';
const auth = (more: Partial<SiteAuth>) => site(siteAuth(more));
const entra = (more: Partial<SiteProvider>) => site(siteAuth({ provider: provider(more) }));

describe('a token', () => {
  test.each<[string, Partial<Sender>, Site, string]>([
    ['for a listed audience', token('api://orders'), site(), 'unknown'],
    ['for the client id, which is always allowed', token(APP), site(), 'accepted by App Service authentication'],
    ['for another application', token(OTHER_APP), site(), `refused audience-mismatch → ${GATE}`],
    ['without audience: one for Azure Resource Manager', token(null), site(), `refused audience-missing → ${GATE}`],
    ['for Azure Resource Manager, where it is listed', token('https://management.azure.com/'), entra({ audiences: [known('https://management.azure.com/')] }), 'accepted by App Service authentication'],
    ['but for a slash at the end: undocumented', token('https://management.azure.com/'), entra({ audiences: [known('https://management.azure.com')] }), 'unknown'],
    ['where the list is not known', token(OTHER_APP), entra({ audiences: 'unknown' }), 'unknown'],
    ['where one of the list is not known', token(OTHER_APP), entra({ audiences: [hole('x', 'string')] }), 'unknown'],
    ['of another tenant', token(APP), entra({ issuer: known(`https://sts.windows.net/${OTHER_TENANT}/`) }), `refused issuer-mismatch → ${GATE}`],
    ['of the tenant, in the form of the other version', token(APP), entra({ issuer: known(V1) }), 'accepted by App Service authentication'],
    ['of the tenant, without slash', token(APP), entra({ issuer: known(`https://sts.windows.net/${TENANT}`) }), 'accepted by App Service authentication'],
    ['any tenant', token(APP), entra({ issuer: known('https://login.microsoftonline.com/common/v2.0') }), 'accepted by App Service authentication'],
    ['any tenant, limited by a setting', token(APP), { ...entra({ issuer: known('https://login.microsoftonline.com/common/v2.0') }), limits: 'yes' }, 'unknown'],
    ['without issuer', token(APP), entra({ issuer: null }), 'unknown'],
    ['only some applications may call', token(APP), entra({ applications: [known(OTHER_APP)] }), 'unknown'],
    ['only some groups may call', token(APP), entra({ groups: [known(OTHER_APP)] }), 'unknown'],
    ['claims are checked otherwise', token(APP), entra({ otherChecks: 'yes' }), 'unknown'],
    ['to another provider as well: it may accept the token', token(OTHER_APP), auth({ otherProvider: 'yes' }), 'unknown'],
    ['to a provider that is none', token(APP), auth({ provider: null }), 'unknown'],
    ['without runtimeVersion: seen not to work, documented nowhere', token(APP), auth({ runtime: 'no' }), 'unknown'],
    ['the older settings need none', token(APP), auth({ version: 1, runtime: 'unknown' }), 'accepted by App Service authentication'],
    ['settings in a file', token(APP), auth({ inFile: 'yes' }), 'unknown'],
    ['to a path that is excluded', token(APP), auth({ excludedPaths: [known('/api/*')] }), 'refused no-policy → 401 DirectApiInvalidAuthorizationScheme'],
    ['to a site without authentication', token(APP), site('absent'), 'refused no-policy → 401 DirectApiInvalidAuthorizationScheme'],
    ['to a site whose authentication is off', token(APP), auth({ enabled: 'no' }), 'refused no-policy → 401 DirectApiInvalidAuthorizationScheme'],
    ['to a site whose authentication is not known', token(APP), site('unknown'), 'unknown'],
    ['beside a signature', { ...token(APP), ...signed }, site(), 'refused sas-and-authorization → null DirectApiRequestHasMoreThanOneAuthorization'],
  ])('%s', (_, from, to, expected) => expect(word(ask(from, to))).toBe(expected)); // prettier-ignore

  test('of a caller that is not listed: 403', () => {
    const me = { kind: 'present', at, system: 'yes', user: 'no', userAssigned: [], principalId: known('11111111-2222-4333-8444-555555555555'), tenantId: known(TENANT) } as const; // prettier-ignore
    const listed = (id: string) => entra({ identities: [known(id)] });
    expect(word(ask({ ...token(APP), identity: me }, listed(OTHER_APP)))).toBe('refused claim-mismatch → 403 Forbidden (App Service authentication)'); // prettier-ignore
    expect(word(ask({ ...token(APP), identity: me }, listed('11111111-2222-4333-8444-555555555555')))).toBe('accepted by App Service authentication'); // prettier-ignore
    expect(word(ask(token(APP), listed(OTHER_APP)))).toBe('unknown');
  });
});

describe('no token', () => {
  test.each<[string, Partial<Sender>, Site, string]>([
    ['wanted', {}, site(), `refused no-credentials → ${GATE}`],
    ['answered with 403', {}, auth({ unauthenticated: '403' }), 'refused no-credentials → 403 Forbidden (App Service authentication)'],
    ['sent to the login page', {}, auth({ unauthenticated: 'login' }), 'refused no-credentials → null RedirectToLoginPage (App Service authentication)'],
    ['required, the action left out', {}, auth({ unauthenticated: null }), 'refused no-credentials → null Unauthorized (App Service authentication)'],
    ['not required, but an action that refuses', signed, auth({ requires: 'no' }), 'unknown'],
    ['a signature: nobody looks at it', signed, site(), `refused sas-off → ${GATE}`],
    ['let through, with a signature', signed, auth({ unauthenticated: 'anonymous' }), 'accepted by its SAS signature'],
    ['let through, SAS off', signed, { ...auth({ unauthenticated: 'anonymous' }), sas: { kind: 'off', at } }, 'refused sas-off → 401 DirectApiInvalidAuthorizationScheme'],
    ['let through, SAS not known', signed, { ...auth({ unauthenticated: 'anonymous' }), sas: { kind: 'unknown' } }, 'unknown'],
    ['let through, with nothing', {}, auth({ unauthenticated: 'anonymous' }), 'refused no-credentials → 401 DirectApiAuthorizationRequired'],
    ['no authentication, with a signature', signed, site('absent'), 'accepted by its SAS signature'],
    ['no authentication, with nothing', {}, site('absent'), 'refused no-credentials → 401 DirectApiAuthorizationRequired'],
    ['authentication not known, with nothing: refused either way', {}, site('unknown'), 'refused no-credentials → 401 DirectApiAuthorizationRequired'],
    ['authentication not known, with a signature', signed, site('unknown'), 'unknown'],
    ['an excluded path, with a signature', signed, auth({ excludedPaths: [known(PATH.text)] }), 'accepted by its SAS signature'],
    ['an excluded path that is not known', signed, auth({ excludedPaths: [hole('x', 'string')] }), 'unknown'],
    ['another path is excluded', signed, auth({ excludedPaths: [known('/runtime/*')] }), `refused sas-off → ${GATE}`],
    ['an address outside of the ranges', { ...signed, outgoing: [known('198.51.100.7')] }, { ...site('absent'), reach: ranges('203.0.113.0/24') }, 'refused address → null Forbidden (App Service)'],
    ['some Authorization header', { authorizationHeader: 'yes' }, site(), 'unknown'],
  ])('%s', (_, from, to, expected) => expect(word(ask(from, to))).toBe(expected)); // prettier-ignore
});

describe('what is behind', () => {
  test('a Function app is never said to accept', () => {
    const functions = { ...site(), kind: 'function' as const };
    expect(word(ask(token(APP), functions, null))).toBe('unknown');
    expect(word(ask(token(OTHER_APP), functions, null))).toBe(`refused audience-mismatch → ${GATE}`);
    expect(word(ask({}, functions, null))).toBe(`refused no-credentials → ${GATE}`);
    expect(word(ask({}, { ...functions, auth: 'absent' }, null))).toBe('unknown');
  });

  test('a webhook trigger: App Service authentication is documented for Request alone', () => {
    expect(word(ask(token(OTHER_APP), site(), { ...standard, triggerType: 'httpwebhook' }))).toBe('unknown');
  });
});

describe('knowing more changes no decided answer', () => {
  const audiences: readonly (Value | null)[] = [
    null,
    known(APP),
    known(OTHER_APP),
    known('api://orders'),
    known('api://else'),
  ];
  const senders = fc.record({
    sas: fc.constantFrom('yes', 'no', 'unknown'),
    credential: fc.oneof(
      fc.constant({ kind: 'none' } as const),
      fc.constant({ kind: 'unknown' } as const),
      fc.constantFrom(...audiences).map((audience) => identity(audience)),
    ),
    authorizationHeader: fc.constantFrom('yes', 'no', 'unknown'),
  }); // prettier-ignore
  const auths = fc.record({
    enabled: fc.constantFrom('yes', 'no'),
    unauthenticated: fc.constantFrom('401', '403', 'anonymous', 'login', null),
    requires: fc.constantFrom('yes', 'no'),
    runtime: fc.constantFrom('yes', 'no'),
    otherProvider: fc.constantFrom('yes', 'no'),
  }); // prettier-ignore
  const vaguer: readonly [string, (to: Site, more: SiteAuth) => Site][] = [
    ['the authentication', (to) => ({ ...to, auth: 'unknown' })],
    ['whether it is on', (to, more) => ({ ...to, auth: { ...more, enabled: 'unknown' } })],
    ['its action', (to, more) => ({ ...to, auth: { ...more, unauthenticated: 'unknown' } })],
    ['its provider', (to, more) => ({ ...to, auth: { ...more, provider: 'unknown' } })],
    ['its audiences', (to, more) => ({ ...to, auth: { ...more, provider: provider({ audiences: 'unknown' }) } })],
    ['its excluded paths', (to, more) => ({ ...to, auth: { ...more, excludedPaths: 'unknown' } })],
    ['the SAS state', (to) => ({ ...to, sas: { kind: 'unknown' } })],
    ['the address rules', (to) => ({ ...to, reach: { kind: 'unknown' } })],
  ];

  test.each(vaguer)('%s', (_, hide) => {
    fc.assert(
      fc.property(senders, auths, fc.constantFrom('on', 'off'), (from, members, state) => {
        const more = siteAuth(members);
        const sure = site(more, { sas: { kind: state, at } });
        const before = ask(from, hide(sure, more)).verdict;
        const after = ask(from, sure).verdict;
        expect(before === 'unknown' || before === after).toBe(true);
      }),
    );
  });
});
