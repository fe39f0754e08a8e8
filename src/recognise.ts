/**
 * What a document is, by structure and not by name (names only tell apart the small files of a Standard
 * project and files of code, which have no structure of their own). Resolves nothing. Shapes: facts/security.md §8.
 */
import { keyLike } from './keys.ts';
import type { Document, DocumentKind, Json, JsonObject } from './model.ts';
import { xmlRoot } from './read/xml-root.ts';
import { languageOfFile } from './secret.ts';
import { isObject } from './value.ts';

export interface Recognised {
  readonly kind: DocumentKind;
  /** Broken text that looks like ours, is too long to be looked at, or that the user named: worth a finding. Other broken text is passed over. */
  readonly broken: boolean;
}

export function recognise(document: Document): Recognised {
  if (languageOfFile(document.id) !== undefined) return { kind: 'code', broken: false };
  if (document.value === undefined) {
    if (isPolicyText(document.text)) return { kind: 'policy', broken: false };
    const isUnread = document.faults.some(({ kind }) => kind === 'size') && document.text === '';
    return { kind: 'other', broken: !document.quiet && (document.named || isUnread || looksLikeOurs(document.text)) };
  }
  return { kind: kindOf(document.value, basename(document.id)), broken: false };
}

/** Mentions the Logic Apps definition schema or resource type: only texts that are no JSON are searched so. */
function looksLikeOurs(text: string): boolean {
  return /microsoft\.logic\/workflows|workflowdefinition\.json/i.test(text);
}

/** A policy of API Management: XML whose outermost element is `policies` (facts/doors.md §1.1). */
export function isPolicyText(text: string): boolean {
  return xmlRoot(text) === 'policies';
}

function basename(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1).toLowerCase();
}

/** Own member by name without letter case, as the platform reads envelope names (facts/arm-templates.md §1.2). */
export function field(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const key = keyLike(object, name);
  return key === undefined ? undefined : object[key];
}

function text(object: JsonObject, name: string): string {
  const value = field(object, name);
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** A workflow definition: triggers or actions as objects, and a sign that it is no other kind of JSON with such members. */
function isDefinition(value: Json | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  if (text(value, '$schema').includes('workflowdefinition.json')) return true;
  const triggers = field(value, 'triggers');
  const actions = field(value, 'actions');
  return (
    isOperations(triggers) && isOperations(actions) && Object.keys(triggers).length + Object.keys(actions).length > 0
  );
}

/** An object whose members are operations: each has a `type`. */
function isOperations(value: Json | undefined): value is JsonObject {
  return isObject(value) && Object.values(value).every((item) => isObject(item) && field(item, 'type') !== undefined);
}

export const WORKFLOW_TYPE = 'microsoft.logic/workflows';
/** Sites of App Service, and services of API Management, with what belongs to them. */
export const SITE_TYPE = 'microsoft.web/sites';
export const GATEWAY_TYPE = 'microsoft.apimanagement/service';

function isWorkflowId(id: string): boolean {
  return /\/providers\/microsoft\.logic\/workflows\/[^/]+$/.test(id);
}

/** `{ properties: { definition } }` as REST GET and `az resource show` print it, gallery samples included. */
function isResource(value: Json | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  const properties = field(value, 'properties');
  return isObject(properties) && isDefinition(field(properties, 'definition'));
}

/** `az logic workflow show`: the properties stand at the top level. */
function isFlat(value: Json | undefined): value is JsonObject {
  if (!isObject(value) || !isDefinition(field(value, 'definition'))) return false;
  return (
    text(value, 'type') === WORKFLOW_TYPE ||
    isWorkflowId(text(value, 'id')) ||
    field(value, 'accessEndpoint') !== undefined
  );
}

/** A row of Resource Graph: the resource and the columns that only Resource Graph adds. */
function isGraphRow(value: Json | undefined): value is JsonObject {
  return (
    isObject(value) &&
    text(value, 'type') === WORKFLOW_TYPE &&
    isObject(field(value, 'properties')) &&
    (field(value, 'tenantId') !== undefined || field(value, 'subscriptionId') !== undefined)
  );
}

function isTemplate(value: JsonObject): boolean {
  const schema = text(value, '$schema');
  if (schema.includes('deploymenttemplate.json')) return true;
  const resources = field(value, 'resources');
  const content: readonly Json[] = Array.isArray(resources)
    ? (resources as readonly Json[])
    : isObject(resources)
      ? Object.values(resources)
      : [];
  return (
    schema === '' &&
    content.some(
      (item) => isObject(item) && field(item, 'type') !== undefined && field(item, 'apiVersion') !== undefined,
    )
  );
}

const CONNECTIONS = [
  'managedApiConnections',
  'serviceProviderConnections',
  'functionConnections',
  'apiManagementConnections',
  'agentConnections',
];

function kindOf(value: Json, name: string): DocumentKind {
  if (Array.isArray(value)) return kindOfList(value as readonly Json[]);
  if (!isObject(value)) return 'other';
  if (text(value, '$schema').includes('deploymentparameters.json')) return 'parameters';
  if (isDefinition(field(value, 'definition'))) {
    if (isFlat(value)) return 'workflow-flat';
    return typeof field(value, 'kind') === 'string' ? 'standard-workflow' : 'code-view';
  }
  if (isGraphRow(value)) return 'graph-rows';
  if (isResource(value)) return 'workflow-resource';
  if (isTemplate(value)) return 'template';
  if (isDefinition(value)) return 'definition';
  return kindOfSmall(value, name);
}

function kindOfList(items: readonly Json[]): DocumentKind {
  if (items.some(isGraphRow)) return 'graph-rows';
  if (items.some(isFlat)) return 'workflow-flat-list';
  if (items.some(isResource)) return 'workflow-list';
  if (items.some(isGatewayResource)) return 'gateway';
  return items.some(isDirectoryObject) ? 'inventory' : 'other';
}

/** A row of `az ad sp list`, `az ad app list` or `az identity list`. */
function isDirectoryObject(value: Json): boolean {
  return (
    isObject(value) &&
    typeof field(value, 'id') === 'string' &&
    (field(value, 'appId') !== undefined || text(value, 'type') === 'microsoft.managedidentity/userassignedidentities')
  );
}

function kindOfSmall(value: JsonObject, name: string): DocumentKind {
  for (const list of ['value', 'data']) {
    const items = field(value, list);
    if (Array.isArray(items)) {
      const kind = kindOfList(items as readonly Json[]);
      if (kind !== 'other') return kind;
    }
  }
  if (CONNECTIONS.some((key) => isObject(field(value, key)))) return 'connections';
  if (isObject(field(value, 'Values')) && field(value, 'IsEncrypted') !== undefined) return 'local-settings';
  if (name === 'host.json' && typeof field(value, 'version') === 'string') return 'host';
  if (isSite(value)) return 'site';
  if (isSiteAuth(value)) return 'site-auth';
  if (isGatewayResource(value) || (GATEWAY_FILES.has(name) && isObject(field(value, 'properties')))) return 'gateway';
  if (name.includes('parameters') && isStandardParameters(value)) return 'standard-parameters';
  return 'other';
}

/** GET of a site, or `az webapp show`, which prints the properties at the top. */
function isSite(value: JsonObject): boolean {
  if (text(value, 'type') !== SITE_TYPE) return false;
  return isObject(field(value, 'properties')) || field(value, 'defaultHostName') !== undefined;
}

/** What the extractor of APIOps writes: each kind of resource under a name of its own, none with a type. */
const GATEWAY_FILES = new Set([
  'serviceinformation.json',
  'apiinformation.json',
  'productinformation.json',
  'namedvalueinformation.json',
  'versionsetinformation.json',
]);

/** GET of a service of API Management, or of something in it. */
function isGatewayResource(value: Json): boolean {
  if (!isObject(value) || !text(value, 'type').startsWith('microsoft.apimanagement/service')) return false;
  return text(value, 'id').includes('/providers/microsoft.apimanagement/service/');
}

/** App Service authentication: GET of `authsettingsV2` or `authsettings`, or the file of settings (facts/security.md §2.1). */
function isSiteAuth(value: JsonObject): boolean {
  const properties = field(value, 'properties') ?? value;
  if (!isObject(properties)) return false;
  if (isObject(field(properties, 'globalValidation')) && isObject(field(properties, 'identityProviders'))) return true;
  return (
    text(value, 'type') === 'microsoft.web/sites/config' &&
    field(properties, 'unauthenticatedClientAction') !== undefined
  );
}

/** Standard `parameters.json`: workflow parameters with `type` and `value`, no schema (facts/arm-templates.md §3.2). */
function isStandardParameters(value: JsonObject): boolean {
  const items = Object.values(value);
  return items.length > 0 && items.every((item) => isObject(item) && typeof field(item, 'type') === 'string');
}
