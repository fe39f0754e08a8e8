/**
 * One address and one audience, written in every way that a definition has for it, on both plans: the same receiver, the
 * same answer. What the run may change is not taken for it.
 */
import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import type { Json, JsonObject } from '../../src/model.ts';
import { factsOf } from '../fixtures.ts';
import { claim, TENANT, V1, APP } from './parts.ts';

const HEX = '5e0c7a91b3d84f26a1907c4fd2e863b5';
const HOST = 'prod-12.westeurope.logic.azure.com';
const TAIL = '/triggers/manual/paths/invoke?api-version=2016-10-01';
const BASE = `https://${HOST}/workflows/${HEX}`;

const receiver: Json = {
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/stock',
  name: 'stock',
  type: 'Microsoft.Logic/workflows',
  location: 'westeurope',
  properties: {
    state: 'Enabled',
    accessEndpoint: BASE,
    accessControl: {
      triggers: {
        sasAuthenticationPolicy: { state: 'Disabled' },
        openAuthenticationPolicies: {
          policies: { one: { type: 'AAD', claims: [iss(), { name: 'aud', value: 'api://stock' }] } },
        },
      },
    },
    definition: { triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } }, actions: {} },
  },
};

function iss(): Json {
  const { name, value } = claim('iss', V1);
  return { name: name.kind === 'known' ? name.value : '', value: value?.kind === 'known' ? value.value : '' };
}

interface Written {
  readonly uri: string;
  readonly audience: string;
  readonly actions?: JsonObject;
  readonly parameters?: JsonObject;
  /** Files of the Standard app. */
  readonly app?: Readonly<Record<string, Json>>;
}

function send({ uri, audience }: Written): Json {
  const authentication = { type: 'ManagedServiceIdentity', audience };
  return { type: 'Http', inputs: { method: 'POST', uri, authentication }, runAfter: {} };
}

function definition(written: Written): JsonObject {
  const { actions = {}, parameters } = written;
  return { triggers: {}, actions: { ...actions, Send: send(written) }, ...(parameters ? { parameters } : {}) };
}

const PLANS = {
  Consumption: (written: Written): Readonly<Record<string, Json>> => ({
    'sender.json': {
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/orders',
      name: 'orders',
      type: 'Microsoft.Logic/workflows',
      identity: { type: 'SystemAssigned', tenantId: TENANT, principalId: APP },
      properties: { provisioningState: 'Succeeded', state: 'Enabled', definition: definition(written), parameters: {} },
    },
  }),
  Standard: (written: Written): Readonly<Record<string, Json>> => ({
    'app/host.json': { version: '2.0' },
    'app/Orders/workflow.json': { definition: definition(written), kind: 'Stateful' },
    ...written.app,
  }),
};

/** Receiver and causes, or why there is none; then the assumptions. */
function answer(plan: keyof typeof PLANS, written: Written): string {
  const files = { 'stock.json': receiver, ...PLANS[plan](written) };
  const sources = Object.entries(files).map(([id, value]) => ({
    id,
    bytes: new TextEncoder().encode(JSON.stringify(value)),
    project: '',
  }));
  const { calls } = link(factsOf(sources));
  expect(calls).toHaveLength(1);
  return calls
    .flatMap(({ receiver: met, unlinked, outcome, assumptions }) => [
      met?.workflow.name ?? unlinked ?? '',
      ...(outcome.verdict === 'refused' ? outcome.because.map(({ code }) => code) : []),
      ...assumptions.map(({ text }) => text),
    ])
    .join('; ');
}

const initialize = (name: string, value: Json): Json => ({
  type: 'InitializeVariable',
  inputs: { variables: [{ name, type: 'string', value }] },
  runAfter: {},
});
const compose = (inputs: Json): Json => ({ type: 'Compose', inputs, runAfter: {} });
const set = (value: Json): Json => ({ type: 'SetVariable', inputs: { name: 'base', value }, runAfter: {} });
const loop = (actions: JsonObject): Json => ({ type: 'Foreach', foreach: '@variables("x")', actions, runAfter: {} });

const MET = 'stock; audience-mismatch';

/** The audience lacks its slash everywhere. */
const BOTH: Readonly<Record<string, Written>> = {
  'as a text': { uri: BASE + TAIL, audience: 'api://stock/' },
  'with port and other letter case': { uri: `HTTPS://${HOST.toUpperCase()}:443/workflows/${HEX.toUpperCase()}${TAIL}`, audience: 'api://stock/' },
  'by concat': { uri: `@concat('${BASE}', '${TAIL}')`, audience: "@concat('api://', 'stock', '/')" },
  'by a variable that is set once': {
    uri: `@{variables('base')}${TAIL}`,
    audience: "@variables('aud')",
    actions: { A: initialize('base', BASE), B: initialize('aud', 'api://stock/') },
  },
  'by the outputs of a Compose': {
    uri: `@{outputs('A')}${TAIL}`,
    audience: "@outputs('B')",
    actions: { A: compose(BASE), B: compose('api://stock/') },
  },
  "by actions('A').outputs": {
    uri: `@concat(actions('A').outputs, '${TAIL}')`,
    audience: "@actions('B')?['outputs']",
    actions: { A: compose(BASE), B: compose('api://stock/') },
  },
  'by members of what a Compose holds': {
    uri: `@{outputs('A')['url']}${TAIL}`,
    audience: "@outputs('A')?.aud",
    actions: { A: compose({ url: BASE, aud: 'api://stock/' }) },
  },
  'by a Compose of a variable of a text': {
    uri: `@{outputs('B')}${TAIL}`,
    audience: 'api://stock/',
    actions: { A: initialize('base', `https://${HOST}`), B: compose(`@{variables('base')}/workflows/${HEX}`) },
  },
}; // prettier-ignore

describe.each(['Consumption', 'Standard'] as const)('%s', (plan) => {
  test.each(Object.entries(BOTH))('%s', (_, written) => {
    expect(answer(plan, written)).toBe(MET);
  });

  test('by a parameter of the definition: its default, which is said where another value may be given', () => {
    const parameters = { base: { type: 'String', defaultValue: BASE } };
    const said = answer(plan, { uri: `@{parameters('base')}${TAIL}`, audience: 'api://stock/', parameters });
    expect(said).toBe(plan === 'Consumption' ? MET : `${MET}; the default of parameters('base') is kept`);
  });

  test.each([
    ['that is set again', { A: initialize('base', BASE), C: set('https://example.org') }],
    ['that a loop sets', { A: initialize('base', BASE), L: loop({ C: set('https://example.org') }) }],
    ['that is initialized twice', { A: initialize('base', BASE), C: initialize('BASE', 'https://example.org') }],
    ['that only the run knows', { A: initialize('base', '@triggerBody()') }],
  ])('a variable %s is not known', (_, actions) => {
    expect(answer(plan, { uri: `@{variables('base')}${TAIL}`, audience: 'api://stock/', actions })).toBe('target-unknown');
  }); // prettier-ignore

  test('a Compose in a loop is not known, nor one that reads itself', () => {
    const uri = `@{outputs('A')}${TAIL}`;
    expect(answer(plan, { uri, audience: '', actions: { L: loop({ A: compose(BASE) }) } })).toBe('target-unknown');
    expect(answer(plan, { uri, audience: '', actions: { A: compose("@outputs('A')") } })).toBe('target-unknown');
  });
});

describe('Standard alone', () => {
  const settings = (values: JsonObject) => ({ 'app/local.settings.json': { IsEncrypted: false, Values: values } });
  const assumed = (name: string) => `the app setting '${name}' is as 'app/local.settings.json' gives it`;

  test('by a parameter that parameters.json alone declares', () => {
    const app = {
      'app/parameters.json': { base: { type: 'String', value: BASE }, aud: { type: 'String', value: 'api://stock/' } },
    };
    const written = { uri: `@{parameters('base')}${TAIL}`, audience: "@parameters('aud')", app };
    expect(answer('Standard', written)).toBe(MET);
  });

  test('by app settings, in every form', () => {
    const app = settings({ BASE, HEX, HOST, Aud: 'api://stock/' });
    const forms = [
      `@{appsetting('BASE')}${TAIL}`,
      `@concat(appsetting('base'), '${TAIL}')`,
      `https://@{appsetting('HOST')}/workflows/${HEX}${TAIL}`,
    ];
    for (const uri of forms) {
      const said = answer('Standard', { uri, audience: "@appsetting('AUD')", app });
      expect(said).toBe(`${MET}; ${assumed(uri.includes('HOST') ? 'host' : 'base')}; ${assumed('aud')}`);
    }
  });

  test('a setting that may be a secret keeps its value to itself', () => {
    const app = settings({ PASSWORD: BASE, Word: HEX });
    for (const uri of [`@{appsetting('PASSWORD')}${TAIL}`, `https://${HOST}/workflows/@{appsetting('Word')}${TAIL}`])
      expect(answer('Standard', { uri, audience: 'api://stock/', app })).not.toContain('stock;');
  });

  test('a signed URL in an app setting is met, and its signature is not kept', () => {
    const signature = 'Zq7Rk2mVx0Tn4Lb9Yc1Wd6Hs3Gf8Jp5Ae-Ui_Ko2Nx7';
    const app = settings({ STOCK: `${BASE}${TAIL}&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${signature}` });
    const written = { uri: "@appsetting('STOCK')", audience: 'api://stock', app };
    expect(answer('Standard', written)).toBe(`stock; sas-and-authorization; sas-off; ${assumed('stock')}`);
    const sources = Object.entries(PLANS.Standard(written)).map(([id, value]) => ({
      id,
      bytes: new TextEncoder().encode(JSON.stringify(value)),
      project: '',
    }));
    expect(JSON.stringify(factsOf(sources))).not.toContain(signature);
  });
});
