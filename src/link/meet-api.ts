/**
 * Which API of API Management does a sender reach? By its resource id, or by host and path: the gateway's own host, a host
 * of the customer's, or one that the user's endpoints name (facts/doors.md §1.5).
 */
import { partsOf } from '../extract/url.ts';
import type { Answer, Assumption, GatewayApi, MetApi, Sender, Value } from '../model.ts';
import { asText } from '../value.ts';
import type { Doors } from './doors.ts';
import { endpointFor } from './doors.ts';
import type { Asked } from './gateway-operation.ts';
import { checksFor } from './gateway-policies.ts';
import { assumedFor, nameKey, type Service, type Services } from './gateways.ts';
import { symbolOf } from './identify.ts';
import { overlap } from './sites.ts';

export interface ApiMeeting {
  readonly api: MetApi;
  readonly assumptions: readonly Assumption[];
}

/** null where there is none, or more than one. */
export function meetApi(sender: Sender, services: Services, doors: Pick<Doors, 'endpoints'>): ApiMeeting | null {
  const { target } = sender;
  if (target.kind === 'resource') return byId(sender, target.id, services);
  return target.kind === 'url' ? byUrl(sender, target.url, services, doors) : null;
}

// ---------------------------------------------------------------- by id

const API_ID = /\/microsoft\.apimanagement\/service\/([^/]+)(?:\/workspaces\/([^/]+))?\/apis\/([^/;]+)(?:;rev=(\d+))?$/;

/** `/subscriptions/…/service/<svc>/apis/<api>`, unknown parts by name. */
function byId(sender: Sender, id: Value, services: Services): ApiMeeting | null {
  const [, name, workspace, api, revision = null] = API_ID.exec(symbolOf(id)?.symbol ?? '') ?? [];
  if (name === undefined || api === undefined) return null;
  const found = serviceNamed(sender, symbolic(name), services);
  if (found === null) return null;
  const space = workspace === undefined ? null : symbolic(workspace);
  const own = apisOf(found, sender).filter((one) => nameOf(one.workspace) === space && baseOf(one) === symbolic(api));
  const [met, ...more] = own.filter((one) => (revision === null ? one.current === 'yes' : one.revision === revision));
  const [only, ...others] = own;
  const asked: Asked = { method: asText(sender.method)?.toUpperCase(), path: undefined };
  if (met !== undefined && more.length === 0) return through(found, symbolic(name), met, asked);
  // Which revision it is cannot be told, nor so what its policies are.
  return only === undefined || others.length > 0 ? null : through(found, symbolic(name), only, null);
}

/** `{name of a hole}` as names are indexed. */
function symbolic(text: string): string {
  return /^\{.*\}$/s.test(text) ? `\u0000${text.slice(1, -1)}\u0000` : text;
}

function nameOf(name: Value | null): string | null {
  return name === null ? null : (nameKey(name) ?? '');
}

function baseOf({ api }: GatewayApi): string | undefined {
  return nameKey(api)?.replace(/;rev=\d+$/, '');
}

function serviceNamed({ project }: Sender, name: string, { byName, folders }: Services): Service | null {
  const named = byName.get(`${project}|${name}`);
  if (named !== undefined) return named;
  const [only, ...more] = folders.get(project) ?? [];
  return only === undefined || more.length > 0 || name.startsWith('\u0000') ? null : only;
}

function apisOf({ pieces }: Service, { environments }: Sender): readonly GatewayApi[] {
  return pieces.flatMap(({ apis }) => apis).filter((api) => overlap(api.environments, environments));
}

/** @param asked null = its policies cannot be told */
function through(service: Service, name: string, api: GatewayApi, asked: Asked | null): ApiMeeting {
  const { checks, assumptions } =
    asked === null ? { checks: 'unknown' as const, assumptions: [] } : checksFor(service, api, asked);
  return { api: { ...api, checks }, assumptions: [...assumedFor(service, name, api), ...assumptions] };
}

// ---------------------------------------------------------------- by host and path

interface Address {
  readonly host: string;
  /** Lower case, without the slash at its start, as far as it is known. */
  readonly path: string;
  readonly whole: boolean;
  /** Parameters of the query, names in lower case; undefined where they are not all known. */
  readonly query: ReadonlyMap<string, string> | undefined;
}

const URL_HEAD = /^https?:\/\/([a-z0-9.-]{1,253})(?::\d{1,5})?(\/[^?#]*)?(?:\?([^#]*))?/i;
const OWN_HOST = /^([a-z0-9-]{1,63})\.azure-api\.(?:net|us|cn)$/;

function byUrl(sender: Sender, url: Value, services: Services, doors: Pick<Doors, 'endpoints'>): ApiMeeting | null {
  const address = addressOf(url);
  if (address === undefined || address.path.includes(';rev=')) return null;
  const told = doors.endpoints.length === 0 ? undefined : endpointFor(url, doors);
  const name = told?.workflow ?? OWN_HOST.exec(address.host)?.[1];
  const service =
    name === undefined
      ? (services.byHost.get(`${sender.project}|${address.host}`) ?? null)
      : serviceNamed(sender, name, services);
  if (service === null) return null;
  const apis = apisOf(service, sender);
  const fitting = apis.map((api) => ({ api, ...fitOf(api, service, apis, address) }));
  // One of which it cannot be said whether it is called may be the one.
  if (fitting.some(({ fits }) => fits === 'unknown')) return null;
  const sure = fitting.filter(({ fits }) => fits === 'yes');
  const longest = sure.reduce((most, { prefix }) => Math.max(most, prefix.length), 0);
  const [found, ...more] = sure.filter(({ prefix }) => prefix.length === longest);
  if (found === undefined || more.length > 0) return null;
  const asked: Asked = {
    method: asText(sender.method)?.toUpperCase(),
    path: address.whole ? address.path.slice(found.prefix.length) : undefined,
  };
  return through(service, name ?? service.key, found.api, asked);
}

function addressOf(url: Value): Address | undefined {
  const parts = partsOf(url);
  const [head] = parts;
  const found = typeof head === 'string' ? URL_HEAD.exec(head) : null;
  if (found?.[1] === undefined || typeof head !== 'string') return undefined;
  const ends = found[0].length < head.length || parts.length === 1;
  const hasQuery = found[3] !== undefined;
  // A host that goes on in an unknown part is none.
  if (!ends && found[2] === undefined) return undefined;
  return {
    host: found[1].toLowerCase(),
    path: (found[2] ?? '').slice(1).toLowerCase(),
    whole: ends || hasQuery,
    query: ends ? parameters(found[3] ?? '') : undefined,
  };
}

function parameters(query: string): ReadonlyMap<string, string> {
  const pairs = query.split('&').slice(0, 200);
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at < 0 ? pair.length : at).toLowerCase(), at < 0 ? '' : pair.slice(at + 1)];
    }),
  );
}

interface Fit {
  readonly fits: Answer;
  readonly prefix: string;
}

const NO: Fit = { fits: 'no', prefix: '' };

function fitOf(api: GatewayApi, service: Service, siblings: readonly GatewayApi[], address: Address): Fit {
  const isBehind = (): boolean =>
    siblings.some((other) => other !== api && other.current === 'yes' && baseOf(other) === baseOf(api));
  if (api.current === 'no' || (api.current === 'unknown' && isBehind())) return NO;
  const base = pathOf(api);
  if (base === undefined) return { fits: 'unknown', prefix: '' };
  if (begins(base, address) === 'no') return NO;
  const fit = versioned(api, service, base, address);
  return fit.fits === 'yes' && api.current === 'unknown' ? { ...fit, fits: 'unknown' } : fit;
}

/** Without slashes at its ends, lower case; undefined where it is not known. */
function pathOf({ path }: GatewayApi): string | undefined {
  if (path === null) return '';
  return asText(path)?.toLowerCase().replace(/^\//, '').replace(/\/$/, '');
}

/** A path that goes on in an unknown part is known as far as its last slash. */
function begins(prefix: string, { path, whole }: Address): Answer {
  if (prefix === '' || path.startsWith(`${prefix}/`) || (whole && path === prefix)) return 'yes';
  return !whole && prefix.startsWith(path) ? 'unknown' : 'no';
}

/** `{host}/{path}/{version}/…`, or the version in the query or a header (Versions in API Management, facts/doors.md §1.5). */
function versioned({ version, workspace }: GatewayApi, service: Service, base: string, address: Address): Fit {
  if (version === null) return { fits: begins(base, address), prefix: base };
  const name = asText(version.name)?.toLowerCase();
  const key = version.set === null ? undefined : nameKey(version.set);
  const sets = service.pieces
    .flatMap(({ versionSets }) => versionSets)
    .filter((set) => nameOf(set.workspace) === nameOf(workspace) && nameKey(set.name) === key);
  const [set, ...more] = key === undefined ? [] : sets;
  if (name === undefined || set === undefined || more.some(({ scheme }) => scheme !== set.scheme))
    return { fits: 'unknown', prefix: base };
  const deeper = base === '' ? name : `${base}/${name}`;
  if (set.scheme === 'segment') return { fits: begins(deeper, address), prefix: deeper };
  const parameter = set.scheme === 'query' ? asText(set.parameter)?.toLowerCase() : undefined;
  const given = parameter === undefined ? undefined : address.query?.get(parameter);
  if (given === undefined) return { fits: 'unknown', prefix: base };
  return { fits: given.toLowerCase() === name ? begins(base, address) : 'no', prefix: base };
}
