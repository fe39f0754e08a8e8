/** One token against App Service authentication: audience, tenant, caller, and what is not known of them (facts/security.md §2.1). */
import { describe, expect, test } from 'vitest';
import { judgeSiteToken } from '../../src/link/site-token.ts';
import type { Token } from '../../src/link/tokens.ts';
import type { Site, SiteAuth, SiteProvider, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { APP, identity, OTHER_APP, OTHER_TENANT, provider, site, siteAuth, TENANT, V1, V2 } from './parts.ts';

const OBJECT = 'c83f6b12-0d5e-49a7-b264-e19f70d8453a';
const open = hole("main.json:parameters('x')", 'string');
const BY = 'App Service authentication';
const CALLER = 'whether the caller is one of those that App Service authentication admits';
const VERSION = 'which token version the application behind the audience issues';

function token(more: Partial<Token> = {}): Token {
  return {
    version: 1,
    aud: known(APP),
    tenant: known(TENANT),
    oid: known(OBJECT),
    client: known(OTHER_APP),
    resource: null,
    kind: 'system',
    ...more,
  };
}

interface More {
  readonly tokens?: readonly Token[];
  readonly limits?: Site['limits'];
  readonly auth?: Partial<SiteAuth>;
  readonly asked?: string;
}

function judged(made: Partial<SiteProvider>, { tokens = [token()], limits = 'no', auth = {}, asked = APP }: More = {}) {
  const guard = siteAuth({ provider: provider(made), ...auth });
  return judgeSiteToken(site(guard, { limits }), guard, tokens, identity(asked));
}

/** `accepted`, `code of the refusal, status`, or what is missing. */
function word(made: Partial<SiteProvider>, more?: More): string {
  const verdict = judged(made, more);
  if (verdict.kind === 'accepted') return 'accepted';
  if (verdict.kind === 'unknown') return `? ${verdict.missing.join(', ')}`;
  return verdict.because.map(({ code, response }) => `${code} ${String(response?.status)}`).join(', ');
}

const AUDIENCE = '? which audience the token carries';
const ISSUER = '? which tenant the token is issued by';

describe('the audience', () => {
  test.each<[string, Partial<SiteProvider>, Token, string]>([
    ['the client id', { audiences: [] }, token(), 'accepted'],
    ['the client id, where the list is not known', { audiences: 'unknown' }, token(), 'accepted'],
    ['another, where the list is not known', { audiences: 'unknown' }, token({ aud: known('api://else') }), AUDIENCE],
    ['one of the list', { audiences: [known('api://else'), known('api://orders')] }, token({ aud: known('api://orders') }), 'accepted'],
    ['a slash more', {}, token({ aud: known('api://orders/') }), AUDIENCE],
    ['a slash less', { audiences: [known('api://orders/')] }, token({ aud: known('api://orders') }), AUDIENCE],
    ['other letters', {}, token({ aud: known('API://Orders') }), AUDIENCE],
    ['other letters and a slash', {}, token({ aud: known('API://Orders/') }), AUDIENCE],
    ['another', {}, token({ aud: known('api://else') }), 'audience-mismatch 401'],
    ['two slashes more', {}, token({ aud: known('api://orders//') }), 'audience-mismatch 401'],
    ['a client id that is not known', { clientId: open }, token({ aud: known('api://else') }), AUDIENCE],
  ])('%s', (_, made, one, expected) => {
    expect(word(made, { tokens: [one] })).toBe(expected);
  }); // prettier-ignore

  test('that is refused: what is accepted is named, the client id last', () => {
    const from = { file: 'b.json', pointer: '/audience' };
    const made = { audiences: [known('api://stock', from), known(`${OTHER_APP}/`, from)] };
    const verdict = judged(made, { tokens: [token({ aud: known(OTHER_APP.slice(1)) })], asked: OTHER_APP });
    expect(verdict).toMatchObject({
      because: [
        {
          code: 'audience-mismatch',
          data: { asked: OTHER_APP, accepted: ['api://stock', `${OTHER_APP}/`, APP], difference: 'slash' },
          at: from,
          response: { status: 401, code: 'Unauthorized', by: BY },
        },
      ],
    });
    const { at } = provider();
    expect(judged({ audiences: [] }, { tokens: [token({ aud: known('api://else') })] })).toMatchObject({
      because: [{ at, data: { accepted: [APP] } }],
    });
  });
});

describe('the issuer', () => {
  const of = (text: string | Value | null): Partial<SiteProvider> => ({
    issuer: typeof text === 'string' ? known(text) : text,
  });

  test.each<[string, Partial<SiteProvider>, string]>([
    ['of the tenant, version 1', of(V1), 'accepted'],
    ['of the tenant, version 2', of(V2), 'accepted'],
    ['of the tenant, in other letters', of(V2.toUpperCase()), 'accepted'],
    ['of the tenant, without end', of(`https://login.microsoftonline.com/${TENANT}`), 'accepted'],
    ['of the tenant, with a slash at the end', of(`${V2}/`), 'accepted'],
    ['of the tenant, of another cloud', of(`https://login.microsoftonline.us/${TENANT}/v2.0`), 'accepted'],
    ['of the tenant, of China', of(`https://login.partner.microsoftonline.cn/${TENANT}/`), 'accepted'],
    ['of another tenant', of(`https://sts.windows.net/${OTHER_TENANT}/`), 'issuer-mismatch 401'],
    ['of the tenant, at an end that is not known', of(`https://login.microsoftonline.com/${TENANT.toUpperCase()}/v1.0`), ISSUER],
    ['of a domain', of('https://login.microsoftonline.com/contoso.example/v2.0'), ISSUER],
    ['of all tenants', of('https://login.microsoftonline.com/COMMON/v2.0'), 'accepted'],
    ['of all organizations', of('https://login.microsoftonline.com/organizations'), 'accepted'],
    ['left out', of(null), ISSUER],
    ['that is not known', of(open), ISSUER],
    ['that is known in part', of(join(['https://sts.windows.net/', open, '/'])), ISSUER],
  ])('%s', (_, made, expected) => {
    expect(word(made)).toBe(expected);
  }); // prettier-ignore

  test('of all tenants, where a setting may limit them', () => {
    const all = of('https://login.microsoftonline.com/common/');
    expect(word(all, { limits: 'yes' })).toBe(ISSUER);
    expect(word(all, { limits: 'unknown' })).toBe(ISSUER);
  });

  test('and a caller of no known tenant', () => {
    expect(word(of(V1), { tokens: [token({ tenant: null })] })).toBe(ISSUER);
    expect(word(of(V1), { tokens: [token({ tenant: open })] })).toBe(ISSUER);
    expect(word(of(V1), { tokens: [token({ tenant: known('contoso.example') })] })).toBe(ISSUER);
  });

  test('that is refused is named where it stands', () => {
    const from = { file: 'b.json', pointer: '/issuer' };
    const text = `https://sts.windows.net/${OTHER_TENANT}/`;
    const refused = (issuer: Value) => judged({ issuer });
    const response = { status: 401, code: 'Unauthorized', by: BY };
    expect(refused(known(text, from))).toMatchObject({ because: [{ data: { accepted: [text] }, at: from, response }] });
    expect(refused(known(text))).toMatchObject({ because: [{ at: provider().at }] });
  });
});

describe('the caller', () => {
  test.each<[string, Partial<SiteProvider>, string]>([
    ['anybody', {}, 'accepted'],
    ['its application', { applications: [known(APP), known(OTHER_APP)] }, 'accepted'],
    ['another application', { applications: [known(APP)] }, 'claim-mismatch 403'],
    ['its object id', { identities: [known(OBJECT)] }, 'accepted'],
    ['its object id, in capitals', { identities: [known(OBJECT.toUpperCase())] }, 'accepted'],
    ['another object id', { identities: [known(TENANT)] }, 'claim-mismatch 403'],
    ['another object id, and some group', { identities: [known(TENANT)], groups: [known(APP)] }, `? ${CALLER}`],
    ['its object id, and some group', { identities: [known(OBJECT)], groups: [known(APP)] }, 'accepted'],
    ['some group', { groups: [known(APP)] }, `? ${CALLER}`],
    ['its application and another object id', { applications: [known(OTHER_APP)], identities: [known(TENANT)] }, 'claim-mismatch 403'],
    ['another application, but its object id: the sources disagree', { applications: [known(APP)], identities: [known(OBJECT)] }, `? ${CALLER}`],
    ['another application, and some group', { applications: [known(APP)], groups: [known(APP)] }, `? ${CALLER}`],
    ['another application, and object ids that are not known', { applications: [known(APP)], identities: 'unknown' }, `? ${CALLER}`],
    ['another application, and groups that are not known', { applications: [known(APP)], groups: 'unknown' }, `? ${CALLER}`],
    ['applications that are not known', { applications: 'unknown' }, `? ${CALLER}`],
    ['object ids that are not known', { identities: 'unknown' }, `? ${CALLER}`],
    ['groups that are not known', { groups: 'unknown' }, `? ${CALLER}`],
    ['another object id, and groups that are not known', { identities: [known(TENANT)], groups: 'unknown' }, `? ${CALLER}`],
    ['other checks', { otherChecks: 'yes' }, `? ${CALLER}`],
    ['other checks that are not known', { otherChecks: 'unknown' }, `? ${CALLER}`],
  ])('%s', (_, made, expected) => {
    expect(word(made)).toBe(expected);
  }); // prettier-ignore

  test('that is refused: who is admitted is named, by the claim that names them', () => {
    const response = { status: 403, code: 'Forbidden', by: BY };
    expect(judged({ applications: [known(APP)] })).toMatchObject({
      because: [{ data: { claim: 'appid', accepted: [APP] }, response }],
    });
    expect(judged({ identities: [known(TENANT)], applications: [known(APP)] })).toMatchObject({
      because: [{ data: { claim: 'oid', accepted: [TENANT] }, response }],
    });
  });
});

describe('two tokens, of which one will come', () => {
  const wrong = token({ aud: known('api://else') });
  const near = token({ aud: known('api://orders/') });

  test.each<[string, readonly Token[], Partial<SiteProvider>, string]>([
    ['both fit', [token(), token()], {}, 'accepted'],
    ['one does, one does not', [token(), wrong], {}, `? ${VERSION}`],
    ['one may, one does not', [near, wrong], {}, `? ${VERSION}`],
    ['one does, one may', [token(), near], {}, AUDIENCE],
    ['neither does', [wrong, wrong], {}, 'audience-mismatch 401'],
    ['one by its audience, one by its issuer: that of the audience that fits', [wrong, token()], { issuer: known(`https://sts.windows.net/${OTHER_TENANT}/`) }, 'issuer-mismatch 401'],
    ['one by its issuer, one by its caller', [token({ tenant: known(OTHER_TENANT) }), token()], { applications: [known(APP)] }, 'claim-mismatch 403'],
    ['one may by its audience, one by its caller', [near, token({ client: null })], { applications: [known(OTHER_APP)] }, `${AUDIENCE}, ${CALLER}`],
    ['one may by its issuer', [token({ tenant: null }), token()], {}, ISSUER],
  ])('%s', (_, tokens, made, expected) => {
    expect(word(made, { tokens })).toBe(expected);
  }); // prettier-ignore
});

describe('what is not said', () => {
  const guard = siteAuth();

  test('of the provider', () => {
    const ask = (auth: SiteAuth) => judgeSiteToken(site(auth), auth, [token()], identity(APP));
    const missing = ['the provider of App Service authentication'];
    expect(ask(siteAuth({ provider: null }))).toEqual({ kind: 'unknown', missing });
    expect(ask(siteAuth({ provider: 'unknown' }))).toEqual({ kind: 'unknown', missing });
  });

  test('of the token', () => {
    expect(judgeSiteToken(site(guard), guard, undefined, identity(APP))).toEqual({
      kind: 'unknown',
      missing: ['the audience of the token'],
    });
  });

  test('of another provider: it is asked only where this one refuses', () => {
    const auth = { otherProvider: 'yes' as const };
    expect(word({}, { auth: { ...auth, provider: provider() } })).toBe('accepted');
    expect(word({}, { auth, tokens: [token({ aud: known('api://else') })] })).toBe(
      '? what another provider than Microsoft Entra demands',
    );
    expect(word({}, { auth: { otherProvider: 'unknown' }, tokens: [token({ aud: known('api://else') })] })).toBe(
      '? what another provider than Microsoft Entra demands',
    );
  });
});
