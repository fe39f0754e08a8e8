/**
 * Resources of API Management → Gateway: its APIs, and the policies that a call of them meets, each scope apart
 * (facts/doors.md §1.1, §1.5). What belongs together is put together in `link/gateways.ts`, since it may stand in several files.
 */
import type {
  Anchor,
  Answer,
  Condition,
  Document,
  FileId,
  Gateway,
  GatewayApi,
  GatewayPolicy,
  NamedValue,
  Value,
  VersionSet,
} from '../model.ts';
import { GATEWAY_TYPE } from '../recognise.ts';
import { seal } from '../secret.ts';
import type { Resource } from '../template/deploy.ts';
import { segmentsOf } from '../template/identity.ts';
import { keyOf } from '../template/key.ts';
import { asText, hole, itemsOf, known, member, show } from '../value.ts';
import { readPolicy } from './policy-xml.ts';

/** A resource of API Management, from a template, an export or a folder of files. */
export interface GatewayPiece {
  readonly file: FileId;
  /** Lower case, below `GATEWAY_TYPE`: `/apis/policies`. */
  readonly type: string;
  /** null: a folder of files, which does not name its service. */
  readonly service: Value | null;
  readonly folder: string | null;
  /** Below the service. */
  readonly names: readonly Value[];
  readonly properties: Value | null | undefined;
  readonly at: Anchor;
  readonly condition: Answer;
  readonly conditions?: readonly Condition[];
}

/** The services of one deployment on paper. */
export function gatewaysIn(
  document: Document,
  resources: readonly Resource[],
  environments: readonly string[],
): readonly Gateway[] {
  const pieces = resources
    .filter(({ typeName, existing }) => typeName.startsWith(GATEWAY_TYPE) && !existing)
    .flatMap((resource): readonly GatewayPiece[] => {
      const [service, ...names] = segmentsOf(resource.name);
      const { file, properties, at, condition, conditions, typeName } = resource;
      const type = typeName.slice(GATEWAY_TYPE.length);
      return service === undefined
        ? []
        : [{ file, type, service, folder: null, names, properties, at, condition, conditions }];
    });
  return gatewaysOf(document.project, environments, pieces);
}

/** Pieces of one document, by service. */
export function gatewaysOf(
  project: string,
  environments: readonly string[],
  pieces: readonly GatewayPiece[],
): readonly Gateway[] {
  const groups = new Map<string, GatewayPiece[]>();
  for (const piece of pieces) {
    const key = `${piece.folder ?? ''}|${piece.service === null ? '' : (keyOf(piece.service) ?? piece.at.pointer)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [piece]);
    else group.push(piece);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [gatewayOf(project, environments, group, first)];
  });
}

function gatewayOf(
  project: string,
  environments: readonly string[],
  group: readonly GatewayPiece[],
  { file, service, folder }: GatewayPiece,
): Gateway {
  const below = group.flatMap(placed);
  const of = (type: string): readonly Placed[] => below.filter((one) => one.type === type);
  return {
    file,
    project,
    environments,
    service,
    folder,
    hosts: of('').flatMap(hostsOf),
    apis: of('/apis').flatMap((one) => apiOf(one, project, environments)),
    operations: of('/apis/operations').map(({ workspace, names, piece: { properties } }) => ({
      workspace,
      path: names,
      method: member(properties, 'method') ?? null,
      template: member(properties, 'urlTemplate') ?? null,
    })),
    policies: below.flatMap(policyOf),
    versionSets: [...of('/apiversionsets'), ...of('/api-version-sets')].flatMap(versionSetOf),
    // Named values were called properties before 2019 (the schemas of those versions).
    namedValues: [...of('/namedvalues'), ...of('/properties')].flatMap(namedValueOf),
  };
}

/** A piece with its workspace apart. */
interface Placed {
  /** Without the workspace. */
  readonly type: string;
  readonly workspace: Value | null;
  readonly names: readonly Value[];
  readonly piece: GatewayPiece;
}

const WORKSPACES = '/workspaces';

/** As many names as the type has segments, or nothing can be said of it. */
function placed(piece: GatewayPiece): readonly Placed[] {
  const { type, names } = piece;
  if (names.length !== type.split('/').length - 1) return [];
  if (!type.startsWith(`${WORKSPACES}/`)) return [{ type, workspace: null, names, piece }];
  const [workspace, ...rest] = names;
  return [{ type: type.slice(WORKSPACES.length), workspace: workspace ?? null, names: rest, piece }];
}

/** Of the gateway alone: portals and management have hosts of their own. */
function hostsOf({ piece: { properties } }: Placed): readonly Value[] {
  const configured = itemsOf(member(properties, 'hostnameConfigurations')) ?? [];
  return configured
    .filter((one) => asText(member(one, 'type'))?.toLowerCase() === 'proxy')
    .flatMap((one) => member(one, 'hostName') ?? []);
}

function apiOf(
  { workspace, names, piece: { file, at, properties, condition, conditions = [] } }: Placed,
  project: string,
  environments: readonly string[],
): readonly GatewayApi[] {
  const [api] = names;
  if (api === undefined) return [];
  const own = /;rev=(\d+)$/i.exec(asText(api) ?? lastOf(api))?.[1] ?? null;
  return [
    {
      id: `${file}#${at.pointer}@${environments.join(',')}`,
      file,
      project,
      environments,
      at,
      name: show(api),
      workspace,
      api,
      path: member(properties, 'path') ?? null,
      deployed: condition,
      revision: own ?? asText(member(properties, 'apiRevision')) ?? null,
      current: currentOf(properties, own),
      version: versionOf(properties),
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  ];
}

function lastOf(value: Value): string {
  const last = value.kind === 'text' ? value.parts.at(-1) : undefined;
  return typeof last === 'string' ? last : '';
}

/** A name without a revision is that of the current one; what a name with one is depends on `isCurrent` alone. */
function currentOf(properties: GatewayPiece['properties'], revision: string | null): Answer {
  const said = member(properties, 'isCurrent');
  if (said?.kind === 'known' && typeof said.value === 'boolean') return said.value ? 'yes' : 'no';
  return revision === null && said === null ? 'yes' : 'unknown';
}

function versionOf(properties: GatewayPiece['properties']): GatewayApi['version'] {
  const name = member(properties, 'apiVersion');
  if (name === null || asText(name) === '') return null;
  const id = member(properties, 'apiVersionSetId');
  const set = id === null || id === undefined ? null : (segmentsOf(id).at(-1) ?? null);
  return { name: name ?? hole('apiVersion', 'string'), set };
}

function versionSetOf({ workspace, names, piece: { properties } }: Placed): readonly VersionSet[] {
  const [name] = names;
  const scheme = asText(member(properties, 'versioningScheme'))?.toLowerCase();
  if (name === undefined) return [];
  return [
    {
      workspace,
      name,
      scheme: scheme === 'segment' || scheme === 'query' || scheme === 'header' ? scheme : 'unknown',
      parameter: member(properties, 'versionQueryName') ?? null,
    },
  ];
}

/** Found by its display name; the value of a secret one, and of a reference to a vault, is not looked at (facts/doors.md §1.4). */
function namedValueOf({ piece: { properties, at, condition } }: Placed): readonly NamedValue[] {
  const name = asText(member(properties, 'displayName'))?.toLowerCase();
  if (name === undefined) return [];
  const secret = member(properties, 'secret');
  const open = secret === null || (secret?.kind === 'known' && secret.value === false);
  const plain = open && member(properties, 'keyVault') === null && condition === 'yes';
  const value = member(properties, 'value');
  const said = plain && value !== null && value !== undefined ? seal(value) : null;
  // It may hold an expression of the gateway, and never another named value.
  const expression = asText(said)?.startsWith('@') === true;
  return [{ name, value: expression ? null : said, at: value?.from ?? at }];
}

// ---------------------------------------------------------------- policies

const SCOPES: Readonly<Record<string, GatewayPolicy['scope']>> = {
  '/policies': 'service',
  '/products/policies': 'product',
  '/apis/policies': 'api',
  '/apis/operations/policies': 'operation',
};

function policyOf({ type, workspace, names, piece }: Placed): readonly GatewayPolicy[] {
  const scope = Object.hasOwn(SCOPES, type) ? SCOPES[type] : undefined;
  if (scope === undefined) return [];
  const { at, properties, condition } = piece;
  return [
    {
      at,
      scope: scope === 'service' && workspace !== null ? 'workspace' : scope,
      workspace,
      path: names.slice(0, -1),
      steps: condition === 'yes' ? stepsOf(properties, at) : 'unknown',
    },
  ];
}

/** Without `format` it is `xml`; of a link the text stands elsewhere (facts/doors.md §1.1). */
function stepsOf(properties: GatewayPiece['properties'], at: Anchor): GatewayPolicy['steps'] {
  const value = member(properties, 'value');
  const format = asText(member(properties, 'format') ?? known('xml'))?.toLowerCase();
  if (value === null || value === undefined) return 'unknown';
  if (format === 'xml-link' || format === 'rawxml-link') return { link: seal(value) };
  const text = asText(value);
  return text !== undefined && (format === 'xml' || format === 'rawxml')
    ? readPolicy(text, value.from ?? at)
    : 'unknown';
}
