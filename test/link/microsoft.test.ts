/** Whose are hosts and audiences: the services of Microsoft, name by name (facts/security.md §3.6, facts/doors.md §3). */
import { describe, expect, test } from 'vitest';
import { cloudOf, hostOf, isStranger, serviceOfAudience, serviceOfHost } from '../../src/link/services.ts';
import { familyOf } from '../../src/link/tokens.ts';
import { hole, join, known } from '../../src/value.ts';

const ARM = 'Azure Resource Manager';
const GRAPH = 'Microsoft Graph';
const VAULT = 'Azure Key Vault';
const STORAGE = 'Azure Storage';
const SQL = 'Azure SQL Database';
const BUS = 'Event Hubs and Service Bus';
const LOGS = 'Log Analytics';
const DEFENDER = 'Defender for Endpoint';

test.each<readonly [string, string | undefined]>([
  ['management.azure.com', ARM],
  ['management.core.windows.net', ARM],
  ['management.usgovcloudapi.net', ARM],
  ['management.chinacloudapi.cn', ARM],
  ['graph.microsoft.com', GRAPH],
  ['graph.microsoft.us', GRAPH],
  ['microsoftgraph.chinacloudapi.cn', GRAPH],
  ['orders.vault.azure.net', VAULT],
  ['orders.vault.usgovcloudapi.net', VAULT],
  ['orders.vault.azure.cn', VAULT],
  ...['blob', 'queue', 'table', 'dfs', 'file'].map((kind) => [`orders.${kind}.core.windows.net`, STORAGE] as const),
  ['orders.database.windows.net', SQL],
  ['orders.servicebus.windows.net', BUS],
  ['api.loganalytics.io', LOGS],
  ['api.loganalytics.us', LOGS],
  ['api.securitycenter.microsoft.com', DEFENDER],
  ['api.securitycenter.windows.com', DEFENDER],
  ['vault.azure.net', undefined],
  ['orders.management.azure.com', undefined],
  ['graph.windows.net', undefined],
  ['api.contoso.example', undefined],
])('the host %s: %s', (host, name) => {
  expect(serviceOfHost(host)?.name).toBe(name);
});

test.each([
  ['https://management.azure.com/', ARM],
  ['https://management.core.windows.net/', ARM],
  ['https://management.usgovcloudapi.net', ARM],
  ['https://management.core.usgovcloudapi.net/', ARM],
  ['https://management.chinacloudapi.cn', ARM],
  ['https://management.core.chinacloudapi.cn/', ARM],
  ['https://graph.microsoft.com', GRAPH],
  ['https://graph.microsoft.us/', GRAPH],
  ['https://microsoftgraph.chinacloudapi.cn', GRAPH],
  ['00000003-0000-0000-C000-000000000000', GRAPH],
  [' https://Vault.azure.net ', VAULT],
  ['https://vault.usgovcloudapi.net', VAULT],
  ['https://vault.azure.cn', VAULT],
  ['https://storage.azure.com/', STORAGE],
  ['https://storage.azure.com//', STORAGE],
  ['https://orders.blob.core.windows.net', STORAGE],
  ['https://orders-2.queue.core.windows.net/', STORAGE],
  ['https://database.windows.net/', SQL],
  ['https://eventhubs.azure.net', BUS],
  ['https://servicebus.azure.net', BUS],
  ['https://api.loganalytics.io', LOGS],
  ['https://api.loganalytics.us', LOGS],
  ['https://api.securitycenter.microsoft.com', DEFENDER],
  ['https://api.securitycenter.windows.com', DEFENDER],
  ['https://securitycenter.onmicrosoft.com/windowsatpservice', DEFENDER],
  // Its host is the service's, and is no audience of it.
  ['https://orders.vault.azure.net', undefined],
  ['https://orders.blob.core.windows.net/container', undefined],
  ['http://orders.blob.core.windows.net', undefined],
  ['api://orders', undefined],
  ['https://orders.example.com', undefined],
])('the audience %s: %s', (audience, name) => {
  expect(serviceOfAudience(audience)?.name).toBe(name);
});

describe('strangers', () => {
  test.each([
    ...['graph.microsoft.com', 'login.windows.com', 'a.windowsazure.com', 'a.windowsazure.us', 'www.bing.com'],
    ...['api.skype.com', 'api.github.com', 'raw.githubusercontent.com', 'api.linkedin.com', 'graph.windows.net'],
    ...['management.azure.com', 'a.vault.azure.net', 'a.azure.us', 'a.azure.cn', 'a.usgovcloudapi.net'],
    ...['a.chinacloudapi.cn', 'outlook.office.com', 'outlook.office365.com', 'a.office.net'],
    ...['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'],
    ...['a.azurewebsites.net', 'a.azurewebsites.us', 'a.chinacloudsites.cn', 'a.azure-api.net', 'a.azure-api.us'],
    ...['a.azure-api.cn', 'a.dynamics.com', 'a.sharepoint.com', 'api.powerbi.com', 'api.powerplatform.com'],
    ...['a.azurefd.net', 'a.trafficmanager.net', 'a.cloudapp.net', 'a.azureedge.net', 'a.azurestaticapps.net'],
    ...['adb-1.azuredatabricks.net', 'a.azurecr.io', 'a.azureiotcentral.com', 'a.azuredatalakestore.net'],
    ...['api.loganalytics.io', 'api.loganalytics.us', 'a.azconfig.io', 'a.microsoft.us', 'a.azure-devices.net'],
    ...['a.visualstudio.com', 'login.live.com', 'a.msidentity.com', 'a.onmicrosoft.com', 'a.msftauth.net'],
    ...['a.appsplatform.us', 'a.microsoftazurelogicapps.net', 'a.azurecontainerapps.io', 'github.com'],
    ...['westeurope.api.cognitive.microsoft.com'],
    // Nobody can say whose these are.
    ...['orders', '10.1.2.3', 'orders.local', 'localhost', 'a.localhost', 'orders.internal', 'orders.test'],
    ...['orders.invalid', 'orders.lan', 'orders.corp', 'orders.home.arpa'],
  ])('%s is none', (host) => {
    expect(isStranger(host)).toBe(false);
  });

  test.each([
    ...[
      'api.contoso.example',
      'contoso.com',
      'microsoft.com.evil.example',
      'notmicrosoft.com',
      'azure.net.evil.example',
    ],
    ...['myazure.com', '10.1.2.3.example.com', 'local.example.com', 'orderslocal.example'],
  ])('%s is one', (host) => {
    expect(isStranger(host)).toBe(true);
  });
});

test.each([
  ...[
    'https://vault.azure.net',
    'https://managedhsm.azure.net',
    'https://storage.azure.com/',
    'https://dev.azuresynapse.net',
  ],
  ...[
    'https://orders.blob.core.windows.net',
    'https://datalake.azure.net',
    'https://cosmos.azure.com',
    'https://azconfig.io',
  ],
  ...[
    'https://cosmos.azure.us',
    'https://cosmos.azure.cn',
    'https://database.windows.net/',
    'https://kusto.windows.net',
  ],
  ...[
    'https://vault.usgovcloudapi.net',
    'https://managedhsm.usgovcloudapi.net',
    'https://a.blob.core.usgovcloudapi.net',
  ],
  ...[
    'https://a.blob.core.chinacloudapi.cn',
    'https://database.usgovcloudapi.net',
    'https://database.chinacloudapi.cn',
  ],
  ...['https://servicebus.usgovcloudapi.net', 'https://servicebus.chinacloudapi.cn', 'https://eventgrid.azure.net'],
  ...['https://graph.microsoft.com', 'https://graph.microsoft.us', 'https://microsoftgraph.chinacloudapi.cn'],
  ...[
    'https://graph.windows.net',
    'https://api.loganalytics.io',
    'https://api.loganalytics.us',
    'https://purview.azure.net',
  ],
  ...[
    'https://apps.azureiotcentral.com',
    'https://api.securitycenter.windows.com',
    'https://service.flow.microsoft.com/',
  ],
  ...[
    'https://outlook.office365.com',
    'https://manage.office.com',
    'https://contoso.crm.dynamics.com',
    'https://contoso.sharepoint.com',
  ],
  ...['https://analysis.windows.net/powerbi/api', 'https://api.powerbi.com', 'https://api.powerplatform.com'],
  ...['https://adb-1.azuredatabricks.net', 'https://securitycenter.onmicrosoft.com/windowsatpservice'],
])('the audience %s is one of Microsoft', (audience) => {
  expect(familyOf(known(audience))).toBe('microsoft');
  expect(familyOf(known(` ${audience.toUpperCase()} `))).toBe('microsoft');
});

test.each([
  ['api://orders', 'custom'],
  ['https://orders.example.com', 'custom'],
  ['https://notmicrosoft.com', 'custom'],
  ['https://microsoft.com.evil.example', 'custom'],
  ['https://usgovcloudapi.net', 'custom'],
  ['https://management.azure.com', 'resource-manager'],
  ['https://management.core.windows.net//', 'resource-manager'],
  ['4f6b1d02-93ce-4a17-8b50-d2e7c1f8a936', 'guid'],
])('the audience %s: %s', (audience, family) => {
  expect(familyOf(known(audience))).toBe(family);
});

test('an audience that is not known is nobody’s', () => {
  expect(familyOf(hole('audience', 'string'))).toBe('unknown');
});

test.each([
  ['a.usgovcloudapi.net', 'us'],
  ['a.azure.us', 'us'],
  ['graph.microsoft.us', 'us'],
  ['a.azurewebsites.us', 'us'],
  ['a.azure-api.us', 'us'],
  ['api.loganalytics.us', 'us'],
  ['a.chinacloudapi.cn', 'china'],
  ['vault.azure.cn', 'china'],
  ['a.chinacloudsites.cn', 'china'],
  ['a.azure-api.cn', 'china'],
  ['management.azure.com', 'global'],
  ['storage.azure.com', 'global'],
  ['orders.example.com', undefined],
  ['notazure.us', undefined],
])('the cloud of %s: %s', (host, cloud) => {
  expect(cloudOf(host)).toBe(cloud);
});

test.each([
  ['https://Orders.example.com:443/a', 'orders.example.com'],
  ['http://user:word@orders.example.com/a', 'orders.example.com'],
  ['https://orders.example.com.', 'orders.example.com'],
  ['https://orders.example.com?a=1', 'orders.example.com'],
  ['https://orders.example.com#a', 'orders.example.com'],
  ['ftp://orders.example.com', undefined],
  ['x https://orders.example.com', undefined],
  ['orders.example.com', undefined],
])('the host of %s: %s', (url, host) => {
  expect(hostOf(known(url))).toBe(host);
});

test('a host that goes on in an unknown part is not known', () => {
  const rest = hole('rest', 'string');
  expect(hostOf(join([known('https://orders.example.com'), rest]))).toBeUndefined();
  expect(hostOf(join([known('https://orders.example.com/'), rest]))).toBe('orders.example.com');
  expect(hostOf(join([known('https://orders.example.com/a'), rest]))).toBe('orders.example.com');
  expect(hostOf(rest)).toBeUndefined();
});
