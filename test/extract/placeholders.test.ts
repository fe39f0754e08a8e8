/** Tokens that delivery tools fill in: wherever one stands in what a call is judged by, nothing is said against the call. */
import { describe, expect, test } from 'vitest';
import { filled } from '../../src/expression/placeholders.ts';
import { lint } from '../../src/lint.ts';
import type { Json } from '../../src/model.ts';
import { known, member } from '../../src/value.ts';
import { SETTINGS } from '../fixtures.ts';

const TOKENS = ['#{Name}#', '__Name__', '{{name}}', '${NAME}', '<your-name>'];
const WORKFLOW =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';

interface Parts {
  readonly asked?: string;
  readonly accepted?: string;
  readonly issuer?: string;
  readonly range?: string;
  readonly attached?: string;
  readonly used?: string;
  /** A trigger, called by the Workflow action instead. */
  readonly called?: string;
}

const ID =
  '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities';

function action({ asked = 'api://orders', used = `${ID}/id-orders`, called }: Parts): Json {
  if (called !== undefined) {
    const id = `[resourceId('Microsoft.Logic/workflows', 'orders')]`;
    return { type: 'Workflow', runAfter: {}, inputs: { host: { triggerName: called, workflow: { id } } } };
  }
  const trigger = `resourceId('Microsoft.Logic/workflows/triggers', 'orders', 'manual')`;
  return {
    type: 'Http',
    runAfter: {},
    inputs: {
      method: 'POST',
      uri: `[listCallbackUrl(${trigger}, '2019-05-01').basePath]`,
      body: {},
      authentication: { type: 'ManagedServiceIdentity', audience: asked, identity: used },
    },
  };
}

/** A sender and a receiver that fit each other, but for what is given. */
function template(parts: Parts): Json {
  const { accepted = 'api://orders', range = '20.50.0.0/16' } = parts;
  const { issuer = "[concat('https://sts.windows.net/', subscription().tenantId, '/')]" } = parts;
  const { attached = `${ID}/id-orders` } = parts;
  const claims = [
    { name: 'iss', value: issuer },
    { name: 'aud', value: accepted },
  ];
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: 'orders',
        location: 'westeurope',
        properties: {
          accessControl: {
            triggers: {
              allowedCallerIpAddresses: [{ addressRange: range }],
              sasAuthenticationPolicy: { state: 'Disabled' },
              openAuthenticationPolicies: { policies: { partners: { type: 'AAD', claims } } },
            },
          },
          definition: {
            $schema: WORKFLOW,
            contentVersion: '1.0.0.0',
            triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: { type: 'object' } } } },
            actions: {},
          },
        },
      },
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: 'shipping',
        location: 'westeurope',
        identity: { type: 'UserAssigned', userAssignedIdentities: { [attached]: {} } },
        properties: {
          definition: {
            $schema: WORKFLOW,
            contentVersion: '1.0.0.0',
            triggers: { Every_hour: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
            actions: { Call: action(parts) },
          },
        },
      },
    ],
  };
}

/** Rules that speak, warnings and errors alone. */
function said(parts: Parts): readonly string[] {
  const bytes = new TextEncoder().encode(JSON.stringify(template(parts)));
  const { problems, crashed } = lint({ sources: [{ id: 'azuredeploy.json', bytes, project: '' }], settings: SETTINGS });
  expect(crashed).toBe(false);
  return problems.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
}

/** What another value in the same place is told: a place that nobody looks at would prove nothing. */
const PLACES: readonly (readonly [string, (text: string) => Parts, string, string])[] = [
  ['audience of the sender', (asked) => ({ asked }), 'api://billing', 'audience-mismatch'],
  [
    'audience inside an expression',
    (text) => ({ asked: `[concat('api://', '${text}')]` }),
    'billing',
    'audience-mismatch',
  ],
  [
    'part of an audience',
    (text) => ({ asked: `api://orders-${text}`, accepted: 'api://orders-prod' }),
    'dev',
    'audience-mismatch',
  ],
  ['audience claim', (accepted) => ({ accepted }), 'api://billing', 'audience-mismatch'],
  [
    'part of a computed claim',
    (text) => ({
      accepted: `[concat('api://orders-${text}-', subscription().tenantId)]`,
      asked: `[concat('api://orders-prod-', subscription().tenantId)]`,
    }),
    'dev',
    'audience-mismatch',
  ],
  ['issuer', (issuer) => ({ issuer }), 'https://sts.contoso.example/', 'policy-issuer-invalid'],
  ['address range', (range) => ({ range }), 'everywhere', 'ip-range-invalid'],
  ['part of an address range', (text) => ({ range: `${text}/33` }), '20.50.0.0', 'ip-range-invalid'],
  ['attached identity', (text) => ({ attached: `${ID}/${text}` }), 'id-billing', 'identity-not-attached'],
  ['identity of the call', (text) => ({ used: `${ID}/${text}` }), 'id-billing', 'identity-not-attached'],
  ['trigger that is called', (called) => ({ called }), 'invoke', 'receiver-missing'],
];

test('the pair as it stands is clean', () => {
  expect(said({})).toEqual([]);
});

describe.each(PLACES)('%s', (_, parts, wrong, rule) => {
  test('another value is told', () => {
    expect(said(parts(wrong))).toContain(rule);
  });

  test.each(TOKENS)('%s is not', (token) => {
    expect(said(parts(token))).not.toContain(rule);
  });
});

test.each(TOKENS)('%s in a name is a hole, and the same thing wherever it stands', (token) => {
  const text = JSON.stringify(template({ called: 'manual' }))
    .replaceAll("'orders'", `'${token}'`)
    .replaceAll('"orders"', `"${token}"`);
  const bytes = new TextEncoder().encode(text);
  const { calls } = lint({ sources: [{ id: 'azuredeploy.json', bytes, project: '' }], settings: SETTINGS });
  expect(calls).toHaveLength(1);
  // What is typed in by hand may be another name in each place.
  expect(calls[0]?.receiver === null).toBe(token.startsWith('<'));
});

describe('filled', () => {
  test('leaves alone what holds no token', () => {
    const value = known({ a: ['<p>text</p>', 1, null], __proto__x: 'a__b__c' }, { file: 'a.json', pointer: '' });
    expect(filled(value)).toBe(value);
  });

  test('keeps places, and makes keys holes too', () => {
    const value = filled(known({ list: ['x', '#{A}#'], '#{B}#': 1 }, { file: 'a.json', pointer: '/p' }));
    expect(member(value, 'other')).toBeUndefined();
    expect(value).toMatchObject({
      kind: 'object',
      entries: [
        {
          key: 'list',
          value: { kind: 'array', items: [{ value: 'x' }, { kind: 'hole', from: { pointer: '/p/list/1' } }] },
        },
        { key: '#{B}#', name: { kind: 'hole' } },
      ],
    });
  });

  test('reads texts of several parts', () => {
    const part = { kind: 'hole', name: 'x', type: 'string' } as const;
    const value = filled({ kind: 'text', parts: ['api://__A__/', part] });
    expect(value).toMatchObject({ parts: ['api://', { kind: 'hole' }, '/', { name: 'x' }] });
    const plain = { kind: 'text', parts: ['api://', part] } as const;
    expect(filled(plain)).toBe(plain);
  });
});
