/**
 * Every secret of a document, as places, and the strings that others look into: one walk over all strings and all keys,
 * whatever the document is.
 * Iterative, so that no depth of input can exhaust the stack; pointers are made only where something is found.
 */
import type { Anchor, FileId, Json, JsonObject, Pointer, SecretSpan } from '../model.ts';
import { escapeToken } from '../value.ts';
import { secretAt, secretsIn, type Span } from './find.ts';
import { isNameOfSecret, isSecretDue, type Context } from './position.ts';
import { Meanwhile, OF_DOCUMENT } from '../meanwhile.ts';

/** An object or array on the way; strings get no object of their own, since there are so many. */
interface Holder {
  /** Name in the parent, and the parent; null for the document itself. */
  readonly token: string | number;
  readonly above: Holder | null;
  /** Declared secure, itself or by what holds it. */
  readonly secure: boolean;
  readonly value: readonly Json[] | JsonObject;
  /** Names of its members; null for an array. */
  readonly keys: readonly string[] | null;
  /** The member that is next. */
  next: number;
}

/** How many enclosing names a position is judged by. */
const PARENTS = 4;

/** What a document was found to hold on its one walk. */
interface Walked {
  readonly spans: readonly SecretSpan[];
  readonly asked: ReadonlyMap<Sort, readonly Evaluated[]>;
}

/** All secrets in strings and keys, in the order of the document. Linear in its size. */
export function secretsOfDocument(value: Json, file: FileId): readonly SecretSpan[] {
  return walked(value, file).spans;
}

const walks = new Meanwhile<object, Walked & { readonly file: FileId | null }>(OF_DOCUMENT);

/** Walked once, whoever asks; `file` only names the places of secrets. */
function walked(value: Json, file: FileId | null): Walked {
  if (typeof value !== 'object' || value === null) return walk(value, file);
  const before = walks.get(value);
  if (before !== undefined && (file === null || before.file === file)) return before;
  const made = { ...walk(value, file), file };
  walks.set(value, made);
  return made;
}

/** Every key and every string in the order of the document. */
function walk(value: Json, file: FileId | null): Walked {
  const spans: SecretSpan[] = [];
  const asked = new Map<Sort, Evaluated[]>(SORTS.map(([sort]) => [sort, []]));
  const onText = (text: string, token: string | number, above: Holder | null): void => {
    for (const [sort, takes] of SORTS) if (takes(text, token)) asked.get(sort)?.push(new Evaluated(text, token, above));
    if (file !== null) report(secretsOf(text, token, above), token, above, file, spans);
  };
  if (typeof value === 'string') onText(value, '', null);
  if (typeof value !== 'object' || value === null) return { spans, asked };
  let at: Holder | null = holderOf(value, '', null);
  while (at !== null) {
    const { keys, value: held } = at;
    const index = at.next++;
    const token = keys === null ? index : keys[index];
    if (token === undefined || index >= (keys ?? (held as readonly Json[])).length) {
      at = at.above;
      continue;
    }
    if (typeof token === 'string' && file !== null) report(secretsIn(token), token, at, file, spans, 'key');
    const item = (held as Readonly<Record<string | number, Json>>)[token];
    if (typeof item === 'string') onText(item, token, at);
    else if (typeof item === 'object' && item !== null) at = holderOf(item, token, at);
  }
  return { spans, asked };
}

function secretsOf(text: string, token: string | number, above: Holder | null): readonly Span[] {
  // Most positions are judged by their name alone, without looking at what stands around.
  if (!isSecureIn(above, token) && !isNameOfSecret(keyIn(above, token))) return secretsIn(text);
  return secretAt(text, contextOf(token, above));
}

function holderOf(value: readonly Json[] | JsonObject, token: string | number, above: Holder | null): Holder {
  const keys = isArray(value) ? null : Object.keys(value);
  return { token, above, secure: isSecureIn(above, token), value, keys, next: 0 };
}

/** What a member is called: its name, or what a name/value pair calls it. */
function keyIn(above: Holder | null, token: string | number): string {
  // An item has no name of its own: `runAfter: { Get_password: ["Succeeded"] }` holds no password.
  if (above === null || typeof token === 'number') return '';
  return isValue(token) ? (nameOf(above.value) ?? token) : token;
}

/** Whether it is declared secure. */
function isSecureIn(above: Holder | null, token: string | number): boolean {
  if (above === null) return false;
  return isValue(token) ? isSecure(above.value) : above.secure;
}

function isValue(token: string | number): boolean {
  return token === 'value' || token === 'defaultValue';
}

/** A string that somebody evaluates, with the objects around it: told when it is asked for, since most are passed over. */
export class Evaluated {
  readonly text: string;
  readonly #token: string | number;
  readonly #above: Holder | null;

  constructor(text: string, token: string | number, above: Holder | null) {
    this.text = text;
    this.#token = token;
    this.#above = above;
  }

  get pointer(): Pointer {
    return pointerOf(this.#token, this.#above);
  }

  get tokens(): readonly string[] {
    if (this.#above === null) return [];
    const tokens = [String(this.#token)];
    for (let at = this.#above; at.above !== null; at = at.above) tokens.push(String(at.token));
    return tokens.reverse();
  }

  /** What the position is called. */
  get context(): Context {
    return contextOf(this.#token, this.#above);
  }

  /** By its name a secret is due here (facts/security.md §4.4). */
  get secret(): boolean {
    return isSecretDue(this.context);
  }

  /** The document first, the object or array that holds the string last. */
  get around(): readonly Json[] {
    const around: Json[] = [];
    for (let at = this.#above; at !== null; at = at.above) around.push(at.value);
    return around.reverse();
  }
}

/**
 * Strings that are asked for: expressions of a template with a call in them, those of a workflow that read a value or put one
 * together, names of variables and inputs that are texts, code and its files, and what stands where the SAS of a trigger is
 * switched.
 */
export type Sort = 'call' | 'reader' | 'given' | 'code' | 'code-file' | 'sas-state';

const READER = /(?:parameters|variables|outputs|concat|base64)\(\s{0,8}'/i;

const SORTS: readonly (readonly [Sort, (text: string, token: string | number) => boolean])[] = [
  ['call', (text) => text.startsWith('[') && text.includes('(')],
  ['reader', (text) => text.includes('@') && READER.test(text)],
  ['given', (_text, token) => token === 'name' || token === 'inputs'],
  ['code-file', (_text, token) => typeof token === 'string' && token.toLowerCase() === 'codefile'],
  // `code` or `CodeFile`, with a literal in it.
  ['code', (text, token) => typeof token === 'string' && /^code(?:file)?$/i.test(token) && /["'`]/.test(text)],
  [
    'sas-state',
    (text, token) =>
      (text.startsWith('[') || text.toLowerCase() === 'disabled') &&
      /(?:accesscontrol|triggers|sasauthenticationpolicy|state)$/i.test(String(token)),
  ],
];

/** Every string of a sort, in the order of the document. */
export function evaluatedIn(
  value: Json,
  sort: Sort,
  asks: (text: string) => boolean = () => true,
): readonly Evaluated[] {
  return (walked(value, null).asked.get(sort) ?? []).filter(({ text }) => asks(text));
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}

/** `{ "type": "securestring", "defaultValue": … }` (facts/arm-templates.md: parameter types). */
function isSecure(value: readonly Json[] | JsonObject): boolean {
  const type = isArray(value) || !Object.hasOwn(value, 'type') ? null : value['type'];
  return typeof type === 'string' && /^secure(?:string|object)$/i.test(type);
}

/** What a pair `{ "name": "ApiKey", "value": … }` calls its value: app settings, connection parameters. */
function nameOf(value: readonly Json[] | JsonObject): string | null {
  const name = isArray(value) || !Object.hasOwn(value, 'name') ? null : value['name'];
  return typeof name === 'string' && name !== '' ? name : null;
}

function contextOf(token: string | number, above: Holder | null): Context {
  const parents: string[] = [];
  for (let at = above; at !== null && parents.length < PARENTS; at = at.above) {
    if (typeof at.token === 'string' && at.above !== null) parents.unshift(at.token);
  }
  return { key: keyIn(above, token), parents, secure: isSecureIn(above, token) };
}

function report(
  found: readonly Span[],
  token: string | number,
  above: Holder | null,
  file: FileId,
  out: SecretSpan[],
  on?: 'key',
): void {
  if (found.length === 0) return;
  const pointer = pointerOf(token, above);
  for (const { start, end, kind } of found) {
    const at: Anchor = { file, pointer, ...(on === undefined ? {} : { on }), slice: [start, end] };
    out.push({ at, kind, length: end - start });
  }
}

function pointerOf(token: string | number, above: Holder | null): Pointer {
  const tokens: string[] = [];
  let [name, at] = [token, above];
  for (; at !== null; [name, at] = [at.token, at.above]) tokens.push(escapeToken(String(name)));
  return tokens
    .reverse()
    .map((one) => `/${one}`)
    .join('');
}
