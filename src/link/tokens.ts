/**
 * The set of tokens that a sender could get. The application that owns the audience decides the token's
 * version, and that is not in any of our files, so there may be two (facts/security.md §6, §6.1).
 */
import type { Answer, Credential, Inventory, Sender, Value } from '../model.ts';
import { asText, hole, known } from '../value.ts';
import { isGuid } from './guid.ts';
import { type Caller, callerOf, lookup } from './who.ts';

/** The caller's client id is `appid` in version 1 and `azp` in version 2, its object id `oid` in both. */
export interface Token extends Caller {
  readonly version: 1 | 2;
  readonly aud: Value;
}

/** What the platform asks for where `audience` is left out (facts/security.md §3.3). */
export const DEFAULT_AUDIENCE = 'https://management.azure.com/';

/** Azure Resource Manager's own audiences: v1 tokens that carry the text that was asked for (facts/security.md §3.6, §6). */
const RESOURCE_MANAGER = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://management.usgovcloudapi.net',
  'https://management.core.usgovcloudapi.net',
  'https://management.chinacloudapi.cn',
  'https://management.core.chinacloudapi.cn',
];

/** Hosts of audiences that Microsoft's own services answer to (facts/security.md §3.6). Subdomains count. */
const MICROSOFT_HOSTS: ReadonlySet<string> = new Set([
  'vault.usgovcloudapi.net',
  'managedhsm.usgovcloudapi.net',
  'core.usgovcloudapi.net',
  'core.chinacloudapi.cn',
  'database.usgovcloudapi.net',
  'database.chinacloudapi.cn',
  'servicebus.usgovcloudapi.net',
  'servicebus.chinacloudapi.cn',
  'graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
  'api.loganalytics.io',
  'api.loganalytics.us',
  'azconfig.io',
  'dev.azuresynapse.net',
  'apps.azureiotcentral.com',
  'api.securitycenter.windows.com',
  'outlook.office365.com',
  'dynamics.com',
  'sharepoint.com',
  'powerbi.com',
  'api.powerplatform.com',
  'azuredatabricks.net',
  'securitycenter.onmicrosoft.com',
  'azure.net',
  'azure.com',
  'azure.us',
  'azure.cn',
  'microsoft.com',
  'windows.net',
  'office.com',
]);

/** Application ids of Microsoft's own services, the same in every tenant; provisioned on demand (facts/security.md §3.6, facts/doors.md §3). */
const MICROSOFT_IDS = [
  '499b84ac-1321-427f-aa17-267ca6975798', // Azure DevOps
  '797f4846-ba00-4fd7-ba43-dac1f8f63013', // Azure Resource Manager
  'cfa8b339-82a2-471a-a3c9-0fc0be7a4093', // Key Vault
  'e406a681-f3d4-42a8-90b6-c2b029497af1', // Storage
  'ca7f3f0b-7d91-482c-8e09-c5d840d0eac5', // Log Analytics
  '05a65629-4c1b-48c1-a78b-804c4abdd4af', // Defender for Cloud Apps
  'fc780465-2017-40d4-a0c5-307022471b92', // Defender for Endpoint
  '8ee8fdad-f234-4243-8f3b-15c294843740', // Defender XDR
  '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d', // Databricks
  '7df0a125-d3be-4c96-aa54-591f83ff541c', // Power Automate
];

/** Office 365, Graph and their kin: `0000000x-0000-0000-c000-…` and `…-0ff1-ce00-…`. */
const MICROSOFT_ID_SHAPE = /^0000[0-9a-f]{4}-0000-(?:0000-c000|0ff1-ce00)-000000000000$/;

function isMicrosoftId(audience: Value): boolean {
  const text = asText(audience)?.toLowerCase();
  return text !== undefined && (MICROSOFT_IDS.includes(text) || MICROSOFT_ID_SHAPE.test(text));
}

export type AudienceFamily = 'resource-manager' | 'microsoft' | 'guid' | 'custom' | 'unknown';

/** Whose audience is it? `custom` = an App ID URI of the customer's own (api://…, or a URL of their domain). */
export function familyOf(audience: Value): AudienceFamily {
  const text = asText(audience);
  if (text === undefined) return 'unknown';
  if (isGuid(text)) return 'guid';
  const lower = text.trim().toLowerCase();
  if (RESOURCE_MANAGER.includes(lower.replace(/(?<!\/)\/+$/, ''))) return 'resource-manager';
  const host = /^https?:\/\/([^/:?#]+)/.exec(lower)?.[1];
  if (host !== undefined && isMicrosoftHost(host)) return 'microsoft';
  return 'custom';
}

/** The host itself, or a domain that it is in. */
function isMicrosoftHost(host: string): boolean {
  for (let at = 0; at >= 0; at = host.indexOf('.', at + 1)) {
    if (MICROSOFT_HOSTS.has(at === 0 ? host : host.slice(at + 1))) return true;
  }
  return false;
}

/** undefined = not to be said (no token credential, or one that is unknown). */
export function tokensOf(sender: Sender, inventory: Inventory | null): readonly Token[] | undefined {
  const { credential } = sender;
  if (credential.kind !== 'managed-identity' && credential.kind !== 'oauth') return undefined;
  const audience = audienceOf(credential);
  if (audience === undefined) return undefined;
  const caller = callerOf(sender, credential, inventory);
  return versionsOf(audience, inventory).map((version) => ({
    version,
    aud: audIn(version, audience, inventory),
    ...caller,
  }));
}

function audienceOf(credential: Extract<Credential, { kind: 'managed-identity' | 'oauth' }>): Value | undefined {
  if (credential.audience !== null) return credential.audience;
  return credential.kind === 'managed-identity' ? known(DEFAULT_AUDIENCE) : undefined;
}

function versionsOf(audience: Value, inventory: Inventory | null): readonly (1 | 2)[] {
  if (audience.kind === 'choice')
    return [...new Set([...versionsOf(audience.then, inventory), ...versionsOf(audience.else, inventory)])];
  const family = familyOf(audience);
  if (family === 'resource-manager' || family === 'microsoft') return [1];
  const text = asText(audience)?.toLowerCase();
  const version = text === undefined ? undefined : lookup(inventory?.versions, text);
  return version === undefined ? [1, 2] : [version];
}

/** v1 echoes the text that was asked for; v2 always carries the application's own GUID (facts/security.md §6). */
function audIn(version: 1 | 2, audience: Value, inventory: Inventory | null): Value {
  if (audience.kind === 'choice')
    return {
      ...audience,
      then: audIn(version, audience.then, inventory),
      else: audIn(version, audience.else, inventory),
    };
  const text = asText(audience);
  const family = familyOf(audience);
  if (family === 'guid' || version === 1) return family === 'microsoft' ? microsoftAud(audience) : audience;
  const appId = text === undefined ? undefined : lookup(inventory?.appIds, text.toLowerCase());
  if (appId !== undefined) return known(appId);
  return hole(`application of ${text ?? JSON.stringify(audience)}`, 'string', {
    shape: { minLength: 36, maxLength: 36, alphabet: 'guid' },
  });
}

/**
 * Microsoft's own APIs format their tokens as they like ("own formats", facts/security.md §6): the text that was
 * asked for, or the API's GUID. So a policy on another URI surely fails, one on a GUID cannot be judged.
 */
function microsoftAud(audience: Value): Value {
  return {
    kind: 'choice',
    condition: `token form of ${asText(audience) ?? ''}`,
    then: audience,
    else: hole(`api id of ${asText(audience) ?? ''}`, 'string', {
      shape: { minLength: 36, maxLength: 36, alphabet: 'guid' },
    }),
  };
}

/** Does the tenant surely not know this audience? Only with a complete list of service principals (facts/doors.md §3). */
export function unknownToTenant(audience: Value, inventory: Inventory | null): Answer {
  const text = asText(audience);
  if (inventory === null || !inventory.complete || text === undefined) return 'unknown';
  const family = familyOf(audience);
  if ((family !== 'custom' && family !== 'guid') || isMicrosoftId(audience)) return 'no';
  return bareAudiences(inventory).has(bare(text.toLowerCase().replace(/\/\.default$/, ''))) ? 'no' : 'yes';
}

/** Those of the inventory that was asked last: every sender asks, and a directory has thousands of them. */
let last: { readonly of: Inventory; readonly audiences: ReadonlySet<string> } | undefined;

function bareAudiences(of: Inventory): ReadonlySet<string> {
  if (last?.of !== of) last = { of, audiences: new Set(of.audiences.map(bare)) };
  return last.audiences;
}

function bare(audience: string): string {
  return audience.endsWith('/') ? audience.slice(0, -1) : audience;
}
