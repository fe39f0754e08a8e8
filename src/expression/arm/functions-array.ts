/**
 * Array and object functions of the ARM language (facts/arm-templates.md §2.3). They work on items and members
 * that are not fully known as long as the result does not hang on them.
 */
import { same } from '../../compare.ts';
import type { Entry, Json, Value } from '../../model.ts';
import { entriesOf, join, known, member, objectOf, typeOf } from '../../value.ts';
import { allItems, callHole, items, step, tryAccess } from './apply.ts';
import { dropPrefix, wants } from './functions-text.ts';
import { Failure, type Fn, type Frame } from './kinds.ts';
import { lastPiece, pieceAt } from './pieces.ts';
import { isAscii, lengthsOf, markUnordered, prefixOf, suffixOf } from './text.ts';

type Apply = NonNullable<Fn['apply']>;
const arrays = { kind: 'pure', returns: 'array' } as const;
const objects = { kind: 'pure', returns: 'object' } as const;
const anything = { kind: 'pure', returns: 'any' } as const;
const tests = { kind: 'pure', returns: 'bool' } as const;
const ints = { kind: 'pure', returns: 'int' } as const;

/** Members of an object that is surely all there and whose keys are known. */
function allEntries(value: Value | undefined): readonly Entry[] | undefined {
  if (value?.kind === 'object' && (value.open === true || value.entries.some((entry) => entry.name !== undefined))) return undefined;
  return entriesOf(value);
}

function isKnownJson(value: Value | undefined): boolean {
  return value?.kind === 'known';
}

/** Index of the first item that surely is the value; -1 where none can be; undefined between. Types count (BIC-EV). */
function find(all: readonly Value[], wanted: Value, frame: Frame): number | undefined {
  for (const [index, item] of all.entries()) {
    frame.charge(48);
    const answer = same(item, wanted);
    if (answer === 'yes') return index;
    if (answer === 'unknown') return undefined;
  }
  return -1;
}

const contains: Apply = ([container, wanted], frame) => {
  if (container === undefined || wanted === undefined) return undefined;
  if (container.kind === 'text') return containsText(container.parts, wanted);
  if (container.kind === 'known' && typeof container.value === 'string') {
    if (wanted.kind !== 'known') return undefined;
    if (typeof wanted.value !== 'string') return wants('contains', 'a text to look for in a text');
    return known(container.value.includes(wanted.value));
  }
  if (typeOf(container) === 'object' && wanted.kind === 'known') {
    if (typeof wanted.value !== 'string') return wants('contains', 'a key to look for in an object');
    const found = member(container, wanted.value);
    return found === undefined ? undefined : known(found !== null);
  }
  const all = allItems(container);
  if (all === undefined) return container.kind === 'known' ? wants('contains', 'a text, an array or an object') : undefined;
  frame.charge(all.length * 24);
  if (all.some((item) => same(item, wanted) === 'yes')) return known(true);
  return find(all, wanted, frame) === -1 ? known(false) : undefined;
};

function containsText(parts: readonly unknown[], wanted: Value): Value | undefined {
  if (wanted.kind !== 'known' || typeof wanted.value !== 'string') return undefined;
  const { value } = wanted;
  return parts.some((part) => typeof part === 'string' && part.includes(value)) ? known(true) : undefined;
}

/** Texts without letter case, items with it (§2.2). */
function indexOf(name: 'indexOf' | 'lastIndexOf'): Apply {
  const first = name === 'indexOf';
  return ([container, wanted], frame) => {
    if (container === undefined || wanted === undefined) return undefined;
    const all = allItems(container);
    if (all !== undefined) {
      const index = find(first ? all : [...all].reverse(), wanted, frame);
      return index === undefined ? undefined : known(first || index < 0 ? index : all.length - 1 - index);
    }
    if (wanted.kind !== 'known' || (container.kind !== 'known' && container.kind !== 'text')) return undefined;
    if (typeof wanted.value !== 'string') return wants(name, 'two texts, or an array');
    const text = container.kind === 'text' ? prefixOf(container) : container.value;
    if (typeof text !== 'string') return wants(name, 'two texts, or an array');
    if (wanted.value === '' || !isAscii(text) || !isAscii(wanted.value)) return undefined;
    const [whole, piece] = [text.toLowerCase(), wanted.value.toLowerCase()];
    const index = first ? whole.indexOf(piece) : whole.lastIndexOf(piece);
    if (container.kind === 'known') return known(index);
    return first && index >= 0 ? known(index) : undefined;
  };
}

const empty: Apply = ([arg]) => {
  if (arg?.kind === 'known') {
    const { value } = arg;
    if (value === null || value === '') return known(true);
    if (typeof value === 'string') return known(false);
    return typeof value === 'object' ? known(Object.keys(value).length === 0) : wants('empty', 'a text, an array, an object or null');
  }
  if (arg?.kind === 'object') return arg.entries.length > 0 ? known(false) : undefined;
  if (arg?.kind === 'array') return arg.items.length > 0 ? known(false) : undefined;
  return arg !== undefined && typeOf(arg) === 'string' && lengthsOf(arg)[0] > 0 ? known(false) : undefined;
};

const length: Apply = ([arg]) => {
  if (arg?.kind === 'known') {
    const { value } = arg;
    if (typeof value === 'string') return known(value.length);
    return typeof value === 'object' && value !== null ? known(Object.keys(value).length) : wants('length', 'a text, an array or an object');
  }
  if (arg === undefined) return undefined;
  const count = (allItems(arg) ?? allEntries(arg))?.length;
  if (count !== undefined) return known(count);
  if (typeOf(arg) !== 'string') return undefined;
  const [min, max] = lengthsOf(arg);
  return min === max ? known(min) : undefined;
};

/** first and last: null of an empty array (BIC-FR); of a split text where that piece is known. */
function end(name: 'first' | 'last'): Apply {
  const first = name === 'first';
  return ([arg]) => {
    if (arg === undefined) return undefined;
    if (arg.kind === 'hole') return first ? pieceAt(arg, 0) : lastPiece(arg);
    if (arg.kind === 'array' && arg.open === true) return first ? arg.items[0] : undefined;
    const all = allItems(arg);
    if (all !== undefined) return all.at(first ? 0 : -1) ?? known(null);
    const text = arg.kind === 'text' ? (first ? prefixOf(arg) : suffixOf(arg)) : arg.kind === 'known' ? arg.value : undefined;
    if (typeof text !== 'string') return arg.kind === 'known' ? wants(name, 'a text or an array') : undefined;
    if (text === '') return arg.kind === 'text' ? undefined : known('');
    const unit = text.at(first ? 0 : -1) ?? '';
    return /[\ud800-\udfff]/.test(unit) ? undefined : known(unit);
  };
}

/** take and skip: any int, clamped (§2.2). */
function slice(name: 'take' | 'skip'): Apply {
  const take = name === 'take';
  return ([arg, count], frame) => {
    if (arg === undefined || count === undefined) return undefined;
    if (count.kind !== 'known') return undefined;
    if (typeof count.value !== 'number') return wants(name, 'a text or an array, and an int');
    const n = Math.max(0, count.value);
    const all = allItems(arg);
    if (all !== undefined) return items(take ? all.slice(0, n) : all.slice(n));
    if (arg.kind === 'known') {
      if (typeof arg.value !== 'string') return wants(name, 'a text or an array, and an int');
      return known(take ? arg.value.slice(0, n) : arg.value.slice(n));
    }
    if (typeOf(arg) !== 'string') return undefined;
    return take ? takeText(arg, n, frame) : skipText(arg, n, frame);
  };
}

function takeText(text: Value, count: number, frame: Frame): Value | undefined {
  if (lengthsOf(text)[1] <= count) return text;
  if (count === 0) return known('');
  const prefix = text.kind === 'text' ? prefixOf(text) : '';
  if (text.kind !== 'text' || prefix === '') return callHole('take', 'string', [text, known(count)], frame, { maxLength: count });
  if (prefix.length >= count) return known(prefix.slice(0, count));
  const rest = takeText(dropPrefix(text.parts, prefix.length), count - prefix.length, frame);
  return rest === undefined ? undefined : join([prefix, rest]);
}

function skipText(text: Value, count: number, frame: Frame): Value | undefined {
  if (count === 0) return text;
  const prefix = text.kind === 'text' ? prefixOf(text) : '';
  if (text.kind !== 'text' || prefix === '') return undefined;
  if (count <= prefix.length) return dropPrefix(text.parts, count);
  return callHole('skip', 'string', [dropPrefix(text.parts, prefix.length), known(count - prefix.length)], frame);
}

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
  if (args.every(isKnownJson) && !args.every((arg) => typeOf(arg) === 'object')) return wants('union', 'arrays only or objects only');
  return args.reduce<Value | undefined>((left, right) => (left === undefined ? undefined : mergeDeep(left, right, frame, 0)), known({}));
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
    if (before !== undefined && !nested && [typeOf(before.value), typeOf(entry.value)].includes('any')) return undefined;
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

const shallowMerge: Apply = ([list], frame) => {
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

const intersection: Apply = (args, frame) => {
  const [first, ...rest] = args;
  if (first === undefined || !args.every(isKnownJson)) return undefined;
  const list = allItems(first);
  if (list !== undefined) {
    const others = rest.map((arg) => allItems(arg));
    if (!others.every((other) => other !== undefined)) return wants('intersection', 'arrays only or objects only');
    const kept = list.filter((item) => others.every((other) => find(other, item, frame) !== -1));
    const once = unique(kept, frame);
    return once === undefined ? undefined : items(once);
  }
  if (!args.every((arg) => typeOf(arg) === 'object')) return wants('intersection', 'arrays only or objects only');
  const kept = (entriesOf(first) ?? []).filter((entry) => rest.every((other) => sharedMember(entry, other)));
  return unorderedObject(kept);
};

function sharedMember(entry: Entry, other: Value): boolean {
  const found = entriesOf(other)?.find((one) => one.key === entry.key);
  return found !== undefined && same(found.value, entry.value) === 'yes';
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

const flatten: Apply = ([list]) => {
  const all = allItems(list);
  if (all === undefined) return isKnownJson(list) ? wants('flatten', 'an array of arrays') : undefined;
  const out: Value[] = [];
  for (const one of all) {
    const own = allItems(one);
    if (own === undefined) return isKnownJson(one) || one.kind === 'object' ? wants('flatten', 'an array of arrays') : undefined;
    out.push(...own);
  }
  return items(out);
};

/** Order of items() and objectKeys(): without letter case; undefined where it hangs on characters that sort by culture. */
function sortedEntries(value: Value | undefined): readonly Entry[] | undefined {
  const entries = allEntries(value);
  if (entries === undefined) return undefined;
  let sure = true;
  const sorted = [...entries].sort((left, right) => {
    const [a, b] = [left.key.toLowerCase(), right.key.toLowerCase()];
    if (a === b) return 0;
    let at = 0;
    while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
    const [x, y] = [a[at] ?? '', b[at] ?? ''];
    sure &&= /^[a-z0-9]?$/.test(x) && /^[a-z0-9]?$/.test(y);
    return x < y ? -1 : 1;
  });
  return sure ? sorted : undefined;
}

const itemsFn: Apply = ([arg], frame) => {
  const sorted = sortedEntries(arg);
  if (sorted === undefined) return isKnownJson(arg) && typeOf(arg ?? known(null)) !== 'object' ? wants('items', 'an object') : undefined;
  frame.charge(sorted.length * 16);
  return items(sorted.map((entry) => objectOf([{ key: 'key', value: known(entry.key) }, { key: 'value', value: entry.value }])));
};

const objectKeys: Apply = ([arg]) => {
  const sorted = sortedEntries(arg);
  if (sorted === undefined) return isKnownJson(arg) && typeOf(arg ?? known(null)) !== 'object' ? wants('objectKeys', 'an object') : undefined;
  return items(sorted.map((entry) => known(entry.key)));
};

function range([start, count]: readonly Json[], frame: Frame): Json | Failure {
  if (!isInt(start) || !isInt(count)) return wants('range', 'two ints');
  if (count < 0 || count > 10_000 || start + count > 2_147_483_647) {
    return new Failure('failed', 'range() gives 0 to 10000 numbers, up to 2147483647');
  }
  frame.charge(count);
  return Array.from({ length: count }, (_, index) => start + index);
}

function isInt(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

/** 1 is the last item; what lies outside is an error, or null for the trying form. */
function fromEnd(trying: boolean): Apply {
  return ([list, count]) => {
    const all = allItems(list);
    if (all === undefined || count?.kind !== 'known') return undefined;
    if (!isInt(count.value)) return wants('indexFromEnd', 'an array and an int');
    const found = count.value >= 1 ? all[all.length - count.value] : undefined;
    return found ?? (trying ? known(null) : new Failure('failed', 'indexFromEnd() reaches outside the array'));
  };
}

const tryGet: Apply = ([base, ...keys], frame) => {
  if (base === undefined) return undefined;
  const steps = keys.map((key) => {
    const value = entriesOf(key) === undefined ? undefined : step(key, 'value');
    return value === undefined || value instanceof Failure ? key : value;
  });
  if (steps.some((one, index) => one !== keys[index])) return tryFromEnd(base, keys);
  frame.charge(keys.length);
  return tryAccess(base, keys);
};

/** `createObject('value', n, 'fromEnd', true())` as the only key: what Bicep writes for `[?^n]` (§1.2). */
function tryFromEnd(base: Value, keys: readonly Value[]): Value | undefined {
  const [key] = keys;
  const backwards = keys.length === 1 ? member(key, 'fromEnd') : undefined;
  const count = member(key, 'value');
  if (backwards?.kind !== 'known' || backwards.value !== true || count === null || count === undefined) return undefined;
  const found = fromEnd(true)([base, count], { charge: () => undefined, fail: (failure) => callHole(failure.message, 'any', [], { charge: () => undefined, fail: never }) });
  return found instanceof Failure ? undefined : found;
}

function never(): never {
  throw new Error('no failure can occur here');
}

export const ARRAYS: readonly Fn[] = [
  { name: 'array', min: 1, max: 1, ...arrays, apply: ([arg]) => (arg === undefined || typeOf(arg) === 'any' ? undefined : typeOf(arg) === 'array' ? arg : items([arg])) },
  { name: 'createArray', min: 0, max: null, ...arrays, keepsChoices: true, apply: (args) => items(args) },
  { name: 'createObject', min: 0, max: null, ...objects, keepsChoices: true, apply: createObject },
  { name: 'distinct', min: 1, max: 1, ...arrays, apply: ([list], frame) => (allItems(list) === undefined ? undefined : union([list ?? known([])], frame)) },
  { name: 'flatten', min: 1, max: 1, ...arrays, apply: flatten },
  { name: 'indexFromEnd', min: 2, max: 2, ...anything, apply: fromEnd(false) },
  { name: 'tryIndexFromEnd', min: 2, max: 2, ...anything, apply: fromEnd(true) },
  { name: 'intersection', min: 2, max: null, ...anything, apply: intersection },
  { name: 'range', min: 2, max: 2, ...arrays, fold: range },
  { name: 'tryGet', min: 2, max: null, ...anything, apply: tryGet },
  { name: 'union', min: 2, max: null, ...anything, apply: union },
  { name: 'shallowMerge', min: 1, max: 1, ...objects, apply: shallowMerge },
  { name: 'contains', min: 2, max: 2, ...tests, apply: contains },
  { name: 'indexOf', min: 2, max: 2, ...ints, apply: indexOf('indexOf') },
  { name: 'lastIndexOf', min: 2, max: 2, ...ints, apply: indexOf('lastIndexOf') },
  { name: 'empty', min: 1, max: 1, ...tests, apply: empty },
  { name: 'length', min: 1, max: 1, ...ints, apply: length },
  { name: 'first', min: 1, max: 1, ...anything, apply: end('first') },
  { name: 'last', min: 1, max: 1, ...anything, apply: end('last') },
  { name: 'take', min: 2, max: 2, ...anything, apply: slice('take') },
  { name: 'skip', min: 2, max: 2, ...anything, apply: slice('skip') },
  { name: 'items', min: 1, max: 1, ...arrays, apply: itemsFn },
  { name: 'objectKeys', min: 1, max: 1, ...arrays, apply: objectKeys },
];
