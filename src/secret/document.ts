/**
 * Every secret of a document, as places: one walk over all strings and all keys, whatever the document is.
 * Iterative, so that no depth of input can exhaust the stack; pointers are made only where something is found.
 */
import type { Anchor, FileId, Json, JsonObject, Pointer, SecretSpan } from '../model.ts';
import { escapeToken } from '../value.ts';
import { secretAt, secretsIn, type Span } from './find.ts';
import { isSecretDue, type Context } from './position.ts';

interface Node {
  readonly value: Json;
  /** Name in the parent, and the parent; null for the document itself. */
  readonly token: string | number;
  readonly above: Node | null;
  /** What the position is called: the member's name, or what a name/value pair calls it. */
  readonly key: string;
  readonly secure: boolean;
}

/** How many enclosing names a position is judged by. */
const PARENTS = 4;

/** All secrets in strings and keys, in the order of the document. Linear in its size. */
export function secretsOfDocument(value: Json, file: FileId): SecretSpan[] {
  const out: SecretSpan[] = [];
  const open: Node[] = [{ value, token: '', above: null, key: '', secure: false }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.above !== null && typeof node.token === 'string') report(node, secretsIn(node.token), file, out, 'key');
    if (typeof node.value === 'string') report(node, secretAt(node.value, contextOf(node)), file, out);
    else if (typeof node.value === 'object' && node.value !== null) {
      for (const child of childrenOf(node, node.value).reverse()) open.push(child);
    }
  }
  return out;
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

/** Every string that `wanted` takes, in the order of the document. */
export function evaluatedIn(value: Json, wanted: (text: string) => boolean): readonly Evaluated[] {
  const out: Evaluated[] = [];
  const open: Node[] = [{ value, token: '', above: null, key: '', secure: false }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node.value === 'string') {
      if (wanted(node.value)) out.push(evaluated(node, node.value));
    } else if (typeof node.value === 'object' && node.value !== null) {
      for (const child of childrenOf(node, node.value).reverse()) open.push(child);
    }
  }
  return out;
}

function evaluated(node: Node, text: string): Evaluated {
  const [tokens, around]: [string[], Json[]] = [[], []];
  for (let at: Node = node; at.above !== null; at = at.above) {
    tokens.unshift(String(at.token));
    around.unshift(at.above.value);
  }
  return { pointer: pointerOf(node), tokens, text, secret: isSecretDue(contextOf(node)), around };
}

function childrenOf(node: Node, value: readonly Json[] | JsonObject): Node[] {
  // An item has no name of its own: `runAfter: { Get_password: ["Succeeded"] }` holds no password.
  if (isArray(value))
    return value.map((item, index) => ({ value: item, token: index, above: node, key: '', secure: node.secure }));
  const secure = isSecure(value);
  const named = nameOf(value);
  return Object.entries(value).map(([token, item]) => {
    const wrapped = token === 'value' || token === 'defaultValue';
    return {
      value: item,
      token,
      above: node,
      key: wrapped && named !== null ? named : token,
      secure: wrapped ? secure : node.secure,
    };
  });
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

function contextOf(node: Node): Context {
  const parents: string[] = [];
  for (let at = node.above; at !== null && parents.length < PARENTS; at = at.above) {
    if (typeof at.token === 'string' && at.above !== null) parents.unshift(at.token);
  }
  return { key: node.key, parents, secure: node.secure };
}

function report(node: Node, spans: readonly Span[], file: FileId, out: SecretSpan[], on?: 'key'): void {
  if (spans.length === 0) return;
  const pointer = pointerOf(node);
  for (const { start, end, kind } of spans) {
    const at: Anchor = { file, pointer, ...(on === undefined ? {} : { on }), slice: [start, end] };
    out.push({ at, kind, length: end - start });
  }
}

function pointerOf(node: Node): Pointer {
  const tokens: string[] = [];
  for (let at: Node = node; at.above !== null; at = at.above) tokens.push(escapeToken(String(at.token)));
  return tokens
    .reverse()
    .map((token) => `/${token}`)
    .join('');
}
