/** Arithmetic. Whole numbers only: how fractions are rounded and printed is not documented. */
import type { Json } from '../../../model.ts';
import { fn, isInt, isList } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';

/** Longest list that `range` is computed for; the platform allows 100,000. */
const MAX_RANGE = 1000;

function whole(compute: (a: number, b: number) => number | undefined): Exact {
  return ([a, b]) => {
    if (!isInt(a) || !isInt(b)) return undefined;
    const out = compute(a, b);
    return isInt(out) ? out + 0 : undefined;
  };
}

/** Either numbers, or one list of them. */
function extreme(pick: (values: readonly number[]) => number): Exact {
  return (args) => {
    const [head] = args;
    const values: readonly Json[] = args.length === 1 && isList(head) ? head : args;
    if (values.length === 0 || values.length > MAX_RANGE || !values.every(isInt)) return undefined;
    return pick(values);
  };
}

const range: Exact = ([start, count]) => {
  if (!isInt(start) || !isInt(count) || count < 1 || count > MAX_RANGE) return undefined;
  return Array.from({ length: count }, (_, index) => start + index);
};

export const MATH: readonly FunctionSpec[] = [
  fn(
    'math',
    'add',
    'summand_1: integer|float, summand_2: integer|float',
    'integer|float',
    whole((a, b) => a + b),
  ),
  fn(
    'math',
    'div',
    'dividend: integer|float, divisor: integer|float',
    'integer|float',
    whole((a, b) => (b === 0 ? undefined : Math.trunc(a / b))),
  ),
  fn(
    'math',
    'max',
    '...number: integer|float|array',
    'integer|float',
    extreme((values) => Math.max(...values)),
  ),
  fn(
    'math',
    'min',
    '...number: integer|float|array',
    'integer|float',
    extreme((values) => Math.min(...values)),
  ),
  fn(
    'math',
    'mod',
    'dividend: integer|float, divisor: integer|float',
    'integer|float',
    whole((a, b) => (a < 0 || b <= 0 ? undefined : a % b)),
  ),
  fn(
    'math',
    'mul',
    'multiplicand1: integer|float, multiplicand2: integer|float',
    'integer|float',
    whole((a, b) => a * b),
  ),
  fn('math', 'pow', 'base: number, exponent: number', 'number', null, { doc: null, standardOnly: true }),
  fn('math', 'rand', 'minValue: integer, maxValue: integer', 'integer', null, { purity: 'once' }),
  fn('math', 'range', 'startIndex: integer, count: integer', 'array', range),
  fn(
    'math',
    'sub',
    'minuend: integer|float, subtrahend: integer|float',
    'integer|float',
    whole((a, b) => a - b),
  ),
];
