/**
 * Laws of linking over gateways and connectors made up by chance: an API Management service with policies at several
 * scopes, named values, a custom connector before a workflow or before the gateway, and callers by URL, by id and through
 * the connector. What is known more decides more; order does not matter; what lives apart gives the same findings.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsFile } from '../../src/facts.ts';
import { lint } from '../../src/lint.ts';
import type { Call, Facts, Json, Source } from '../../src/model.ts';
import { relaid, SETTINGS } from '../fixtures.ts';
import { APP, OTHER_APP, OTHER_TENANT, TENANT } from './parts.ts';

const SUBSCRIPTION = '/subscriptions/7d2c90e4-13fb-4a68-95d7-c0e8b1f4a362/resourceGroups/orders/providers';
const HEX = '3a90c7e15bd24f86b0e1d7c2948fa653';

// ---------------------------------------------------------------- projects by chance

/** Written out, by a named value, or by a parameter of the template. */
const audience = fc.constantFrom(APP, OTHER_APP, '{{audience}}', "', parameters('aud'), '");
const tenant = fc.constantFrom(TENANT, TENANT, OTHER_TENANT, '{{tenant}}');
const check = fc.record({ kind: fc.constantFrom('azure', 'azure', 'jwt', 'when'), audience, tenant }).map((one) => {
  const azure = `<validate-azure-ad-token tenant-id="${one.tenant}"><audiences><audience>${one.audience}</audience></audiences></validate-azure-ad-token>`;
  if (one.kind === 'azure') return azure;
  if (one.kind === 'when') return `<choose><when condition="@(true)">${azure}</when></choose>`;
  return `<validate-jwt header-name="Authorization"><audiences><audience>${one.audience}</audience></audiences><issuers><issuer>https://sts.windows.net/${one.tenant}/</issuer></issuers></validate-jwt>`;
});
/** Before, after, or instead of what stands outside. */
const inbound = fc.record({ check: fc.option(check, { nil: '' }), base: fc.constantFrom('first', 'last', 'none') });
const policy = fc.option(inbound, { nil: undefined, freq: 2 });

/** A policy with an unknown part is not read at all; what a condition brings may be anything. */
const written = inbound.filter(({ check: own }) => !/parameters\(|<choose>/.test(own));

const service = fc.record({ wide: policy, api: policy, operation: policy });
const connector = fc.record({
  to: fc.constantFrom('workflow', 'gateway'),
  open: fc.boolean(),
  sas: fc.constantFrom('Enabled', 'Disabled'),
});
const caller = fc.record({
  by: fc.constantFrom('url', 'id', 'connector'),
  token: fc.constantFrom(true, true, true, false),
  audience: fc.constantFrom(APP, OTHER_APP, "[parameters('wanted')]"),
  tenant: fc.constantFrom(TENANT, TENANT, null),
  method: fc.constantFrom('GET', 'POST'),
});
const values = fc.record({ aud: fc.constantFrom(APP, OTHER_APP), wanted: fc.constantFrom(APP, OTHER_APP) });
const named = fc.record({ audience: fc.constantFrom(APP, OTHER_APP), tenant: fc.constantFrom(TENANT, OTHER_TENANT) });
const project = fc.record({ service, connector, callers: fc.array(caller, { minLength: 2, maxLength: 2 }) });

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
type Project = Of<typeof project>;

function xml({ check: own, base }: Of<typeof inbound>): string {
  const inner = base === 'first' ? `<base />${own}` : base === 'last' ? `${own}<base />` : own;
  const text = `<policies><inbound>${inner}</inbound><backend><base /></backend></policies>`;
  return text.includes('parameters(') ? `[concat('${text}')]` : text;
}

function resource(type: string, name: string, properties: Json): Json {
  return { type: `Microsoft.ApiManagement/service${type}`, apiVersion: '2022-08-01', name, properties };
}

function gatewayOf({ service: { wide, api, operation } }: Project): readonly Json[] {
  const policyOf = (type: string, name: string, one: Of<typeof policy>): readonly Json[] =>
    one === undefined ? [] : [resource(`${type}/policies`, `${name}/policy`, { format: 'rawxml', value: xml(one) })];
  return [
    resource('/apis', 'gateway/orders', { path: 'orders', displayName: 'Orders' }),
    resource('/apis/operations', 'gateway/orders/list', { method: 'GET', urlTemplate: '/all' }),
    ...policyOf('', 'gateway', wide),
    ...policyOf('/apis', 'gateway/orders', api),
    ...policyOf('/apis/operations', 'gateway/orders/list', operation),
  ];
}

function connectorOf({ connector: { to, open } }: Project): Json {
  const [host, path] =
    to === 'gateway'
      ? ['gateway.azure-api.net', '/orders/all']
      : ['prod-41.westeurope.logic.azure.com', `/workflows/${HEX}/triggers/manual/paths/invoke`];
  return {
    type: 'Microsoft.Web/customApis',
    apiVersion: '2016-06-01',
    name: 'ways',
    properties: {
      connectionParameters: open ? {} : { token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad' } } },
      swagger: { swagger: '2.0', host, basePath: '/', schemes: ['https'], paths: { [path]: { get: {}, post: {} } } },
    },
  };
}

function workflowBehind({ connector: { sas } }: Project): Json {
  return {
    id: `${SUBSCRIPTION}/Microsoft.Logic/workflows/behind`,
    name: 'behind',
    type: 'Microsoft.Logic/workflows',
    properties: {
      state: 'Enabled',
      accessEndpoint: `https://prod-41.westeurope.logic.azure.com:443/workflows/${HEX}`,
      accessControl: { triggers: { sasAuthenticationPolicy: { state: sas } } },
      definition: { triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } }, actions: {} },
    },
  };
}

function inputsOf({ by, token, audience: wanted, method }: Of<typeof caller>, to: string): Json {
  const authentication = token ? { authentication: { type: 'ManagedServiceIdentity', audience: wanted } } : {};
  if (by === 'url') return { method, uri: 'https://gateway.azure-api.net/orders/all', ...authentication };
  if (by === 'id') {
    const id = `${SUBSCRIPTION}/Microsoft.ApiManagement/service/gateway/apis/orders`;
    return { api: { id }, method, pathTemplate: { template: '/all', parameters: {} }, ...authentication };
  }
  const path = to === 'gateway' ? '/orders/all' : `/workflows/${HEX}/triggers/manual/paths/invoke`;
  return {
    host: { connection: { name: "@parameters('$connections')['ways']['connectionId']" } },
    method: method.toLowerCase(),
    path,
  };
}

const TYPES = { url: 'Http', id: 'ApiManagement', connector: 'ApiConnection' } as const;

function senderOf(one: Of<typeof caller>, to: string, index: number): Json {
  const id = "[resourceId('Microsoft.Web/customApis', 'ways')]";
  const proof = one.token
    ? { connectionProperties: { authentication: { type: 'ManagedServiceIdentity', audience: one.audience } } }
    : {};
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name: `shop-${String(index)}`,
    identity: { type: 'SystemAssigned', ...(one.tenant === null ? {} : { tenantId: one.tenant }) },
    properties: {
      definition: {
        parameters: { $connections: { type: 'Object', defaultValue: {} } },
        triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
        actions: { [`Call_${String(index)}`]: { type: TYPES[one.by], inputs: inputsOf(one, to), runAfter: {} } },
      },
      parameters: { $connections: { value: { ways: { id, connectionId: 'ways', ...proof } } } },
    },
  };
}

function file(id: string, value: unknown): Source {
  return { id, bytes: new TextEncoder().encode(JSON.stringify(value)), project: '' };
}

function template(id: string, resources: readonly Json[], given?: Of<typeof values>): Source {
  const parameter = (value?: string): Json => ({
    type: 'string',
    ...(value === undefined ? {} : { defaultValue: value }),
  });
  return file(id, {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { aud: parameter(given?.aud), wanted: parameter(given?.wanted) },
    resources,
  });
}

const namedValues = (all: Of<typeof named>): Source =>
  template(
    'named.json',
    Object.entries(all).map(([name, value]) =>
      resource('/namedValues', `gateway/${name}`, { displayName: name, value, secret: false }),
    ),
  );

function sourcesOf(one: Project, given?: Of<typeof values>): readonly Source[] {
  const callers = one.callers.map((each, index) => senderOf(each, one.connector.to, index));
  return [
    template('gateway.json', gatewayOf(one), given),
    template('callers.json', [connectorOf(one), ...callers], given),
    file('behind.json', workflowBehind(one)),
  ];
}

// ---------------------------------------------------------------- what is compared

function callsOf(sources: readonly Source[]): ReadonlyMap<string, Call> {
  const report = lint({ sources, settings: SETTINGS }, []);
  expect(report.crashed).toBe(false);
  return new Map(report.calls.map((call) => [call.sender.operation, call]));
}

function said(call: Call | undefined): string {
  if (call === undefined) return 'no call';
  const { receiver, api, unlinked, outcome } = call;
  const causes = outcome.verdict === 'refused' ? outcome.because.map(({ code }) => code).sort() : [];
  return [receiver?.workflow.name ?? api?.name ?? unlinked, outcome.verdict, ...causes].join(' ');
}

/** What was decided before is decided so after. */
function keeps(before: readonly Source[], after: readonly Source[]): void {
  const more = callsOf(after);
  for (const [operation, { outcome }] of callsOf(before)) {
    if (outcome.verdict !== 'unknown') expect(more.get(operation)?.outcome.verdict).toBe(outcome.verdict);
  }
}

const RUNS = { numRuns: 120 };

describe('gateways and connectors by chance', () => {
  test('come to every verdict that they can, at both doors, by each way', () => {
    const seen = fc.sample(project, { numRuns: 500, seed: 11 }).flatMap((one) =>
      [...callsOf(sourcesOf(one)).values()].map((call) => {
        const door = call.receiver === null ? (call.api === null ? 'nowhere' : 'gateway') : 'workflow';
        return `${call.sender.via} ${door} ${call.outcome.verdict}`;
      }),
    );
    const count = (text: string): number => seen.filter((one) => one === text).length;
    for (const text of [
      'http gateway refused',
      'http gateway unknown',
      'api-management gateway refused',
      'api-management gateway unknown',
      'connector gateway refused',
      'connector gateway unknown',
      'connector workflow refused',
      'connector workflow unknown',
    ])
      expect(count(text), text).toBeGreaterThan(4);
  });

  test('giving the parameters turns no answer into another', () => {
    fc.assert(
      fc.property(project, values, (one, given) => {
        const parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }]));
        const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
        const files = ['gateway', 'callers'].map((name) =>
          file(`${name}.parameters.json`, { $schema: schema, contentVersion: '1.0.0.0', parameters }),
        );
        keeps(sourcesOf(one), [...sourcesOf(one), ...files]);
        keeps(sourcesOf(one), sourcesOf(one, given));
      }),
      RUNS,
    );
  });

  test('giving the named values turns no answer into another', () => {
    fc.assert(
      fc.property(project, named, (one, all) => {
        keeps(sourcesOf(one), [...sourcesOf(one), namedValues(all)]);
      }),
      RUNS,
    );
  });

  test('a check more lets nothing through that was refused', () => {
    fc.assert(
      fc.property(project, written, (one, more) => {
        const { wide } = one.service;
        const check = `${wide?.check ?? ''}${more.check}`;
        const stricter = { ...one, service: { ...one.service, wide: { base: wide?.base ?? 'none', check } } };
        keeps(sourcesOf(one), sourcesOf(stricter));
      }),
      RUNS,
    );
  });

  test('the order of resources, members and files does not matter', () => {
    fc.assert(
      fc.property(project, named, (one, all) => {
        const sources = [...sourcesOf(one), namedValues(all)];
        const turned = [
          ...sources.map((each) => relaid(each, 'reverse')),
          template('gateway.json', [...gatewayOf(one)].reverse()),
        ]
          .filter(({ id }, index) => id !== 'gateway.json' || index >= sources.length)
          .reverse();
        const [mine, theirs] = [callsOf(sources), callsOf(turned)];
        for (const [operation, call] of mine) expect(said(theirs.get(operation))).toBe(said(call));
        expect(theirs.size).toBe(mine.size);
      }),
      RUNS,
    );
  });

  test('callers with the facts of the gateway find what both together find', () => {
    fc.assert(
      fc.property(project, named, (one, all) => {
        const sources = [...sourcesOf(one), namedValues(all)];
        const own = sources.filter(({ id }) => id === 'callers.json');
        const others = sources.filter(({ id }) => id !== 'callers.json');
        const foreign = JSON.parse(JSON.stringify(factsFile(others, 'other', '0.0.0').facts)) as readonly Facts[];
        const found = (report: ReturnType<typeof lint>): readonly string[] =>
          report.problems
            .filter(({ place }) => place.file === 'callers.json')
            .map(({ rule, severity, place }) => `${severity} ${rule} ${place.pointer}`)
            .sort();
        const together = lint({ sources, settings: SETTINGS });
        const apart = lint({ sources: own, settings: SETTINGS, foreign });
        expect(apart.calls.map(said)).toEqual(together.calls.map(said));
        expect(found(apart)).toEqual(found(together));
      }),
      RUNS,
    );
  });
});
