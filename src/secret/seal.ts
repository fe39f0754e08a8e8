/**
 * Takes the secrets out of a Value: each becomes a secure hole of which only the length is known, so that
 * facts, caches and facts files never hold a secret's text. Total; depth is bounded. Anchors are left as they
 * are, since a pointer that is masked points nowhere: printers pass pointers through `maskedPointer`.
 */
import type { Anchor, Choice, Entry, Hole, Json, JsonObject, Value } from '../model.ts';
import { below, hole, join, known } from '../value.ts';
import { mask, masked, maskedPointer, secretAt, secretsIn, type Span } from './find.ts';
import type { Context } from './position.ts';

interface Here {
  readonly at: Anchor | undefined;
  readonly context: Context;
  /** Names what has no anchor; a path inside the value. */
  readonly path: string;
  readonly depth: number;
}

/** Deeper than any document can be read; what lies below is dropped rather than let through. */
const DEEPEST = 300;

/**
 * The same value without any secret. Names of the new holes are made of anchor and offset, so two of them are the
 * same only where they stand in the same place; a value without anchor is named by its path inside `value`.
 */
export function seal(value: Value): Value {
  return sealed(value, { at: value.from, context: contextOf(value.from), path: '', depth: 0 });
}

/** The position that the pointer of an anchor names. */
function contextOf(at: Anchor | undefined): Context {
  const tokens = (at?.pointer ?? '')
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { key: tokens[tokens.length - 1] ?? '', parents: tokens.slice(0, -1).slice(-4) };
}

function sealed(value: Value, here: Here): Value {
  if (here.depth > DEEPEST) return hole(name('deep', here, 0), 'any');
  const at = value.from ?? here.at;
  const place = { ...here, at };
  const sourced = sourceOf(value);
  switch (value.kind) {
    case 'known':
      return { ...sealedJson(value.value, place), ...sourced };
    case 'text':
      return { ...join(sealedParts(value.parts, place)), ...sourced };
    case 'object':
      return { ...value, ...sourced, entries: value.entries.map((entry) => sealedEntry(entry, place)) };
    case 'array':
      return { ...value, ...sourced, items: value.items.map((item, index) => sealed(item, inside(place, index))) };
    case 'choice':
      return sealedChoice(value, place);
    case 'hole':
      return sealedHole(value, place);
  }
}

function sourceOf(value: Value): { from?: Anchor; via?: NonNullable<Value['via']> } {
  const via = value.via?.map((step) => ({ ...step, label: masked(step.label) }));
  return { ...(value.from === undefined ? {} : { from: value.from }), ...(via === undefined ? {} : { via }) };
}

/** One level down. An item of an array has no name. */
function inside(here: Here, token: string | number): Here {
  const { key, parents } = here.context;
  const context = { key: typeof token === 'number' ? '' : token, parents: [...parents, key].slice(-4) };
  const at = here.at && below(here.at, token);
  return { at, context, path: at === undefined ? `${here.path}/${token}` : '', depth: here.depth + 1 };
}

function sealedEntry(entry: Entry, here: Here): Entry {
  const value = sealed(entry.value, inside(here, entry.key));
  if (entry.name === undefined) return { ...sealedKey(entry.key, here), value };
  return { key: masked(entry.key), name: sealed(entry.name, { ...inside(here, entry.key), path: '#' }), value };
}

function sealedKey(key: string, here: Here): { key: string; name?: Value } {
  const spans = secretsIn(key);
  return spans.length === 0
    ? { key }
    : { key: mask(key, spans), name: cut(key, spans, { ...inside(here, key), path: '#' }) };
}

function sealedChoice(value: Choice, here: Here): Choice {
  const deeper = { ...here, depth: here.depth + 1 };
  return {
    ...value,
    ...sourceOf(value),
    condition: safeName(value.condition, here),
    then: sealed(value.then, { ...deeper, path: `${here.path}?` }),
    else: sealed(value.else, { ...deeper, path: `${here.path}:` }),
  };
}

function sealedHole(value: Hole, here: Here): Hole {
  const deeper = { ...here, depth: here.depth + 1 };
  const { call, shape } = value;
  return {
    ...value,
    ...sourceOf(value),
    name: safeName(value.name, here),
    ...(value.default === undefined ? {} : { default: sealed(value.default, { ...deeper, path: `${here.path}=` }) }),
    ...(call === undefined
      ? {}
      : {
          call: { fn: call.fn, args: call.args.map((arg, i) => sealed(arg, { ...deeper, path: `${here.path}(${i}` })) },
        }),
    ...(value.error === undefined ? {} : { error: masked(value.error) }),
    ...(shape?.allowed === undefined
      ? {}
      : { shape: { ...shape, allowed: shape.allowed.filter((item) => sealedJson(item, here).kind === 'known') } }),
  };
}

/** Two names that differ in their secrets alone must stay two: the place tells them apart. */
function safeName(text: string, here: Here): string {
  const safe = masked(text);
  return safe === text ? text : `${safe}@${name('name', here, 0)}`;
}

/** Known where nothing is hidden, so that a clean value is kept as it is. */
function sealedJson(value: Json, here: Here): Value {
  if (typeof value === 'string') return cut(value, secretAt(value, here.context), here);
  if (typeof value !== 'object' || value === null) return known(value);
  if (here.depth > DEEPEST) return hole(name('deep', here, 0), 'any');
  if (isArray(value)) {
    const items = value.map((item, index) => sourcedBelow(sealedJson(item, inside(here, index)), here, index));
    return items.every((item) => item.kind === 'known') ? known(value) : { kind: 'array', items };
  }
  const entries = Object.entries(value).map(([key, item]): Entry => ({
    ...sealedKey(key, here),
    value: sourcedBelow(sealedJson(item, inside(here, key)), here, key),
  }));
  const clean = entries.every((entry) => entry.value.kind === 'known' && entry.name === undefined);
  return clean ? known(value) : { kind: 'object', entries };
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

function sourcedBelow(value: Value, here: Here, token: string | number): Value {
  return here.at === undefined ? value : { ...value, from: below(here.at, token) };
}

function sealedParts(parts: readonly (string | Hole | Choice)[], here: Here): (string | Value)[] {
  return parts.map((part, index) => {
    const place = { ...here, path: `${here.path}+${index}`, depth: here.depth + 1 };
    return typeof part === 'string' ? cut(part, secretsIn(part), place) : sealed(part, { ...place, at: part.from });
  });
}

/** The text with each span replaced by a hole of its length. */
function cut(text: string, spans: readonly Span[], here: Here): Value {
  if (spans.length === 0) return known(text);
  const parts: (string | Value)[] = [];
  let from = 0;
  for (const { start, end, kind } of spans) {
    const length = end - start;
    const shape = { minLength: length, maxLength: length };
    parts.push(text.slice(from, start), hole(name(kind, here, start), 'string', { secure: true, shape }));
    from = end;
  }
  parts.push(text.slice(from));
  return whole(join(parts));
}

/** A text that is one hole and nothing else is that hole. */
function whole(value: Value): Value {
  const [only] = value.kind === 'text' ? value.parts : [];
  return value.kind === 'text' && value.parts.length === 1 && typeof only === 'object' ? only : value;
}

function name(kind: string, here: Here, offset: number): string {
  const place = here.at === undefined ? '' : `${here.at.file}#${maskedPointer(here.at.pointer)}`;
  return `${kind}(${place}${here.path === '' ? '' : `|${masked(here.path)}`}:${offset})`;
}
