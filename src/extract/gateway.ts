/**
 * The APIs of API Management that a template makes, with the checks that every call of them meets: of the API's own
 * policy, and of the whole service where that one is put in (`<base/>`). facts/doors.md §1.1, §1.5.
 */
import type { Document, GatewayApi, GatewayCheck, Value } from '../model.ts';
import type { Resource } from '../template/deploy.ts';
import { keyOf } from '../template/key.ts';
import { asText, join, member, show } from '../value.ts';
import { type PolicyText, readPolicy } from './policy-xml.ts';

const API = 'microsoft.apimanagement/service/apis';
const POLICIES = ['microsoft.apimanagement/service/policies', `${API}/policies`, `${API}/operations/policies`];

export function apisIn(
  document: Document,
  resources: readonly Resource[],
  environments: readonly string[],
): readonly GatewayApi[] {
  const apis = resources.filter(({ typeName, existing }) => typeName === API && !existing);
  if (apis.length === 0) return [];
  const policies = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = POLICIES.includes(resource.typeName) ? keyOf(above(resource)) : undefined;
    if (key === undefined) continue;
    const list = policies.get(key);
    if (list === undefined) policies.set(key, [resource]);
    else list.push(resource);
  }
  return apis.flatMap((api) => {
    const split = splitName(api.name);
    return split === undefined ? [] : [apiOf(document, api, split, environments, policies)];
  });
}

interface Split {
  readonly service: Value;
  readonly api: Value;
}

/** Whom a policy belongs to: service, or `service/api`. Policies of operations count for their API. */
function above(policy: Resource): Value {
  const count = policy.typeName === POLICIES[2] ? 2 : 1;
  let name = policy.name;
  for (let step = 0; step < count; step++) name = cut(name)?.before ?? name;
  return name;
}

function splitName(name: Value): Split | undefined {
  const found = cut(name);
  return found === undefined ? undefined : { service: found.before, api: found.after };
}

/** Cuts at the last slash that is written. */
function cut(name: Value): { readonly before: Value; readonly after: Value } | undefined {
  const parts = name.kind === 'text' ? name.parts : [asText(name) ?? ''];
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    const slash = typeof part === 'string' ? part.lastIndexOf('/') : -1;
    if (typeof part !== 'string' || slash < 0) continue;
    const before = join([...parts.slice(0, index), part.slice(0, slash)]);
    return { before, after: join([part.slice(slash + 1), ...parts.slice(index + 1)]) };
  }
  return undefined;
}

function apiOf(
  document: Document,
  resource: Resource,
  { service, api }: Split,
  environments: readonly string[],
  policies: ReadonlyMap<string, readonly Resource[]>,
): GatewayApi {
  const own = policies.get(keyOf(resource.name) ?? '') ?? [];
  const wide = (policies.get(keyOf(service) ?? '') ?? []).filter(({ typeName }) => typeName === POLICIES[0]);
  return {
    id: `${resource.file}#${resource.at.pointer}@${environments.join(',')}`,
    file: resource.file,
    project: document.project,
    environments,
    at: resource.at,
    name: show(api),
    service,
    api,
    path: member(resource.properties, 'path') ?? null,
    deployed: resource.condition,
    ...(resource.conditions.length === 0 ? {} : { conditions: resource.conditions }),
    checks: checksOf(own, wide) ?? 'unknown',
  };
}

/** A policy of an operation counts where it puts the API's own in; one that does not leaves all open. */
function checksOf(own: readonly Resource[], wide: readonly Resource[]): readonly GatewayCheck[] | undefined {
  const operations = own.filter(({ typeName }) => typeName === POLICIES[2]).map(textOf);
  if (operations.some(({ base }) => !base)) return undefined;
  const [policy, ...more] = own.filter(({ typeName }) => typeName === POLICIES[1]).map(textOf);
  if (more.length > 0) return undefined;
  const [service, ...others] = wide.map(textOf);
  const inherits = policy === undefined || policy.base;
  // A wider policy that was not read may check more, never less.
  const inherited = inherits && others.length === 0 ? (service?.checks ?? []) : [];
  const checks = [...inherited, ...(policy?.checks ?? [])];
  return checks.length === 0 ? undefined : checks;
}

function textOf({ properties, condition, at }: Resource): PolicyText {
  const value = member(properties, 'value');
  const format = asText(member(properties, 'format'))?.toLowerCase() ?? 'xml';
  const text = asText(value);
  const plain = text !== undefined && (format === 'xml' || format === 'rawxml') && condition === 'yes';
  return plain ? readPolicy(text, value?.from ?? at) : { checks: undefined, base: false };
}
