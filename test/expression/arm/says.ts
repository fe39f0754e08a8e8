/**
 * What an expression of a template comes to, in one line. The world around it: parameters `p`, `q` (string), `n`, `m` (int),
 * `f`, `g` (bool), `o` (object), `a`, `b` (array), `x` (any), `s` (secure string), `short` (string of 3 to 5 characters);
 * `more` (an array that begins with `a`), `none` (one of which nothing is known), `rest` (an object of which nothing is known);
 * the loop `row` at index 3, the loop `open` at an index that is not known.
 */
import { expect } from 'vitest';
import { evaluateText, freshBudget } from '../../../src/expression/arm/evaluate.ts';
import type {
  ArmScope,
  DeploymentContext,
  ExpressionFault,
  Position,
  UserFunction,
} from '../../../src/expression/arm/scope.ts';
import type { Anchor, HoleType, Value } from '../../../src/model.ts';
import { arrayOf, hole, known, objectOf } from '../../../src/value.ts';
import { said } from '../said.ts';

const AT: Anchor = { file: 'main.json', pointer: '/x' };

const types: readonly (readonly [HoleType, readonly string[]])[] = [
  ['string', ['p', 'q']],
  ['int', ['n', 'm']],
  ['bool', ['f', 'g']],
  ['object', ['o']],
  ['array', ['a', 'b']],
  ['any', ['x']],
];
const PARAMETERS = new Map<string, Value>([
  ...types.flatMap(([type, names]) => names.map((name) => [name, hole(name, type)] as const)),
  ['s', hole('s', 'string', { secure: true })],
  ['short', hole('short', 'string', { shape: { minLength: 3, maxLength: 5 } })],
  ['more', arrayOf([known('a')], undefined, true)],
  ['none', arrayOf([], undefined, true)],
  ['rest', objectOf([], undefined, true)],
]);

export interface Around {
  readonly position?: Position;
  readonly deployment?: Partial<DeploymentContext>;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly functions?: Readonly<Record<string, UserFunction>>;
  /** What the template answers to `reference()`. */
  readonly reference?: ArmScope['reference'];
}

interface Seen {
  readonly value: Value;
  readonly faults: readonly ExpressionFault[];
  /** Of the budget: steps and characters. */
  readonly spent: { readonly steps: number; readonly characters: number };
}

function see(
  text: string,
  around: Around = {},
  parameters: Readonly<Record<string, Value>> = {},
  at: Anchor = AT,
  texts?: Map<string, Value>,
): Seen {
  const faults: ExpressionFault[] = [];
  const budget = freshBudget();
  const before = { ...budget };
  const scope: ArmScope = {
    id: 'main',
    deployment: { kind: 'resourceGroup', scopeId: 'here', ...around.deployment },
    position: around.position ?? 'property',
    budget,
    texts,
    parameter: (name) => parameters[name] ?? PARAMETERS.get(name),
    variable: (name) => around.variables?.[name.toLowerCase()],
    userFunction: (name) => around.functions?.[name.toLowerCase()],
    copyIndex: (loop) => {
      if (loop === null || loop === 'row') return known(3);
      return loop === 'open' ? hole('i', 'int', { shape: { alphabet: 'digits' } }) : undefined;
    },
    reference: around.reference ?? ((): undefined => undefined),
    fault: (fault) => faults.push(fault),
  };
  const value = evaluateText(text, at, scope);
  return {
    value,
    faults,
    spent: { steps: before.steps - budget.steps, characters: before.characters - budget.characters },
  };
}

/** The value, with more parameters than those above. */
export function valueOf(text: string, parameters: Readonly<Record<string, Value>> = {}): Value {
  return see(text, {}, parameters).value;
}

/** Characters that an expression takes out of the budget. */
export function spentOn(text: string): number {
  const { value, spent } = see(text);
  expect(said(value)).not.toContain('error');
  return spent.characters;
}

/** The value, or the kind of the fault, what it says and the text that it points to; and that what was made was counted. */
export function says(text: string, around: Around = {}): string {
  const { value, faults, spent } = see(text, around);
  expect(spent.characters).toBeGreaterThanOrEqual(0);
  const [fault, ...others] = faults;
  expect(others).toEqual([]);
  if (fault?.kind !== 'syntax') expect(spent.steps).toBeGreaterThan(0);
  if (fault === undefined) return said(value);
  expect(value).toMatchObject({ kind: 'hole', error: fault.message });
  const place = fault.kind === 'syntax' ? ` at ${JSON.stringify(text.slice(...(fault.at.slice ?? [0, 0])))}` : '';
  return `${fault.kind}: ${fault.message}${place}`;
}

/**
 * What a text comes to elsewhere, where the scope has met it before, and where it has not; whether it was taken from memory.
 * They are to be the same.
 */
export function again(
  text: string,
  around: Around,
): { readonly met: Said; readonly fresh: Said; readonly kept: boolean } {
  const texts = new Map<string, Value>();
  const elsewhere: Anchor = { file: 'main.json', pointer: '/elsewhere', on: 'key' };
  see(text, around, {}, AT, texts);
  const [met, fresh] = [see(text, around, {}, elsewhere, texts), see(text, around, {}, elsewhere)];
  return { met: bare(met), fresh: bare(fresh), kept: texts.size > 0 };
}

type Said = Pick<Seen, 'value' | 'faults'>;

function bare({ value, faults }: Seen): Said {
  return { value, faults };
}
