/**
 * What the claims of one authorization policy say about its caller and its audience. Names are the raw names of JWT
 * claims (facts/security.md §1.4, §6); a name that is not known makes every answer unknown.
 */
import type { Claim, Policy } from '../model.ts';
import { asText } from '../value.ts';

/** Names in lower case; undefined where one of them, or the list, is not known. */
export function claimNames({ claims }: Policy): readonly string[] | undefined {
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
