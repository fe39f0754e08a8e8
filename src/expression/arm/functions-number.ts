/**
 * Number and date functions of the ARM language (facts/arm-templates.md §2.4): 64-bit integers, overflow and
 * division by zero are errors. Integers beyond 2⁵³ and all floats are left open, since JSON numbers lose them.
 */
import type { Json, Value } from '../../model.ts';
import { known, typeOf } from '../../value.ts';
import { allItems } from './apply.ts';
import { wants } from './functions-text.ts';
import { Failure, type Fn } from './kinds.ts';

const ints = { returns: 'int' } as const;
const texts = { returns: 'string' } as const;

const MIN_INT = -(2n ** 63n);
const MAX_INT = 2n ** 63n - 1n;

function arithmetic(name: string, compute: (left: bigint, right: bigint) => bigint | Failure): Fn {
  return {
    name,
    min: 2,
    max: 2,
    ...ints,
    fold: ([left, right]) => {
      if (typeof left !== 'number' || typeof right !== 'number')
        return isDigits(left) && isDigits(right) ? undefined : wants(name, 'two ints');
      if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return undefined;
      const result = compute(BigInt(left), BigInt(right));
      if (result instanceof Failure) return result;
      if (result < MIN_INT || result > MAX_INT)
        return new Failure('failed', `${name}() leaves the range of 64-bit integers`);
      const value = Number(result);
      return Number.isSafeInteger(value) ? value : undefined;
    },
  };
}

/** A number, or a text that is one: whether such a text is taken for a number is not documented. */
function isDigits(value: Json | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value));
}

function nonZero(
  name: string,
  compute: (left: bigint, right: bigint) => bigint,
): (left: bigint, right: bigint) => bigint | Failure {
  return (left, right) => (right === 0n ? new Failure('failed', `${name}() by zero`) : compute(left, right));
}

/** The arguments, or the items of the only one. */
function extreme(name: 'min' | 'max'): NonNullable<Fn['apply']> {
  return (args) => {
    const [only] = args;
    const isArray = args.length === 1 && only !== undefined && typeOf(only) === 'array';
    const values = isArray ? allItems(only) : args;
    if (values === undefined) return undefined;
    const numbers: number[] = [];
    for (const value of values) {
      // Arrays among others: the docs name one array or ints, another implementation takes both.
      if (value.kind !== 'known' || Array.isArray(value.value)) return undefined;
      if (typeof value.value !== 'number') return wants(name, 'ints or an array of ints');
      if (!Number.isSafeInteger(value.value)) return undefined;
      numbers.push(value.value);
    }
    const [first, ...rest] = numbers;
    return first === undefined
      ? undefined
      : known(rest.reduce((a, b) => (name === 'min' ? Math.min(a, b) : Math.max(a, b)), first));
  };
}

function toInt(value: Json | undefined): Json | Failure | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string')
    return typeof value === 'boolean' ? undefined : wants('int', 'an int or a text of digits');
  if (/^-?\d{1,15}$/.test(value)) return Number(value) + 0;
  return /^[\s\d.,+\-eE]+$/.test(value) ? undefined : new Failure('failed', 'int() takes a text of digits');
}

/** Milliseconds of `yyyy-MM-ddTHH:mm:ssZ`; other forms print differently after dateTimeAdd (§2.4), so they stay open. */
function readDate(text: string): number | undefined {
  const time = Date.parse(text);
  return printDate(time) === text ? time : undefined;
}

function printDate(time: number): string | undefined {
  if (!(Math.abs(time) <= 8.64e15)) return undefined;
  const text = new Date(time).toISOString();
  return /^\d{4}-/.test(text) ? text.replace(/\.\d+Z$/, 'Z') : undefined;
}

/** Milliseconds of an ISO 8601 duration of days and times; years and months are not folded. */
function readDuration(value: string): number | undefined {
  const match = /^(-)?P(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/.exec(value);
  if (match === null || value.endsWith('P')) return undefined;
  const [, sign, days, hours, minutes, seconds] = match;
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return (sign === undefined ? total : -total) * 1_000;
}

function dateTimeAdd([base, duration, form]: readonly Json[]): Json | Failure | undefined {
  if (typeof base !== 'string' || typeof duration !== 'string') return wants('dateTimeAdd', 'texts');
  const [start, length] = [readDate(base), readDuration(duration)];
  return start === undefined || length === undefined || form !== undefined ? undefined : printDate(start + length);
}

function dateTimeFromEpoch([seconds]: readonly Json[]): Json | Failure | undefined {
  if (typeof seconds !== 'number') return wants('dateTimeFromEpoch', 'an int');
  return Number.isInteger(seconds) ? printDate(seconds * 1_000) : undefined;
}

function dateTimeToEpoch([text]: readonly Json[]): Json | Failure | undefined {
  if (typeof text !== 'string') return wants('dateTimeToEpoch', 'a text');
  const time = readDate(text);
  return time === undefined ? undefined : time / 1_000;
}

function sameInt([arg]: readonly [Value]): Value | undefined {
  return typeOf(arg) === 'int' ? arg : undefined;
}

export const NUMBERS: readonly Fn[] = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic(
    'div',
    nonZero('div', (left, right) => left / right),
  ),
  arithmetic(
    'mod',
    nonZero('mod', (left, right) => left % right),
  ),
  { name: 'min', min: 1, max: null, ...ints, apply: extreme('min') },
  { name: 'max', min: 1, max: null, ...ints, apply: extreme('max') },
  { name: 'int', min: 1, max: 1, ...ints, fold: ([arg]) => toInt(arg), apply: sameInt },
  // Floats exist to be passed on; how they print is not documented.
  { name: 'float', min: 1, max: 1 },
  { name: 'dateTimeAdd', min: 2, max: 3, ...texts, fold: (args) => dateTimeAdd(args) },
  { name: 'dateTimeFromEpoch', min: 1, max: 1, ...texts, fold: (args) => dateTimeFromEpoch(args) },
  { name: 'dateTimeToEpoch', min: 1, max: 1, ...ints, fold: (args) => dateTimeToEpoch(args) },
];
