/**
 * Directory exports → which audiences exist in the tenant: raw output of `az ad sp list --all`,
 * `az ad app list --all`, `az identity list`, or pages of Microsoft Graph.
 *
 * A missing key is unknown (`--query` and `$select` drop fields), an empty array is a fact. Only a list
 * of service principals can be complete: an application list lacks everybody else's applications.
 * Source: facts doors.md §3.
 */
import type { Inventory, Json, JsonObject } from '../model.ts';
import { isObject } from '../value.ts';

/** `az ad … list` without `--all` stops after this many, with a warning that the file does not hold. */
const CUT_OFF = 100;

type Kind = 'principal' | 'application' | 'identity';

/** One file: its items, and whether the file can hold all that there are. */
interface List {
  readonly items: readonly JsonObject[];
  readonly whole: boolean;
}

/**
 * Reads exports, one value a file. Values of other shapes add nothing. Pages of one list that are given
 * as several files are not counted as complete, since a missing page in between cannot be seen.
 */
export function parseInventory(values: readonly Json[]): Inventory {
  const audiences = new Set<string>();
  const versions = new Map<string, 1 | 2>();
  const appIds = new Map<string, string>();
  const objectIds = new Map<string, string>();
  const clientIds = new Map<string, string>();
  const tenants = new Map<string, string>();
  let complete = false;
  let paged = false;
  for (const value of values) {
    const list = listOf(value);
    if (list === undefined) continue;
    const principals = list.items.filter((item) => kindOf(item) === 'principal');
    if (principals.length > 0) {
      paged ||= isPage(value) && !list.whole;
      complete ||= list.whole && principals.length === list.items.length && principals.every(isFullPrincipal);
    }
    for (const item of list.items) add(item, { audiences, versions, appIds, objectIds, clientIds, tenants });
  }
  return {
    audiences: [...audiences],
    complete: complete && !paged,
    versions: Object.fromEntries(versions),
    appIds: Object.fromEntries(appIds),
    ...(objectIds.size === 0 ? {} : { objectIds: Object.fromEntries(objectIds) }),
    ...(clientIds.size === 0 ? {} : { clientIds: Object.fromEntries(clientIds) }),
    ...(tenants.size === 0 ? {} : { tenants: Object.fromEntries(tenants) }),
  };
}

/** Whether a value is an export that `parseInventory` understands; an empty list is. */
export function isInventory(value: Json): boolean {
  const list = listOf(value);
  if (list === undefined) return false;
  return list.items.length === 0
    ? Array.isArray(value) || isPage(value)
    : list.items.some((item) => kindOf(item) !== undefined);
}

/** Tenants that the identities and service principals of an export name, lower case. */
export function tenantsOf(values: readonly Json[]): readonly string[] {
  const tenants = values
    .flatMap((value) => listOf(value)?.items ?? [])
    .flatMap((item) => {
      if (kindOf(item) !== 'identity') return [];
      const tenant = text(item['tenantId']) ?? text(object(item['properties'])?.['tenantId']);
      return tenant === undefined ? [] : [tenant.toLowerCase()];
    });
  return [...new Set(tenants)];
}

interface Gathered {
  readonly audiences: Set<string>;
  readonly versions: Map<string, 1 | 2>;
  readonly appIds: Map<string, string>;
  readonly objectIds: Map<string, string>;
  readonly clientIds: Map<string, string>;
  readonly tenants: Map<string, string>;
}

function add(item: JsonObject, into: Gathered): void {
  const kind = kindOf(item);
  if (kind === 'principal') {
    for (const name of [text(item['appId']), ...texts(item['servicePrincipalNames'])]) {
      if (name !== undefined) into.audiences.add(name.toLowerCase());
    }
    addCaller(into, text(item['id']), text(item['appId']));
  } else if (kind === 'identity') addIdentity(item, into);
  else if (kind === 'application') addApplication(item, into);
}

/** The CLI prints them flat, Resource Manager under `properties` (doors.md §3). */
function addIdentity(item: JsonObject, into: Gathered): void {
  const said = (name: string): string | undefined => text(item[name]) ?? text(object(item['properties'])?.[name]);
  const [client, principal, id] = [said('clientId'), said('principalId'), text(item['id'])];
  if (client !== undefined) into.audiences.add(client.toLowerCase());
  if (id !== undefined && principal !== undefined) into.objectIds.set(id.toLowerCase(), principal.toLowerCase());
  addCaller(into, principal, client);
  const tenant = said('tenantId');
  if (principal !== undefined && tenant !== undefined) into.tenants.set(principal.toLowerCase(), tenant.toLowerCase());
}

function addCaller({ clientIds }: Gathered, objectId: string | undefined, clientId: string | undefined): void {
  if (objectId !== undefined && clientId !== undefined) clientIds.set(objectId.toLowerCase(), clientId.toLowerCase());
}

function addApplication(item: JsonObject, { versions, appIds }: Gathered): void {
  const appId = text(item['appId'])?.toLowerCase();
  const uris = texts(item['identifierUris']).map((uri) => uri.toLowerCase());
  if (appId !== undefined) for (const uri of uris) appIds.set(uri, appId);
  const version = tokenVersion(object(item['api']));
  if (version === undefined) return;
  for (const name of appId === undefined ? uris : [appId, ...uris]) versions.set(name, version);
}

/** `api.requestedAccessTokenVersion`: 2 asks for v2; 1 and null mean v1; a missing key says nothing (doors.md §3). */
function tokenVersion(api: JsonObject | undefined): 1 | 2 | undefined {
  if (api === undefined || !Object.hasOwn(api, 'requestedAccessTokenVersion')) return undefined;
  const version = api['requestedAccessTokenVersion'];
  if (version === 2) return 2;
  return version === 1 || version === null ? 1 : undefined;
}

/** By the keys that only this kind has, so that projections are still told apart. */
function kindOf(item: JsonObject): Kind | undefined {
  const has = (key: string): boolean => Object.hasOwn(item, key);
  const type = text(item['@odata.type']) ?? text(item['type']) ?? '';
  if (/serviceprincipal$/i.test(type) || has('servicePrincipalNames') || has('servicePrincipalType'))
    return 'principal';
  if (/userassignedidentities$/i.test(type) || (has('clientId') && has('principalId'))) return 'identity';
  if (/application$/i.test(type) || has('identifierUris') || has('signInAudience')) return 'application';
  return undefined;
}

/** Names nothing left out: without its names a principal may answer to anything. */
function isFullPrincipal(item: JsonObject): boolean {
  return text(item['appId']) !== undefined && Array.isArray(item['servicePrincipalNames']);
}

function isPage(value: Json): boolean {
  return Array.isArray(object(value)?.['value']);
}

function listOf(value: Json): List | undefined {
  if (Array.isArray(value)) return { items: objects(value), whole: value.length !== CUT_OFF };
  const page = object(value);
  if (page === undefined) return undefined;
  const { value: items } = page;
  if (Array.isArray(items)) return { items: objects(items), whole: !Object.hasOwn(page, '@odata.nextLink') };
  return kindOf(page) === undefined ? undefined : { items: [page], whole: false };
}

function objects(values: readonly Json[]): readonly JsonObject[] {
  return values.filter(isObject);
}

function object(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
