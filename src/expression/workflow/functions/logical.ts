/** Comparisons and conditions; `if`, `and`, `or` with unknown arguments are decided in call.ts. */
import type { Json } from '../../../model.ts';
import { fn } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';

/**
 * Values of one scalar type. Between types the platform converts (its reference has `equals(true, 1)` hold), and
 * null counts as an empty text, so there is no answer there.
 */
const equals: Exact = ([a, b]) => {
  if (a === null && b === null) return true;
  if (typeof a === 'string' && b === null) return a === '' ? undefined : false;
  if (typeof b === 'string' && a === null) return b === '' ? undefined : false;
  if (typeof a !== typeof b || typeof a === 'object') return undefined;
  return a === b;
};

function compare(test: (a: number, b: number) => boolean): Exact {
  return ([a, b]) => (typeof a === 'number' && typeof b === 'number' ? test(a, b) : undefined);
}

function fold(combine: (values: readonly boolean[]) => boolean): Exact {
  return (args) => (args.every((arg): arg is boolean => typeof arg === 'boolean') ? combine(args) : undefined);
}

const choose: Exact = ([test, then, otherwise]): Json | undefined => {
  if (typeof test !== 'boolean') return undefined;
  return test ? then : otherwise;
};

export const LOGICAL: readonly FunctionSpec[] = [
  fn(
    'logical',
    'and',
    '...expression: boolean',
    'boolean',
    fold((values) => values.every(Boolean)),
    { doc: [2, null] },
  ),
  fn('logical', 'equals', 'object1: any, object2: any', 'boolean', equals),
  fn(
    'logical',
    'greater',
    'value: integer|float|string, compareTo: integer|float|string',
    'boolean',
    compare((a, b) => a > b),
  ),
  fn(
    'logical',
    'greaterOrEquals',
    'value: integer|float|string, compareTo: integer|float|string',
    'boolean',
    compare((a, b) => a >= b),
  ),
  fn('logical', 'if', 'expression: boolean, valueIfTrue: any, valueIfFalse: any', 'any', choose),
  fn(
    'logical',
    'less',
    'value: integer|float|string, compareTo: integer|float|string',
    'boolean',
    compare((a, b) => a < b),
  ),
  fn(
    'logical',
    'lessOrEquals',
    'value: integer|float|string, compareTo: integer|float|string',
    'boolean',
    compare((a, b) => a <= b),
  ),
  fn('logical', 'not', 'expression: boolean', 'boolean', ([value]) =>
    typeof value === 'boolean' ? !value : undefined,
  ),
  fn(
    'logical',
    'or',
    '...expression: boolean',
    'boolean',
    fold((values) => values.some(Boolean)),
    { doc: [2, null] },
  ),
];
