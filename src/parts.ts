/** Parts of requests and answers: which of them hold a secret that stands in another one. */
import type { Part } from './model.ts';

/** What an expression takes: members by name from the top; `open` = and then one that is computed. */
export interface Taken {
  readonly part: Part;
  readonly open: boolean;
}

/** What is no secret of an answer, beside the one that is: of Key Vault, of a token endpoint, of any operation. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['statuscode', 'headers', 'status', 'code', 'starttime', 'endtime', 'name', 'trackingid'],
  ...['expires_in', 'expires_on', 'ext_expires_in', 'not_before', 'token_type', 'scope', 'resource'],
  ...['id', 'kid', 'version', 'contenttype', 'attributes', 'managed', 'tags', 'isenabled'],
  ...['createdtime', 'lastupdatedtime', 'validitystarttime', 'validityendtime'],
]);

/** Does what is taken hold the secret that stands in `secret`? Sure only: of a secret's own members some are none. */
export function holds(secret: Part, { part, open }: Taken): boolean {
  const common = Math.min(secret.length, part.length);
  for (let index = 0; index < common; index++) if (secret[index] !== part[index]) return false;
  if (part.length <= secret.length) return !open || part.length === secret.length;
  const rest = part.slice(secret.length);
  const member = rest[0] === 'body' && secret.length === 0 ? rest[1] : rest[0];
  return member === undefined || !HARMLESS.has(member);
}
