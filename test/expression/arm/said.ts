/**
 * Values in one line, for tables of tests. The world around the expressions: parameters `p`, `q` (string), `n`, `m` (int),
 * `f`, `g` (bool), `o` (object), `a`, `b` (array), `x` (any), `s` (secure string), `short` (string of 3 to 5 characters);
 * the loop `row` at index 3, the loop `open` at an index that is not known.
 */
import { expect } from 'vitest';
import { callName } from '../../../src/compare/canon.ts';
import { evaluateText, freshBudget } from '../../../src/expression/arm/evaluate.ts';
import type {
  ArmScope,
  DeploymentContext,
  ExpressionFault,
  Position,
  UserFunction,
} from '../../../src/expression/arm/scope.ts';
import type { Anchor, Hole, HoleType, Value } from '../../../src/model.ts';
import { hole, known } from '../../../src/value.ts';

export const AT: Anchor = { file: 'main.json', pointer: '/x' };

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
]);

export interface Around {
  readonly position?: Position;
  readonly deployment?: Partial<DeploymentContext>;
  readonly variables?: Readonly<Record<string, Value>>;
  readonly functions?: Readonly<Record<string, UserFunction>>;
  /** What the template answers to `reference()`. */
  readonly reference?: ArmScope['reference'];
}

export interface Seen {
  readonly value: Value;
  readonly faults: readonly ExpressionFault[];
  /** Of the budget: steps and characters. */
  readonly spent: { readonly steps: number; readonly characters: number };
}

export function see(text: string, around: Around = {}): Seen {
  const faults: ExpressionFault[] = [];
  const budget = freshBudget();
  const before = { ...budget };
  const scope: ArmScope = {
    id: 'main',
    deployment: { kind: 'resourceGroup', scopeId: 'here', ...around.deployment },
    position: around.position ?? 'property',
    budget,
    parameter: (name) => PARAMETERS.get(name),
    variable: (name) => around.variables?.[name],
    userFunction: (name) => around.functions?.[name],
    copyIndex: (loop) => {
      if (loop === null || loop === 'row') return known(3);
      return loop === 'open' ? hole('i', 'int', { shape: { alphabet: 'digits' } }) : undefined;
    },
    reference: around.reference ?? ((): undefined => undefined),
    fault: (fault) => faults.push(fault),
  };
  const value = evaluateText(text, AT, scope);
  return {
    value,
    faults,
    spent: { steps: before.steps - budget.steps, characters: before.characters - budget.characters },
  };
}

/** The value, or the kind of the fault and what it says; and that what was made was counted. */
export function says(text: string, around: Around = {}): string {
  const { value, faults, spent } = see(text, around);
  expect(spent.steps).toBeGreaterThan(0);
  expect(spent.characters).toBeGreaterThanOrEqual(0);
  const [fault] = faults;
  if (fault === undefined) return said(value);
  expect(value).toMatchObject({ kind: 'hole', error: fault.message });
  return `${fault.kind}: ${fault.message}`;
}

/** `"a-" + p`, `f ? 1 : n:int`, `toLower(p)`, `{ "k": p, … }`. */
export function said(value: Value): string {
  switch (value.kind) {
    case 'known':
      return JSON.stringify(value.value);
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : said(part))).join(' + ');
    case 'array':
      return `[${[...value.items.map(said), ...(value.open === true ? ['…'] : [])].join(', ')}]`;
    case 'object': {
      const members = value.entries.map(
        ({ key, name, value: inner }) =>
          `${name === undefined ? JSON.stringify(key) : `(${said(name)})`}: ${said(inner)}`,
      );
      return `{${[...members, ...(value.open === true ? ['…'] : [])].join(', ')}}`;
    }
    case 'choice':
      return `(${value.condition} ? ${said(value.then)} : ${said(value.else)})`;
    case 'hole':
      return saidHole(value);
  }
}

/** Its name or call, its type where it is no text, its shape, and whether it is secret. */
function saidHole({ name, type, shape, secure, call, error }: Hole): string {
  if (error !== undefined) return `error(${error})`;
  const computed = call !== undefined && name.endsWith(callName(call.fn, call.args));
  const scope = computed ? name.slice(0, -callName(call.fn, call.args).length) : '';
  const stem = computed ? `${scope}${call.fn}(${call.args.map(said).join(', ')})` : name;
  const length = [shape?.minLength ?? '', shape?.maxLength ?? ''].join('..');
  const known = [...(length === '..' ? [] : [length]), ...(shape?.alphabet === undefined ? [] : [shape.alphabet])];
  return [
    stem,
    type === 'string' ? '' : `:${type}`,
    known.length === 0 ? '' : `<${known.join(' ')}>`,
    secure === true ? ' secret' : '',
  ].join('');
}
