/**
 * Microsoft's own services: which hosts are theirs, which audiences they answer to, which cloud a name belongs to.
 * Table: facts/security.md §3.6. Only what is sourced there is said; an audience that is in no row says nothing.
 */
import type { Value } from '../model.ts';
import { partsOf } from '../extract/url.ts';

export type Cloud = 'global' | 'us' | 'china';

export interface Service {
  readonly name: string;
  /** Endings of host names; a leading dot stands for any host below. */
  readonly hosts: readonly string[];
  /** Audiences without their final slash, lower case. */
  readonly audiences: readonly string[];
  /** A token for any other service of this table is surely refused. */
  readonly strict: boolean;
}

const ROWS: readonly Service[] = [
  {
    name: 'Azure Resource Manager',
    hosts: [
      'management.azure.com',
      'management.core.windows.net',
      'management.usgovcloudapi.net',
      'management.chinacloudapi.cn',
    ],
    audiences: [
      'https://management.azure.com',
      'https://management.core.windows.net',
      'https://management.usgovcloudapi.net',
      'https://management.core.usgovcloudapi.net',
      'https://management.chinacloudapi.cn',
      'https://management.core.chinacloudapi.cn',
    ],
    strict: true,
  },
  {
    name: 'Microsoft Graph',
    hosts: ['graph.microsoft.com', 'graph.microsoft.us', 'microsoftgraph.chinacloudapi.cn'],
    audiences: [
      'https://graph.microsoft.com',
      'https://graph.microsoft.us',
      'https://microsoftgraph.chinacloudapi.cn',
      '00000003-0000-0000-c000-000000000000',
    ],
    strict: true,
  },
  {
    name: 'Azure Key Vault',
    hosts: ['.vault.azure.net', '.vault.usgovcloudapi.net', '.vault.azure.cn'],
    audiences: ['https://vault.azure.net', 'https://vault.usgovcloudapi.net', 'https://vault.azure.cn'],
    strict: true,
  },
  {
    name: 'Azure Storage',
    hosts: [
      '.blob.core.windows.net',
      '.queue.core.windows.net',
      '.table.core.windows.net',
      '.dfs.core.windows.net',
      '.file.core.windows.net',
    ],
    audiences: ['https://storage.azure.com'],
    strict: true,
  },
  {
    name: 'Azure SQL Database',
    hosts: ['.database.windows.net'],
    audiences: ['https://database.windows.net'],
    strict: false,
  },
  {
    name: 'Event Hubs and Service Bus',
    hosts: ['.servicebus.windows.net'],
    audiences: ['https://eventhubs.azure.net', 'https://servicebus.azure.net'],
    strict: false,
  },
  {
    name: 'Log Analytics',
    hosts: ['api.loganalytics.io', 'api.loganalytics.us'],
    audiences: ['https://api.loganalytics.io', 'https://api.loganalytics.us'],
    strict: false,
  },
  {
    name: 'Defender for Endpoint',
    hosts: ['api.securitycenter.microsoft.com', 'api.securitycenter.windows.com'],
    audiences: [
      'https://api.securitycenter.microsoft.com',
      'https://api.securitycenter.windows.com',
      'https://securitycenter.onmicrosoft.com/windowsatpservice',
    ],
    strict: false,
  },
];

/** Domains in which every host is run by Microsoft, or for its customers on its own ground. */
const MICROSOFT = [
  'microsoft.com',
  'windows.com',
  'windowsazure.com',
  'windowsazure.us',
  'bing.com',
  'skype.com',
  'github.com',
  'githubusercontent.com',
  'linkedin.com',
  'windows.net',
  'azure.com',
  'azure.net',
  'azure.us',
  'azure.cn',
  'usgovcloudapi.net',
  'chinacloudapi.cn',
  'office.com',
  'office365.com',
  'office.net',
  'microsoftonline.com',
  'microsoftonline.us',
  'partner.microsoftonline.cn',
  'azurewebsites.net',
  'azurewebsites.us',
  'chinacloudsites.cn',
  'azure-api.net',
  'azure-api.us',
  'azure-api.cn',
  'dynamics.com',
  'sharepoint.com',
  'powerbi.com',
  'powerplatform.com',
  'azurefd.net',
  'trafficmanager.net',
  'cloudapp.net',
  'azureedge.net',
  'azurestaticapps.net',
  'azuredatabricks.net',
  'azurecr.io',
  'azureiotcentral.com',
  'azuredatalakestore.net',
  'loganalytics.io',
  'loganalytics.us',
  'azconfig.io',
  'microsoft.us',
  'azure-devices.net',
  'visualstudio.com',
  'live.com',
  'msidentity.com',
  'onmicrosoft.com',
  'msftauth.net',
  'appsplatform.us',
  'microsoftazurelogicapps.net',
  'azurecontainerapps.io',
];

/** The host of a URL, lower case, without its port; undefined where it is not wholly known. */
export function hostOf(url: Value): string | undefined {
  const [head] = partsOf(url);
  if (typeof head !== 'string') return undefined;
  const found = /^https?:\/\/(?:[^/?#@]*@)?([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(head);
  if (found?.[1] === undefined) return undefined;
  // A host that goes on in an unknown part is not known.
  const whole = found[0].length < head.length || /[/?#]$/.test(found[0]) || partsOf(url).length === 1;
  return whole ? found[1].toLowerCase().replace(/\.$/, '') : undefined;
}

function ends(host: string, ending: string): boolean {
  return ending.startsWith('.') ? host.endsWith(ending) : host === ending;
}

/** The service that runs this host, where the table names it. */
export function serviceOfHost(host: string): Service | undefined {
  return ROWS.find(({ hosts }) => hosts.some((ending) => ends(host, ending)));
}

/** The service that owns this audience, where the table names it. */
export function serviceOfAudience(audience: string): Service | undefined {
  const bare = audience
    .trim()
    .toLowerCase()
    .replace(/(?<!\/)\/+$/, '');
  const own = ROWS.find(({ audiences }) => audiences.includes(bare));
  if (own !== undefined) return own;
  // An account's own endpoint is an audience of Storage too.
  const host = /^https:\/\/([a-z0-9.-]+)$/.exec(bare)?.[1];
  const service = host === undefined ? undefined : serviceOfHost(host);
  return service?.name === 'Azure Storage' ? service : undefined;
}

/** Is the host surely nobody's on Microsoft's ground? Addresses, single labels and reserved names are left alone. */
export function isStranger(host: string): boolean {
  if (!host.includes('.') || /^[\d.]+$/.test(host)) return false;
  if (/(?:^|\.)(?:local|localhost|internal|test|invalid|lan|corp|home\.arpa)$/.test(host)) return false;
  return (
    serviceOfHost(host) === undefined && !MICROSOFT.some((domain) => host === domain || host.endsWith(`.${domain}`))
  );
}

/** Which cloud does a host or audience belong to? undefined where the name does not say. */
export function cloudOf(host: string): Cloud | undefined {
  if (
    /\.(?:usgovcloudapi\.net|azure\.us|microsoft\.us|azurewebsites\.us|azure-api\.us|loganalytics\.us)$/.test(
      `.${host}`,
    )
  )
    return 'us';
  if (/\.(?:chinacloudapi\.cn|azure\.cn|chinacloudsites\.cn|azure-api\.cn)$/.test(`.${host}`)) return 'china';
  return (serviceOfHost(host) ?? serviceOfAudience(`https://${host}`)) === undefined ? undefined : 'global';
}
