/**
 * The sites of one deployment on paper. Their configuration stands in resources of its own, named
 * `<site>/authsettingsV2`, `<site>/web` and so on; a template that leaves one out deploys none.
 */
import type { Anchor, AppSetting, Document, Site, SiteSetting, Value } from '../model.ts';
import { SITE_TYPE } from '../recognise.ts';
import { keyOf } from '../template/key.ts';
import type { Resource } from '../template/deploy.ts';
import { asText, entriesOf, itemsOf, join, known, member } from '../value.ts';
import { settingOf } from './app-values.ts';
import { authV1Of, authV2Of, type Maybe } from './site-auth.ts';
import { perhaps, siteOf } from './site.ts';

const CONFIG = 'microsoft.web/sites/config';
const PUBLISHING = 'microsoft.web/sites/basicpublishingcredentialspolicies';
/** Host names of the customer's: `<site>/<host>`. */
const HOST = 'microsoft.web/sites/hostnamebindings';

/** A configuration resource with its site's name. */
interface Config {
  readonly site: Value;
  readonly key: string | undefined;
  /** Last segment, lower case; '' where it is not known. */
  readonly leaf: string;
  readonly resource: Resource;
}

interface Given {
  readonly configs: ReadonlyMap<string | undefined, readonly Config[]>;
  /** Configuration may be deployed that is not seen: by a template that was not read, or under a name that is not known. */
  readonly unseen: boolean;
}

export function sitesIn(
  document: Document,
  resources: readonly Resource[],
  environments: readonly string[],
): readonly Site[] {
  const configs = resources.filter(({ typeName, existing }) => isConfig(typeName) && !existing).map(configOf);
  const sites = resources.filter(({ typeName, existing }) => typeName === SITE_TYPE && !existing);
  if (configs.length === 0 && sites.length === 0) return [];
  const unseen =
    configs.some(({ key, leaf, resource }) => (key === undefined || leaf === '') && resource.typeName !== HOST) ||
    hasUnread(resources);
  const given: Given = { configs: byKey(configs), unseen };
  const created = sites.map((site) => siteIn(document, site, environments, given));
  const keys = new Set(sites.map(({ name }) => keyOf(name)));
  const alone = configs.filter(
    ({ key, leaf }) => key !== undefined && /^(?:authsettings|appsettings$)/.test(leaf) && !keys.has(key),
  );
  return [...created, ...alone.map((config) => configured(document, config, environments))];
}

function byKey(configs: readonly Config[]): Given['configs'] {
  const table = new Map<string | undefined, Config[]>();
  for (const config of configs) {
    const list = table.get(config.key);
    if (list === undefined) table.set(config.key, [config]);
    else list.push(config);
  }
  return table;
}

/** A deployment whose template is not there to be read. */
function hasUnread(resources: readonly Resource[]): boolean {
  const read = new Set(resources.map(({ within }) => within));
  return resources.some(({ typeName }, index) => typeName === 'microsoft.resources/deployments' && !read.has(index));
}

function isConfig(typeName: string): boolean {
  return typeName === CONFIG || typeName === PUBLISHING || typeName === HOST;
}

/** `orders-app/authsettingsV2` → its site and its own name. */
function configOf(resource: Resource): Config {
  const parts = resource.name.kind === 'text' ? resource.name.parts : [asText(resource.name) ?? resource.name];
  const last = parts[parts.length - 1];
  const slash = typeof last === 'string' ? last.lastIndexOf('/') : -1;
  if (typeof last !== 'string' || slash < 0) return { site: resource.name, key: undefined, leaf: '', resource };
  const site = join([...parts.slice(0, -1), last.slice(0, slash)]);
  return { site, key: keyOf(site), leaf: last.slice(slash + 1).toLowerCase(), resource };
}

function siteIn(document: Document, site: Resource, environments: readonly string[], given: Given): Site {
  const key = keyOf(site.name);
  const own = key === undefined ? [] : (given.configs.get(key) ?? []);
  const { properties, value } = site;
  const hosts = own.filter(({ resource }) => resource.typeName === HOST);
  const web = own.find(({ leaf }) => leaf === 'web')?.resource.properties ?? (given.unseen ? undefined : null);
  return siteOf({
    file: site.file,
    project: document.project,
    environments,
    view: 'template',
    at: site.at,
    name: site.name,
    resourceId: site.id,
    deployed: site.condition,
    conditions: site.conditions,
    kind: member(value, 'kind'),
    identity: member(value, 'identity'),
    hosts: hosts.map(({ leaf, resource }) => known(leaf, resource.name.from)),
    properties,
    web,
    appSettings: appSettings(properties, own, given.unseen, site.at),
    publishing: own.filter(({ resource }) => resource.typeName === PUBLISHING).flatMap(publishing),
    auth: authOf(own) ?? (given.unseen || properties === null || properties.kind === 'hole' ? 'unknown' : 'absent'),
  });
}

/** Settings of a site that is made somewhere else. */
function configured(document: Document, { site, resource, leaf }: Config, environments: readonly string[]): Site {
  const own: Config = { site, key: keyOf(site), leaf, resource };
  return siteOf({
    file: resource.file,
    project: document.project,
    environments,
    view: 'template',
    at: resource.at,
    name: site,
    resourceId: null,
    deployed: resource.condition,
    conditions: resource.conditions,
    kind: undefined,
    identity: undefined,
    hosts: [],
    properties: undefined,
    web: undefined,
    appSettings: undefined,
    publishing: [],
    auth: authOf([own]) ?? 'unknown',
  });
}

/** The newer settings win; of two that differ in their condition nobody knows which is deployed. */
function authOf(own: readonly Config[]): Site['auth'] | undefined {
  const second = own.filter(({ leaf }) => leaf === 'authsettingsv2');
  const [config, ...more] = second.length > 0 ? second : own.filter(({ leaf }) => leaf === 'authsettings');
  if (config === undefined) return undefined;
  const { properties, at, condition } = config.resource;
  if (more.length > 0 || properties === null || entriesOf(properties) === undefined) return 'unknown';
  const auth = second.length > 0 ? authV2Of(properties, at, false) : authV1Of(properties, at);
  return condition === 'yes' ? auth : perhaps(auth);
}

/** `allow` of `basicPublishingCredentialsPolicies` `scm` and `ftp` (facts/security.md §2.3). */
function publishing({ leaf, resource }: Config): readonly SiteSetting[] {
  const allow = member(resource.properties, 'allow');
  return allow === null || allow === undefined ? [] : [{ name: leaf, value: allow, at: allow.from ?? resource.at }];
}

/** Those of `siteConfig` and of the resource `appsettings`; undefined where one of them has no known name. */
function appSettings(
  properties: Maybe,
  own: readonly Config[],
  unseen: boolean,
  at: Anchor,
): readonly AppSetting[] | undefined {
  const inline = member(member(properties, 'siteConfig'), 'appSettings');
  const items = inline === null ? [] : itemsOf(inline);
  const apart = own.filter(({ leaf }) => leaf === 'appsettings').map(({ resource }) => resource.properties);
  const isOpen = [inline, ...apart].some(
    (one) => (one?.kind === 'array' || one?.kind === 'object') && one.open === true,
  );
  if (unseen || isOpen || items === undefined) return undefined;
  const listed = items.map((item) => ({
    name: asText(member(item, 'name')),
    value: member(item, 'value'),
    at: item.from ?? at,
  }));
  const named = apart.map((one) =>
    entriesOf(one)?.map(({ key, name, value }) => ({
      name: name === undefined ? key : undefined,
      value,
      at: value.from ?? at,
    })),
  );
  if (named.includes(undefined)) return undefined;
  const all = [...listed, ...named.flatMap((one) => one ?? [])];
  const known = all.flatMap(({ name, value, at: place }) =>
    name === undefined ? [] : [settingOf(name, value, place)],
  );
  return known.length === all.length ? known : undefined;
}
