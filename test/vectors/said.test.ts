/**
 * What is said of our own vectors that come to no value: the kind of unknown with all that is known of it, and the fault
 * in words. `snapshots/vectors.txt` has a line for each; `UPDATE=1` writes it again: read what moves.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseBare, parseTemplate } from '../../src/expression/workflow/parse.ts';
import type { Json } from '../../src/model.ts';
import { type Context, World } from './arm-scope.ts';
import { load } from './workflow-expression.ts';

interface Vector {
  readonly id: string;
  readonly expression: Json;
  readonly context: Context;
  readonly expected: { readonly status: string };
}
interface Text {
  readonly id: string;
  readonly kind: string;
  readonly input: string;
  readonly valid: boolean;
}

const FIXTURES = join(import.meta.dirname, '../../fixtures/vectors');
const FILE = join(import.meta.dirname, '../snapshots/vectors.txt');
const UPDATE = process.env['UPDATE'] === '1' && process.env['CI'] === undefined;

const open = (load(join(FIXTURES, 'arm-eval.json')) as readonly Vector[]).filter(
  ({ expected }) => expected.status !== 'value',
);
const refused = (load(join(FIXTURES, 'workflow-expression.json')) as readonly Text[]).filter(
  ({ valid, kind }) => !valid && kind !== 'scan',
);

function ofArm({ id, expression, context }: Vector): string {
  const world = new World(context);
  const value = world.evaluate(expression);
  const faults = world.faults.map(({ kind, message, name }) =>
    [kind, message, ...(name === undefined ? [] : [name])].join(': '),
  );
  return [
    id,
    JSON.stringify(value, (key, inner: unknown) => (key === 'from' || key === 'via' ? undefined : inner)),
    ...faults,
  ].join(' | ');
}

function ofWorkflow({ id, kind, input }: Text): string {
  const { faults } = kind === 'bare' ? parseBare(input) : parseTemplate(input);
  return [
    id,
    ...faults.map(({ kind: fault, message, start, end }) => `${String(start)}-${String(end)} ${fault}: ${message}`),
  ].join(' | ');
}

if (UPDATE) writeFileSync(FILE, `${[...open.map(ofArm), ...refused.map(ofWorkflow)].join('\n')}\n`);

const lines = readFileSync(FILE, 'utf8').trimEnd().split('\n');
const kept = new Map(lines.map((line) => [line.split(' | ')[0], line]));

test.each(open.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
  expect(ofArm(vector)).toBe(kept.get(vector.id));
});

test.each(refused.map((text) => [text.id, text] as const))('%s', (_, text) => {
  expect(ofWorkflow(text)).toBe(kept.get(text.id));
});

test('there are many, each with an id of its own', () => {
  expect(open.length).toBeGreaterThan(200);
  expect(refused.length).toBeGreaterThan(10);
  expect([kept.size, lines.length]).toEqual([open.length + refused.length, open.length + refused.length]);
});
