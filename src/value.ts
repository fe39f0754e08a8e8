/**
 * Values: JSON that may not be fully known before deployment. Constructors keep the invariants of
 * `model.ts` (a text has an unknown part, neighbouring literals are merged …); `same` answers yes, no
 * or unknown, and never guesses. Pure, total: nothing here throws.
 */
import { canon } from './compare/canon.ts';
import { isLike, keyLike } from './keys.ts';
import { remembered } from './remembered.ts';
import type { Anchor, Choice, Entry, Hole, HoleType, Json, JsonObject, Known, Step, Value } from './model.ts';

export { type Mode, same } from './compare.ts';
export { named, show } from './compare/show.ts';

/** Entries and items that a known object or array was built from, so that their anchors and steps survive. */
const entriesBehind = new WeakMap<object, readonly Entry[]>();
const itemsBehind = new WeakMap<object, readonly Value[]>();

/** Whether this JSON remembers what it was built from, which a copy of it would not. */
export function isBuilt(value: object): boolean {
  return entriesBehind.has(value) || itemsBehind.has(value);
}

export function known(value: Json, from?: Anchor): Known {
  return from === undefined ? { kind: 'known', value } : { kind: 'known', value, from };
}

export function hole(name: string, type: HoleType, more: Partial<Omit<Hole, 'kind' | 'name' | 'type'>> = {}): Hole {
  return { kind: 'hole', name, type, ...more };
}

/** Joins parts to a text; known scalars become literals. Gives a Known where every part is known. */
export function join(parts: readonly (string | Value)[], from?: Anchor): Value {
  const out: (string | Hole | Choice)[] = [];
  const push = (part: string | Value): void => {
    if (typeof part === 'string') {
      if (part === '') return;
      const last = out[out.length - 1];
      if (typeof last === 'string') out[out.length - 1] = last + part;
      else out.push(part);
    } else if (part.kind === 'text') part.parts.forEach(push);
    else if (part.kind === 'known' && typeof part.value === 'string') push(part.value);
    else if (part.kind === 'known' && Number.isSafeInteger(part.value)) push(JSON.stringify(part.value));
    else if (part.kind === 'hole' || part.kind === 'choice') out.push(part);
    // What anything else reads like inside a text is not documented (facts/arm-templates.md §2.2).
    else out.push(hole(`text(${canon(part)})`, 'string'));
  };
  parts.forEach(push);
  const sourced = from === undefined ? {} : { from };
  if (out.length === 0) return { kind: 'known', value: '', ...sourced };
  const [only] = out;
  if (out.length === 1 && typeof only === 'string') return { kind: 'known', value: only, ...sourced };
  if (out.length === 1 && typeof only === 'object' && only.kind === 'hole' && only.type === 'string')
    return { ...only, ...sourced };
  return { kind: 'text', parts: fit(out), ...sourced };
}

/** An array; Known where every item is. `open` = there may be more items. */
export function arrayOf(items: readonly Value[], from?: Anchor, open?: boolean): Value {
  const sourced = from === undefined ? {} : { from };
  if (open === true) return { kind: 'array', items, open: true, ...sourced };
  const values: Json[] = [];
  for (const item of items) {
    if (item.kind !== 'known') return { kind: 'array', items, ...sourced };
    values.push(item.value);
  }
  itemsBehind.set(values, items);
  return { kind: 'known', value: values, ...sourced };
}

/** An object; Known where every key and member is. Keys must differ (the platform does not say who wins). */
export function objectOf(entries: readonly Entry[], from?: Anchor, open?: boolean): Value {
  const sourced = from === undefined ? {} : { from };
  if (open === true) return { kind: 'object', entries, open: true, ...sourced };
  const values: [string, Json][] = [];
  for (const entry of entries) {
    if (entry.name !== undefined || entry.value.kind !== 'known') return { kind: 'object', entries, ...sourced };
    values.push([entry.key, entry.value.value]);
  }
  // fromEntries defines own properties, so that a key `__proto__` stays a key.
  const value: Json = Object.fromEntries(values);
  entriesBehind.set(value, entries);
  return { kind: 'known', value, ...sourced };
}

/** The same list with no room to grow: one that was made by `push` or `filter` has seventeen places, and facts keep many of them. */
export function fit<T>(list: readonly T[]): readonly T[] {
  return list.slice();
}

/** The JSON type, as far as it is sure. */
export function typeOf(value: Value): HoleType {
  switch (value.kind) {
    case 'known':
      return typeOfJson(value.value);
    case 'text':
      return 'string';
    case 'object':
    case 'array':
      return value.kind;
    case 'hole':
      return value.type;
    case 'choice': {
      const then = typeOf(value.then);
      return then === typeOf(value.else) ? then : 'any';
    }
  }
}

function typeOfJson(value: Json): HoleType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'any';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'object';
}

/** The text, where it is wholly known. */
export function asText(value: Value | null | undefined): string | undefined {
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

/** RFC 6901 escape of one reference token. */
export function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** Names of members come again and again: one text for each, which all pointers through it share. */
const stepTo = remembered((token) => `/${escapeToken(token)}`);

/** The anchor of a member or item. */
export function below(at: Anchor, token: string | number): Anchor {
  return { file: at.file, pointer: at.pointer + stepTo(String(token)) };
}

/** The same value, seen from another place; the place it had becomes a step when `label` is given. */
export function seenFrom<V extends Value>(value: V, from: Anchor | undefined, step?: Step): V {
  const via = step === undefined ? value.via : [step, ...(value.via ?? [])];
  return { ...value, ...(from === undefined ? {} : { from }), ...(via === undefined ? {} : { via }) };
}

/** A JSON object; an array is none. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member or item of a Known: what it was built from, else made here. Inside a computed value there is no deeper place. */
function inside(parent: Known, token: string | number, item: Json): Value {
  const { from, via } = parent;
  if (via !== undefined) return { kind: 'known', value: item, ...(from === undefined ? {} : { from }), via };
  return known(item, from && below(from, token));
}

/**
 * The members of an object value, in order; undefined where it is not (surely) an object.
 * Anchors of members of a Known are made on the way.
 */
export function entriesOf(value: Value | null | undefined): readonly Entry[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'object') return value.entries;
  if (value.kind !== 'known' || !isObject(value.value)) return undefined;
  const behind = entriesBehind.get(value.value);
  return behind ?? Object.entries(value.value).map(([key, item]) => ({ key, value: inside(value, key, item) }));
}

/** The names of the members, without their values. */
export function keysOf(value: Value | null | undefined): readonly string[] | undefined {
  if (value?.kind === 'known') return isObject(value.value) ? Object.keys(value.value) : undefined;
  return entriesOf(value)?.map(({ key }) => key);
}

/** The items of an array value; undefined where it is not (surely) an array. */
export function itemsOf(value: Value | null | undefined): readonly Value[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'array') return value.items;
  if (value.kind !== 'known' || !Array.isArray(value.value)) return undefined;
  const behind = itemsBehind.get(value.value);
  return behind ?? (value.value as readonly Json[]).map((item, index) => inside(value, index, item));
}

/** Surely an object, whatever of its members is known. */
export function isObjectValue(value: Value): boolean {
  return value.kind === 'object' || (value.kind === 'known' && isObject(value.value));
}

/** One item of an array, where it is one and has so many: of a long one the others are not made. */
export function itemAt(value: Value, index: number): Value | undefined {
  if (value.kind !== 'known' || !Array.isArray(value.value) || itemsBehind.has(value.value))
    return itemsOf(value)?.[index];
  const item = (value.value as readonly Json[])[index];
  return item === undefined ? undefined : inside(value, index, item);
}

/**
 * A member by name: exact name first, then without letter case (the platform reads envelope names so,
 * facts/arm-templates.md §1.2). `null` = surely absent, `undefined` = cannot be said.
 */
export function member(value: Value | null | undefined, name: string): Value | null | undefined {
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (value.kind === 'known') return memberOfKnown(value, name);
  if (value.kind === 'object') {
    const found = findEntry(value.entries, name);
    if (found !== undefined) return found.value;
    return value.open === true || value.entries.some((entry) => entry.name !== undefined) ? undefined : null;
  }
  if (value.kind === 'choice') return memberOfChoice(value, name);
  return value.kind === 'hole' ? undefined : null;
}

function memberOfKnown(value: Known, name: string): Value | null {
  if (!isObject(value.value)) return null;
  const behind = entriesBehind.get(value.value);
  if (behind !== undefined) return findEntry(behind, name)?.value ?? null;
  const key = Object.hasOwn(value.value, name) ? name : keyLike(value.value, name);
  const item = key === undefined ? undefined : value.value[key];
  return key === undefined || item === undefined ? null : inside(value, key, item);
}

function memberOfChoice(value: Choice, name: string): Value | null | undefined {
  const then = member(value.then, name);
  const otherwise = member(value.else, name);
  if (then === undefined || otherwise === undefined) return undefined;
  if (then === null && otherwise === null) return null;
  return { ...value, then: then ?? known(null), else: otherwise ?? known(null) };
}

function findEntry(entries: readonly Entry[], name: string): Entry | undefined {
  const lower = name.toLowerCase();
  let like: Entry | undefined;
  for (const entry of entries) {
    if (entry.name !== undefined) continue;
    if (entry.key === name) return entry;
    if (like === undefined && isLike(entry.key, lower)) like = entry;
  }
  return like;
}

/** Walks names down; `null` = surely absent, `undefined` = cannot be said. */
export function path(value: Value | null | undefined, ...names: readonly string[]): Value | null | undefined {
  let at: Value | null | undefined = value;
  for (const name of names) at = member(at, name);
  return at;
}
