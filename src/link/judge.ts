/** The receiver's policies against the tokens that the sender could get, and why none fits. */
import type { Access, Anchor, Credential, JsonObject, Reason } from '../model.ts';
import { asText, show } from '../value.ts';
import type { ClaimAnswer, Match } from './policy.ts';
import { match } from './policy.ts';
import type { Token } from './tokens.ts';
import { DEFAULT_AUDIENCE } from './tokens.ts';

export type TokenVerdict =
  | { readonly kind: 'accepted'; readonly policy: string }
  | { readonly kind: 'refused'; readonly because: readonly Reason[] }
  | { readonly kind: 'unknown'; readonly missing: readonly string[]; readonly suspects: readonly Reason[] };

export function judgeToken(
  access: Pick<Access, 'at' | 'policies'>,
  tokens: readonly Token[] | undefined,
  credential: Credential,
): TokenVerdict {
  const { policies } = access;
  if (policies === 'unknown')
    return { kind: 'unknown', missing: ['the authorization policies of the receiver'], suspects: [] };
  if (policies.length === 0) return { kind: 'refused', because: [{ code: 'no-policy', data: {}, at: access.at }] };
  if (tokens === undefined) return { kind: 'unknown', missing: ['the audience of the token'], suspects: [] };
  const matches = tokens.map((token) => policies.map((policy) => match(policy, token)));
  const admitted = matches.map((row) => row.find((one) => one.answer === 'yes'));
  const [first] = admitted;
  if (first !== undefined && admitted.every((one) => one !== undefined))
    return { kind: 'accepted', policy: first.policy.name };
  const all = matches.flat();
  if (all.every((one) => one.answer === 'no')) return { kind: 'refused', because: [reasonOf(all, credential)] };
  const undecided = matches
    .filter((row) => !row.some((one) => one.answer === 'yes') && row.some((one) => one.answer === 'unknown'))
    .flat();
  const near = all.filter(caseOnly).flatMap(({ claims }) => claims.filter((claim) => claim.caseOnly));
  const suspects = near.length > 0 ? [audienceReason(near, credential)] : [];
  return { kind: 'unknown', missing: missingOf(undecided), suspects };
}

/** The policy would match but for the letter case of the audience. */
function caseOnly(one: Match): boolean {
  return (
    one.claims.some((claim) => claim.caseOnly) && one.claims.every((claim) => claim.caseOnly || claim.answer !== 'no')
  );
}

/** Empty = each token is judged, and one opens the door while another does not. */
function missingOf(matches: readonly Match[]): readonly string[] {
  if (matches.length === 0) return ['which token version the application behind the audience issues'];
  const open = matches.filter((one) => one.answer === 'unknown');
  const names = new Set(
    open.flatMap((one) => one.claims.filter((claim) => claim.answer === 'unknown').map((claim) => claim.name)),
  );
  if (names.size === 0) return ['what the policies demand'];
  return [...names].map((name) => MISSING[name] ?? `the claim '${name}' of the token`);
}

const MISSING: Readonly<Record<string, string>> = {
  aud: 'which audience the token carries',
  iss: 'which tenant and token version the token is issued by',
};

/**
 * The nearest cause: no audience fits; else one does and no issuer fits; else another claim. A policy is blamed with the
 * token that is meant for it: the one with its audience, else the one of its version.
 */
function reasonOf(matches: readonly Match[], credential: Credential): Reason {
  const claims = (name: string) => matches.flatMap((one) => one.claims.filter((claim) => claim.name === name));
  const audiences = claims('aud');
  const fitting = meantFor(matches).filter((one) =>
    one.claims.every((claim) => claim.name !== 'aud' || (claim.answer !== 'no' && !claim.caseOnly)),
  );
  if (fitting.length === 0) return audienceReason(audiences, credential);
  // No claim objects: it is the type of the policy that wants another scheme than Bearer.
  const byType = fitting.find((one) => one.claims.every((claim) => claim.answer !== 'no'));
  if (byType !== undefined) return { code: 'wrong-scheme', data: {}, at: byType.policy.at };
  const wrong = fitting.map((one) => one.claims.filter((claim) => claim.answer === 'no'));
  const [other] = wrong.filter((claims) => claims.every(({ name }) => name !== 'iss')).flat();
  if (other !== undefined)
    return { code: 'claim-mismatch', data: { claim: other.name, accepted: texts([other]) }, at: other.claim.at };
  const issuers = wrong.flat().filter(({ name }) => name === 'iss');
  return { code: 'issuer-mismatch', data: { accepted: texts(issuers) }, at: issuers[0]?.claim.at ?? null };
}

function meantFor(matches: readonly Match[]): readonly Match[] {
  const named = (one: Match, name: string) => one.claims.filter((claim) => claim.name === name);
  const byAudience = matches.filter(
    (one) => named(one, 'aud').length > 0 && named(one, 'aud').every(({ answer }) => answer === 'yes'),
  );
  if (byAudience.length > 0) return byAudience;
  const byIssuer = matches.filter((one) => named(one, 'iss').every(({ answer }) => answer !== 'no'));
  return byIssuer.length > 0 ? byIssuer : matches;
}

function texts(claims: readonly ClaimAnswer[]): string[] {
  return [...new Set(claims.map(({ claim }) => (claim.value === null ? '' : show(claim.value))))];
}

export function audienceReason(audiences: readonly ClaimAnswer[], credential: Credential): Reason {
  const audience = credential.kind === 'managed-identity' || credential.kind === 'oauth' ? credential.audience : null;
  const asked = audience === null ? DEFAULT_AUDIENCE : show(audience);
  const near = nearest(asked, audiences);
  return {
    code: audience === null ? 'audience-missing' : 'audience-mismatch',
    data: { asked, accepted: texts(audiences), ...near.data },
    at: near.at,
  };
}

/** The accepted audience that is most like the one asked for, and what differs. */
function nearest(asked: string, audiences: readonly ClaimAnswer[]): { data: JsonObject; at: Anchor | null } {
  const steps: readonly [string, (text: string) => string][] = [
    ['slash', (text) => text.replace(/(?<!\/)\/+$/, '')],
    ['blank', (text) => text.trim()],
    ['case', (text) => text.toLowerCase()],
    [
      'scheme',
      (text) =>
        text
          .toLowerCase()
          .replace(/^api:\/\//, '')
          .replace(/(?<!\/)\/+$/, '')
          .trim(),
    ],
  ];
  for (const [difference, normal] of steps) {
    for (const { claim } of audiences) {
      const text = claim.value?.kind === 'text' ? show(claim.value) : asText(claim.value);
      if (text !== undefined && normal(text) === normal(asked))
        return { data: { nearest: text, difference }, at: claim.value?.from ?? claim.at };
    }
  }
  const [first] = audiences;
  const value = first?.claim.value;
  return {
    data: { nearest: value === null || value === undefined ? '' : show(value), difference: 'other' },
    at: value?.from ?? first?.claim.at ?? null,
  };
}
