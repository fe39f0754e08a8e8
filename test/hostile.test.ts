/**
 * Templates made to be endless, through the whole linter: each ends, says that it was cut or what is wrong, and what else is
 * in the run is judged all the same. Times are not asserted; one that did not end would hit the limit of the test runner.
 */
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.ts';
import type { Json, JsonObject, Report } from '../src/model.ts';
import { SETTINGS } from './fixtures.ts';

const WORKFLOW =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';

function workflow(name: string, inputs: Json = 'x', more: JsonObject = {}): JsonObject {
  const definition = {
    $schema: WORKFLOW,
    contentVersion: '1.0.0.0',
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: { type: 'object' } } } },
    actions: { Note: { type: 'Compose', runAfter: {}, inputs } },
  };
  return { type: 'Microsoft.Logic/workflows', apiVersion: '2019-05-01', name, ...more, properties: { definition } };
}

function template(resources: readonly Json[], more: JsonObject = {}): JsonObject {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    ...more,
    resources,
  };
}

/** v0 = seed, v1 = v0 v0, … */
function doubling(steps: number): JsonObject {
  const step = (index: number): [string, string] => [
    `v${index + 1}`,
    `[concat(variables('v${index}'), variables('v${index}'))]`,
  ];
  return { v0: 'abcdefgh', ...Object.fromEntries(Array.from({ length: steps }, (_, index) => step(index))) };
}

function nested(depth: number): Json {
  let inner: JsonObject = template([workflow('deep')]);
  for (let index = 0; index < depth; index += 1) {
    const properties = { mode: 'Incremental', expressionEvaluationOptions: { scope: 'inner' }, template: inner };
    inner = template([
      { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: `d${index}`, properties },
    ]);
  }
  return inner;
}

const members = (name: string, other: string): JsonObject => ({
  [name]: {
    parameters: [{ name: 'a', type: 'string' }],
    output: { type: 'string', value: `[concat(n.${other}(parameters('a')), n.${other}(parameters('a')))]` },
  },
});

const loops = (depth: number): Json =>
  depth === 0 ? 'x' : { copy: [{ name: 'list', count: 800, input: loops(depth - 1) }] };

const HOSTILE: Readonly<Record<string, Json>> = {
  'a thousand million copies': template([
    workflow("[concat('w', copyIndex())]", 'x', { copy: { name: 'c', count: 1e9 } }),
  ]),
  'copies of copies': template([workflow('w', loops(4))]),
  'copies of a deployment of copies': template([
    {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2022-09-01',
      name: "[concat('d', copyIndex())]",
      copy: { name: 'outer', count: 800 },
      properties: {
        mode: 'Incremental',
        expressionEvaluationOptions: { scope: 'inner' },
        template: template([workflow("[concat('w', copyIndex())]", 'x', { copy: { name: 'c', count: 800 } })]),
      },
    },
  ]),
  'a text of 2⁶³ characters': template([workflow('w', "[variables('v60')]")], { variables: doubling(60) }),
  'a text of 2⁶³ characters with an unknown part': template([workflow('w', "[variables('v60')]")], {
    parameters: { p: { type: 'string' } },
    variables: { ...doubling(60), v0: "[concat('a', parameters('p'))]" },
  }),
  'functions that call each other': template([workflow('w', "[n.f('a')]")], {
    functions: [{ namespace: 'n', members: { ...members('f', 'g'), ...members('g', 'f') } }],
  }),
  'variables that need each other': template([workflow('w', "[variables('a')]")], {
    variables: { a: "[concat(variables('b'), variables('b'))]", b: "[concat(variables('a'), variables('a'))]" },
  }),
  'a chain of ten thousand variables': template([workflow('w', "[variables('v9999')]")], {
    variables: Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`v${index}`, index === 0 ? 'x' : `[variables('v${index - 1}')]`]),
    ),
  }),
  'an expression of twenty thousand terms': template([
    workflow('w', `[concat(${Array.from({ length: 20_000 }, () => "'a'").join(',')})]`),
  ]),
  'an expression nested two thousand times': template([
    workflow('w', `[${'string('.repeat(2_000)}1${')'.repeat(2_000)}]`),
  ]),
  'deployments in deployments in deployments': nested(60),
};

function linted(value: Json): Report {
  const encoder = new TextEncoder();
  const neighbour = { definition: (workflow('n')['properties'] as { definition: Json }).definition };
  const sources = [
    { id: 'hostile.json', bytes: encoder.encode(JSON.stringify(value)), project: '' },
    { id: 'neighbour.json', bytes: encoder.encode(JSON.stringify(neighbour)), project: '' },
  ];
  return lint({ sources, settings: SETTINGS });
}

describe.each(Object.entries(HOSTILE))('%s', (_, value) => {
  test('ends, says so, and takes nobody along', () => {
    const report = linted(value);
    expect(report.crashed).toBe(false);
    const said = [
      ...report.problems.filter(({ category }) => category === 'template').map(({ message }) => message),
      ...report.notices.map(({ text }) => text),
    ].filter((text) => /not read to the end|surely fails|cannot be read/.test(text));
    expect(said).not.toEqual([]);
    expect(report.summary.files).toBe(2);
    expect(JSON.stringify(report).length).toBeLessThan(4_000_000);
  });
});
