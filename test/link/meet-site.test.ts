/** Which site a sender reaches, by every form of its address; and which app runs in which site. */
import { describe, expect, test } from 'vitest';
import { link } from '../../src/link/link.ts';
import type { Json } from '../../src/model.ts';
import { factsOf } from '../fixtures.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const RUNTIME =
  "resourceId('Microsoft.Web/sites/hostruntime/webhooks/api/workflows/triggers', parameters('site'), 'runtime', 'workflow', 'management', 'take-order', 'manual')";

const request = {
  definition: { triggers: { manual: { type: 'Request', kind: 'Http' } }, actions: {} },
  kind: 'Stateful',
};
const HOST = { version: '2.0' };
const APP: Readonly<Record<string, Json>> = { 'app/host.json': HOST, 'app/take-order/workflow.json': request };

const site = (name: string, kind = 'functionapp,workflowapp'): Json => ({
  type: 'Microsoft.Web/sites',
  apiVersion: '2023-12-01',
  name,
  kind,
  properties: {},
});

function template(resources: readonly Json[]): Json {
  const parameters = { site: { type: 'string', defaultValue: 'orders-app' } };
  return { $schema: SCHEMA, contentVersion: '1.0.0.0', parameters, resources };
}

const workflow = (inputs: Json, type = 'Http'): Json => ({
  type: 'Microsoft.Logic/workflows',
  apiVersion: '2019-05-01',
  name: 'orders-sender',
  properties: { definition: { triggers: {}, actions: { Send: { type, inputs } } } },
});

/** `site/trigger`, `site`, or why there is none. */
function reached(files: Readonly<Record<string, Json>>): string {
  const encoder = new TextEncoder();
  const sources = Object.entries(files).map(([id, value]) => ({
    id,
    bytes: encoder.encode(JSON.stringify(value)),
    project: '',
  }));
  const calls = link(factsOf(sources)).calls;
  const [call] = calls;
  if (call === undefined || calls.length > 1) return `${String(calls.length)} calls`;
  const { receiver, unlinked } = call;
  const words = [call.site?.name, receiver === null ? undefined : `${receiver.workflow.name}/${receiver.trigger}`, unlinked];
  return words.filter((word) => typeof word === 'string').join(' ');
} // prettier-ignore

const invoke = '/api/take-order/triggers/manual/invoke?api-version=2022-05-01';

describe('a Standard trigger', () => {
  test.each([
    ['by its host', 'https://orders-app.azurewebsites.net' + invoke],
    ['with a port, in other letter case', 'https://Orders-App.azurewebsites.net:443/api/Take-Order/triggers/Manual/invoke'],
    ['by a host that a parameter names', `[concat('https://', parameters('site'), '.azurewebsites.net${invoke}')]`],
    ['by reference', `[concat('https://', reference(resourceId('Microsoft.Web/sites', parameters('site'))).defaultHostName, '${invoke}')]`],
    ['by listCallbackUrl', `[listCallbackUrl(${RUNTIME}, '2022-09-01').value]`],
    ['by listCallbackUrl without signature', `[listCallbackUrl(${RUNTIME}, '2022-09-01').basePath]`],
  ])('%s', (_, uri) => {
    const main = template([site("[parameters('site')]"), workflow({ method: 'POST', uri })]);
    expect(reached({ 'main.json': main, ...APP })).toBe("{parameters('site')} take-order/manual".replace("{parameters('site')}", 'orders-app'));
  }); // prettier-ignore

  test('in an app of another project file: by the default of the name, which is said', () => {
    const main = template([site("[parameters('site')]")]);
    const sender = template([workflow({ method: 'POST', uri: `https://orders-app.azurewebsites.net${invoke}` })]);
    expect(reached({ 'main.json': main, 'sender.json': sender, ...APP })).toBe('orders-app take-order/manual');
  });

  test('that does not exist', () => {
    const to = (path: string) => ({
      'main.json': template([
        site('orders-app'),
        workflow({ method: 'POST', uri: `https://orders-app.azurewebsites.net${path}` }),
      ]),
      ...APP,
    });
    expect(reached(to('/api/take-orders/triggers/manual/invoke'))).toBe('orders-app no-such-workflow');
    expect(reached(to('/api/take-order/triggers/other/invoke'))).toBe('orders-app no-such-trigger');
  });
});

describe('which app runs in which site', () => {
  const call = workflow({ method: 'POST', uri: `https://orders-app.azurewebsites.net${invoke}` });

  test('two apps: the one of the same name', () => {
    const other = { 'other/host.json': HOST, 'other/take-order/workflow.json': request };
    const named = { 'orders-app/host.json': HOST, 'orders-app/take-order/workflow.json': request };
    expect(reached({ 'main.json': template([site('orders-app'), call]), ...APP, ...other })).toBe('orders-app');
    expect(reached({ 'main.json': template([site('orders-app'), call]), ...APP, ...named })).toBe('orders-app take-order/manual');
  }); // prettier-ignore

  test('two sites, one app: not said', () => {
    expect(reached({ 'main.json': template([site('orders-app'), site('shipping-app'), call]), ...APP })).toBe('orders-app');
  }); // prettier-ignore

  test('a Function app beside it is no Standard site', () => {
    const main = template([site('orders-app'), site('orders-functions', 'functionapp'), call]);
    expect(reached({ 'main.json': main, ...APP })).toBe('orders-app take-order/manual');
  });

  test('a folder without host.json is no whole app', () => {
    const files = { 'main.json': template([site('orders-app'), call]), 'app/take-order/workflow.json': request };
    expect(reached(files)).toBe('orders-app');
  });
});

describe('other sites', () => {
  const functions = site('orders-functions', 'functionapp');
  test.each<[string, Json, string, string]>([
    ['by the id of a function', { function: { id: "[resourceId('Microsoft.Web/sites/functions', 'orders-functions', 'price')]" } }, 'Function', 'orders-functions'],
    ['by URL', { uri: 'https://orders-functions.azurewebsites.net/api/price?code=x' }, 'Http', 'orders-functions'],
    ['another host', { uri: 'https://orders.example.com/api/price' }, 'Http', 'external'],
    ['a site that was not read', { uri: 'https://else.azurewebsites.net/api/price' }, 'Http', 'external'],
    ['the deployment host of the site is another host', { uri: 'https://orders-functions.scm.azurewebsites.net/api/zipdeploy' }, 'Http', 'external'],
  ])('%s', (_, inputs, type, expected) => {
    expect(reached({ 'main.json': template([functions, workflow(inputs, type)]) })).toBe(expected);
  }); // prettier-ignore

  test('by a host name of its own that an export shows', () => {
    const exported = {
      id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders-functions',
      name: 'orders-functions',
      type: 'Microsoft.Web/sites',
      kind: 'functionapp',
      properties: { hostNames: ['prices.contoso.example', 'orders-functions.azurewebsites.net'] },
    };
    const main = template([workflow({ uri: 'https://prices.contoso.example/api/price' })]);
    expect(reached({ 'site.json': exported, 'main.json': main })).toBe('orders-functions');
  });

  test('two templates with one site: nobody knows which', () => {
    const main = template([workflow({ uri: 'https://orders-functions.azurewebsites.net/api/price' })]);
    const files = { 'a.json': template([functions]), 'b.json': template([functions]), 'main.json': main };
    expect(reached(files)).toBe('ambiguous');
  });
});
