/** Where nothing is known, no rule speaks and none stumbles: each part of a document left to the deployment, one after the other. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import type { Json, JsonObject, Report } from '../../src/model.ts';
import { SETTINGS } from '../fixtures.ts';

const P = "[parameters('x')]";

function report(files: Readonly<Record<string, Json>>): Report {
  const sources = Object.entries(files).map(([id, value]) => ({
    id,
    bytes: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
    project: '',
  }));
  return lint({ sources, settings: SETTINGS });
}

/** What is said, rule and place; a rule that throws fails the test. */
function said(files: Readonly<Record<string, Json>>): readonly string[] {
  const { crashed, problems } = report(files);
  expect(crashed).toBe(false);
  return problems.map(({ rule, place }) => `${rule} ${place.file}#${place.pointer}`).sort();
}

function template(...resources: readonly Json[]): Json {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { x: { type: 'object' } },
    resources,
    outputs: { x: { type: 'object', value: P } },
  };
}

const request = { type: 'Request', kind: 'Http', inputs: { schema: { type: 'object' } } };
const definition = (more: JsonObject = {}): JsonObject => ({
  $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
  contentVersion: '1.0.0.0',
  triggers: { manual: request },
  actions: {},
  ...more,
});

const guard: JsonObject = {
  triggers: {
    sasAuthenticationPolicy: { state: 'Disabled' },
    openAuthenticationPolicies: {
      policies: {
        callers: {
          type: 'AAD',
          claims: [
            { name: 'iss', value: 'https://sts.windows.net/0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42/' },
            { name: 'aud', value: 'https://management.azure.com/' },
            { name: 'appid', value: '8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24' },
          ],
        },
      },
    },
  },
  contents: { allowedCallerIpAddresses: [{ addressRange: '203.0.113.7' }] },
};

function workflow(properties: JsonObject, more: JsonObject = {}): Json {
  const own = { state: 'Enabled', accessControl: guard, definition: definition(), ...properties };
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name: 'orders',
    location: 'westeurope',
    ...more,
    properties: own,
  };
}

const triggers = guard['triggers'] as JsonObject;
const guarded = (more: JsonObject): Json =>
  workflow({ accessControl: { ...guard, triggers: { ...triggers, ...more } } });
const policies = (value: Json): Json => guarded({ openAuthenticationPolicies: { policies: value } });
const claims = (value: Json, type: Json = 'AAD'): Json => policies({ callers: { type, claims: value } });
const [iss, aud, appid] = (
  ((triggers['openAuthenticationPolicies'] as JsonObject)['policies'] as JsonObject)['callers'] as JsonObject
)['claims'] as readonly JsonObject[];

describe('of a workflow in a template', () => {
  test.each<[string, Json]>([
    ['nothing, for comparison', workflow({})],
    ['its properties', { ...(workflow({}) as JsonObject), properties: P }],
    ['its name', workflow({}, { name: P })],
    ['its state', workflow({ state: P })],
    ['its identity', workflow({}, { identity: P })],
    ['the kind of its identity', workflow({}, { identity: { type: P } })],
    ['its access control', workflow({ accessControl: P })],
    ['the guard of its triggers', workflow({ accessControl: { ...guard, triggers: P } })],
    ['its policies', guarded({ openAuthenticationPolicies: P })],
    ['their list', policies(P)],
    ['one of them', policies({ callers: P })],
    ['the claims of one', claims(P)],
    ['a claim of one', claims([iss ?? null, aud ?? null, P])],
    ['the name of a claim', claims([iss ?? null, aud ?? null, { name: P, value: 'x' }])],
    ['the type of one', claims([iss ?? null, aud ?? null, appid ?? null], P)],
    ['the issuer', claims([{ name: 'iss', value: P }, aud ?? null, appid ?? null])],
    ['the audience', claims([iss ?? null, { name: 'aud', value: P }, appid ?? null])],
    ['the caller', claims([iss ?? null, aud ?? null, { name: 'appid', value: P }])],
    ['its SAS policy', guarded({ sasAuthenticationPolicy: P })],
    ['the state of its SAS policy', guarded({ sasAuthenticationPolicy: { state: P } })],
    ['the addresses of its triggers', guarded({ allowedCallerIpAddresses: P })],
    ['one address of its triggers', guarded({ allowedCallerIpAddresses: [P] })],
    ['one range of its triggers', guarded({ allowedCallerIpAddresses: [{ addressRange: P }] })],
    ['the guard of its contents', workflow({ accessControl: { ...guard, contents: P } })],
    ['the addresses of its contents', workflow({ accessControl: { ...guard, contents: { allowedCallerIpAddresses: P } } })],
    ['one range of its contents', workflow({ accessControl: { ...guard, contents: { allowedCallerIpAddresses: [{ addressRange: P }] } } })],
    ['its definition', workflow({ definition: P })],
    ['its given parameters', workflow({ parameters: P })],
    ['the triggers', workflow({ definition: definition({ triggers: P }) })],
    ['a trigger', workflow({ definition: definition({ triggers: { manual: P } }) })],
    ['the type of a trigger', workflow({ definition: definition({ triggers: { manual: { type: P, inputs: {} } } }) })],
    ['the inputs of a trigger', workflow({ definition: definition({ triggers: { manual: { ...request, inputs: P } } }) })],
    ['the schema of a trigger', workflow({ definition: definition({ triggers: { manual: { ...request, inputs: { schema: P } } } }) })],
    ['the method of a trigger', workflow({ definition: definition({ triggers: { manual: { ...request, inputs: { method: P, schema: {} } } } }) })],
    ['the actions', workflow({ definition: definition({ actions: P }) })],
    ['an action', workflow({ definition: definition({ actions: { One: P } }) })],
    ['the outputs', workflow({ definition: definition({ outputs: P }) })],
    ['the static results', workflow({ definition: definition({ staticResults: P }) })],
    ['the declared parameters', workflow({ definition: definition({ parameters: P }) })],
    ['a declared parameter', workflow({ definition: definition({ parameters: { one: P }, outputs: { a: { type: 'String', value: "@parameters('one')" } } }), parameters: { one: { value: 'x' } } })],
  ])('%s', (_, resource) => {
    expect(said({ 'main.json': template(resource) })).toEqual([]);
  }); // prettier-ignore

  const kinds = [
    'Http', 'HttpWebhook', 'ApiConnection', 'ApiConnectionWebhook', 'Workflow', 'Function', 'ApiManagement', 'SendToBatch',
    'Scope', 'If', 'Switch', 'Foreach', 'Until', 'Compose', 'ParseJson', 'Query', 'Select', 'Table', 'Join', 'Wait', 'Response',
    'Terminate', 'InitializeVariable', 'SetVariable', 'AppendToArrayVariable', 'IncrementVariable', 'JavaScriptCode', 'Expression',
    'ServiceProvider', 'Agent',
  ]; // prettier-ignore

  test.each(kinds)('the inputs of an action %s, its order, limits, options and branches', (type) => {
    const action = { type, inputs: P, runAfter: {}, limit: P, operationOptions: P, runtimeConfiguration: P };
    const branches = { actions: P, else: P, cases: P, default: P, foreach: P, expression: P, tools: P };
    const one = workflow({ definition: definition({ actions: { One: { ...action, ...branches } } }) });
    expect(said({ 'main.json': template(one) })).toEqual([]);
    const after = { ...action, ...branches, runAfter: P };
    const two = workflow({ definition: definition({ actions: { One: after, Two: { ...after, trackedProperties: P } } }) }); // prettier-ignore
    expect(said({ 'main.json': template(two) })).toEqual([]);
  });
});

describe('of a site in a template', () => {
  const site = (more: JsonObject = {}): Json => ({
    type: 'Microsoft.Web/sites',
    apiVersion: '2023-12-01',
    name: 'orders-app',
    kind: 'functionapp,workflowapp',
    properties: { httpsOnly: true, ...more },
  });
  const auth = (properties: Json): Json => ({
    type: 'Microsoft.Web/sites/config',
    apiVersion: '2023-12-01',
    name: 'orders-app/authsettingsV2',
    properties,
  });
  const whole: JsonObject = {
    platform: { enabled: true, runtimeVersion: '~1' },
    globalValidation: {
      requireAuthentication: true,
      unauthenticatedClientAction: 'Return401',
      excludedPaths: ['/runtime/*'],
    },
    identityProviders: {
      azureActiveDirectory: {
        enabled: true,
        registration: {
          clientId: '8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24',
          openIdIssuer: 'https://sts.windows.net/0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42/v2.0',
        },
        validation: { defaultAuthorizationPolicy: { allowedApplications: ['d15b7c90-46fa-4e28-b3c1-90a72ef4d658'] } },
      },
    },
  };
  const app = {
    'app/host.json': { version: '2.0', extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle.Workflows', version: '[1.*, 2.0.0)' } },
    'app/orders/workflow.json': { kind: 'Stateful', definition: definition() },
  }; // prettier-ignore
  const entra = (more: JsonObject): JsonObject => ({
    ...whole,
    identityProviders: {
      azureActiveDirectory: { ...(whole['identityProviders'] as { azureActiveDirectory: JsonObject }).azureActiveDirectory, ...more },
    },
  }); // prettier-ignore

  test.each<[string, readonly Json[]]>([
    ['nothing, for comparison', [site(), auth(whole)]],
    ['its settings', [site({ httpsOnly: P, siteConfig: P }), auth(whole)]],
    ['its TLS and FTPS', [site({ siteConfig: { minTlsVersion: P, ftpsState: P, ipSecurityRestrictions: P } }), auth(whole)]],
    ['its app settings', [site({ siteConfig: { appSettings: P } }), auth(whole)]],
    ['its authentication', [site(), auth(P)]],
    ['whether it is on', [site(), auth({ ...whole, platform: { enabled: P, runtimeVersion: '~1' } })]],
    ['its platform', [site(), auth({ ...whole, platform: P })]],
    ['its validation', [site(), auth({ ...whole, globalValidation: P })]],
    ['what it requires', [site(), auth({ ...whole, globalValidation: { requireAuthentication: P, unauthenticatedClientAction: P, excludedPaths: P } })]],
    ['its providers', [site(), auth({ ...whole, identityProviders: P })]],
    ['its provider', [site(), auth({ ...whole, identityProviders: { azureActiveDirectory: P } })]],
    ['whether its provider is on', [site(), auth(entra({ enabled: P }))]],
    ['its registration', [site(), auth(entra({ registration: P }))]],
    ['its client and issuer', [site(), auth(entra({ registration: { clientId: P, openIdIssuer: P } }))]],
    ['who may call', [site(), auth(entra({ validation: P }))]],
    ['the list of who may call', [site(), auth(entra({ validation: { defaultAuthorizationPolicy: P } }))]],
  ])('%s', (_, resources) => {
    expect(said({ 'main.json': template(...resources), ...app })).toEqual([]);
  }); // prettier-ignore
});
