/**
 * What the claims of one authorization policy say about its caller and its audience. Names are the raw names of JWT
 * claims (facts/security.md §1.4, §6); a name that is not known makes every answer unknown.
 */
import type { Claim, Policy, Value } from '../model.ts';
import { asText, show } from '../value.ts';
import { familyOf } from './tokens.ts';

/** Names in lower case; undefined where one of them, or the list, is not known. */
function claimNames({ claims }: Policy): readonly string[] | undefined {
  if (claims === 'unknown') return undefined;
  const names = claims.map(({ name }) => asText(name)?.toLowerCase());
  return names.every((name) => name !== undefined) ? names : undefined;
}

export function claimOf({ claims }: Policy, name: string): Claim | undefined {
  return claims === 'unknown' ? undefined : claims.find((claim) => asText(claim.name)?.toLowerCase() === name);
}

/** Bearer policies; PoP policies are checked by other claims (facts/security.md §1.4). */
export function isBearer({ type }: Policy): boolean {
  return asText(type)?.toLowerCase() === 'aad';
}

/** Claims that every token of the tenant for the audience shares: they tell nobody apart. */
const COMMON = ['iss', 'aud', 'tid', 'ver', 'idp', 'typ', 'alg', 'x5t', 'kid'];

/** Does surely no claim say who calls (appid, azp, oid, sub, roles, groups …)? */
export function admitsAnyCaller(policy: Policy): boolean {
  const names = claimNames(policy);
  return names !== undefined && names.includes('aud') && names.every((name) => COMMON.includes(name));
}

/** An App ID URI, as far as its beginning says so: a version 2 token carries the application's GUID instead. */
function isUri(audience: Value): boolean {
  const [first] = audience.kind === 'text' ? audience.parts : audience.kind === 'known' ? [audience.value] : [];
  return typeof first === 'string' && /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(first);
}

/** Of Azure Resource Manager or another API of Microsoft's. */
export function isMicrosoft(audience: Value | null): boolean {
  return audience !== null && ['resource-manager', 'microsoft'].includes(familyOf(audience));
}

/** The claim that no token of this version carries together with its issuer; null = some token may carry all of them. */
export function claimsConflict(policy: Policy, version: 1 | 2) {
  const audience = claimOf(policy, 'aud')?.value ?? null;
  if (version === 2 && audience !== null && isUri(audience))
    return { key: 'audience' as const, at: audience.from, audience: show(audience, 80) };
  const claim = claimOf(policy, version === 2 ? 'appid' : 'azp');
  return claim === undefined
    ? null
    : { key: version === 2 ? ('appid' as const) : ('azp' as const), at: claim.at, audience: '' };
}
