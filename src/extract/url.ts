/**
 * What a URL says without being opened: does a signature travel in it, and did it come from
 * `listCallbackUrl()` of a workflow? Shapes: facts/security.md §4.1, §4.2.
 */
import type { Answer, Hole, Value } from '../model.ts';
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

/** Reads a URL value. A hole may hide a signature, unless it stands where only a path or a name can stand. */
export function urlFacts(url: Value): UrlFacts {
  let signature: Answer = 'no';
  let callback: UrlFacts['callback'] = null;
  let before = '';
  for (const part of partsOf(url)) {
    if (typeof part === 'string') {
      before += part;
      if (SIGNATURE.test(before)) signature = 'yes';
      continue;
    }
    const chain = chainOf(part);
    if (chain?.fn === 'listcallbackurl') {
      const [name] = chain.path;
      const id = chain.args[0];
      if (id !== undefined && (name === 'value' || name === 'basepath') && chain.path.length === 1) {
        callback ??= { id, member: name === 'value' ? 'value' : 'basePath' };
        if (name === 'value' && signature === 'no') signature = 'unknown';
      } else if (name === 'queries' && chain.path[1] === 'sig' && /[?&]sig=$/i.test(before)) signature = 'yes';
      else if (signature === 'no') signature = 'unknown';
    } else if (chain?.fn !== 'reference' && signature === 'no') signature = mayHoldQuery(part, before);
    before += '\u0000';
  }
  return { signature, callback };
}

/**
 * May an unknown part bring a signature of its own? One that begins the URL or a query may; one that is a value
 * of the query, or a segment of the relative path behind `/invoke/`, is data and not address.
 */
function mayHoldQuery(part: Value, before: string): Answer {
  if (part.kind === 'hole' && (part.type === 'int' || part.type === 'bool')) return 'no';
  // `…/items/{encodeURIComponent(x)}`: an encoded value cannot open a query.
  if (isEncoded(part)) return 'no';
  if (before.includes('?')) return /[?&]$/.test(before) ? 'unknown' : 'no';
  return /\/invoke\/./.test(before) || before.endsWith('/invoke/') ? 'no' : 'unknown';
}

function isEncoded(part: Value): boolean {
  if (part.kind !== 'hole') return false;
  const fn = (part as Hole).call?.fn.toLowerCase() ?? '';
  return fn.endsWith('encodeuricomponent') || fn.endsWith('uricomponent');
}

/** `sig` given apart, in `inputs.queries`. */
export function signatureInQueries(queries: Value | null | undefined): { readonly answer: Answer; readonly at: Value | null } {
  if (queries === undefined) return { answer: 'unknown', at: null };
  const sig = member(queries, 'sig');
  if (sig === undefined) return { answer: 'unknown', at: null };
  if (sig === null) return { answer: 'no', at: null };
  const entry = (entriesOf(queries) ?? []).find(({ key }) => key.toLowerCase() === 'sig');
  return { answer: 'yes', at: entry?.value ?? sig };
}
