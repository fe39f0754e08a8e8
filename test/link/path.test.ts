/** Paths behind `/invoke`: taken by triggers that name a `relativePath`, not known of others. */
import { expect, test } from 'vitest';
import { judge } from '../../src/judge.ts';
import { link } from '../../src/link/link.ts';
import type { Source } from '../../src/model.ts';

const HOST = 'https://prod-00.westeurope.logic.azure.com:443/workflows/0123456789abcdef0123456789abcdef';
const TENANT = '99999999-8888-4777-8666-555555555555';
const AUDIENCE = 'https://management.azure.com/';

function exported(name: string, triggers: object, actions: object, properties: object): Source {
  const value = {
    id: `/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/stock/providers/Microsoft.Logic/workflows/${name}`,
    name,
    type: 'Microsoft.Logic/workflows',
    location: 'westeurope',
    identity: { type: 'SystemAssigned', principalId: '11111111-2222-4333-8444-555555555556', tenantId: TENANT },
    properties: {
      state: 'Enabled',
      ...properties,
      definition: { $schema: '2016-06-01/workflowdefinition.json#', contentVersion: '1.0.0.0', triggers, actions },
    },
  };
  return { id: `${name}.json`, project: '', bytes: new TextEncoder().encode(JSON.stringify(value)) };
}

function verdictOf(path: string, relativePath?: string): string | undefined {
  const claims = [
    { name: 'iss', value: `https://sts.windows.net/${TENANT}/` },
    { name: 'aud', value: AUDIENCE },
  ];
  const inputs = relativePath === undefined ? {} : { relativePath };
  const receiver = exported(
    'stock',
    { manual: { type: 'Request', kind: 'Http', inputs } },
    {},
    {
      accessEndpoint: HOST,
      accessControl: {
        triggers: {
          sasAuthenticationPolicy: { state: 'Disabled' },
          openAuthenticationPolicies: { policies: { callers: { type: 'AAD', claims } } },
        },
      },
    },
  );
  const uri = `${HOST}/triggers/manual/paths/invoke${path}?api-version=2016-10-01`;
  const authentication = { type: 'ManagedServiceIdentity', audience: AUDIENCE };
  const every = { every: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } };
  const sender = exported(
    'orders',
    every,
    { Call: { type: 'Http', inputs: { method: 'POST', uri, authentication }, runAfter: {} } },
    {},
  );
  const facts = judge([receiver, sender], { rules: [] }).documents.map((one) => one.facts);
  const [call] = link(facts).calls;
  expect(call?.receiver?.workflow.name).toBe('stock');
  return call?.outcome.verdict;
}

test.each([
  ['', undefined, 'accepted'],
  ['/', undefined, 'accepted'],
  ['/orders/7', undefined, 'unknown'],
  ['/orders/7', '/orders/{id}', 'accepted'],
])('%j, relativePath %s: %s', (path, relativePath, verdict) => {
  expect(verdictOf(path, relativePath)).toBe(verdict);
});
