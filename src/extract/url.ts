/**
 * What a URL says without being opened: does a signature travel in it, and did it come from
 * `listCallbackUrl()` of a workflow? Shapes: facts/security.md §4.1, §4.2.
 */
import type { Answer, Value } from '../model.ts';
import { asText, entriesOf, member } from '../value.ts';

/** The steps of `fn(args).a.b` behind a hole, or undefined. */
export interface Chain {
  readonly fn: string;
  readonly args: readonly Value[];
  /** Property names, outermost last, lower case. */
  readonly path: readonly string[];
}

export function chainOf(value: Value): Chain | undefined {
  const path: string[] = [];
  let at: Value = value;
  for (let depth = 0; depth < 32; depth++) {
    if (at.kind !== 'hole' || at.call === undefined) return undefined;
    if (at.call.fn !== 'get') return { fn: at.call.fn.toLowerCase(), args: at.call.args, path: path.reverse() };
    const [object, key] = at.call.args;
    const name = asText(key);
    if (object === undefined || name === undefined) return undefined;
    path.push(name.toLowerCase());
    at = object;
  }
  return undefined;
}

/** The parts of a URL: literals and unknowns, in order. */
export function partsOf(url: Value): readonly (string | Value)[] {
  if (url.kind === 'text') return url.parts;
  const text = asText(url);
  return [text ?? url];
}

/** `?sig=` or `&sig=` with something behind it; `&amp;` occurs in pasted URLs (facts/security.md §4.3). */
const SIGNATURE = /[?&](?:amp;)?sig=/i;

export interface UrlFacts {
  /** A signature travels in the text, whatever it is made of. */
  readonly signature: Answer;
  /** `listCallbackUrl(id).value` or `.basePath` that the URL is made of. */
  readonly callback: { readonly id: Value; readonly member: 'value' | 'basePath' } | null;
}

/** Longest end of what was read that a signature's name can begin in. */
const TAIL = 64;

/** Reads a URL value. A hole may hide a signature, unless it stands where only a path or a name can stand. */
export function urlFacts(url: Value): UrlFacts {
  let signature: Answer = 'no';
  let callback: UrlFacts['callback'] = null;
  let before: Before = { tail: '', query: false, invoked: false };
  for (const part of partsOf(url)) {
    if (typeof part === 'string') {
      before = after(before, part);
      if (SIGNATURE.test(before.tail + part)) signature = 'yes';
      continue;
    }
    const found = callbackIn(part);
    callback ??= found;
    if (signature === 'no') signature = inHole(part, before, found);
    else if (signature === 'unknown' && inHole(part, before, found) === 'yes') signature = 'yes';
    before = { ...before, tail: '\u0000' };
  }
  return { signature, callback };
}

/** What stands before a part: its last characters, and whether a query or a relative path has begun. */
interface Before {
  readonly tail: string;
  readonly query: boolean;
  readonly invoked: boolean;
}

function after({ tail, query, invoked }: Before, text: string): Before {
  const both = tail + text;
  return { tail: both.slice(-TAIL), query: query || text.includes('?'), invoked: invoked || both.includes('/invoke/') };
}

/** `listCallbackUrl(id).value` or `.basePath`. */
function callbackIn(part: Value): UrlFacts['callback'] {
  const chain = chainOf(part);
  const [name] = chain?.path ?? [];
  const id = chain?.args[0];
  if (chain?.fn !== 'listcallbackurl' || id === undefined || chain.path.length !== 1) return null;
  if (name === 'value') return { id, member: 'value' };
  return name === 'basepath' ? { id, member: 'basePath' } : null;
}

function inHole(part: Value, before: Before, callback: UrlFacts['callback']): Answer {
  const chain = chainOf(part);
  if (chain?.fn === 'reference') return 'no';
  if (chain?.fn !== 'listcallbackurl') return mayHoldQuery(part, before);
  if (chain.path[0] === 'queries' && chain.path[1] === 'sig' && /[?&]sig=$/i.test(before.tail)) return 'yes';
  return callback?.member === 'basePath' ? 'no' : 'unknown';
}

/**
 * May an unknown part bring a signature of its own? One that begins the URL or a query may; one that is a value
 * of the query, or a segment of the relative path behind `/invoke/`, is data and not address.
 */
function mayHoldQuery(part: Value, { tail, query, invoked }: Before): Answer {
  if (part.kind === 'hole' && (part.type === 'int' || part.type === 'bool')) return 'no';
  // `…/items/{encodeURIComponent(x)}`: an encoded value cannot open a query.
  if (isEncoded(part)) return 'no';
  if (query) return /[?&]$/.test(tail) ? 'unknown' : 'no';
  return invoked ? 'no' : 'unknown';
}

function isEncoded(part: Value): boolean {
  if (part.kind !== 'hole') return false;
  const fn = part.call?.fn.toLowerCase() ?? '';
  return fn.endsWith('encodeuricomponent') || fn.endsWith('uricomponent');
}

/** `sig` given apart, in `inputs.queries`. */
export function signatureInQueries(queries: Value | null | undefined): {
  readonly answer: Answer;
  readonly at: Value | null;
} {
  if (queries === undefined) return { answer: 'unknown', at: null };
  const sig = member(queries, 'sig');
  if (sig === undefined) return { answer: 'unknown', at: null };
  if (sig === null) return { answer: 'no', at: null };
  const entry = (entriesOf(queries) ?? []).find(({ key }) => key.toLowerCase() === 'sig');
  return { answer: 'yes', at: entry?.value ?? sig };
}

const DEEPEST = 8;
const MOST = 50;

/** Ids of the callback URLs that a value is computed from; empty where something else has a part in it. */
export function callbacksIn(value: Value, depth = DEEPEST, found: Value[] = []): readonly Value[] {
  if (depth === 0 || found.length > MOST || value.kind !== 'hole') return found;
  const chain = chainOf(value);
  const [id] = chain?.args ?? [];
  if (chain?.fn === 'listcallbackurl' && id !== undefined) found.push(id);
  else for (const arg of value.call?.args ?? []) callbacksIn(arg, depth - 1, found);
  return found;
}
