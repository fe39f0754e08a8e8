/**
 * The services of API Management of all projects: what several documents say about one is put together. Templates name
 * their service; a folder of files does not, and is then the one that a call names.
 */
import type { Assumption, Gateway, GatewayApi, GatewayPolicy, Value } from '../model.ts';
import { partsOf } from '../extract/url.ts';
import { keyOf } from '../template/key.ts';
import { asText } from '../value.ts';
import { add } from './doors.ts';
import { literalName, overlap } from './sites.ts';

/** A service with all that was read about it. */
export interface Service {
  /** Tells it from others: its name, unknown parts by their names. */
  readonly key: string;
  /** Folder whose files do not say that they are for this service; null elsewhere. */
  readonly folder: string | null;
  readonly pieces: readonly Gateway[];
  /** Policies in files of their own, of the whole project. */
  readonly files: readonly PolicyFile[];
}

export interface PolicyFile {
  readonly file: string;
  readonly steps: GatewayPolicy['steps'];
}

export interface Services {
  /** By `project|name`, also by the name as it is written. */
  readonly byName: ReadonlyMap<string, Service>;
  /** By `project|host`; null where two have it. */
  readonly byHost: ReadonlyMap<string, Service | null>;
  /** By project: folders that name no service. */
  readonly folders: ReadonlyMap<string, readonly Service[]>;
}

/** Is there a service at all? */
export function hasAny({ byName, folders }: Services): boolean {
  return byName.size > 0 || folders.size > 0;
}

/** Begins the key of what has no name. */
const NAMELESS = '\u0001';

export function servicesOf(gateways: readonly Gateway[]): Services {
  const projects = new Map<string, Gateway[]>();
  for (const gateway of gateways) add(projects, gateway.project, gateway);
  const byName = new Map<string, Service>();
  const byHost = new Map<string, Service | null>();
  const folders = new Map<string, Service[]>();
  for (const [project, own] of projects) {
    for (const service of servicesIn(own)) {
      if (service.key.startsWith(NAMELESS)) add(folders, project, service);
      else for (const name of namesOf(service)) byName.set(`${project}|${name}`, service);
      for (const host of hostsOf(service)) {
        const key = `${project}|${host}`;
        byHost.set(key, (byHost.get(key) ?? service) === service ? service : null);
      }
    }
  }
  return { byName, byHost, folders };
}

function servicesIn(own: readonly Gateway[]): readonly Service[] {
  const files = own.flatMap(({ file, apis, policies }) =>
    policies.length === 1 && apis.length === 0 && file.toLowerCase().endsWith('.xml') && policies[0] !== undefined
      ? [{ file, steps: policies[0].steps }]
      : [],
  );
  const named = new Map<string, string>();
  for (const { folder, service } of own) {
    const name = service === null ? undefined : nameKey(service);
    if (folder !== null && name !== undefined) named.set(folder, name);
  }
  const groups = new Map<string, { folder: string | null; pieces: Gateway[] }>();
  for (const gateway of own) {
    const { folder, service } = gateway;
    const name = folder === null ? (service === null ? undefined : nameKey(service)) : named.get(folder);
    const key = name ?? (folder === null ? undefined : `${NAMELESS}${folder}`);
    if (key === undefined) continue;
    const group = groups.get(key) ?? { folder: name === undefined ? folder : null, pieces: [] };
    group.pieces.push(gateway);
    groups.set(key, group);
  }
  const services = [...groups].map(([key, group]) => ({ key, files, ...group }));
  const withApis = services.filter(({ pieces }) => pieces.some(({ apis }) => apis.length > 0));
  return withService(
    withApis,
    services.filter((one) => !withApis.includes(one) && one.folder === null),
  );
}

/** The one folder of APIs, and the one service that a template makes without any, are taken as one. */
function withService(withApis: readonly Service[], bare: readonly Service[]): readonly Service[] {
  const [only, ...more] = withApis;
  const [service, ...others] = bare;
  if (only?.folder === undefined || only.folder === null || more.length > 0) return withApis;
  if (service === undefined || others.length > 0) return withApis;
  return [{ ...only, key: service.key, pieces: [...only.pieces, ...service.pieces] }];
}

/** A name as far as it can be told: with the defaults of parameters, else by what it is made of. */
export function nameKey(name: Value): string | undefined {
  return literalName(name)?.text ?? keyOf(name);
}

function namesOf({ key, pieces }: Service): readonly string[] {
  const written = pieces.flatMap(({ service }) => (service === null ? [] : (keyOf(service) ?? [])));
  return [...new Set([key, ...written])];
}

function hostsOf({ pieces }: Service): readonly string[] {
  return pieces.flatMap(({ hosts }) => hosts.flatMap((host) => literalName(host)?.text ?? []));
}

/** What is taken for granted where these documents are taken for those of one service, and that one for the service called `name`. */
export function assumedFor(
  { folder, pieces }: Service,
  name: string,
  { environments }: GatewayApi,
): readonly Assumption[] {
  if (folder !== null) {
    const where = folder === '' ? 'The files of API Management' : `the files in '${folder}'`;
    return [{ text: `${where} are those of the service '${name}'`, at: null, softens: true }];
  }
  const own = pieces.filter((piece) => overlap(piece.environments, environments));
  return own.flatMap(({ service }) =>
    service === null || keyOf(service) === name ? [] : (literalName(service)?.assumptions ?? []),
  );
}

/**
 * The file behind a link: its name is that of one file of the project, or of several it shares most of its way with one.
 * undefined where none or more than one fits.
 */
export function linkedFile(link: Value, files: readonly PolicyFile[]): PolicyFile | undefined {
  const last = partsOf(link).at(-1);
  const text = typeof last === 'string' ? last : asText(last);
  const way =
    text
      ?.split(/[?#]/, 1)[0]
      ?.split('/')
      .filter((segment) => segment !== '') ?? [];
  // What follows an unknown part without a slash is the end of a name.
  if (text === undefined || way.length === 0 || (partsOf(link).length > 1 && way.length === 1 && !text.startsWith('/')))
    return undefined;
  const shared = files.map((file) => ({ file, count: common(way, file.file.split('/')) }));
  const most = shared.reduce((max, { count }) => Math.max(max, count), 0);
  const [found, ...more] = shared.filter(({ count }) => count === most);
  return most === 0 || more.length > 0 ? undefined : found?.file;
}

function common(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count)?.toLowerCase() === b.at(-1 - count)?.toLowerCase())
    count++;
  return count;
}
