/**
 * API Management outside of templates: GETs of its resources, policies in files of their own, and folders of files as the
 * extractor of APIOps writes them (`apis/<api>/apiInformation.json`, `apis/<api>/policy.xml`, `named values/<name>/…`).
 */
import type { Document, DocumentKind, Gateway, GatewayPolicy, Value } from '../model.ts';
import { GATEWAY_TYPE } from '../recognise.ts';
import { asText, itemsOf, known, member } from '../value.ts';
import { gatewaysOf, type GatewayPiece } from './gateway.ts';
import { readPolicy } from './policy-xml.ts';

export function exportedGateways(document: Document, kind: DocumentKind): readonly Gateway[] {
  if (kind === 'policy') return [policyFile(document)];
  if (kind !== 'gateway' || document.value === undefined) return [];
  const root = known(document.value, { file: document.id, pointer: '' });
  const inFolder = folderPiece(document, root);
  if (inFolder !== null) return gatewaysOf(document.project, [], [inFolder]);
  const items = itemsOf(root) ?? itemsOf(member(root, 'value')) ?? [root];
  return gatewaysOf(
    document.project,
    [],
    items.flatMap((item) => exported(document, item)),
  );
}

/** `…/providers/Microsoft.ApiManagement/service/<svc>/apis/<api>`: type and names alternate. `az` prints the properties at the top. */
function exported(document: Document, item: Value): readonly GatewayPiece[] {
  const id = asText(member(item, 'id')) ?? '';
  const start = id.toLowerCase().indexOf(`/${GATEWAY_TYPE}/`);
  const [service, ...rest] = start < 0 ? [] : id.slice(start + GATEWAY_TYPE.length + 2).split('/');
  if (service === undefined) return [];
  const type = rest.filter((_, index) => index % 2 === 0).map((segment) => `/${segment.toLowerCase()}`);
  return [
    {
      file: document.id,
      type: type.join(''),
      service: known(service),
      folder: null,
      names: rest.filter((_, index) => index % 2 === 1).map((name) => known(name)),
      properties: member(item, 'properties') ?? item,
      at: item.from ?? { file: document.id, pointer: '' },
      condition: 'yes',
    },
  ];
}

// ---------------------------------------------------------------- folders

/** By the folder above the one that is named like the resource; lower case. */
const TYPES = new Map([
  ['apis', '/apis'],
  ['products', '/products'],
  ['named values', '/namedvalues'],
  ['version sets', '/apiversionsets'],
]);

interface Spot {
  readonly folder: string;
  readonly type: string;
  readonly names: readonly string[];
}

/** `<root>/workspaces/<ws>/apis/<api>/operations/<op>` → root, type, names. */
function spotOf(folders: readonly string[]): Spot | null {
  let rest = folders;
  const names: string[] = [];
  let type = '';
  const take = (kind: string | undefined): boolean => {
    const name = rest.at(-1);
    if (kind === undefined || name === undefined) return false;
    names.unshift(name);
    type = kind + type;
    rest = rest.slice(0, -2);
    return true;
  };
  if (rest.at(-2)?.toLowerCase() === 'operations') take('/operations');
  if (!take(TYPES.get(rest.at(-2)?.toLowerCase() ?? '')) && type !== '') return null;
  if (rest.at(-2)?.toLowerCase() === 'workspaces') take('/workspaces');
  return { folder: rest.join('/'), type, names };
}

function folderPiece(document: Document, root: Value): GatewayPiece | null {
  const folders = document.id.split('/');
  const name = folders.pop()?.toLowerCase() ?? '';
  if (!name.endsWith('information.json')) return null;
  const ofService = name === 'serviceinformation.json';
  const spot = ofService ? { folder: folders.join('/'), type: '', names: [] } : spotOf(folders);
  if (spot === null) return null;
  return {
    file: document.id,
    type: spot.type,
    service: ofService ? (member(root, 'name') ?? null) : null,
    folder: spot.folder,
    names: spot.names.map((one) => known(one)),
    properties: member(root, 'properties'),
    at: { file: document.id, pointer: '' },
    condition: 'yes',
  };
}

/** Whose policy a file holds is said by its folder, or by the template that links to it. */
function policyFile(document: Document): Gateway {
  const { id, project, text } = document;
  const folders = id.split('/');
  const name = folders.pop()?.toLowerCase();
  const spot = name === 'policy.xml' ? spotOf(folders) : null;
  const at = { file: id, pointer: '' };
  const [first, ...rest] = spot?.names.map((one) => known(one)) ?? [];
  const inWorkspace = spot?.type.startsWith('/workspaces') === true;
  const policy: GatewayPolicy = {
    at,
    scope: spot === null ? null : scopeOf(spot.type),
    workspace: inWorkspace ? (first ?? null) : null,
    path: inWorkspace || first === undefined ? rest : [first, ...rest],
    steps: readPolicy(text, ({ start, name: element }) => ({ ...at, offset: [start, start + element.length + 1] })),
  };
  const none = { hosts: [], apis: [], operations: [], versionSets: [], namedValues: [] };
  return {
    file: id,
    project,
    environments: [],
    service: null,
    folder: spot?.folder ?? null,
    ...none,
    policies: [policy],
  };
}

function scopeOf(type: string): GatewayPolicy['scope'] {
  switch (type.replace(/^\/workspaces/, '')) {
    case '/apis':
      return 'api';
    case '/apis/operations':
      return 'operation';
    case '/products':
      return 'product';
    case '':
      return type === '' ? 'service' : 'workspace';
    default:
      return null;
  }
}
