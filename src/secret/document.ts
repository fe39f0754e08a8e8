/**
 * Every secret of a document, as places: one walk over all strings and all keys, whatever the document is.
 * Iterative, so that no depth of input can exhaust the stack; pointers are made only where something is found.
 */
import type { Anchor, FileId, Json, JsonObject, Pointer, SecretSpan } from '../model.ts';
import { escapeToken } from '../value.ts';
import { secretAt, secretsIn, secretsInWord, type Span } from './find.ts';
import { isNameOfSecret, isSecretDue, type Context } from './position.ts';

/** A place in the document. */
interface Place {
  /** Name in the parent, and the parent; null for the document itself. */
  readonly token: string | number;
  readonly above: Holder | null;
  /** What the position is called: the member's name, or what a name/value pair calls it. */
  readonly key: string;
  readonly secure: boolean;
}

/** An object or array on the way; strings get no object of their own, since there are so many. */
interface Holder extends Place {
  readonly value: readonly Json[] | JsonObject;
  /** Names of its members; null for an array. */
  readonly keys: readonly string[] | null;
  /** What a name/value pair calls its value, and whether that is declared secure. */
  readonly named: string | null;
  readonly declared: boolean;
  /** The member that is next. */
  next: number;
}

/** How many enclosing names a position is judged by. */
const PARENTS = 4;

/** All secrets in strings and keys, in the order of the document. Linear in its size. */
export function secretsOfDocument(value: Json, file: FileId): SecretSpan[] {
  const out: SecretSpan[] = [];
  const onKey = (text: string, above: Holder): void => {
    const spans = secretsInWord(text);
    if (spans.length > 0) report(placeIn(above, text), spans, file, out, 'key');
  };
  walk(value, onKey, (text, token, above) => {
    const { key, secure } = namesIn(above, token);
    // Most positions are judged by their name alone, without looking at what stands around.
    if (!secure && !isNameOfSecret(key)) {
      const spans = secretsIn(text);
      if (spans.length > 0) report(placeIn(above, token), spans, file, out);
      return;
    }
    const place = placeIn(above, token);
    report(place, secretAt(text, contextOf(place)), file, out);
  });
  return out;
}

type OnKey = (key: string, above: Holder) => void;
/** `above` is null where the document is nothing but this string. */
type OnText = (text: string, token: string | number, above: Holder | null) => void;

/** Every key and every string in the order of the document. */
function walk(value: Json, onKey: OnKey, onText: OnText): void {
  if (typeof value === 'string') onText(value, '', null);
  if (typeof value !== 'object' || value === null) return;
  let at: Holder | null = holderOf(value, '', null);
  while (at !== null) {
    const { keys, value: held } = at;
    const index = at.next++;
    const token = keys === null ? index : keys[index];
    if (token === undefined || index >= (keys ?? (held as readonly Json[])).length) {
      at = at.above;
      continue;
    }
    if (typeof token === 'string') onKey(token, at);
    const item = (held as Readonly<Record<string | number, Json>>)[token];
    if (typeof item === 'string') onText(item, token, at);
    else if (typeof item === 'object' && item !== null) at = holderOf(item, token, at);
  }
}

function holderOf(value: readonly Json[] | JsonObject, token: string | number, above: Holder | null): Holder {
  const { key, secure } = namesIn(above, token);
  if (isArray(value)) return { token, above, key, secure, value, keys: null, named: null, declared: secure, next: 0 };
  const keys = Object.keys(value);
  return { token, above, key, secure, value, keys, named: nameOf(value), declared: isSecure(value), next: 0 };
}

/** What a member is called, and whether it is declared secure. */
function namesIn(above: Holder | null, token: string | number): { readonly key: string; readonly secure: boolean } {
  // An item has no name of its own: `runAfter: { Get_password: ["Succeeded"] }` holds no password.
  if (above === null || typeof token === 'number') return { key: '', secure: above?.secure ?? false };
  if (token !== 'value' && token !== 'defaultValue') return { key: token, secure: above.secure };
  return { key: above.named ?? token, secure: above.declared };
}

function placeIn(above: Holder | null, token: string | number): Place {
  return { token, above, ...namesIn(above, token) };
}

/** A string that somebody evaluates, with the objects around it. */
export interface Evaluated {
  readonly pointer: Pointer;
  readonly tokens: readonly string[];
  readonly text: string;
  /** By its name a secret is due here (facts/security.md §4.4). */
  readonly secret: boolean;
  /** The document first, the object or array that holds the string last. */
  readonly around: readonly Json[];
}

/** Every string that `wanted` takes, by its text and its name or index, in the order of the document. */
export function evaluatedIn(
  value: Json,
  wanted: (text: string, token: string | number) => boolean,
): readonly Evaluated[] {
  const out: Evaluated[] = [];
  walk(
    value,
    () => undefined,
    (text, token, above) => {
      if (wanted(text, token)) out.push(evaluated(placeIn(above, token), text));
    },
  );
  return out;
}

function evaluated(place: Place, text: string): Evaluated {
  const [tokens, around]: [string[], Json[]] = [[], []];
  for (let at: Place = place; at.above !== null; at = at.above) {
    tokens.unshift(String(at.token));
    around.unshift(at.above.value);
  }
  return { pointer: pointerOf(place), tokens, text, secret: isSecretDue(contextOf(place)), around };
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

/** `{ "type": "securestring", "defaultValue": … }` (facts/arm-templates.md: parameter types). */
function isSecure(value: JsonObject): boolean {
  const type = Object.hasOwn(value, 'type') ? value['type'] : null;
  return typeof type === 'string' && /^secure(?:string|object)$/i.test(type);
}

/** What a pair `{ "name": "ApiKey", "value": … }` calls its value: app settings, connection parameters. */
function nameOf(value: JsonObject): string | null {
  const name = Object.hasOwn(value, 'name') ? value['name'] : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

function contextOf(place: Place): Context {
  const parents: string[] = [];
  for (let at = place.above; at !== null && parents.length < PARENTS; at = at.above) {
    if (typeof at.token === 'string' && at.above !== null) parents.unshift(at.token);
  }
  return { key: place.key, parents, secure: place.secure };
}

function report(place: Place, spans: readonly Span[], file: FileId, out: SecretSpan[], on?: 'key'): void {
  if (spans.length === 0) return;
  const pointer = pointerOf(place);
  for (const { start, end, kind } of spans) {
    const at: Anchor = { file, pointer, ...(on === undefined ? {} : { on }), slice: [start, end] };
    out.push({ at, kind, length: end - start });
  }
}

function pointerOf(place: Place): Pointer {
  const tokens: string[] = [];
  for (let at: Place = place; at.above !== null; at = at.above) tokens.push(escapeToken(String(at.token)));
  return tokens
    .reverse()
    .map((token) => `/${token}`)
    .join('');
}
