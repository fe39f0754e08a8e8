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
  Known,
  ObjectValue,
  Shape,
  Step,
  Text,
  Value,
} from '../model.ts';
import { below, hole, join, known } from '../value.ts';
import { mask, masked, maskedPointer, secretAt, secretsIn, type Span } from './find.ts';
import { anchorOf, beside, contextOf, type Here, inside, keyOf, pathOf } from './here.ts';
import { isNameOfSecret } from './position.ts';

/** Deeper than any document can be read; what lies below is dropped rather than let through. */
const DEEPEST = 300;

/**
 * The same value without any secret. Names of the new holes are made of anchor and offset, so two of them are the
 * same only where they stand in the same place; a value without anchor is named by its path inside `value`.
 */
export function seal(value: Value): Value {
  return sealed(value, { above: null, token: null, mark: '', from: value.from, depth: 0 });
}

function sealed(value: Value, here: Here): Value {
  if (here.depth > DEEPEST) return hole(name('deep', here, 0), 'any');
  const place = value.from === undefined ? here : { ...here, from: value.from };
  switch (value.kind) {
    case 'known':
      return sealedKnown(value, place);
    case 'text':
      return sealedText(value, place);
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
 * The old value where it holds nothing else than these members: most do. Else a new one of them, the undefined ones left
 * out. Every member must be named: one that the words of `model.ts` gain does not compile here until it is sealed too.
 */
function made<T extends object>(old: T, members: { readonly [K in keyof T]-?: T[K] | undefined }): T {
  const names = Object.keys(members) as (keyof T)[];
  if (names.every((member) => members[member] === old[member])) return old;
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as T;
}

/** The old list where nothing of it changes. */
function each<T>(list: readonly T[], seal_: (item: T, index: number) => T): readonly T[] {
  const clean = list.map(seal_);
  return clean.every((item, index) => item === list[index]) ? list : clean;
}

function sourceOf({ from, via }: Value): { from?: Anchor; via?: readonly Step[] } {
  const steps = sealedSteps(via);
  return { ...(from === undefined ? {} : { from }), ...(steps === undefined ? {} : { via: steps }) };
}

function sealedSteps(via: readonly Step[] | undefined): readonly Step[] | undefined {
  return via && each(via, (step) => made(step, { label: masked(step.label), at: step.at }));
}

function sealedKnown(value: Known, here: Here): Value {
  const clean = sealedJson(value.value, here);
  if (clean.kind !== 'known') return { ...clean, ...sourceOf(value) };
  const { kind, from, via } = value;
  return made<Known>(value, { kind, value: clean.value, from, via: sealedSteps(via) });
}

function sealedText(value: Text, here: Here): Value {
  const clean = each<string | Value>(value.parts, (part, index) => {
    const place = beside(here, `+${index}`);
    if (typeof part !== 'string') return sealed(part, place);
    const spans = secretsIn(part);
    return spans.length === 0 ? part : cut(part, spans, place);
  });
  // Joined again, since a text that is one hole and nothing else is that hole.
  if (clean !== value.parts || clean.length === 1) return { ...join(clean), ...sourceOf(value) };
  const { kind, parts, from, via } = value;
  return made<Text>(value, { kind, parts, from, via: sealedSteps(via) });
}

function sealedObject(value: ObjectValue, here: Here): ObjectValue {
  const { kind, open, from, via } = value;
  const entries = each(value.entries, (entry) => sealedEntry(entry, here));
  return made<ObjectValue>(value, { kind, entries, open, from, via: sealedSteps(via) });
}

function sealedArray(value: ArrayValue, here: Here): ArrayValue {
  const { kind, open, from, via } = value;
  const items = each(value.items, (item, index) => sealed(item, inside(here, index)));
  return made<ArrayValue>(value, { kind, items, open, from, via: sealedSteps(via) });
}

function sealedEntry(entry: Entry, here: Here): Entry {
  const value = sealed(entry.value, inside(here, entry.key));
  const { key, name: named } =
    entry.name === undefined
      ? sealedKey(entry.key, here)
      : { key: masked(entry.key), name: sealed(entry.name, { ...inside(here, entry.key), mark: '#' }) };
  return made<Entry>(entry, { key, name: named, value });
}

function sealedKey(key: string, here: Here): { key: string; name?: Value } {
  const spans = secretsIn(key);
  return spans.length === 0
    ? { key }
    : { key: mask(key, spans), name: cut(key, spans, { ...inside(here, key), mark: '#' }) };
}

function sealedChoice(value: Choice, here: Here): Choice {
  const { kind, condition, test, then, else: otherwise, from, via } = value;
  return made<Choice>(value, {
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
  return made<Hole>(value, {
    kind,
    name: safeName(named, here),
    type,
    shape: shape && sealedShape(shape, here),
    secure,
    default: usual && sealed(usual, beside(here, '=')),
    call: call && sealedCall(call, here),
    error: error === undefined ? undefined : masked(error),
    from,
    via: sealedSteps(via),
  });
}

function sealedCall(call: NonNullable<Hole['call']>, here: Here): NonNullable<Hole['call']> {
  const args = each(call.args, (arg, index) => sealed(arg, beside(here, `(${index}`)));
  return made<NonNullable<Hole['call']>>(call, { fn: call.fn, args });
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
  if (typeof value === 'string') return cut(value, secretsOf(value, here), here);
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
  const at = anchorOf(here);
  return at === undefined ? value : { ...value, from: below(at, token) };
}

/** By shape, and by position where a name around it says that a secret is due: few do. */
function secretsOf(text: string, here: Here): readonly Span[] {
  return isNameOfSecret(keyOf(here)) ? secretAt(text, contextOf(here)) : secretsIn(text);
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
  const [at, path] = [anchorOf(here), pathOf(here)];
  const place = at === undefined ? '' : `${at.file}#${maskedPointer(at.pointer)}`;
  return `${kind}(${place}${path === '' ? '' : `|${masked(path)}`}:${offset})`;
}
