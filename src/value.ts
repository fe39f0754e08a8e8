/**
 * Values: JSON that may not be fully known before deployment. Constructors keep the invariants of
 * `model.ts` (a text has an unknown part, neighbouring literals are merged …); `same` answers yes, no
 * or unknown, and never guesses. Pure, total: nothing here throws.
 */
import type { Anchor, Answer, Choice, Entry, Hole, HoleType, Json, Known, Step, Value } from './model.ts';

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
    else if (part.kind === 'known' && typeof part.value === 'number') push(String(part.value));
    else if (part.kind === 'hole' || part.kind === 'choice') out.push(part);
    else out.push(hole(`text(${part.kind})`, 'string'));
  };
  parts.forEach(push);
  const sourced = from === undefined ? {} : { from };
  if (out.length === 0) return { kind: 'known', value: '', ...sourced };
  const [only] = out;
  if (out.length === 1 && typeof only === 'string') return { kind: 'known', value: only, ...sourced };
  return { kind: 'text', parts: out, ...sourced };
}

/** The text, where it is wholly known. */
export function asText(value: Value | null | undefined): string | undefined {
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

/** RFC 6901 escape of one reference token. */
export function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** The anchor of a member or item. */
export function below(at: Anchor, token: string | number): Anchor {
  return { file: at.file, pointer: `${at.pointer}/${escapeToken(String(token))}` };
}

/** The same value, seen from another place; the place it had becomes a step when `label` is given. */
export function seenFrom<V extends Value>(value: V, from: Anchor | undefined, step?: Step): V {
  const via = step === undefined ? value.via : [step, ...(value.via ?? [])];
  return { ...value, ...(from === undefined ? {} : { from }), ...(via === undefined ? {} : { via }) };
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The members of an object value, in order; undefined where it is not (surely) an object.
 * Anchors of members of a Known are made on the way.
 */
export function entriesOf(value: Value | null | undefined): readonly Entry[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'object') return value.entries;
  if (value.kind !== 'known' || !isObject(value.value)) return undefined;
  const { from } = value;
  return Object.entries(value.value).map(([key, item]) => ({ key, value: known(item, from && below(from, key)) }));
}

/** The items of an array value; undefined where it is not (surely) an array. */
export function itemsOf(value: Value | null | undefined): readonly Value[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'array') return value.items;
  if (value.kind !== 'known' || !Array.isArray(value.value)) return undefined;
  const { from } = value;
  return (value.value as readonly Json[]).map((item, index) => known(item, from && below(from, index)));
}

/**
 * A member by name: exact name first, then without letter case (the platform reads envelope names so,
 * facts/arm-templates.md §1.2). `null` = surely absent, `undefined` = cannot be said.
 */
export function member(value: Value | null | undefined, name: string): Value | null | undefined {
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (value.kind === 'known') {
    if (!isObject(value.value)) return null;
    const key = findKey(Object.keys(value.value), name);
    if (key === undefined) return null;
    const item = value.value[key];
    return item === undefined ? null : known(item, value.from && below(value.from, key));
  }
  if (value.kind === 'object') {
    const exact = value.entries.find((entry) => entry.name === undefined && entry.key === name);
    if (exact !== undefined) return exact.value;
    const lower = name.toLowerCase();
    const loose = value.entries.find((entry) => entry.name === undefined && entry.key.toLowerCase() === lower);
    if (loose !== undefined) return loose.value;
    return value.open === true || value.entries.some((entry) => entry.name !== undefined) ? undefined : null;
  }
  if (value.kind === 'choice') {
    const then = member(value.then, name);
    const otherwise = member(value.else, name);
    if (then === undefined || otherwise === undefined) return undefined;
    if (then === null && otherwise === null) return null;
    return {
      kind: 'choice',
      condition: value.condition,
      then: then ?? known(null),
      else: otherwise ?? known(null),
      ...(value.from === undefined ? {} : { from: value.from }),
    };
  }
  return value.kind === 'hole' ? undefined : null;
}

function findKey(keys: readonly string[], name: string): string | undefined {
  if (keys.includes(name)) return name;
  const lower = name.toLowerCase();
  return keys.find((key) => key.toLowerCase() === lower);
}

/** Walks names down; `null` = surely absent, `undefined` = cannot be said. */
export function path(value: Value | null | undefined, ...names: readonly string[]): Value | null | undefined {
  let at: Value | null | undefined = value;
  for (const name of names) at = member(at, name);
  return at;
}

/** How to compare texts: to the letter; resource names (no letter case); resource ids (segments, no letter case, final slash). */
export type Mode = 'exact' | 'name' | 'id';

/** Are the two surely the same, surely different, or is it not to be said? Symmetric; never 'no' on itself. */
export function same(a: Value, b: Value, mode: Mode = 'exact'): Answer {
  const left = asText(a);
  const right = asText(b);
  if (left !== undefined && right !== undefined) return normal(left, mode) === normal(right, mode) ? 'yes' : 'no';
  if (a.kind === 'hole' && b.kind === 'hole' && a.name === b.name) return 'yes';
  return 'unknown';
}

function normal(text: string, mode: Mode): string {
  if (mode === 'exact') return text;
  const lower = text.toLowerCase();
  return mode === 'id' ? lower.replace(/\/$/, '') : lower;
}

/** For people: literals as they are, holes as `{name}`, secrets as `***`. Never longer than `limit` characters. */
export function show(value: Value, limit = 120): string {
  const text = render(value);
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

function render(value: Value): string {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' ? value.value : JSON.stringify(value.value).slice(0, 400);
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : render(part))).join('');
    case 'hole':
      return value.secure === true ? '***' : `{${value.name}}`;
    case 'choice':
      return `(${render(value.then)} or ${render(value.else)})`;
    case 'object':
      return '{…}';
    case 'array':
      return '[…]';
  }
}
