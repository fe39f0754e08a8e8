/**
 * Custom connectors that a template makes: where their operations go, and whether anything is added on the way.
 * Shape: facts/doors.md §5. Policies, a gateway on premises and settings of connections may change a call: then
 * nothing is said of it.
 */
import type { Answer, Connector, Document, Value } from '../model.ts';
import { seal } from '../secret.ts';
import type { Resource } from '../template/deploy.ts';
import { asText, entriesOf, itemsOf, join, known, member, path, show } from '../value.ts';

type Maybe = Value | null | undefined;

const CONNECTOR = 'microsoft.web/customapis';

export function connectorsIn(
  document: Document,
  resources: readonly Resource[],
  environments: readonly string[],
): readonly Connector[] {
  return resources
    .filter(({ typeName, existing }) => typeName === CONNECTOR && !existing)
    .map((resource) => ({
      id: `${resource.file}#${resource.at.pointer}@${environments.join(',')}`,
      file: resource.file,
      project: document.project,
      environments,
      at: resource.at,
      name: show(resource.name),
      resourceId: resource.id,
      deployed: resource.condition,
      base: baseOf(resource.properties),
      open: isOpen(resource.properties),
      signs: signsIn(member(resource.properties, 'swagger')),
    }));
}

/** Surely absent, or empty. */
function isEmpty(value: Maybe): boolean {
  if (value === null) return true;
  if (value === undefined) return false;
  if (value.kind === 'known' && (value.value === null || value.value === '')) return true;
  return entriesOf(value)?.length === 0 || itemsOf(value)?.length === 0;
}

/** Members that may send a call elsewhere. */
const DETOURS = ['policies', 'policyTemplateInstances', 'runtimeUrls', 'scriptOperations', 'capabilities'];

/** `backendService.serviceUrl`; else scheme, host and base path of the API's description. */
function baseOf(properties: Maybe): Value | null {
  if (!DETOURS.every((name) => isEmpty(member(properties, name)))) return null;
  const swagger = member(properties, 'swagger');
  const folder = baseFolder(member(swagger, 'basePath'));
  const url = path(properties, 'backendService', 'serviceUrl');
  if (folder === undefined || url === undefined) return null;
  if (url !== null) return folder === '' || endsWith(url, folder) ? seal(withoutSlash(url)) : null;
  const host = member(swagger, 'host');
  const scheme = schemeOf(member(swagger, 'schemes'));
  if (host === null || host === undefined || scheme === undefined) return null;
  return seal(join([`${scheme}://`, host, folder]));
}

/** '' where there is none, undefined where it is not known. */
function baseFolder(value: Maybe): string | undefined {
  if (isEmpty(value)) return '';
  const text = asText(value);
  return text === undefined ? undefined : text.replace(/\/$/, '');
}

function schemeOf(value: Maybe): string | undefined {
  const schemes = (itemsOf(value) ?? []).map((item) => asText(item)?.toLowerCase());
  if (schemes.includes('https')) return 'https';
  return schemes.length === 1 ? schemes[0] : undefined;
}

function endsWith(url: Value, folder: string): boolean {
  const parts = url.kind === 'text' ? url.parts : [asText(url)];
  const last = parts.at(-1);
  return typeof last === 'string' && last.replace(/\/$/, '').endsWith(folder);
}

function withoutSlash(url: Value): Value {
  const text = asText(url);
  if (text !== undefined) return known(text.replace(/\/$/, ''), url.from);
  if (url.kind !== 'text') return url;
  const last = url.parts.at(-1);
  return typeof last === 'string' ? join([...url.parts.slice(0, -1), last.replace(/\/$/, '')], url.from) : url;
}

/** Connections without parameters authenticate nobody; what others send is told nowhere. */
function isOpen(properties: Maybe): Answer {
  const sets = member(properties, 'connectionParameterSets');
  return isEmpty(member(properties, 'connectionParameters')) && isEmpty(sets) ? 'yes' : 'unknown';
}

/** No operation of the description has a parameter of that name, nor leaves one unnamed. */
function signsIn(swagger: Maybe): Answer {
  const operations = (entriesOf(member(swagger, 'paths')) ?? []).flatMap(({ value }) => entriesOf(value) ?? []);
  if (operations.length === 0) return 'unknown';
  const lists = operations.map(({ value }) => member(value, 'parameters'));
  return lists.every((list) => list === null || itemsOf(list)?.every(isNamedOtherwise) === true) ? 'no' : 'unknown';
}

function isNamedOtherwise(parameter: Value): boolean {
  const name = asText(member(parameter, 'name'))?.toLowerCase();
  return name !== undefined && name !== 'sig';
}
