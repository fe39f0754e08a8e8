/** How far a secret is followed in one workflow. */
import { expect, test } from 'vitest';
import { placesShown, secretSourcesOf } from '../../src/extract/flows.ts';
import type { Json } from '../../src/model.ts';
import { extracted } from '../extracted.ts';

const VAULT = { type: 'Http', inputs: { method: 'GET', uri: 'https://erp.vault.azure.net/secrets/erp' } };
const compose = (inputs: Json, ...after: readonly string[]) => ({
  type: 'Compose',
  inputs,
  runAfter: Object.fromEntries(after.map((name) => [name, ['Succeeded']])),
});

function shown(actions: Readonly<Record<string, Json>>): readonly (readonly string[])[] {
  const definition = { contentVersion: '1.0.0.0', triggers: {}, actions };
  const bytes = new TextEncoder().encode(JSON.stringify({ kind: 'Stateful', definition }));
  const [workflow] = extracted({ id: 'Orders/workflow.json', bytes, project: '' }).workflows;
  if (workflow === undefined) throw new Error('no workflow');
  return secretSourcesOf(workflow).map(({ spread }) => spread.shown.map(({ name }) => name));
}

test.each([
  ['the value', "@body('Get')?['value']", true],
  ['all of it', "@body('Get')", true],
  ['a name beside it', "@body('Get')?['id']", false],
  ['the answer', "@outputs('Get')", true],
  ['its state', "@outputs('Get')?['statusCode']", false],
  ['its headers', "@outputs('Get')?['headers']", false],
  ['the action', "@actions('Get')", true],
  ['what the action was asked', "@actions('Get')?['inputs']", false],
  ['the outputs of the action', "@actions('Get')?['outputs']?['body']", true],
])('of a read from Key Vault, %s', (_, read, holds) => {
  expect(shown({ Get: VAULT, Keep: compose(read, 'Get') })).toEqual([holds ? ['Keep'] : []]);
});

test.each([
  ['its member', "@outputs('Both')?['key']", true],
  ['its member by the other word', "@body('Both')?['key']", true],
  ['all of it', "@outputs('Both')", true],
  ['another member', "@outputs('Both')?['user']", false],
  ['a member by a computed name', "@outputs('Both')?[outputs('Name')]", false],
])('of an object that holds it, %s', (_, read, holds) => {
  const both = compose({ key: "@body('Get')?['value']", user: 'orders' }, 'Get');
  const [names] = shown({ Get: VAULT, Name: compose('user'), Both: both, Keep: compose(read, 'Both', 'Name') });
  expect(names).toEqual(holds ? ['Both', 'Keep'] : ['Both']);
});

test('twelve hops and no more', () => {
  const chain = Array.from({ length: 20 }, (_, index) => [
    `C${String(index)}`,
    compose(index === 0 ? "@body('Get')" : `@outputs('C${String(index - 1)}')`),
  ]);
  const [names] = shown({ Get: VAULT, ...(Object.fromEntries(chain) as Record<string, Json>) });
  expect(names?.at(-1)).toBe('C12');
});

test('many ways through one variable end with their first readers', () => {
  const actions: Record<string, Json> = {
    Init: { type: 'InitializeVariable', inputs: { variables: [{ name: 'all', type: 'string' }] } },
  };
  for (let index = 0; index < 700; index++) {
    actions[`G${String(index)}`] = VAULT;
    actions[`A${String(index)}`] = {
      type: 'AppendToStringVariable',
      inputs: { name: 'all', value: `@body('G${String(index)}')` },
    };
    actions[`R${String(index)}`] = compose("@variables('all')");
  }
  const ways = shown(actions);
  expect(ways).toHaveLength(700);
  expect(ways[0]).toHaveLength(701);
  expect(ways[699]).toEqual(['A699']);
});

test('places are named with the workflow, where it is another one, and three at most', () => {
  const one = { name: 'Keep' };
  expect(placesShown([one, { name: 'manual', workflow: 'Take' }])).toBe("'Keep', 'manual' of 'Take'");
  expect(placesShown([one, one, one, one, one])).toBe("'Keep', 'Keep', 'Keep' and 2 more");
  expect(placesShown([])).toBe('');
});
