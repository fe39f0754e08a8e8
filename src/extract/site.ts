/**
 * Sites of App Service → Site: what stands between a caller and the app (authentication, SAS, addresses, transport).
 * Members: facts/security.md §2.1–§2.3. Where the pieces come from is said by `site-template.ts` and `site-export.ts`.
 */
import type {
  Anchor,
  Answer,
  AppSetting,
  Condition,
  FileId,
  Reach,
  SasState,
  Site,
  SiteAuth,
  SiteSetting,
  Value,
  View,
} from '../model.ts';
import { seal } from '../secret.ts';
import { asText, itemsOf, known, member, show } from '../value.ts';
import { settle } from '../expression/arm/settle.ts';
import { accessOf } from './access.ts';
import { identityOf } from './identity.ts';
import type { Maybe } from './site-auth.ts';

/** The pieces of one site before they are read. null = surely absent, undefined = not shown here. */
export interface SiteParts {
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly view: View;
  readonly at: Anchor;
  /** null where the document does not say it. */
  readonly name: Value | null;
  readonly resourceId: Value | null;
  readonly deployed: Answer;
  readonly conditions?: readonly Condition[];
  readonly kind: Maybe;
  readonly identity: Maybe;
  /** Host names that stand beside the properties. */
  readonly hosts: readonly Value[];
  readonly properties: Maybe;
  /** Of `sites/config` `web`; its members win over those of `siteConfig`. */
  readonly web: Maybe;
  /** undefined where they are not all known. */
  readonly appSettings: readonly AppSetting[] | undefined;
  readonly publishing: readonly SiteSetting[];
  readonly auth: Site['auth'];
}

export function siteOf(parts: SiteParts): Site {
  const { file, project, environments, view, at, properties, auth } = parts;
  return {
    id: `${file}#${at.pointer}@${environments.join(',')}`,
    file,
    project,
    environments,
    view,
    at,
    name: parts.name === null ? '' : show(settle(parts.name).value),
    nameValue: parts.name,
    resourceId: parts.resourceId,
    hosts: [...hostsOf(properties), ...parts.hosts],
    kind: kindOf(parts.kind),
    deployed: parts.deployed,
    auth: oldSwitch(parts) ? doubtful(auth) : auth,
    sas: sasOf(properties, view, at),
    reach: reachOf(parts),
    settings: [...settingsOf(parts), ...parts.publishing],
    appSettings: parts.appSettings ?? 'unknown',
    limits: limitsOf(parts.appSettings),
    identity: identityOf(parts.identity, at),
    ...(parts.conditions === undefined || parts.conditions.length === 0 ? {} : { conditions: parts.conditions }),
  };
}

/** `functionapp,workflowapp` in any order and letter case (facts/arm-templates.md §4.3). Absent = a web app. */
function kindOf(value: Maybe): Site['kind'] {
  if (value === null) return 'web';
  const text = asText(value)?.toLowerCase();
  if (text === undefined) return 'unknown';
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('workflowapp')) return 'workflow';
  return words.includes('functionapp') ? 'function' : 'web';
}

/** `siteAuthEnabled` of the first generation: what it does beside the other settings is written nowhere. */
function oldSwitch(parts: SiteParts): boolean {
  const value = stated(parts, 'siteAuthEnabled');
  return value !== null && value !== undefined;
}

function doubtful(auth: Site['auth']): Site['auth'] {
  return auth === 'absent' ? 'unknown' : auth;
}

function hostsOf(properties: Maybe): readonly Value[] {
  const named = member(properties, 'defaultHostName');
  const all = [
    ...(named === null || named === undefined ? [] : [named]),
    ...(itemsOf(member(properties, 'hostNames')) ?? []),
  ];
  return all
    .filter((one) => asText(one) !== undefined)
    .map((one) => known((asText(one) ?? '').toLowerCase(), one.from));
}

/** The switch is in no published type, so an export that lacks it says nothing (facts/security.md §2.2). */
function sasOf(properties: Maybe, view: View, at: Anchor): SasState {
  const control = member(properties, 'logicAppsAccessControlConfiguration');
  const { sas } = accessOf(control, at);
  if (control === undefined || (view !== 'template' && sas.kind === 'on' && sas.at === null))
    return { kind: 'unknown' };
  return sas;
}

/** A member of the site's configuration, wherever it is written. */
function stated({ web, properties }: SiteParts, name: string): Maybe {
  const own = member(web, name);
  return own === null ? member(member(properties, 'siteConfig'), name) : own;
}

/**
 * Address rules of the main site: only allowed addresses and ranges are read; a tag, a header filter, a denied range or a
 * default that admits the rest cannot be judged (facts/security.md §2.3).
 */
function reachOf(parts: SiteParts): Reach {
  const { properties } = parts;
  const isPublic = [member(properties, 'publicNetworkAccess'), stated(parts, 'publicNetworkAccess')];
  if (isPublic.some((one) => one === undefined || (one !== null && asText(one)?.toLowerCase() !== 'enabled'))) {
    return { kind: 'unknown' };
  }
  const otherwise = stated(parts, 'ipSecurityRestrictionsDefaultAction');
  const rest = otherwise === null ? null : asText(otherwise)?.toLowerCase();
  const isSaid = rest === null || rest === 'allow' || rest === 'deny';
  return isSaid ? reachBy(stated(parts, 'ipSecurityRestrictions'), rest, parts.at) : { kind: 'unknown' };
}

/** @param rest what is done where no rule is for a caller; null = not said */
function reachBy(rules: Maybe, rest: 'allow' | 'deny' | null, at: Anchor): Reach {
  const all = rules === null ? [] : itemsOf(rules);
  if (all === undefined || (rules?.kind === 'array' && rules.open === true)) return { kind: 'unknown' };
  const items = withoutLast(all);
  const closes = rest === 'deny' || items.length < all.length;
  const narrow = items.filter((item) => !isOpen(item));
  if (narrow.length === 0) return items.length === 0 && closes ? { kind: 'unknown' } : { kind: 'any' };
  const ranges = narrow.map(allowedRange);
  const plain = ranges.filter((range): range is Value => range !== null);
  // Without a word everybody else is denied where there is a rule at all.
  if (plain.length < items.length || (rest === 'allow' && !closes)) return { kind: 'unknown' };
  return { kind: 'ranges', ranges: plain.map(seal), complete: true, at: rules?.from ?? at };
}

/** "Deny all", which exports print behind all other rules, says what is done without it (rules count by priority, lowest first). */
function withoutLast(items: readonly Value[]): readonly Value[] {
  const priorities = items.map((item) => numberOf(member(item, 'priority')));
  const last = items.findIndex((item, index) => {
    const own = priorities[index];
    const others = priorities.filter((_, other) => other !== index);
    return own !== undefined && isDenied(item) && others.every((one) => one !== undefined && one < own);
  });
  return last < 0 ? items : items.filter((_, index) => index !== last);
}

function numberOf(value: Maybe): number | undefined {
  return value?.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
}

function isDenied(rule: Value): boolean {
  const denies = asText(member(rule, 'action'))?.toLowerCase() === 'deny';
  return denies && asText(member(rule, 'ipAddress'))?.toLowerCase() === 'any' && member(rule, 'headers') === null;
}

/** The rule that exports print for "everybody". */
function isOpen(rule: Value): boolean {
  const allows = asText(member(rule, 'action'))?.toLowerCase() === 'allow';
  const isEverybody = ['any', '0.0.0.0/0', '::/0'].includes(asText(member(rule, 'ipAddress'))?.toLowerCase() ?? '');
  return allows && isEverybody && member(rule, 'headers') === null;
}

function allowedRange(rule: Value): Value | null {
  const address = member(rule, 'ipAddress');
  const tag = asText(member(rule, 'tag'))?.toLowerCase() ?? 'default';
  const allows = asText(member(rule, 'action'))?.toLowerCase() === 'allow';
  const filtered = member(rule, 'headers') !== null || (member(rule, 'tag') !== null && tag !== 'default');
  return address === null || address === undefined || !allows || filtered ? null : address;
}

const SWITCHES = ['minTlsVersion', 'scmMinTlsVersion', 'ftpsState'];

function settingsOf(parts: SiteParts): readonly SiteSetting[] {
  const found = [
    { name: 'httpsOnly', value: member(parts.properties, 'httpsOnly') },
    ...SWITCHES.map((name) => ({ name, value: stated(parts, name) })),
  ];
  return found.flatMap(({ name, value }) =>
    value === null || value === undefined ? [] : [{ name, value: seal(value), at: value.from ?? parts.at }],
  );
}

/** Settings that narrow who may come in beside the provider's own lists (facts/security.md §2.1). */
function limitsOf(settings: readonly AppSetting[] | undefined): Answer {
  if (settings === undefined) return 'unknown';
  return settings.some(({ name }) => name.toLowerCase().startsWith('website_auth_aad_')) ? 'yes' : 'no';
}

/** Authentication that may be deployed or not: what it says stays, whether it counts is not known. */
export function perhaps(auth: SiteAuth): SiteAuth {
  return { ...auth, enabled: 'unknown' };
}
