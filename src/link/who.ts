/**
 * Who asks for a token: object id (`oid`), client id (`appid` or `azp`) and, of a user-assigned identity, the resource.
 * Sources are the sender's own export and the directory inventory; what neither shows is null (facts/security.md §3.3).
 */
import { chainOf } from '../extract/url.ts';
import type { Answer, Credential, Identity, Inventory, Sender, Value } from '../model.ts';
import { asText, known, same } from '../value.ts';
import { isGuid } from './guid.ts';

export interface Caller {
  readonly oid: Value | null;
  readonly client: Value | null;
  /** Resource whose identity asks: the user-assigned identity, else what the system-assigned one belongs to. */
  readonly resource: Value | null;
  readonly kind: 'user' | 'system' | 'unknown';
  readonly tenant: Value | null;
}

const NOBODY: Caller = { oid: null, client: null, resource: null, kind: 'unknown', tenant: null };

export function callerOf(sender: Sender, credential: Credential, inventory: Inventory | null): Caller {
  if (credential.kind === 'oauth') return { ...NOBODY, client: credential.clientId ?? null, tenant: credential.tenant };
  if (credential.kind !== 'managed-identity') return NOBODY;
  const { identity } = sender;
  if (credential.identity !== null) return userAssigned(identity, credential.identity, inventory);
  // Left out it is the system-assigned one; where there is none, whose token comes is not documented.
  const isSystem = identity.kind === 'present' && identity.system === 'yes';
  const oid = isSystem ? identity.principalId : null;
  return {
    oid,
    client: clientOf(oid, inventory),
    resource: isSystem ? sender.resourceId : null,
    kind: isSystem ? 'system' : 'unknown',
    tenant: tenantOf(identity, oid, inventory),
  };
}

function userAssigned(identity: Identity, id: Value, inventory: Inventory | null): Caller {
  const users = identity.kind === 'present' ? (identity.users ?? []) : [];
  const shown = users.find((user) => same(user.id, id, 'id') === 'yes');
  const listed = lookup(inventory?.objectIds, asText(id)?.toLowerCase() ?? '');
  const oid = shown?.principalId ?? (listed === undefined ? null : known(listed));
  const client = shown?.clientId ?? clientOf(oid, inventory);
  return { oid, client, resource: id, kind: 'user', tenant: tenantOf(identity, oid, inventory) };
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

type Id = 'clientId' | 'principalId';

/** Where `reference()` of a resource shows the ids of its identity: of a user-assigned identity, of a resource with its own. */
const SHOWN: Readonly<Record<string, { readonly id: Id; readonly kind: 'user' | 'system' }>> = {
  clientid: { id: 'clientId', kind: 'user' },
  principalid: { id: 'principalId', kind: 'user' },
  'properties.clientid': { id: 'clientId', kind: 'user' },
  'properties.principalid': { id: 'principalId', kind: 'user' },
  'identity.principalid': { id: 'principalId', kind: 'system' },
};

/**
 * Does a text name this caller, by its object id or its client id? The id itself, or in a template `reference()` of the
 * identity, or of the resource that a system-assigned one belongs to: what that will be nobody knows yet, but whose it is.
 */
export function names(value: Value, what: Id, caller: Caller): Answer {
  const [own, other] = what === 'clientId' ? [caller.client, caller.oid] : [caller.oid, caller.client];
  if (isMixedUp(value, other)) return 'no';
  const answer = own === null ? 'unknown' : same(value, own, 'name');
  return answer === 'unknown' ? byReference(value, what, caller) : answer;
}

/** No principal has one GUID as object id and as application id (facts/security.md §9 #8). */
function isMixedUp(value: Value, other: Value | null): boolean {
  const id = asText(other);
  return id !== undefined && isGuid(id) && asText(value)?.toLowerCase() === id.toLowerCase();
}

/** Each identity is one principal, and a system-assigned one belongs to one resource alone (facts/security.md §3.3). */
function byReference(value: Value, what: Id, { resource, kind }: Caller): Answer {
  const chain = chainOf(value);
  const [asked] = chain?.args ?? [];
  const shown = lookup(SHOWN, chain?.path.join('.') ?? '');
  if (chain?.fn !== 'reference' || asked === undefined || shown === undefined || kind === 'unknown') return 'unknown';
  if (shown.kind !== kind) return 'no';
  const answer = resource === null ? 'unknown' : same(asked, resource, 'id');
  return answer === 'yes' && shown.id !== what ? 'no' : answer;
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
