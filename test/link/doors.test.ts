/** Doors that are not a request trigger of the same file: what is reached, or for which of the closed list of reasons not. */
import { describe, expect, test } from 'vitest';
import { describe as describeCalls } from '../../src/cli/calls.ts';
import { link, type LinkOptions } from '../../src/link/link.ts';
import type { Call, Json, JsonObject, Unlinked } from '../../src/model.ts';
import { factsOf } from '../fixtures.ts';

const HEX = '6b1f0d93c7a548e2b95037fe81cd24a6';
const GROUP = '/subscriptions/9f3a5c71-20de-4b86-a7c4-15e8d06b39f2/resourceGroups/orders/providers';
const BASE = `https://prod-12.westeurope.logic.azure.com/workflows/${HEX}`;

const Http = (uri: string, method = 'POST'): Json => ({ type: 'Http', inputs: { method, uri }, runAfter: {} });
const Workflow = (name: string, triggerName: string): Json => ({
  type: 'Workflow',
  inputs: { host: { workflow: { id: `${GROUP}/Microsoft.Logic/workflows/${name}` }, triggerName } },
  runAfter: {},
});

function exported(name: string, triggers: JsonObject, actions: JsonObject, more: JsonObject = {}): Json {
  const properties = { provisioningState: 'Succeeded', state: 'Enabled', definition: { triggers, actions }, ...more };
  return { id: `${GROUP}/Microsoft.Logic/workflows/${name}`, name, type: 'Microsoft.Logic/workflows', properties };
}

const caller = (action: Json): Json => exported('shop', {}, { Send: action });
const stock = (triggers: JsonObject): Json => exported('stock', triggers, {}, { accessEndpoint: BASE });
const request = { manual: { type: 'Request', kind: 'Http', inputs: {} } };

function sourcesOf(files: Readonly<Record<string, Json>>) {
  return Object.entries(files).map(([id, value]) => ({
    id,
    bytes: new TextEncoder().encode(JSON.stringify(value)),
    project: '',
  }));
}

function callOf(files: Readonly<Record<string, Json>>, options: LinkOptions = {}): Call {
  const { calls } = link(factsOf(sourcesOf(files)), options);
  const [call] = calls;
  if (call === undefined || calls.length > 1) throw new Error(`${String(calls.length)} calls`);
  return call;
}

/** Trigger, or why there is none. */
function reached(files: Readonly<Record<string, Json>>, options: LinkOptions = {}): string {
  const { receiver, site, unlinked } = callOf(files, options);
  return receiver?.trigger ?? site?.name ?? unlinked ?? '';
}

describe('each kind of trigger', () => {
  const webhook = { type: 'HttpWebhook', inputs: { subscribe: { method: 'POST', uri: 'https://example.org' } } };
  const batch = { type: 'Batch', inputs: { mode: 'Inline', configurations: { orders: { releaseCriteria: {} } } } };
  const send = {
    type: 'SendToBatch',
    inputs: {
      batchName: 'orders',
      content: '@triggerBody()',
      host: { triggerName: 'collect', workflow: { id: `${GROUP}/Microsoft.Logic/workflows/stock` } },
    },
    runAfter: {},
  };
  const tail = (trigger: string) => `/triggers/${trigger}/paths/invoke?api-version=2016-10-01`;

  test.each([
    ['request, by HTTP', Http(BASE + tail('manual')), request, 'manual'],
    ['request, by the Workflow action', Workflow('stock', 'manual'), request, 'manual'],
    ['batch, by SendToBatch', send, { collect: batch }, 'collect'],
    ['batch, by HTTP: not callable so', Http(BASE + tail('collect')), { collect: batch }, 'not-callable'],
    ['request, by SendToBatch: not callable so', { ...send }, { collect: request.manual }, 'not-callable'],
  ])('%s', (_, action, triggers, wanted) => {
    const files = { 'shop.json': caller(action), 'stock.json': stock(triggers) };
    expect(reached(files)).toBe(wanted);
    const [traced] = describeCalls([callOf(files)], sourcesOf(files));
    expect(traced?.receiver?.trigger).toBe(wanted === 'not-callable' ? undefined : wanted);
  });

  test('webhook, by HTTP, beside its own subscription', () => {
    const files = { 'shop.json': caller(Http(BASE + tail('told'))), 'stock.json': stock({ told: webhook }) };
    const { calls } = link(factsOf(sourcesOf(files)));
    const [call] = calls.filter(({ sender }) => sender.operation === 'Send');
    expect(call?.receiver?.trigger).toBe('told');
    expect(call?.outcome.verdict).not.toBe('accepted');
  });
});

describe('why there is none', () => {
  const host = { version: '2.0' };
  const nested = (id: string): Json => ({
    kind: 'Stateful',
    definition: { triggers: {}, actions: { Send: { type: 'Workflow', inputs: { host: { workflow: { id } } } } } },
  });
  const twice = { 'a.json': stock(request), 'b.json': { ...(stock(request) as JsonObject), name: 'other' } };
  const cases: { readonly [U in Unlinked]: Readonly<Record<string, Json>> } = {
    external: { 'shop.json': caller(Http('https://example.org/orders')) },
    'target-unknown': { 'shop.json': caller(Http('@triggerBody()?.url')) },
    'not-in-project': { 'shop.json': caller(Workflow('elsewhere', 'manual')) },
    ambiguous: { 'shop.json': caller(Http(`${BASE}/triggers/manual/paths/invoke`)), ...twice },
    'no-such-workflow': { 'app/host.json': host, 'app/Shop/workflow.json': nested('Stock') },
    'no-such-trigger': { 'shop.json': caller(Workflow('stock', 'other')), 'stock.json': stock(request) },
    'not-callable': {
      'shop.json': caller(Workflow('stock', 'Hourly')),
      'stock.json': stock({ Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } }),
    },
  };

  test.each(Object.entries(cases))('%s', (reason, files) => {
    expect(reached(files)).toBe(reason);
  });
});

describe('a site', () => {
  const site = (more: JsonObject = {}): Json => ({
    id: `${GROUP}/Microsoft.Web/sites/orders-app`,
    name: 'orders-app',
    type: 'Microsoft.Web/sites',
    kind: 'functionapp',
    location: 'West Europe',
    properties: { state: 'Running', hostNames: ['orders.contoso.example'], ...more },
  });

  test('whose export prints its host twice is one site', () => {
    const more = {
      hostNames: ['orders.contoso.example', 'ORDERS.contoso.example'],
      enabledHostNames: ['orders.contoso.example'],
      defaultHostName: 'orders.contoso.example',
    };
    const files = { 'shop.json': caller(Http('https://orders.contoso.example/api/x')), 'site.json': site(more) };
    expect(reached(files)).toBe('orders-app');
  });

  test('is found by the name that the endpoints give for a host of the customer', () => {
    const files = {
      'shop.json': caller(Http('https://front.contoso.example/api/x')),
      'site.json': site({ hostNames: [] }),
    };
    expect(reached(files)).toBe('external');
    expect(reached(files, { endpoints: { 'https://front.contoso.example/*': 'orders-app' } })).toBe('orders-app');
  });
});
