/**
 * Parameters of a definition that a secret position reads: `"password": "@parameters('orders')"` says that the value given to
 * `orders` is a password, whatever it is called. The places of such values, in the same document.
 */
import { keyLike } from '../keys.ts';
import type { FileId, Json, JsonObject, Pointer, SecretSpan } from '../model.ts';
import { field, isObject } from '../recognise.ts';
import { evaluatedIn, type Evaluated, isDescription, secretAt } from '../secret.ts';
import { escapeToken } from '../value.ts';

/** A value that goes to a secret position. */
export interface Fed {
  readonly pointer: Pointer;
  readonly text: string;
  /** The position that reads it: its name and those around it. */
  readonly key: string;
  readonly parents: readonly string[];
}

const found = new WeakMap<object, readonly Fed[]>();

/** Made once for each document; texts are values as they are written, expressions of a template included. */
export function fedIn(root: Json): readonly Fed[] {
  if (typeof root !== 'object' || root === null) return [];
  const before = found.get(root);
  if (before !== undefined) return before;
  const fed = new Map<Pointer, Fed>();
  for (const one of evaluatedIn(root, 'parameter'))
    if (one.secret) for (const value of valuesOf(one)) if (!fed.has(value.pointer)) fed.set(value.pointer, value);
  const all = [...fed.values()];
  found.set(root, all);
  return all;
}

/** Those that hold the secret as a literal. */
export function secretsFed(root: Json | undefined, file: FileId): readonly SecretSpan[] {
  if (root === undefined) return [];
  return fedIn(root).flatMap(({ pointer, text, key, parents }) =>
    isDescription(text)
      ? []
      : secretAt(text, { key, parents }).map(({ start, end, kind }): SecretSpan => ({
          at: { file, pointer, slice: [start, end] },
          kind,
          length: end - start,
        })),
  );
}

/** The parameter alone, or behind a scheme: more around it, and the position says nothing of the value. */
const READ = /^(?:(?:Basic|Bearer) )?@\{?parameters\('([^']{1,80})'\)\}?$/i;

function valuesOf({ text, tokens, around }: Evaluated): readonly Fed[] {
  const name = READ.exec(text)?.[1];
  const depth = around.findLastIndex((one) => isObject(one) && isDefinition(one));
  const definition = around[depth];
  if (name === undefined || !isObject(definition)) return [];
  const use = { key: tokens.at(-1) ?? '', parents: tokens.slice(-5, -1) };
  const path = tokens.slice(0, depth);
  const holder = path.at(-1)?.toLowerCase() === 'definition' ? around[depth - 1] : undefined;
  return [
    ...valueIn(definition, path, name, 'defaultValue'),
    ...(isObject(holder) ? valueIn(holder, path.slice(0, -1), name, 'value') : []),
  ].map((value) => ({ ...value, ...use }));
}

function isDefinition(value: JsonObject): boolean {
  return (
    isObject(field(value, 'actions')) && (isObject(field(value, 'triggers')) || isObject(field(value, 'parameters')))
  );
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
