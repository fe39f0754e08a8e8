/** What a service of API Management holds, by name: made once for each service, so that many calls stay cheap. */
import type { Gateway, GatewayApi, GatewayPolicy, Value } from '../model.ts';
import { add } from './doors.ts';
import { nameKey, type Service } from './gateways.ts';
import { overlap } from './sites.ts';

type Operation = Gateway['operations'][number];

interface In<T> {
  readonly item: T;
  readonly environments: readonly string[];
}

interface Index {
  /** By scope and the first name of the path. */
  readonly policies: ReadonlyMap<string, readonly In<GatewayPolicy>[]>;
  readonly operations: ReadonlyMap<string, readonly In<Operation>[]>;
  readonly namedValues: ReadonlyMap<string, readonly In<Value | null>[]>;
}

const kept = new WeakMap<Service, Index>();

/** Stands for a name that is not known: no name holds this character. */
const UNKNOWN = '\u0002';

function keyOf(path: readonly Value[]): string {
  return path.map((name) => nameKey(name) ?? UNKNOWN).join('\u0003');
}

function indexOf(service: Service): Index {
  const before = kept.get(service);
  if (before !== undefined) return before;
  const policies = new Map<string, In<GatewayPolicy>[]>();
  const operations = new Map<string, In<Operation>[]>();
  const namedValues = new Map<string, In<Value | null>[]>();
  for (const piece of service.pieces) {
    const { environments } = piece;
    for (const item of piece.policies) {
      const key = `${item.scope}|${keyOf(item.path.slice(0, 1))}`;
      add(policies, key, { item, environments });
      add(policies, String(item.scope), { item, environments });
    }
    for (const item of piece.operations) add(operations, keyOf(item.path), { item, environments });
    for (const { name, value } of piece.namedValues) add(namedValues, name, { item: value, environments });
  }
  const index = { policies, operations, namedValues };
  kept.set(service, index);
  return index;
}

function seen<T>(all: readonly In<T>[] | undefined, { environments }: GatewayApi): readonly T[] {
  return (all ?? []).filter((one) => overlap(one.environments, environments)).map(({ item }) => item);
}

/** Of a scope: all, those of the service or workspace itself (`null`), those whose path begins with a name. */
export function policiesOf(
  service: Service,
  api: GatewayApi,
  scope: GatewayPolicy['scope'],
  first?: Value | null,
): readonly GatewayPolicy[] {
  const { policies } = indexOf(service);
  const key = first === undefined ? String(scope) : `${scope}|${first === null ? '' : (nameKey(first) ?? UNKNOWN)}`;
  const workspace = workspaceOf(api);
  return seen(policies.get(key), api).filter(
    (policy) => policy.scope === 'service' || workspaceOf(policy) === workspace,
  );
}

function workspaceOf({ workspace }: { readonly workspace: Value | null }): string | null | undefined {
  return workspace === null ? null : nameKey(workspace);
}

/** Those of this path; one whose names are not all known is none of them. */
export function operationsAt(service: Service, api: GatewayApi, path: readonly Value[]): readonly Operation[] {
  const key = keyOf(path);
  return key.includes(UNKNOWN) ? [] : seen(indexOf(service).operations.get(key), api);
}

/** By name, lower case; null where it is a secret, or said in two ways. */
export function namedValueOf(service: Service, api: GatewayApi, name: string): Value | null {
  const [value, ...more] = seen(indexOf(service).namedValues.get(name), api);
  return value === undefined || more.length > 0 ? null : value;
}
