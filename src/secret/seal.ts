/**
 * Takes the secrets out of a Value: each becomes a secure hole of which only the length is known, so that
 * facts, caches and facts files never hold a secret's text. Total; depth is bounded. Anchors are left as they
 * are, since a pointer that is masked points nowhere: printers pass pointers through `maskedPointer`.
 */
import type {
  Anchor,
  ArrayValue,
  Choice,
  Entry,
  Hole,
  Json,
  JsonObject,
  ObjectValue,
  Shape,
  Step,
  Value,
} from '../model.ts';
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
  const place = { ...here, at: value.from ?? here.at };
  switch (value.kind) {
    case 'known':
      return { ...sealedJson(value.value, place), ...sourceOf(value) };
    case 'text':
      return { ...join(sealedParts(value.parts, place)), ...sourceOf(value) };
    case 'object':
      return sealedObject(value, place);
    case 'array':
      return sealedArray(value, place);
    case 'choice':
      return sealedChoice(value, place);
    case 'hole':
      return sealedHole(value, place);
  }
}

/**
 * A value of these members, the undefined ones left out. Every member must be named: one that the words of
 * `model.ts` gain does not compile here until it is sealed too.
 */
function made<T extends Value>(members: { readonly [K in keyof T]-?: T[K] | undefined }): T {
  const out = { ...members };
  for (const [key, member] of Object.entries(members)) if (member === undefined) Reflect.deleteProperty(out, key);
  return out as T;
}

function sourceOf({ from, via }: Value): { from?: Anchor; via?: readonly Step[] } {
  const steps = sealedSteps(via);
  return { ...(from === undefined ? {} : { from }), ...(steps === undefined ? {} : { via: steps }) };
}

function sealedSteps(via: readonly Step[] | undefined): readonly Step[] | undefined {
  return via?.map(({ label, at }) => ({ label: masked(label), at }));
}

/** One level down. An item of an array has no name. */
function inside(here: Here, token: string | number): Here {
  const { key, parents } = here.context;
  const context = { key: typeof token === 'number' ? '' : token, parents: [...parents, key].slice(-4) };
  const at = here.at && below(here.at, token);
  return { at, context, path: at === undefined ? `${here.path}/${token}` : '', depth: here.depth + 1 };
}

/** A part of a value that stands in the same place. */
function beside(here: Here, mark: string): Here {
  return { ...here, path: here.path + mark, depth: here.depth + 1 };
}

function sealedObject({ kind, entries, open, from, via }: ObjectValue, here: Here): ObjectValue {
  const clean = entries.map((entry) => sealedEntry(entry, here));
  return made<ObjectValue>({ kind, entries: clean, open, from, via: sealedSteps(via) });
}

function sealedArray({ kind, items, open, from, via }: ArrayValue, here: Here): ArrayValue {
  const clean = items.map((item, index) => sealed(item, inside(here, index)));
  return made<ArrayValue>({ kind, items: clean, open, from, via: sealedSteps(via) });
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

function sealedChoice({ kind, condition, test, then, else: otherwise, from, via }: Choice, here: Here): Choice {
  return made<Choice>({
    kind,
    condition: safeName(condition, here),
    test: test && sealed(test, beside(here, '!')),
    then: sealed(then, beside(here, '?')),
    else: sealed(otherwise, beside(here, ':')),
    from,
    via: sealedSteps(via),
  });
}

function sealedHole(value: Hole, here: Here): Hole {
  const { kind, name: named, type, shape, secure, default: usual, call, error, from, via } = value;
  return made<Hole>({
    kind,
    name: safeName(named, here),
    type,
    shape: shape && sealedShape(shape, here),
    secure,
    default: usual && sealed(usual, beside(here, '=')),
    call: call && { fn: call.fn, args: call.args.map((arg, index) => sealed(arg, beside(here, `(${index}`))) },
    error: error === undefined ? undefined : masked(error),
    from,
    via: sealedSteps(via),
  });
}

/** A list of allowed values that lost some would say too much: it goes as a whole. */
function sealedShape(shape: Shape, here: Here): Shape {
  const { allowed, ...rest } = shape;
  if (allowed === undefined) return shape;
  return allowed.every((item) => sealedJson(item, here).kind === 'known') ? shape : rest;
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
    const items = value.map((item, index) => sealedJson(item, inside(here, index)));
    if (items.every((item) => item.kind === 'known')) return known(value);
    return { kind: 'array', items: items.map((item, index) => sourcedBelow(item, here, index)) };
  }
  const entries = Object.entries(value).map(([key, item]): Entry => ({
    ...sealedKey(key, here),
    value: sealedJson(item, inside(here, key)),
  }));
  if (entries.every((entry) => entry.value.kind === 'known' && entry.name === undefined)) return known(value);
  const keys = Object.keys(value);
  const placed = entries.map((entry, i) => ({ ...entry, value: sourcedBelow(entry.value, here, keys[i] ?? '') }));
  return { kind: 'object', entries: placed };
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

function sourcedBelow(value: Value, here: Here, token: string | number): Value {
  return here.at === undefined ? value : { ...value, from: below(here.at, token) };
}

function sealedParts(parts: readonly (string | Hole | Choice)[], here: Here): (string | Value)[] {
  return parts.map((part, index) => {
    const place = beside(here, `+${index}`);
    return typeof part === 'string' ? cut(part, secretsIn(part), place) : sealed(part, place);
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
