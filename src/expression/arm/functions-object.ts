/**
 * Object functions of the ARM language (facts/arm-templates.md §2.3). They work on members that are not fully known as
 * long as the result does not hang on them; union and intersection of arrays stand here too.
 */
import { same } from '../../compare.ts';
import type { Entry, Json, Value } from '../../model.ts';
import { entriesOf, known, objectOf, typeOf } from '../../value.ts';
import { allItems, items } from './apply.ts';
import { wants } from './functions-text.ts';
import { allEntries, find, isKnownJson } from './items.ts';
import { Failure, type Fn, type Frame } from './kinds.ts';
import { markUnordered } from './text.ts';

type Apply = NonNullable<Fn['apply']>;
const objects = { returns: 'object' } as const;
const arrays = { returns: 'array' } as const;

/** Elements once each, in order; undefined where equality cannot be said. */
function unique(all: readonly Value[], frame: Frame): Value[] | undefined {
  const out: Value[] = [];
  const scalars = new Set<Json>();
  for (const item of all) {
    if (item.kind === 'known' && (typeof item.value !== 'object' || item.value === null)) {
      if (scalars.has(item.value)) continue;
      scalars.add(item.value);
      frame.charge(out.length);
      if (out.every((other) => isKnownJson(other) || same(other, item) === 'no')) out.push(item);
      else return undefined;
      continue;
    }
    const index = find(out, item, frame);
    if (index === undefined) return undefined;
    if (index < 0) out.push(item);
  }
  return out;
}

const union: Apply = (args, frame) => {
  const lists = args.map((arg) => allItems(arg));
  if (lists.every((list) => list !== undefined)) {
    const all = unique(lists.flat(), frame);
    return all === undefined ? undefined : items(all);
  }
  if (args.some((arg) => typeOf(arg) === 'null')) return undefined;
  if (args.every(isKnownJson) && !args.every((arg) => typeOf(arg) === 'object'))
    return wants('union', 'arrays only or objects only');
  return args.reduce<Value | undefined>(
    (left, right) => (left === undefined ? undefined : mergeDeep(left, right, frame, 0)),
    known({}),
  );
};

/** Nested objects merge, everything else is replaced by the later one (§2.3). Keys that differ in case only: not documented. */
function mergeDeep(left: Value, right: Value, frame: Frame, depth: number): Value | undefined {
  const [own, other] = [allEntries(left), allEntries(right)];
  if (own === undefined || other === undefined || depth > 100) return undefined;
  const out = new Map(own.map((entry) => [entry.key.toLowerCase(), entry]));
  for (const entry of other) {
    frame.charge(4);
    const before = out.get(entry.key.toLowerCase());
    if (before !== undefined && before.key !== entry.key) return undefined;
    const nested = before !== undefined && typeOf(before.value) === 'object' && typeOf(entry.value) === 'object';
    const types = before === undefined ? [] : [typeOf(before.value), typeOf(entry.value)];
    // Whether a later null takes the place of a value is documented for shallowMerge() alone.
    if (!nested && (types.includes('any') || (types[1] === 'null' && types[0] !== 'null'))) return undefined;
    const value = nested ? mergeDeep(before.value, entry.value, frame, depth + 1) : entry.value;
    if (value === undefined) return undefined;
    out.set(entry.key.toLowerCase(), { key: entry.key, value });
  }
  return unorderedObject([...out.values()]);
}

function unorderedObject(entries: readonly Entry[]): Value {
  const value = objectOf(entries);
  if (value.kind === 'known') markUnordered(value.value);
  return value;
}

const shallowMerge: Apply = ([list]: readonly [Value], frame) => {
  const all = allItems(list);
  if (all === undefined) return isKnownJson(list) ? wants('shallowMerge', 'an array of objects') : undefined;
  const out = new Map<string, Entry>();
  for (const one of all) {
    const entries = allEntries(one);
    if (entries === undefined) return isKnownJson(one) ? wants('shallowMerge', 'an array of objects') : undefined;
    for (const entry of entries) {
      frame.charge(4);
      const lower = entry.key.toLowerCase();
      out.set(lower, { key: out.get(lower)?.key ?? entry.key, value: entry.value });
    }
  }
  return unorderedObject([...out.values()]);
};

const intersection: Apply = (args: readonly [Value, ...Value[]], frame) => {
  const [first, ...rest] = args;
  if (!args.every(isKnownJson) || args.some((arg) => typeOf(arg) === 'null')) return undefined;
  const list = allItems(first);
  if (list !== undefined) {
    const others = rest.map((arg) => allItems(arg));
    if (!others.every((other) => other !== undefined)) return wants('intersection', 'arrays only or objects only');
    return sharedItems(list, others, frame);
  }
  if (!args.every((arg) => typeOf(arg) === 'object')) return wants('intersection', 'arrays only or objects only');
  return sharedMembers(entriesOf(first) ?? [], rest, frame);
};

/** Items of the first that all others have, once each; undefined where equality cannot be said. */
function sharedItems(list: readonly Value[], others: readonly (readonly Value[])[], frame: Frame): Value | undefined {
  const kept: Value[] = [];
  for (const item of list) {
    const found = others.map((other) => find(other, item, frame));
    if (found.includes(undefined)) return undefined;
    if (!found.includes(-1)) kept.push(item);
  }
  const once = unique(kept, frame);
  return once === undefined ? undefined : items(once);
}

/** Names that differ in letter case alone: whether they are one is not documented. */
function sharedMembers(entries: readonly Entry[], others: readonly Value[], frame: Frame): Value | undefined {
  const tables = others.map(
    (other) => new Map((entriesOf(other) ?? []).map((entry) => [entry.key.toLowerCase(), entry])),
  );
  const kept: Entry[] = [];
  for (const entry of entries) {
    frame.charge(48 * tables.length);
    const answers = tables.map((table) => {
      const other = table.get(entry.key.toLowerCase());
      if (other === undefined) return 'no';
      return other.key === entry.key ? same(other.value, entry.value) : 'unknown';
    });
    if (answers.includes('unknown')) return undefined;
    if (!answers.includes('no')) kept.push(entry);
  }
  return unorderedObject(kept);
}

/** Pairs to an object; keys that repeat (also in another case): not documented who wins (§2.3). */
const createObject: Apply = (args, frame) => {
  if (args.length % 2 !== 0) return new Failure('arity', 'createObject() takes pairs of key and value');
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [key, value] = [args[i], args[i + 1]];
    if (key === undefined || value === undefined) return undefined;
    frame.charge(4);
    if (key.kind === 'known') {
      if (typeof key.value !== 'string') return wants('createObject', 'texts as keys');
      if (seen.has(key.value.toLowerCase())) return undefined;
      seen.add(key.value.toLowerCase());
      entries.push({ key: key.value, value });
    } else entries.push({ key: '', name: key, value });
  }
  return objectOf(entries);
};

/** Order of items() and objectKeys(): without letter case; undefined where it hangs on characters that sort by culture. */
function sortedEntries(value: Value): readonly Entry[] | undefined {
  const entries = allEntries(value);
  if (entries === undefined) return undefined;
  const doubts = new Set<string>();
  const sorted = [...entries].sort((left, right) => {
    const [a, b] = [left.key.toLowerCase(), right.key.toLowerCase()];
    if (a === b) return 0;
    let at = 0;
    while (a[at] === b[at]) at += 1;
    const [x, y] = [a[at] ?? '', b[at] ?? ''];
    if (!/^[a-z0-9]?$/.test(x) || !/^[a-z0-9]?$/.test(y)) doubts.add(x);
    return x < y ? -1 : 1;
  });
  return doubts.size === 0 ? sorted : undefined;
}

const itemsFn: Apply = ([arg]: readonly [Value], frame) => {
  const sorted = sortedEntries(arg);
  if (sorted === undefined)
    return isKnownJson(arg) && typeOf(arg) !== 'object' ? wants('items', 'an object') : undefined;
  frame.charge(sorted.length * 16);
  return items(
    sorted.map((entry) =>
      objectOf([
        { key: 'key', value: known(entry.key) },
        { key: 'value', value: entry.value },
      ]),
    ),
  );
};

const objectKeys: Apply = ([arg]: readonly [Value]) => {
  const sorted = sortedEntries(arg);
  if (sorted === undefined)
    return isKnownJson(arg) && typeOf(arg) !== 'object' ? wants('objectKeys', 'an object') : undefined;
  return items(sorted.map((entry) => known(entry.key)));
};

export const OBJECTS: readonly Fn[] = [
  { name: 'createObject', min: 0, max: null, ...objects, keepsChoices: true, apply: createObject },
  { name: 'union', min: 2, max: null, apply: union },
  {
    name: 'distinct',
    min: 1,
    max: 1,
    ...arrays,
    apply: ([list]: readonly [Value], frame) => (allItems(list) === undefined ? undefined : union([list], frame)),
  },
  { name: 'intersection', min: 2, max: null, apply: intersection },
  { name: 'shallowMerge', min: 1, max: 1, ...objects, apply: shallowMerge },
  { name: 'items', min: 1, max: 1, ...arrays, apply: itemsFn },
  { name: 'objectKeys', min: 1, max: 1, ...arrays, apply: objectKeys },
];
