/**
 * Who asks for a token: object id (`oid`), client id (`appid` or `azp`) and, of a user-assigned identity, the resource.
 * Sources are the sender's own export and the directory inventory; what neither shows is null (facts/security.md §3.3).
 */
import { chainOf } from '../extract/url.ts';
import type { Answer, Credential, Identity, Inventory, Sender, Value } from '../model.ts';
import { asText, known, same } from '../value.ts';

export interface Caller {
  readonly oid: Value | null;
  readonly client: Value | null;
  /** Resource id of the user-assigned identity. */
  readonly identity: Value | null;
  readonly tenant: Value | null;
}

const NOBODY: Caller = { oid: null, client: null, identity: null, tenant: null };

export function callerOf(sender: Sender, credential: Credential, inventory: Inventory | null): Caller {
  if (credential.kind === 'oauth') return { ...NOBODY, client: credential.clientId ?? null, tenant: credential.tenant };
  if (credential.kind !== 'managed-identity') return NOBODY;
  const { identity } = sender;
  if (credential.identity !== null) return userAssigned(identity, credential.identity, inventory);
  // Left out it is the system-assigned one; where there is none, whose token comes is not documented.
  const oid = identity.kind === 'present' && identity.system === 'yes' ? identity.principalId : null;
  return { oid, client: clientOf(oid, inventory), identity: null, tenant: tenantOf(identity, oid, inventory) };
}

function userAssigned(identity: Identity, id: Value, inventory: Inventory | null): Caller {
  const users = identity.kind === 'present' ? (identity.users ?? []) : [];
  const shown = users.find((user) => same(user.id, id, 'id') === 'yes');
  const listed = lookup(inventory?.objectIds, asText(id)?.toLowerCase() ?? '');
  const oid = shown?.principalId ?? (listed === undefined ? null : known(listed));
  const client = shown?.clientId ?? clientOf(oid, inventory);
  return { oid, client, identity: id, tenant: tenantOf(identity, oid, inventory) };
}

function tenantOf(identity: Identity, oid: Value | null, inventory: Inventory | null): Value | null {
  if (identity.kind === 'present' && identity.tenantId !== null) return identity.tenantId;
  const listed = lookup(inventory?.tenants, asText(oid)?.toLowerCase() ?? '');
  return listed === undefined ? null : known(listed);
}

function clientOf(oid: Value | null, inventory: Inventory | null): Value | null {
  const found = lookup(inventory?.clientIds, asText(oid)?.toLowerCase() ?? '');
  return found === undefined ? null : known(found);
}

/**
 * Does a claim's value name this caller? Its id as text, or in a template `reference(<the identity>).clientId`: what
 * that will be nobody knows yet, but whose it is.
 */
export function names(value: Value, what: 'clientId' | 'principalId', id: Value | null, caller: Caller): Answer {
  if (id !== null) {
    const answer = same(value, id, 'name');
    if (answer !== 'unknown') return answer;
  }
  const chain = chainOf(value);
  const [asked] = chain?.args ?? [];
  const path = chain?.path.join('.').replace(/^properties\./, '');
  if (chain?.fn !== 'reference' || path !== what.toLowerCase()) return 'unknown';
  return asked === undefined || caller.identity === null ? 'unknown' : same(asked, caller.identity, 'id');
}

export function lookup<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

const ANOTHER = 'another caller';

/** Object id and application id of one identity are easily taken for each other (facts/security.md §9 #8). */
export function whoseId(claim: string, accepted: readonly string[], { identity }: Sender): string {
  if (identity.kind !== 'present') return ANOTHER;
  const users = identity.users ?? [];
  const asked = accepted.map((one) => one.toLowerCase());
  const isAsked = (id: ReturnType<typeof asText>) => id !== undefined && asked.includes(id.toLowerCase());
  const inApplication = claim === 'appid' || claim === 'azp';
  if (
    inApplication &&
    [identity.principalId, ...users.map(({ principalId }) => principalId)].some((id) => isAsked(asText(id)))
  )
    return "the caller's object id (principalId), where its application (client) id belongs";
  if (!inApplication && users.some(({ clientId }) => isAsked(asText(clientId))))
    return "the caller's application (client) id, where its object id (principalId) belongs";
  return ANOTHER;
}
