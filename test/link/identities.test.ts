/** What stops a call though its token would fit: an identity that is not there, a receiver that is disabled. */
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge.ts';
import { link } from '../../src/link/link.ts';
import type { Outcome, Source } from '../../src/model.ts';

/** Of Microsoft's own, so that the token is surely of version 1. */
const AUDIENCE = 'https://management.azure.com/';
const OWN = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'mine')]";
const OTHER = "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'other')]";

type Members = Readonly<Record<string, unknown>>;

function workflow(name: string, more: Members & { readonly properties?: Members }, definition: Members): Members {
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name,
    location: 'westeurope',
    ...more,
    properties: { ...more.properties, definition },
  };
}

function outcomeOf(identity: object | undefined, named: string | undefined, state?: string): Outcome | undefined {
  const policy = {
    type: 'AAD',
    claims: [
      { name: 'iss', value: "[concat('https://sts.windows.net/', subscription().tenantId, '/')]" },
      { name: 'aud', value: AUDIENCE },
    ],
  };
  const properties = {
    ...(state === undefined ? {} : { state }),
    accessControl: {
      triggers: {
        openAuthenticationPolicies: { policies: { own: policy } },
        sasAuthenticationPolicy: { state: 'Disabled' },
      },
    },
  };
  const triggers = { manual: { type: 'Request', kind: 'Http', inputs: {} } };
  const authentication = {
    type: 'ManagedServiceIdentity',
    audience: AUDIENCE,
    ...(named === undefined ? {} : { identity: named }),
  };
  const uri =
    "[listCallbackUrl(resourceId('Microsoft.Logic/workflows/triggers', 'stock', 'manual'), '2019-05-01').value]";
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      workflow('stock', { properties }, { $schema: '2016-06-01/workflowdefinition.json#', triggers, actions: {} }),
      workflow('orders', identity === undefined ? {} : { identity }, {
        $schema: '2016-06-01/workflowdefinition.json#',
        triggers: { every: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } },
        actions: { Call: { type: 'Http', inputs: { method: 'POST', uri, authentication }, runAfter: {} } },
      }),
    ],
  };
  const source: Source = { id: 'main.json', project: '', bytes: new TextEncoder().encode(JSON.stringify(template)) };
  const [call] = link(judge([source], { rules: [] }).documents.map(({ facts }) => facts)).calls;
  expect(call?.receiver?.workflow.name).toBe('stock');
  return call?.outcome;
}

const system = { type: 'SystemAssigned' };
const user = { type: 'UserAssigned', userAssignedIdentities: { [OWN]: {} } };
const both = { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { [OWN]: {} } };
const codesOf = (outcome: Outcome | undefined): readonly string[] =>
  outcome?.verdict === 'refused' ? outcome.because.map(({ code }) => code) : [outcome?.verdict ?? 'no call'];

describe('the identity', () => {
  test.each([
    ['its own', system, undefined, 'accepted'],
    ['none', undefined, undefined, 'identity-absent'],
    ['one that it has', user, OWN, 'accepted'],
    ['one of two kinds', both, OWN, 'accepted'],
    ['its own beside others', both, undefined, 'accepted'],
    ['one that it lacks', user, OTHER, 'identity-not-attached'],
    ['one, where it has none but its own', system, OWN, 'identity-not-attached'],
    ['one that is not said, of several', user, undefined, 'unknown'],
  ])('%s', (_, identity, named, expected) => {
    expect(codesOf(outcomeOf(identity, named))).toEqual([expected]);
  });
});

describe('the receiver', () => {
  test.each([
    ['Enabled', 'accepted'],
    ['Disabled', 'disabled'],
    ['disabled', 'disabled'],
  ])('%s', (state, expected) => {
    expect(codesOf(outcomeOf(system, undefined, state))).toEqual([expected]);
  });

  test('that is disabled, and a caller without identity: both are told', () => {
    expect(codesOf(outcomeOf(undefined, undefined, 'Disabled'))).toEqual(['disabled', 'identity-absent']);
  });
});
