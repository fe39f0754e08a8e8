/** Caps on templates and on both expression languages. */
import { parse } from '../../src/expression/arm/parse.ts';
import { parseBare } from '../../src/expression/workflow/parse.ts';
import { isText } from '../../src/expression/workflow/spec.ts';
import type { Json, JsonObject } from '../../src/model.ts';
import { paper, said } from '../template/paper.ts';
import { compose, type Proofs, saidOf, template, times, workflow } from './proof.ts';

const spoken = (value: JsonObject): string => saidOf({ 't.json': value });
const evaluated = (expression: string, more: JsonObject = {}): string => {
  const { resources } = paper(template([{ type: 'a/b', apiVersion: '1', name: expression, ...more }]));
  return JSON.stringify(said(resources[0]?.name));
};

const deployments = (depth: number): Json =>
  depth === 0
    ? template([workflow('deep')])
    : template([
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: `d${depth}`,
          properties: {
            mode: 'Incremental',
            expressionEvaluationOptions: { scope: 'inner' },
            template: deployments(depth - 1),
          },
        },
      ]);

const children = (depth: number): JsonObject =>
  depth === 0
    ? { type: 'last', apiVersion: '1', name: 'x' }
    : { type: 't', apiVersion: '1', name: 'x', resources: [children(depth - 1)] };

const variables = (count: number): JsonObject =>
  Object.fromEntries(times(count, (i) => [`v${i}`, i === 0 ? 'x' : `[variables('v${i - 1}')]`]));

export const deploying: Proofs = {
  'src/template/run.ts INSTANCE_CAP': {
    at: (n) => spoken(template(times(n, (i) => workflow(`w${i}`)))),
    beyond: /more than 1600 resources: the rest is not looked at/,
  },
  'src/template/run.ts LOOP_CAP': {
    at: (n) => spoken(template([workflow("[concat('w', copyIndex())]", {}, { copy: { name: 'c', count: n } })])),
    beyond: /800/,
  },
  'src/template/run.ts ITERATION_CAP': {
    // 50 variables of 800 passes each are the cap; one pass more stands in a list of its own.
    at: (n) => {
      const list = (name: string, count: number): JsonObject => ({ name, count, input: 'x' });
      const lists = [
        ...times(Math.floor(n / 800), (i) => list(`l${i}`, 800)),
        ...(n % 800 === 0 ? [] : [list('m', n % 800)]),
      ];
      const all = lists.map((_, i) => `variables('${i < Math.floor(n / 800) ? `l${i}` : 'm'}')`).join(', ');
      return spoken(
        template([workflow('w', { A: compose(`[string(createArray(${all}))]`) })], { variables: { copy: lists } }),
      );
    },
    beyond: /loops make more than 40000 passes/,
  },
  'src/template/run.ts NESTING_CAP': {
    at: (n) => spoken(deployments(n) as JsonObject),
    beyond: /not read to the end/,
  },
  'src/template/run.ts CHAIN_CAP': {
    // A variable takes two: its name and its value.
    at: (n) => {
      const count = Math.ceil(n / 2) - 1;
      return spoken(template([workflow(`[variables('v${count - 1}')]`)], { variables: variables(count) }));
    },
    beyond: /more than 96 names need each other in a row/,
  },
  'src/template/run.ts SIZE_CAP': {
    // The definition around the text is 279 characters of its own.
    at: (n) => {
      const [half, odd] = ['x'.repeat(Math.floor((n - 279) / 2)), n % 2 === 0 ? 'y' : ''];
      const more = { variables: { a: half, b: `[concat(variables('a'), variables('a'), '${odd}')]` } };
      return spoken(template([workflow('w', { A: compose("[variables('b')]") })], more));
    },
    beyond: /longer than 4000000 characters/,
  },
  'src/template/parse.ts CHILD_DEPTH': {
    at: (n) => spoken(template([workflow('w'), children(n)])),
    beyond: /child resources below level 8 are not read/,
  },
  'src/template/faults.ts ENOUGH': {
    at: (n) =>
      spoken(template([workflow('w', Object.fromEntries(times(n, (i) => [`A${i}`, compose(`[nope${i}()]`)])))])),
    beyond: /more than 1000 things are wrong with it: the rest is not told/,
  },
  'src/extract/templates.ts EVERYWHERE_CAP': {
    // One resource more than that in a hundred files, and a file that is left out.
    at: (n) => {
      const environments = 100;
      const each = Math.floor((n - 1) / environments) + 1;
      const resources = times(each, (i) => ({
        type: 'a/b',
        apiVersion: '1',
        name: `[concat(parameters('n'), '${i}')]`,
      }));
      const parameters = { n: { type: 'string' } };
      const files = times(environments + 1, (i): [string, JsonObject] => [
        `t.e${i}.parameters.json`,
        {
          $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
          contentVersion: '1.0.0.0',
          parameters: { n: { value: `e${i}` } },
        },
      ]);
      const whole = template([...resources.slice(1), workflow("[parameters('n')]")], { parameters });
      return saidOf(Object.fromEntries([['t.json', whole], ...files]));
    },
    beyond: /more than 8000 resources in \d+ of 101 parameter files: the others are not looked at/,
  },
  'src/expression/arm/parse.ts MAX_LENGTH': {
    at: (n) => JSON.stringify(parse(`['${'x'.repeat(n - 4)}']`)).slice(0, 200),
    beyond: /longer than 24576 characters/,
  },
  'src/expression/arm/parse.ts MAX_DEPTH': {
    at: (n) => JSON.stringify(parse(`[${'f('.repeat(n)}1${')'.repeat(n)}]`)).slice(0, 300),
    beyond: /nests deeper than 200 levels/,
  },
  'src/expression/arm/format.ts MAX_ALIGN': {
    at: (n) => evaluated(`[format('{0,${n}}', 'x')]`).slice(0, 40),
    beyond: /\{/,
  },
  'src/expression/workflow/parse.ts MAX_EXPRESSION': {
    at: (n) =>
      parseBare(`'${'x'.repeat(n - 2)}'`)
        .faults.map(({ message }) => message)
        .join(),
    beyond: /longer than 8192 characters/,
  },
  'src/expression/workflow/parse.ts MAX_DEPTH': {
    at: (n) =>
      parseBare(`${'f('.repeat(n)}1${')'.repeat(n)}`)
        .faults.map(({ message }) => message)
        .join(),
    beyond: /nested more than 200 deep/,
  },
  'src/expression/workflow/spec.ts MAX_COMPUTED': {
    at: (n) => String(isText('x'.repeat(n))),
    beyond: /false/,
  },
};
