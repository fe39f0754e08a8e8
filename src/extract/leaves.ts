/**
 * What becomes the secret where an expression stands in a secret position: a parameter, a variable or the output of Compose that
 * is read there alone or behind a scheme, or a text that the expression itself holds. With anything more around it the
 * position says nothing of the value. `concat('Basic ', base64(concat('orders', ':', …)))` is a user name and a password.
 */
import type { Expression, Str } from '../expression/workflow/ast.ts';
import { parseTemplate } from '../expression/workflow/parse.ts';

export type Leaf = {
  /** It is the password of a pair, and not all that the position takes. */
  readonly password: boolean;
} & (
  | { readonly kind: 'parameter' | 'variable' | 'output'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string; readonly slice: readonly [start: number, end: number] }
);

/** Schemes of the Authorization header, with the blank behind them. */
const SCHEME = /^(?:Basic|Bearer|Token|ApiKey|SSWS) {1,4}$/i;
const READERS: ReadonlyMap<string, 'parameter' | 'variable' | 'output'> = new Map([
  ['parameters', 'parameter'],
  ['variables', 'variable'],
  ['outputs', 'output'],
]);
/** Calls inside calls that are followed. */
const DEEPEST = 6;

/** None for a text that is no expression, or more than one. */
export function leafOf(text: string): Leaf | null {
  if (!text.startsWith('@') && !text.includes('@{')) return null;
  const { segments, kind, faults } = parseTemplate(text);
  if (faults.length > 0 || kind === 'literal' || kind === 'escaped') return null;
  const [first, second, ...more] = segments;
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return first.t === 'lit' ? null : ofValue(first, 0);
  return first.t === 'lit' && SCHEME.test(first.v) && second.t !== 'lit' ? ofCredential(first.v, second, 0) : null;
}

function ofValue(value: Expression, depth: number): Leaf | null {
  if (value.t === 'str') return ofText(value, 0, false);
  if (value.t !== 'fn' || depth > DEEPEST) return null;
  const read = ofReader(value, false);
  if (read !== null || value.n.toLowerCase() !== 'concat' || value.d.length > 0) return read;
  const [scheme, ...rest] = value.a;
  const [credential] = rest;
  return scheme?.t === 'str' && SCHEME.test(scheme.v) && credential !== undefined && rest.length === 1
    ? ofCredential(scheme.v, credential, depth + 1)
    : null;
}

/** Behind its scheme. */
function ofCredential(scheme: string, value: Expression, depth: number): Leaf | null {
  const isPair = value.t === 'fn' && value.n.toLowerCase() === 'base64' && value.a.length === 1;
  const pair = isPair ? value.a[0] : undefined;
  if (pair === undefined) return value.t === 'fn' && value.n.toLowerCase() === 'concat' ? null : ofValue(value, depth);
  return /^basic/i.test(scheme) ? ofPair(pair) : null;
}

/** `user:password`. */
function ofPair(pair: Expression): Leaf | null {
  if (pair.t === 'str') return afterColon(pair);
  if (pair.t !== 'fn' || pair.n.toLowerCase() !== 'concat' || pair.d.length > 0) return ofReader(pair, false);
  const colon = pair.a.findIndex((one) => one.t === 'str' && one.v.includes(':'));
  const holder = pair.a[colon];
  const rest = pair.a.slice(colon + 1);
  if (holder?.t !== 'str') return null;
  if (!holder.v.endsWith(':') || holder.v.indexOf(':') < holder.v.length - 1)
    return rest.length === 0 ? afterColon(holder) : null;
  const [password] = rest;
  if (password === undefined || rest.length > 1) return null;
  return password.t === 'str' ? ofText(password, 0, true) : ofReader(password, true);
}

function afterColon(text: Str): Leaf | null {
  const colon = text.v.indexOf(':');
  return colon < 0 ? null : ofText(text, colon + 1, true);
}

function ofReader(call: Expression, password: boolean): Leaf | null {
  if (call.t !== 'fn' || call.d.length > 0 || call.a.length !== 1) return null;
  const kind = READERS.get(call.n.toLowerCase());
  const [name] = call.a;
  return kind === undefined || name?.t !== 'str' ? null : { kind, name: name.v, password };
}

/** The text behind `from`; all of it where quotes inside are doubled, since then places in the text are none in the string. */
function ofText({ v, start, end, parts }: Str, from: number, password: boolean): Leaf | null {
  if (parts !== undefined) return null;
  const plain = v.length === end - start - 2;
  return { kind: 'text', text: v.slice(from), slice: [start + 1 + (plain ? from : 0), end - 1], password };
}
