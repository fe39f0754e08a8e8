/**
 * Does one token satisfy one authorization policy? All claims must match; policies are alternatives
 * (facts/security.md §1.4). What is undocumented (letter case of an audience, the exact text of an issuer)
 * answers unknown.
 */
import type { Answer, Claim, Policy, Value } from '../model.ts';
import { asText, join, same } from '../value.ts';
import type { Token } from './tokens.ts';
import { isGuid } from './guid.ts';
import { names } from './who.ts';

export interface ClaimAnswer {
  /** Lower case: `aud`, `iss`, `appid` … */
  readonly name: string;
  readonly claim: Claim;
  readonly answer: Answer;
  /** Audience texts that are equal but for letter case: undocumented, so unknown, and worth a word. */
  readonly caseOnly: boolean;
}

export interface Match {
  readonly policy: Policy;
  readonly answer: Answer;
  readonly claims: readonly ClaimAnswer[];
}

export function match(policy: Policy, token: Token): Match {
  const type = asText(policy.type)?.toLowerCase();
  const claims = policy.claims === 'unknown' ? [] : policy.claims.map((claim) => judge(claim, token));
  const answers = claims.map((claim) => claim.answer);
  // A managed identity's token travels as Bearer; AADPOP wants PoP (facts/security.md §1.4).
  if (type === 'aadpop') answers.push('no');
  else if (type !== 'aad') answers.push('unknown');
  if (policy.claims === 'unknown' || claims.length === 0) answers.push('unknown');
  // `iss` is mandatory; what the platform does without it is not documented.
  if (!claims.some((claim) => claim.name === 'iss')) answers.push('unknown');
  const answer = answers.includes('no') ? 'no' : answers.every((one) => one === 'yes') ? 'yes' : 'unknown';
  return { policy, answer, claims };
}

function judge(claim: Claim, token: Token): ClaimAnswer {
  const name = asText(claim.name)?.toLowerCase() ?? '';
  const { value } = claim;
  if (value === null) return { name, claim, answer: 'unknown', caseOnly: false };
  if (name === 'aud') return { name, claim, ...audience(value, token.aud) };
  return { name, claim, answer: other(name, value, token), caseOnly: false };
}

function audience(accepted: Value, asked: Value): { answer: Answer; caseOnly: boolean } {
  const answer = same(accepted, asked, 'exact');
  if (answer !== 'no') return { answer, caseOnly: false };
  // Case rule: unknown (facts/security.md §6.1 no. 5).
  const caseOnly = same(accepted, asked, 'name') !== 'no';
  return { answer: caseOnly ? 'unknown' : 'no', caseOnly };
}

function other(name: string, value: Value, token: Token): Answer {
  switch (name) {
    case 'iss':
      return issuer(value, token);
    case 'tid':
      return token.tenant === null ? 'unknown' : same(value, token.tenant, 'name');
    case 'oid':
    case 'sub':
      return names(value, 'principalId', token);
    case 'appid':
    case 'azp':
      return application(name, value, token);
    default:
      return 'unknown';
  }
}

/**
 * Version 1 tokens name the caller in `appid`, version 2 in `azp`. The other claim is absent unless the application adds
 * it, and then it names the same caller: another one surely fails (facts/security.md §6, §6.1 no. 2).
 */
function application(name: 'appid' | 'azp', value: Value, token: Token): Answer {
  const answer = names(value, 'clientId', token);
  return answer === 'yes' && name !== (token.version === 1 ? 'appid' : 'azp') ? 'unknown' : answer;
}

/** Issuer forms that tokens carry: v1 `https://sts.windows.net/<tid>/`, v2 `https://login.microsoftonline.com/<tid>/v2.0`. */
const V1 = /^https:\/\/sts\.windows\.net\/(.*)$/i;
const V2 = /^https:\/\/login\.microsoftonline\.(?:com|us)\/(.*)$/i;
const NO_TENANT = ['common', 'organizations', 'consumers'];

export interface IssuerForm {
  readonly version: 1 | 2 | null;
  /** The text between host and end, `v2.0` and slashes taken off; null where it is not known. */
  readonly tenant: string | null;
  /** To the letter what a token of that version carries. */
  readonly exact: boolean;
}

/** Reads an issuer; holes inside (the tenant id, mostly) keep the form readable. */
export function issuerForm(value: Value): IssuerForm {
  const text =
    value.kind === 'text'
      ? value.parts.map((part) => (typeof part === 'string' ? part : '\u0000')).join('')
      : asText(value);
  if (text === undefined) return { version: null, tenant: null, exact: false };
  const v1 = V1.exec(text)?.[1];
  if (v1 !== undefined) return form(1, v1, /^[^/]+\/$/.test(v1));
  const v2 = V2.exec(text)?.[1];
  if (v2 === undefined) return { version: null, tenant: null, exact: false };
  // Without /v2.0 it is a form that no token carries; which version was meant is not to be said.
  return /\/v2\.0\/?$/i.test(v2) ? form(2, v2, /^[^/]+\/v2\.0$/.test(v2)) : { ...form(2, v2, false), version: null };
}

function form(version: 1 | 2, rest: string, exact: boolean): IssuerForm {
  const tenant = rest.replace(/\/v2\.0\/?$/i, '').replace(/\/$/, '');
  return { version, tenant: tenant.includes('\u0000') ? null : tenant, exact };
}

/** The issuer that a token carries, where its tenant is known. */
function issuerOf(token: Token): Value | null {
  if (token.tenant === null) return null;
  return token.version === 1
    ? join(['https://sts.windows.net/', token.tenant, '/'])
    : join(['https://login.microsoftonline.com/', token.tenant, '/v2.0']);
}

function issuer(value: Value, token: Token): Answer {
  const carried = issuerOf(token);
  if (carried !== null && same(value, carried) === 'yes') return 'yes';
  const { version, tenant } = issuerForm(value);
  if (tenant !== null && NO_TENANT.includes(tenant.toLowerCase())) return 'no';
  if (version !== null && version !== token.version) return 'no';
  const own = asText(token.tenant);
  const differ =
    tenant !== null && isGuid(tenant) && own !== undefined && isGuid(own) && tenant.toLowerCase() !== own.toLowerCase();
  return differ ? 'no' : 'unknown';
}
