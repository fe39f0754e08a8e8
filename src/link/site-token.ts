/**
 * A token against App Service authentication: audience, tenant, caller (facts/security.md §2.1). It reads audience and
 * issuer more laxly than Consumption policies do, so only a sure other text fails.
 */
import type { Answer, Credential, Reason, Site, SiteAuth, SiteProvider, Value } from '../model.ts';
import { asText, join, known, same, show } from '../value.ts';
import { audienceReason } from './judge.ts';
import type { ClaimAnswer } from './policy.ts';
import type { Token } from './tokens.ts';
import { isGuid } from './guid.ts';
import { names } from './who.ts';

export const BY = 'App Service authentication';
const UNAUTHORIZED = { status: 401, code: 'Unauthorized', by: BY } as const;
const FORBIDDEN = { status: 403, code: 'Forbidden', by: BY } as const;

export type SiteTokenVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'unknown'; readonly missing: readonly string[] };

interface Checked {
  readonly aud: Answer;
  readonly iss: Answer;
  readonly caller: Answer;
}

export function judgeSiteToken(
  site: Site,
  auth: SiteAuth,
  tokens: readonly Token[] | undefined,
  credential: Credential,
): SiteTokenVerdict {
  const { provider } = auth;
  if (provider === null || provider === 'unknown') return unsaid('the provider of App Service authentication');
  if (tokens === undefined) return unsaid('the audience of the token');
  const checks = tokens.map((token) => check(site, provider, token));
  if (checks.every((one) => passes(one) === 'yes')) return { kind: 'accepted' };
  if (!checks.every((one) => passes(one) === 'no')) return { kind: 'unknown', missing: missingOf(checks) };
  // Another provider may accept the very same token.
  if (auth.otherProvider !== 'no') return unsaid('what another provider than Microsoft Entra demands');
  return { kind: 'refused', because: [reasonOf(provider, checks, credential)] };
}

function unsaid(missing: string): SiteTokenVerdict {
  return { kind: 'unknown', missing: [missing] };
}

function passes({ aud, iss, caller }: Checked): Answer {
  return all([aud, iss, caller]);
}

function all(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function any(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function check(site: Site, provider: SiteProvider, token: Token): Checked {
  return { aud: audience(provider, token), iss: issuer(site, provider, token), caller: caller(provider, token) };
}

/** The client id is always allowed; another URI has to be listed. */
function audience({ audiences, clientId }: SiteProvider, { aud }: Token): Answer {
  const own = acceptedAs(clientId, aud);
  if (audiences === 'unknown') return own === 'yes' ? 'yes' : 'unknown';
  return any([own, ...audiences.map((one) => acceptedAs(one, aud))]);
}

/** Letter case and a slash at the end: how it compares is undocumented. */
function acceptedAs(accepted: Value, asked: Value): Answer {
  const exact = same(accepted, asked, 'exact');
  if (exact !== 'no') return exact;
  const near = [
    same(accepted, asked, 'name'),
    same(join([accepted, '/']), asked, 'name'),
    same(accepted, join([asked, '/']), 'name'),
  ];
  return near.every((one) => one === 'no') ? 'no' : 'unknown';
}

const ENDS = ['', '/', '/v2.0', '/v2.0/'];
const HOSTS = [
  'https://sts.windows.net/',
  'https://login.microsoftonline.com/',
  'https://login.microsoftonline.us/',
  'https://login.partner.microsoftonline.cn/',
];
const MANY_TENANTS = /^https:\/\/[^/]+\/(?:common|organizations)(?:\/|$)/i;
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** All forms of one tenant's issuer were seen to work; only a sure other tenant fails. */
function issuer({ limits }: Site, { issuer: wanted }: SiteProvider, { tenant }: Token): Answer {
  if (wanted === null) return 'unknown';
  const text = asText(wanted);
  if (text !== undefined && MANY_TENANTS.test(text)) return limits === 'no' ? 'yes' : 'unknown';
  if (tenant === null) return 'unknown';
  const forms = HOSTS.flatMap((host) => ENDS.map((end) => join([host, tenant, end])));
  if (forms.some((form) => same(wanted, form, 'name') === 'yes')) return 'yes';
  const theirs = text === undefined ? undefined : GUID.exec(text)?.[0];
  const own = asText(tenant);
  return theirs !== undefined && own !== undefined && isGuid(own) && theirs.toLowerCase() !== own.toLowerCase()
    ? 'no'
    : 'unknown';
}

/**
 * Applications and principals must both admit the caller. One source has the principals win: where they admit it and the
 * applications do not, it is not known (facts/security.md §2.1, open question 15).
 */
function caller(provider: SiteProvider, token: Token): Answer {
  const principal = principalOf(provider, token);
  if (principal === 'no') return 'no';
  const application = amongCallers(provider.applications, 'clientId', token);
  if (application === 'no') return namesPrincipals(provider) ? 'unknown' : 'no';
  return all([principal, application, provider.otherChecks === 'no' ? 'yes' : 'unknown']);
}

/** Object id or group is enough among principals. */
function principalOf({ identities, groups }: SiteProvider, token: Token): Answer {
  if (identities === 'unknown' || groups === 'unknown') return 'unknown';
  if (identities.length === 0 && groups.length === 0) return 'yes';
  const named = identities.length === 0 ? 'no' : amongCallers(identities, 'principalId', token);
  return named === 'no' && groups.length > 0 ? 'unknown' : named;
}

/** An empty list asks for nobody in particular. */
function amongCallers(list: readonly Value[] | 'unknown', what: 'clientId' | 'principalId', token: Token): Answer {
  if (list === 'unknown') return 'unknown';
  return list.length === 0 ? 'yes' : any(list.map((one) => names(one, what, token)));
}

function namesPrincipals({ identities, groups }: SiteProvider): boolean {
  return identities === 'unknown' || groups === 'unknown' || identities.length > 0 || groups.length > 0;
}

function missingOf(checks: readonly Checked[]): readonly string[] {
  const open = checks.filter((one) => passes(one) === 'unknown');
  if (open.length === 0 || checks.some((one) => passes(one) === 'no'))
    return ['which token version the application behind the audience issues'];
  const names: string[] = [];
  if (open.some(({ aud }) => aud === 'unknown')) names.push('which audience the token carries');
  if (open.some(({ iss }) => iss === 'unknown')) names.push('which tenant the token is issued by');
  if (open.some(({ caller: who }) => who === 'unknown'))
    names.push('whether the caller is one of those that App Service authentication admits');
  return names;
}

function reasonOf(provider: SiteProvider, checks: readonly Checked[], credential: Credential): Reason {
  const { at, audiences, clientId, issuer: wanted } = provider;
  if (checks.every(({ aud }) => aud === 'no')) {
    const accepted = [...(audiences === 'unknown' ? [] : audiences), clientId].map((value): ClaimAnswer => {
      const claim = { name: known('aud'), value, at: value.from ?? at };
      return { name: 'aud', claim, answer: 'no', caseOnly: false };
    });
    return { ...audienceReason(accepted, credential), response: UNAUTHORIZED };
  }
  const fitting = checks.filter(({ aud }) => aud !== 'no');
  if (fitting.every(({ iss }) => iss === 'no')) {
    const accepted = wanted === null ? [] : [show(wanted)];
    return { code: 'issuer-mismatch', data: { accepted }, at: wanted?.from ?? at, response: UNAUTHORIZED };
  }
  const byId = namesPrincipals(provider);
  const list = byId ? provider.identities : provider.applications;
  const accepted = list === 'unknown' ? [] : list.map((one) => show(one));
  return { code: 'claim-mismatch', data: { claim: byId ? 'oid' : 'appid', accepted }, at, response: FORBIDDEN };
}
