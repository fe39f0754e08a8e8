/**
 * Laws of the whole line, from bytes to calls and findings, over small projects made up by chance: one template (or two
 * environments of it) with two receivers and two senders, and over the files of our fixtures.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describe as describeCalls } from '../src/cli/calls.ts';
import { factsFile } from '../src/facts.ts';
import { lint } from '../src/lint.ts';
import type { Call, Facts, Json, Settings, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';
import { recognise } from '../src/recognise.ts';
import { foldersIn, readCase, relaid, SETTINGS } from './fixtures.ts';
import { readScenario, SCENARIOS } from './scenarios.ts';

const TENANT = '3f8a17c2-5b0d-4e96-9c41-d2706be81f35';
const APPS = ['5c0b93f7-18d2-4e6a-b7a4-90e3d1f52c86', 'api://stock.contoso.example'];

// ---------------------------------------------------------------- projects by chance

/** A text that is written out, or that a parameter gives. */
const word = fc.constantFrom(
  ...APPS,
  APPS[0] ?? '',
  'https://management.azure.com/',
  "[parameters('first')]",
  "[parameters('second')]",
  "[concat(parameters('first'), '/')]",
);
const issuer = fc.constantFrom(
  "[concat('https://sts.windows.net/', subscription().tenantId, '/')]",
  "[concat('https://login.microsoftonline.com/', subscription().tenantId, '/v2.0')]",
  `https://sts.windows.net/${TENANT}/`,
);
interface Written {
  readonly type: string;
  readonly claims: readonly { readonly name: string; readonly value: string }[];
}
/** The identity of a workflow of the template, of whatever the deployment names, or an id. */
const principal = fc.constantFrom(
  ...['shop-0', 'shop-1'].map(
    (name) =>
      `[reference(resourceId('Microsoft.Logic/workflows', '${name}'), '2019-05-01', 'Full').identity.principalId]`,
  ),
  "[reference(parameters('first'), '2019-05-01', 'Full').identity.principalId]",
  "[parameters('second')]",
);
const policy: fc.Arbitrary<Written> = fc
  .record({
    iss: issuer,
    aud: fc.option(word, { nil: undefined }),
    oid: fc.option(principal, { nil: undefined, freq: 1 }),
    type: fc.constantFrom('AAD', 'AAD', 'AAD', 'AADPOP'),
  })
  .map(({ iss, aud, oid, type }) => ({
    type,
    claims: [
      { name: 'iss', value: iss },
      ...(aud === undefined ? [] : [{ name: 'aud', value: aud }]),
      ...(oid === undefined ? [] : [{ name: 'oid', value: oid }]),
    ],
  }));
/** One policy for each token version, as the documentation has it. */
const pair: fc.Arbitrary<readonly Written[]> = word.map((aud) =>
  ['sts.windows.net/{}/', 'login.microsoftonline.com/{}/v2.0'].map((form) => ({
    type: 'AAD',
    claims: [
      { name: 'iss', value: `[concat('https://${form.replace('{}', "', subscription().tenantId, '")}')]` },
      { name: 'aud', value: aud },
    ],
  })),
);
const policies: fc.Arbitrary<readonly Written[]> = fc.oneof(pair, fc.array(policy, { maxLength: 3 }));
const door = fc.record({
  policies,
  sas: fc.constantFrom(undefined, 'Enabled', 'Disabled', "[parameters('sas')]"),
  addresses: fc.constantFrom(undefined, undefined, undefined, []),
  method: fc.constantFrom(undefined, undefined, 'POST', 'PUT'),
});
const caller = fc.record({
  to: fc.nat(1),
  audience: fc.option(word, { nil: undefined }),
  token: fc.constantFrom(true, true, true, false),
  by: fc.constantFrom('reference', 'callback', 'action'),
  identity: fc.constantFrom(true, true, true, false),
  method: fc.constantFrom('POST', 'POST', 'post', "[parameters('method')]"),
});

type Door = typeof door extends fc.Arbitrary<infer T> ? T : never;
type Caller = typeof caller extends fc.Arbitrary<infer T> ? T : never;
interface Project {
  readonly doors: readonly Door[];
  readonly callers: readonly Caller[];
}

const project: fc.Arbitrary<Project> = fc.record({
  doors: fc.array(door, { minLength: 2, maxLength: 2 }),
  callers: fc.array(caller, { minLength: 2, maxLength: 2 }),
});

function receiverOf({ policies, sas, addresses, method }: Door, index: number): Json {
  const named = Object.fromEntries(policies.map((one, at) => [`policy-${String(at)}`, one]));
  const triggers = {
    ...(addresses === undefined ? {} : { allowedCallerIpAddresses: addresses }),
    ...(policies.length === 0 ? {} : { openAuthenticationPolicies: { policies: named } }),
    ...(sas === undefined ? {} : { sasAuthenticationPolicy: { state: sas } }),
  };
  return workflow(
    `stock-${String(index)}`,
    {
      triggers: { manual: { type: 'Request', kind: 'Http', inputs: method === undefined ? {} : { method } } },
      actions: {},
    },
    { accessControl: { triggers } },
  );
}

function senderOf({ to, audience, token, by, identity, method }: Caller, index: number): Json {
  const id = `resourceId('Microsoft.Logic/workflows', 'stock-${String(to)}')`;
  const inputs =
    by === 'action'
      ? { host: { workflow: { id: `[${id}]` }, triggerName: 'manual' } }
      : {
          method,
          uri:
            by === 'callback'
              ? `[listCallbackUrl(concat(${id}, '/triggers/manual'), '2019-05-01').value]`
              : `[concat(reference(${id}, '2019-05-01').accessEndpoint, '/triggers/manual/paths/invoke?api-version=2016-10-01')]`,
          ...(token
            ? { authentication: { type: 'ManagedServiceIdentity', ...(audience === undefined ? {} : { audience }) } }
            : {}),
        };
  const actions = { [`Call_${String(index)}`]: { type: by === 'action' ? 'Workflow' : 'Http', inputs, runAfter: {} } };
  const definition = {
    triggers: { Recurrence: { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1 } } },
    actions,
  };
  return workflow(`shop-${String(index)}`, definition, {}, identity ? { identity: { type: 'SystemAssigned' } } : {});
}

function workflow(name: string, definition: Json, properties: object, more: object = {}): Json {
  return {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name,
    location: 'westeurope',
    ...more,
    properties: { state: 'Enabled', ...properties, definition },
  };
}

function template({ doors, callers }: Project): Source {
  const value = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      first: { type: 'string' },
      second: { type: 'string' },
      sas: { type: 'string' },
      method: { type: 'string' },
    },
    resources: [...doors.map(receiverOf), ...callers.map(senderOf)],
  };
  return source('azuredeploy.json', value);
}

function source(id: string, value: unknown): Source {
  return { id, bytes: new TextEncoder().encode(JSON.stringify(value, null, 2)), project: '' };
}

const given = fc.record({
  first: fc.constantFrom(...APPS),
  second: fc.constantFrom(...APPS, `${APPS[1] ?? ''}/`),
  sas: fc.constantFrom('Enabled', 'Disabled'),
  method: fc.constantFrom('POST', 'PUT'),
});

function parameterFile(values: object, id = 'azuredeploy.parameters.json'): Source {
  const parameters = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value: value as Json }]),
  );
  return source(id, {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters,
  });
}

// ---------------------------------------------------------------- what is compared

function callsOf(sources: readonly Source[], more: Partial<Settings> = {}): readonly Call[] {
  const report = lint({ sources, settings: { ...SETTINGS, ...more } }, []);
  expect(report.crashed).toBe(false);
  return report.calls;
}

/** By operation and environment: what was answered, and why. */
function answers(calls: readonly Call[], environment?: string): ReadonlyMap<string, string> {
  const own = calls.filter(({ environments }) => environment === undefined || environments.includes(environment));
  return new Map(
    own.map(({ sender, receiver, outcome, environments }) => [
      `${sender.operation} ${environment ?? environments.join()}`,
      JSON.stringify([
        receiver?.workflow.name,
        outcome.verdict,
        outcome.verdict === 'refused' ? outcome.because.map(({ code }) => code).sort() : [],
      ]),
    ]),
  );
}

function verdicts(calls: readonly Call[]): ReadonlyMap<string, Call> {
  return new Map(calls.map((call) => [call.sender.operation, call]));
}

const RUNS = { numRuns: 300 };

describe('projects by chance', () => {
  test('come to every verdict', () => {
    const seen = fc
      .sample(project, { numRuns: 200, seed: 7 })
      .flatMap((one) =>
        callsOf([template(one)]).map(({ outcome, receiver }) => (receiver === null ? 'lost' : outcome.verdict)),
      );
    for (const verdict of ['accepted', 'refused', 'unknown'])
      expect(seen.filter((one) => one === verdict).length, verdict).toBeGreaterThan(25);
    expect(seen).not.toContain('lost');
  });

  test('giving the parameters turns no accepted call into a refused one, nor back', () => {
    fc.assert(
      fc.property(project, given, (one, values) => {
        const after = verdicts(callsOf([template(one), parameterFile(values)]));
        for (const [operation, { outcome }] of verdicts(callsOf([template(one)]))) {
          if (outcome.verdict !== 'unknown') expect(after.get(operation)?.outcome.verdict).toBe(outcome.verdict);
        }
      }),
      RUNS,
    );
  });

  test('one policy more refuses nothing that was accepted', () => {
    fc.assert(
      fc.property(project, policy, fc.nat(1), (one, more, which) => {
        const doors = one.doors.map((each, index) =>
          index === which ? { ...each, policies: [more, ...each.policies] } : each,
        );
        const after = verdicts(callsOf([template({ ...one, doors })]));
        for (const [operation, { outcome }] of verdicts(callsOf([template(one)]))) {
          if (outcome.verdict === 'accepted') expect(after.get(operation)?.outcome.verdict).not.toBe('refused');
        }
      }),
      RUNS,
    );
  });

  test('the order of policies, claims, resources, files and environments does not matter', () => {
    fc.assert(
      fc.property(project, given, given, (one, dev, prod) => {
        const sources = [
          template(one),
          parameterFile(dev, 'azuredeploy.dev.parameters.json'),
          parameterFile(prod, 'azuredeploy.prod.parameters.json'),
        ];
        const turned = sources.map((each) => relaid(each, 'reverse')).reverse();
        for (const environment of ['dev', 'prod'])
          expect(answers(callsOf(turned), environment)).toEqual(answers(callsOf(sources), environment));
        const alone = [sources[0], parameterFile(dev, 'azuredeploy.dev.parameters.json')].flatMap((each) => each ?? []);
        expect(answers(callsOf(alone), 'dev')).toEqual(answers(callsOf(sources), 'dev'));
      }),
      { numRuns: 150 },
    );
  });

  test('a trace names only places that exist', () => {
    fc.assert(
      fc.property(project, given, (one, values) => placesExist([template(one), parameterFile(values)])),
      { numRuns: 150 },
    );
  });
});

/** Every place of a trace is in a file of the run and has lines. */
function placesExist(sources: readonly Source[], settings: Partial<Settings> = {}): void {
  const ids = new Set(sources.map(({ id }) => id));
  for (const { sender, receiver, audienceSteps, outcome, assumptions } of describeCalls(
    callsOf(sources, settings),
    sources,
  )) {
    for (const place of [sender, receiver, ...audienceSteps, ...outcome.because, ...assumptions]) {
      if (typeof place?.file !== 'string') continue;
      expect(ids).toContain(place.file);
      expect(place.range, `${place.file}#${place.pointer ?? ''}`).not.toBeNull();
    }
  }
}

// ---------------------------------------------------------------- our own fixtures

const RULES = join(import.meta.dirname, '../fixtures/rules');
const cases = [
  ...foldersIn(RULES).flatMap((rule) => foldersIn(join(RULES, rule)).map((name) => readCase(join(RULES, rule, name)))),
  ...foldersIn(SCENARIOS).map((name) => readCase(join(SCENARIOS, name))),
];

test('a trace of a fixture names only places that exist', () => {
  for (const { sources, settings } of cases) placesExist(sources, settings);
});

/** Exports say all there is about one workflow each: they may live in any repository. */
const apart = [...cases, ...foldersIn(SCENARIOS).map((name) => ({ ...readScenario(name), settings: SETTINGS }))].filter(
  ({ sources }) =>
    sources.length > 1 &&
    sources.every((each) => each.project === '' && recognise(read(each)).kind === 'workflow-resource'),
);

test('linking with the facts of another repository finds what linking the sources together finds', () => {
  expect(apart.length).toBeGreaterThan(20);
  fc.assert(
    fc.property(fc.nat(apart.length - 1), fc.infiniteStream(fc.boolean()), (index, choice) => {
      const one = apart[index];
      if (one === undefined) return;
      const sides = one.sources.map((each) => ({ each, isOwn: choice.next().value === true }));
      const [own, other] = [true, false].map((side) =>
        sides.filter(({ isOwn }) => isOwn === side).map(({ each }) => each),
      );
      if (own === undefined || other === undefined || own.length === 0) return;
      const { settings, inventory = null } = one;
      const foreign = JSON.parse(JSON.stringify(factsFile(other, 'other', '0.0.0').facts)) as readonly Facts[];
      const ids = new Set(own.map(({ id }) => id));
      const said = (report: ReturnType<typeof lint>): string[] =>
        report.problems
          .filter(({ place }) => ids.has(place.file))
          .map(({ rule, severity, place }) => `${severity} ${rule} ${place.file}#${place.pointer}`)
          .sort();
      const together = lint({ sources: one.sources, settings, inventory });
      expect(said(lint({ sources: own, settings, inventory, foreign }))).toEqual(said(together));
    }),
    { numRuns: 300 },
  );
});
