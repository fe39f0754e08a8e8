/**
 * Values that a secret position reads: `"password": "@parameters('orders')"` says that the value given to `orders` is a
 * password, whatever it is called; so it is with a variable that is set once, with the output of Compose, and with the
 * literals of the expression itself. Where such values stand in the same document, and what another file has to give.
 */
import { keyLike } from '../keys.ts';
import type { Anchor, FileId, Json, JsonObject, Pointer, SecretSpan } from '../model.ts';
import { type Context, evaluatedIn, type Evaluated, isPlaceholder, secretAt } from '../secret.ts';
import { escapeToken, isObject } from '../value.ts';
import { type Given, givenIn, isDefinition } from './given.ts';
import { leafOf } from './leaves.ts';
import { Meanwhile, OF_DOCUMENT } from '../meanwhile.ts';

/** The position that reads a value: what it is called, and its place. */
export interface Reader extends Context {
  readonly at: Pointer;
}

/** A value that goes to a secret position. */
export interface Fed {
  readonly pointer: Pointer;
  readonly text: string;
  /** Where the text stands in the string at the pointer; all of it where this is left out. */
  readonly slice?: readonly [start: number, end: number];
  readonly reader: Reader;
  /** Nothing else may take its place before it is read. */
  readonly sure: boolean;
  /** What holds the value: the variable, say. */
  readonly name?: string;
}

/** A parameter that a secret position reads: another file may give its value. */
export interface Wanted {
  readonly name: string;
  readonly reader: Reader;
}

interface Found {
  readonly values: readonly Fed[];
  readonly wanted: readonly Wanted[];
}

const NOTHING: Found = { values: [], wanted: [] };
const found = new Meanwhile<object, Found>(OF_DOCUMENT);
/** Variables that hold variables, outputs that hold outputs. */
const FARTHEST = 4;

/** Made once for each document; texts are values as they are written, expressions of a template included. */
export function fedIn(root: Json): Found {
  if (typeof root !== 'object' || root === null) return NOTHING;
  const before = found.get(root);
  if (before !== undefined) return before;
  const [values, wanted] = [new Map<string, Fed>(), new Map<string, Wanted>()];
  const asked = new Map<JsonObject, Set<string>>();
  const into: Into = {
    value: (fed) => {
      if (!values.has(fed.pointer)) values.set(fed.pointer, fed);
    },
    wanted: (one) => {
      const name = one.name.toLowerCase();
      if (!wanted.has(name)) wanted.set(name, one);
    },
    given: (definition) => givenIn(root, definition),
    first: (definition, name) => {
      const names = asked.get(definition) ?? new Set();
      asked.set(definition, names);
      if (names.has(name)) return false;
      names.add(name);
      return true;
    },
  };
  for (const one of evaluatedIn(root, 'reader')) if (one.secret) follow(one, into);
  const all = { values: [...values.values()], wanted: [...wanted.values()] };
  found.set(root, all);
  return all;
}

interface Into {
  readonly value: (fed: Fed) => void;
  readonly wanted: (one: Wanted) => void;
  readonly given: (definition: JsonObject) => Given;
  /** True the first time that a variable or output of the definition is asked for: its first reader says what it is. */
  readonly first: (definition: JsonObject, name: string) => boolean;
}

/** A literal that its reader makes a secret. */
export interface FedSpan extends SecretSpan {
  readonly sure: boolean;
  /** Who reads it. */
  readonly read: Anchor;
  readonly name?: string;
}

/** Those that are literals. */
export function secretsFed(root: Json, file: FileId): readonly FedSpan[] {
  return fedIn(root).values.flatMap((fed) => spansFed(fed, file, file));
}

/** @param file that of the value; @param by that of its reader */
export function spansFed({ pointer, text, slice, reader, sure, name }: Fed, file: FileId, by: FileId): FedSpan[] {
  const { at, ...context } = reader;
  const from = slice?.[0] ?? 0;
  return secretAt(text, context).map(({ start, end, kind }) => ({
    // With quotes doubled inside, places in the text are none in the string.
    at: {
      file,
      pointer,
      slice: slice?.[1] === from + text.length || slice === undefined ? [from + start, from + end] : slice,
    },
    kind,
    length: end - start,
    sure,
    read: { file: by, pointer: at },
    ...(name === undefined ? {} : { name }),
  }));
}

function follow({ text, tokens, around, pointer, context }: Evaluated, into: Into): void {
  const depth = around.findLastIndex(isDefinition);
  const definition = around[depth];
  const reader = { ...context, at: pointer };
  const path = tokens.slice(0, Math.max(0, depth));
  const scope: Scope = {
    into,
    definition: definition !== undefined && isDefinition(definition) ? definition : null,
    path,
    holder: path.at(-1)?.toLowerCase() === 'definition' ? around[depth - 1] : undefined,
  };
  read(text, pointer, reader, scope, 0);
}

interface Scope {
  readonly into: Into;
  readonly definition: JsonObject | null;
  readonly path: readonly string[];
  /** What holds the definition, and values for its parameters. */
  readonly holder: Json | undefined;
}

/** An expression that a secret position takes, itself or by way of a variable. */
function read(text: string, pointer: Pointer, reader: Reader, scope: Scope, steps: number): void {
  const leaf = leafOf(text);
  if (leaf === null) return;
  const by = leaf.password ? { key: 'password', parents: [], at: reader.at } : reader;
  const { into, definition, path, holder } = scope;
  if (leaf.kind === 'text') into.value({ pointer, text: leaf.text, slice: leaf.slice, reader: by, sure: true });
  else if (leaf.kind === 'parameter') {
    into.wanted({ name: leaf.name, reader: by });
    const values = [
      ...(definition === null ? [] : valueIn(definition, path, leaf.name, 'defaultValue')),
      ...(isObject(holder) ? valueIn(holder, path.slice(0, -1), leaf.name, 'value') : []),
    ];
    for (const value of values) into.value({ ...value, reader: by, sure: true });
  } else if (
    definition !== null &&
    steps < FARTHEST &&
    into.first(definition, `${leaf.kind} ${leaf.name.toLowerCase()}`)
  ) {
    const given = into.given(definition);
    const name = leaf.name.toLowerCase();
    const writes = (leaf.kind === 'variable' ? given.variables : given.outputs).get(name) ?? [];
    const meant = writes.filter(({ text: one }) => one === null || !isPlaceholder(one));
    for (const { text: one, pointer: at, name: owner } of meant) {
      if (one === null) continue;
      if (leafOf(one) !== null) read(one, at, by, scope, steps + 1);
      else into.value({ pointer: at, text: one, reader: by, sure: meant.length === 1, name: owner });
    }
  }
}

/** `parameters.<name>.<member>` of the object, where it is a text. */
function valueIn(
  object: JsonObject,
  path: readonly string[],
  name: string,
  member: string,
): readonly { readonly pointer: Pointer; readonly text: string }[] {
  const tokens = [...path];
  let at: Json | undefined = object;
  for (const one of ['parameters', name, member]) {
    const key: string | undefined = isObject(at) ? keyLike(at, one) : undefined;
    if (key === undefined || !isObject(at)) return [];
    tokens.push(key);
    at = at[key];
  }
  return typeof at === 'string'
    ? [{ pointer: tokens.map((token) => `/${escapeToken(token)}`).join(''), text: at }]
    : [];
}
