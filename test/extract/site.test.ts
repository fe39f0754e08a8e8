/** Every form in which a site and its App Service authentication are written: facts/security.md §2. */
import { describe, expect, test } from 'vitest';
import type { Json, Site, SiteAuth } from '../../src/model.ts';
import { asText } from '../../src/value.ts';
import { factsOf } from '../fixtures.ts';

const CLIENT = '8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24';
const ISSUER = 'https://login.microsoftonline.com/0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42/v2.0';

const V2 = {
  platform: { enabled: true, runtimeVersion: '~1' },
  globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'Return401', excludedPaths: ['/runtime/*'] },
  identityProviders: {
    azureActiveDirectory: {
      enabled: true,
      registration: { clientId: CLIENT, openIdIssuer: ISSUER },
      validation: {
        allowedAudiences: ['api://orders'],
        defaultAuthorizationPolicy: { allowedApplications: ['app'], allowedPrincipals: { identities: ['who'], groups: [] } },
      },
    },
    facebook: { enabled: true, registration: {}, login: {} },
  },
}; // prettier-ignore

const site = (more: Record<string, Json> = {}): Json => ({
  type: 'Microsoft.Web/sites',
  apiVersion: '2023-12-01',
  name: 'orders-app',
  kind: 'functionapp,workflowapp',
  properties: {},
  ...more,
});

function sitesOf(value: Json, id = 'main.json'): readonly Site[] {
  return factsOf([{ id, bytes: new TextEncoder().encode(JSON.stringify(value)), project: '' }]).flatMap(
    ({ sites }) => sites,
  );
}

function inTemplate(resources: readonly Json[], parameters: Json = {}): readonly Site[] {
  return sitesOf({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters,
    resources,
  });
}

const config = (name: string, properties: Json, more: Record<string, Json> = {}): Json => ({
  type: 'Microsoft.Web/sites/config',
  apiVersion: '2023-12-01',
  name,
  properties,
  ...more,
});

function authOf(sites: readonly Site[]): SiteAuth {
  const [only] = sites;
  if (only === undefined || typeof only.auth === 'string') throw new Error('no authentication was read');
  return only.auth;
}

describe('authsettingsV2', () => {
  const forms: readonly [string, () => readonly Site[]][] = [
    ['as a resource of its own', () => inTemplate([site(), config('orders-app/authsettingsV2', V2)])],
    [
      'by a computed name',
      () =>
        inTemplate(
          [site({ name: "[parameters('site')]" }), config("[format('{0}/authsettingsV2', parameters('site'))]", V2)],
          { site: { type: 'string' } },
        ),
    ],
    [
      'as a child',
      () =>
        inTemplate([
          site({ resources: [{ type: 'config', apiVersion: '2023-12-01', name: 'authsettingsV2', properties: V2 }] }),
        ]),
    ],
    ['for a site that is made elsewhere', () => inTemplate([config('orders-app/authsettingsV2', V2)])],
    [
      'of a GET',
      () =>
        sitesOf({
          id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders-app/config/authsettingsV2',
          name: 'authsettingsV2',
          type: 'Microsoft.Web/sites/config',
          properties: V2,
        }),
    ],
  ];

  test.each(forms)('%s', (_, read) => {
    const sites = read();
    expect(sites).toHaveLength(1);
    expect(sites[0]?.nameValue).not.toBeNull();
    const auth = authOf(sites);
    expect(auth).toMatchObject({
      version: 2,
      enabled: 'yes',
      runtime: 'yes',
      inFile: 'no',
      requires: 'yes',
      unauthenticated: '401',
      otherProvider: 'no',
    });
    expect(auth.provider).toMatchObject({
      clientId: { value: CLIENT },
      issuer: { value: ISSUER },
      audiences: [{ value: 'api://orders' }],
      applications: [{ value: 'app' }],
      identities: [{ value: 'who' }],
      groups: [],
      otherChecks: 'no',
    });
    expect(auth.excludedPaths).toMatchObject([{ value: '/runtime/*' }]);
  });

  test('in a file beside the app: whether it counts is written elsewhere', () => {
    const { platform: _, ...members } = V2;
    const [read] = sitesOf(members, 'app/auth.json');
    expect(read).toMatchObject({ nameValue: null, view: 'project', kind: 'unknown' });
    expect(authOf(read === undefined ? [] : [read])).toMatchObject({ enabled: 'unknown', runtime: 'unknown' });
  });

  test('what is left out', () => {
    const auth = authOf(inTemplate([site(), config('orders-app/authsettingsV2', { platform: { enabled: true } })]));
    expect(auth).toMatchObject({
      enabled: 'yes',
      runtime: 'no',
      unauthenticated: null,
      excludedPaths: [],
      provider: null,
    });
  });

  test('a provider without client id is not configured', () => {
    const empty = { platform: { enabled: true }, identityProviders: { azureActiveDirectory: { enabled: true, registration: {} } } };
    expect(authOf(inTemplate([site(), config('orders-app/authsettingsV2', empty)])).provider).toBeNull();
  }); // prettier-ignore

  test('another provider, and checks of claims', () => {
    const providers = {
      azureActiveDirectory: {
        registration: { clientId: CLIENT },
        validation: { jwtClaimChecks: { allowedClientApplications: ['x'], allowedGroups: null } },
      },
      customOpenIdConnectProviders: { own: { registration: { clientId: 'x' } } },
    };
    const auth = authOf(inTemplate([config('orders-app/authsettingsV2', { identityProviders: providers })]));
    expect(auth).toMatchObject({ otherProvider: 'yes', provider: { issuer: null, otherChecks: 'yes' } });
  });

  test('what a parameter gives is not known', () => {
    const parameters = { on: { type: 'bool' }, action: { type: 'string' }, audiences: { type: 'array' } };
    const auth = authOf(
      inTemplate(
        [
          config('orders-app/authsettingsV2', {
            platform: { enabled: "[parameters('on')]", runtimeVersion: '~1' },
            globalValidation: { unauthenticatedClientAction: "[parameters('action')]" },
            identityProviders: {
              azureActiveDirectory: {
                registration: { clientId: CLIENT },
                validation: { allowedAudiences: "[parameters('audiences')]" },
              },
            },
          }),
        ],
        parameters,
      ),
    );
    expect(auth).toMatchObject({ enabled: 'unknown', unauthenticated: 'unknown', provider: { audiences: 'unknown' } });
  });

  test('deployed on a condition that is not known: what it says stays, whether it counts does not', () => {
    const sites = inTemplate(
      [site(), config('orders-app/authsettingsV2', V2, { condition: "[parameters('on')]" })],
      { on: { type: 'bool' } },
    ); // prettier-ignore
    expect(authOf(sites)).toMatchObject({ enabled: 'unknown', unauthenticated: '401' });
  });
});

describe('authsettings, the older form', () => {
  const V1 = { enabled: true, clientId: CLIENT, issuer: ISSUER, allowedAudiences: ['api://orders'], unauthenticatedClientAction: 'AllowAnonymous' };

  test('in a template', () => {
    expect(authOf(inTemplate([site(), config('orders-app/authsettings', V1)]))).toMatchObject({
      version: 1,
      enabled: 'yes',
      runtime: 'unknown',
      unauthenticated: 'anonymous',
      provider: { audiences: [{ value: 'api://orders' }], applications: [] },
    });
  });

  test('of a GET', () => {
    const auth = authOf(sitesOf({ id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders-app/config/authsettings', type: 'Microsoft.Web/sites/config', properties: V1 }));
    expect(auth.version).toBe(1);
  });

  test('the newer form wins', () => {
    const sites = inTemplate([site(), config('orders-app/authsettings', V1), config('orders-app/authsettingsV2', V2)]);
    expect(authOf(sites).version).toBe(2);
  });

  test('the switch of the first generation leaves it open', () => {
    expect(inTemplate([site(), config('orders-app/web', { siteAuthEnabled: true })])[0]?.auth).toBe('unknown');
  });
}); // prettier-ignore

describe('a site', () => {
  test('without settings: surely none, unless they may be somewhere else', () => {
    expect(inTemplate([site()])[0]).toMatchObject({ kind: 'workflow', auth: 'absent', sas: { kind: 'on' }, reach: { kind: 'any' }, limits: 'no' });
    const linked = { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'x', properties: { mode: 'Incremental', templateLink: { uri: 'https://example.com/auth.json' } } };
    expect(inTemplate([site(), linked])[0]?.auth).toBe('unknown');
    expect(inTemplate([site(), config("[parameters('any')]", V2)], { any: { type: 'string' } })[0]?.auth).toBe('unknown');
    expect(inTemplate([site({ properties: "[parameters('any')]" })], { any: { type: 'object' } })[0]?.auth).toBe('unknown');
  });

  test.each([
    ['workflowApp,functionapp', 'workflow'],
    ['functionapp,linux', 'function'],
    ['app', 'web'],
    ["[parameters('kind')]", 'unknown'],
  ])('kind %s is %s', (kind, expected) => {
    expect(inTemplate([site({ kind })], { kind: { type: 'string' } })[0]?.kind).toBe(expected);
  });

  test('SAS off, in either letter case', () => {
    for (const key of ['state', 'State']) {
      const control = { triggers: { sasAuthenticationPolicy: { [key]: 'Disabled' } } };
      expect(inTemplate([site({ properties: { logicAppsAccessControlConfiguration: control } })])[0]?.sas.kind).toBe('off');
    }
  });

  test('address rules', () => {
    const reach = (restrictions: Json, more: Record<string, Json> = {}) =>
      inTemplate([site({ properties: { siteConfig: { ipSecurityRestrictions: restrictions }, ...more } })])[0]?.reach.kind;
    expect(reach([{ ipAddress: '203.0.113.0/24', action: 'Allow', priority: 100 }])).toBe('ranges');
    expect(reach([{ ipAddress: 'Any', action: 'Allow', priority: 2147483647 }])).toBe('any');
    expect(reach([{ ipAddress: 'AzureCloud', tag: 'ServiceTag', action: 'Allow' }])).toBe('unknown');
    expect(reach([{ ipAddress: '203.0.113.0/24', action: 'Deny' }])).toBe('unknown');
    expect(reach([], { publicNetworkAccess: 'Disabled' })).toBe('unknown');
  });

  test('what no address rule is for', () => {
    const own = { ipAddress: '203.0.113.0/24', action: 'Allow', priority: 100 };
    const last = { ipAddress: 'Any', action: 'Deny', priority: 2147483647, name: 'Deny all' };
    const reach = (rules: readonly Json[], rest?: string) => {
      const siteConfig = { ipSecurityRestrictions: rules, ...(rest === undefined ? {} : { ipSecurityRestrictionsDefaultAction: rest }) };
      return inTemplate([site({ properties: { siteConfig } })])[0]?.reach.kind;
    };
    expect(reach([own], 'Deny')).toBe('ranges');
    expect(reach([own], 'Allow')).toBe('unknown');
    expect(reach([own], "[parameters('rest')]")).toBe('unknown');
    expect(reach([own, last])).toBe('ranges');
    expect(reach([own, last], 'Allow')).toBe('ranges');
    expect(reach([own, { ...last, priority: 50 }])).toBe('unknown');
    expect(reach([own, { ...last, priority: 100 }])).toBe('unknown');
    expect(reach([{ ...own, priority: "[parameters('first')]" }, last])).toBe('unknown');
    expect(reach([], 'Deny')).toBe('unknown');
    expect(reach([], 'Allow')).toBe('any');
    expect(reach([{ ipAddress: 'Any', action: 'Allow', priority: 1, headers: { 'x-azure-fdid': ['x'] } }])).toBe('unknown');
  });

  test('a host of its own', () => {
    const bound = { type: 'Microsoft.Web/sites/hostNameBindings', apiVersion: '2022-09-01', name: 'orders-app/Orders.contoso.example', properties: {} };
    expect(inTemplate([site({ properties: {} }), bound])[0]?.hosts.map(asText)).toEqual(['orders.contoso.example']);
  });

  test('settings of `web` win over those inside, and limits by app settings', () => {
    const sites = inTemplate([
      site({ properties: { httpsOnly: false, siteConfig: { minTlsVersion: '1.0', appSettings: [{ name: 'WEBSITE_AUTH_AAD_ALLOWED_TENANTS', value: 'x' }] } } }),
      config('orders-app/web', { minTlsVersion: '1.2' }),
      { type: 'Microsoft.Web/sites/basicPublishingCredentialsPolicies', apiVersion: '2022-09-01', name: 'orders-app/ftp', properties: { allow: true } },
    ]);
    const said = sites[0]?.settings.map(({ name, value }) => [name, value.kind === 'known' ? value.value : null]);
    expect(said).toEqual([['httpsOnly', false], ['minTlsVersion', '1.2'], ['ftp', true]]);
    expect(sites[0]?.limits).toBe('yes');
  });

  test('of a GET, and as az prints it', () => {
    const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders-app';
    const properties = { defaultHostName: 'orders-app.azurewebsites.net', httpsOnly: true };
    const forms = [{ id, name: 'orders-app', type: 'Microsoft.Web/sites', kind: 'functionapp', properties }, { id, name: 'orders-app', type: 'Microsoft.Web/sites', kind: 'functionapp', ...properties }];
    for (const form of forms) {
      const [read] = sitesOf(form);
      expect(read).toMatchObject({ kind: 'function', auth: 'unknown', sas: { kind: 'unknown' } });
      expect(read?.hosts.map(asText)).toEqual(['orders-app.azurewebsites.net']);
    }
  });
}); // prettier-ignore
