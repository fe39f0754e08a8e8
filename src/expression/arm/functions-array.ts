/**
 * Array functions of the ARM language, and the walk down by keys that may be missing (facts/arm-templates.md §2.3).
 */
import type { Json, Value } from '../../model.ts';
import { entriesOf, known, member, typeOf } from '../../value.ts';
import { allItems, items, tryAccess } from './apply.ts';
import { wants } from './functions-text.ts';
import { isKnownJson } from './items.ts';
import { Failure, type Fn, type Frame } from './kinds.ts';

type Apply = NonNullable<Fn['apply']>;
const arrays = { returns: 'array' } as const;

const flatten: Apply = ([list]: readonly [Value]) => {
  const all = allItems(list);
  if (all === undefined) return isKnownJson(list) ? wants('flatten', 'an array of arrays') : undefined;
  const out: Value[] = [];
  for (const one of all) {
    const own = allItems(one);
    if (own === undefined)
      return isKnownJson(one) || one.kind === 'object' ? wants('flatten', 'an array of arrays') : undefined;
    out.push(...own);
  }
  return items(out);
};

function range([start, count]: readonly Json[], frame: Frame): Json | Failure {
  if (!isInt(start) || !isInt(count)) return wants('range', 'two ints');
  if (count < 0 || count > 10_000 || start + count > 2_147_483_647) {
    return new Failure('failed', 'range() gives 0 to 10000 numbers, up to 2147483647');
  }
  frame.charge(count * 4);
  return Array.from({ length: count }, (_, index) => start + index);
}

function isInt(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

/** 1 is the last item; what lies outside is an error, or null for the trying form. */
function fromEnd(trying: boolean): Apply {
  return ([list, count]: readonly [Value, Value]) => {
    const all = allItems(list);
    if (all === undefined || count.kind !== 'known') return undefined;
    if (!isInt(count.value)) return trying ? undefined : wants('indexFromEnd', 'an array and an int');
    const found = count.value >= 1 ? all[all.length - count.value] : undefined;
    return found ?? (trying ? known(null) : new Failure('failed', 'indexFromEnd() reaches outside the array'));
  };
}

/** Walks keys down; null at the first that is missing (§2.3). */
const tryGet: Apply = ([base, ...keys]: readonly [Value, ...Value[]], frame) => {
  frame.charge(keys.length);
  let at: Value | undefined = base;
  for (const key of keys) {
    if (at === undefined || (at.kind === 'known' && at.value === null)) return at;
    at = tryStep(at, key, frame);
  }
  return at;
};

/** A key, or `createObject('value', n, 'fromEnd', true())`: what Bicep writes for `[?^n]` (§1.2). */
function tryStep(base: Value, key: Value, frame: Frame): Value | undefined {
  if (entriesOf(key) === undefined) return tryAccess(base, key);
  const [index, backwards] = [member(key, 'value'), member(key, 'fromEnd')];
  if (index === null || index === undefined) return undefined;
  if (backwards === null || (backwards?.kind === 'known' && backwards.value === false)) return tryAccess(base, index);
  if (backwards?.kind !== 'known' || backwards.value !== true) return undefined;
  const found = fromEnd(true)([base, index], frame);
  return found instanceof Failure ? undefined : found;
}

export const ARRAYS: readonly Fn[] = [
  {
    name: 'array',
    min: 1,
    max: 1,
    ...arrays,
    apply: ([arg]: readonly [Value]) =>
      typeOf(arg) === 'any' ? undefined : typeOf(arg) === 'array' ? arg : items([arg]),
  },
  { name: 'createArray', min: 0, max: null, ...arrays, keepsChoices: true, apply: (args) => items(args) },
  { name: 'flatten', min: 1, max: 1, ...arrays, apply: flatten },
  { name: 'indexFromEnd', min: 2, max: 2, apply: fromEnd(false) },
  { name: 'tryIndexFromEnd', min: 2, max: 2, apply: fromEnd(true) },
  { name: 'range', min: 2, max: 2, ...arrays, fold: range },
  { name: 'tryGet', min: 2, max: null, apply: tryGet },
];
