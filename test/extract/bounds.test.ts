/** What is too large is not known: its workflow is there, nothing is said of its operations, and the document says so. */
import { expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import type { Json } from '../../src/model.ts';
import { SETTINGS } from '../fixtures.ts';

const plain = { type: 'Http', runAfter: {}, inputs: { method: 'GET', uri: 'http://service.example.com/' } };
const workflow = (name: string, actions: Readonly<Record<string, Json>>): Json => ({
  id: `/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/g/providers/Microsoft.Logic/workflows/${name}`,
  name,
  type: 'Microsoft.Logic/workflows',
  properties: {
    provisioningState: 'Succeeded',
    definition: { triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } }, actions },
  },
});
const many = (count: number): Readonly<Record<string, Json>> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`A${at}`, plain]));
const heard = (...workflows: readonly Json[]) => {
  const bytes = new TextEncoder().encode(JSON.stringify({ value: workflows }));
  const { problems, notices, summary } = lint({
    sources: [{ id: 'list.json', project: '', bytes }],
    settings: SETTINGS,
  });
  return {
    plain: problems.filter(({ rule }) => rule === 'plaintext-http').map(({ workflow: name }) => name),
    cut: notices.filter(({ text }) => text.startsWith('not read')).map(({ text }) => text),
    workflows: summary.workflows,
  };
};

test('a definition that is too long says nothing, and the others do', () => {
  const long = workflow('long', {
    ...many(1),
    Large: { type: 'Compose', inputs: 'x'.repeat(4_000_000), runAfter: {} },
  });
  expect(heard(workflow('before', many(1)), long, workflow('after', many(1)))).toEqual({
    plain: ['before', 'after'],
    cut: ['not read to the end: a definition is longer than 4000000 characters'],
    workflows: 3,
  });
});

test('so does one with too many operations', () => {
  expect(heard(workflow('before', many(1)), workflow('crowd', many(20_001)), workflow('after', many(1)))).toEqual({
    plain: ['before', 'after'],
    cut: ['not read to the end: more than 20000 operations'],
    workflows: 3,
  });
});

test('after too many calls no definition is looked at', () => {
  const crowds = ['a', 'b', 'c'].map((name) => workflow(name, many(19_000)));
  const said = heard(...crowds, workflow('after', many(1)));
  expect(said.cut).toEqual(['not read to the end: more than 50000 calls']);
  expect(said.workflows).toBe(4);
  expect(said.plain).not.toContain('after');
});

test('after too much code definitions with code are not looked at, and others are', () => {
  const code = (name: string): Readonly<Record<string, Json>> => ({
    ...many(1),
    Run: { type: 'JavaScriptCode', inputs: { code: `return '${name}';${' '.repeat(180_000)}` }, runAfter: {} },
  });
  const coded = ['a', 'b', 'c', 'd'].map((name) => workflow(name, code(name)));
  const said = heard(...coded, workflow('after', many(1)));
  expect(said.cut).toEqual(['not read to the end: more than 500000 characters of inline JavaScript']);
  expect(said.plain).toEqual(['a', 'b', 'after']);
});

test('settings of an app that are too many are said to be so', () => {
  const values = Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`Setting${at}`, 'x']));
  const bytes = new TextEncoder().encode(JSON.stringify({ IsEncrypted: false, Values: values }));
  const sources = [{ id: 'app/local.settings.json', project: '', bytes }];
  const { notices } = lint({ sources, settings: SETTINGS });
  expect(notices.map(({ text }) => text)).toEqual(['not read to the end: more than 5000 members']);
});

test('copies of a definition are looked at until they are many times the template', () => {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: "[concat('copy', copyIndex())]",
        location: 'westeurope',
        copy: { name: 'copies', count: 40 },
        properties: {
          definition: {
            triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
            actions: { ...many(1), Large: { type: 'Compose', inputs: 'x'.repeat(700_000), runAfter: {} } },
          },
        },
      },
    ],
  };
  const bytes = new TextEncoder().encode(JSON.stringify(template));
  const { calls, notices } = lint({ sources: [{ id: 't.json', project: '', bytes }], settings: SETTINGS });
  expect(notices.map(({ text }) => text)).toContain('not read to the end: copies of more than 20000000 characters');
  // Those that fit, of 700 KB each, and what the template itself has.
  expect(calls.length).toBe(29);
});
