/**
 * Finds secrets in a text, by shape alone (`secretsIn`), by shape in text as it stands in a file with
 * its escapes (`secretsInRaw`), and by shape or position (`secretAt`). One pass a shape, linear.
 * Never gives a secret's text back, only where it stands.
 */
import type { SecretKind } from '../model.ts';
import { remembered } from '../remembered.ts';
import { isSecretPosition, type Context } from './position.ts';
import { endOfRun, nextRun, paddingAt } from './runs.ts';
import { ENDINGS, isDevOpsToken, SHAPES, type SecretShape } from './shapes.ts';

/** Half-open, in UTF-16 units of the text that was searched. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
}

/** A text with none of these, and without a long run, holds no shape: most strings of a document leave here. */
const WORTH_A_LOOK = /sig|key|eyJ|passw|pwd|secret|code|token|pfx|:\/\/|bearer|basic|authorization|q~/i;

const NONE: readonly Span[] = [];

/** Every secret that its shape gives away, in order, without overlap. Of the strings of real templates six in seven repeat another. */
export const secretsIn = remembered((text): readonly Span[] => {
  if (text.length < 8) return NONE;
  const run = nextRun(text, 0);
  if (run < 0 && !WORTH_A_LOOK.test(text)) return NONE;
  const spans: Span[] = [];
  const lower = text.toLowerCase();
  for (const shape of SHAPES) if (shape.needs.some((one) => lower.includes(one))) collect(text, shape, spans);
  collectRuns(text, run, spans);
  return merge(spans);
});

/** The same for text as written in a JSON file: escapes are read as what they stand for, spans cover them whole. */
export function secretsInRaw(text: string): readonly Span[] {
  if (!text.includes('\\')) return secretsIn(text);
  const { decoded, starts } = decode(text);
  return secretsIn(decoded).map(({ start, end, kind }) => ({
    start: starts[start] ?? 0,
    end: starts[end] ?? text.length,
    kind,
  }));
}

/** `secretsIn`, and the whole literal where the position says that it is a secret. */
export function secretAt(text: string, context: Context): readonly Span[] {
  const spans = secretsIn(text);
  const position = isSecretPosition(text, context);
  return position === null ? spans : merge([...spans, position]);
}

function collect(text: string, shape: SecretShape, into: Span[]): void {
  for (const match of text.matchAll(shape.pattern)) {
    const secret = match.groups?.['secret'];
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    if (secret === undefined || !shape.accepts(secret)) continue;
    into.push({ start, end, kind: shape.kind });
  }
}

/** Maximal runs, disjoint, so that each is looked at once. @param first where the first begins; -1 = none */
function collectRuns(text: string, first: number, into: Span[]): void {
  for (let start = first; start >= 0;) {
    const end = endOfRun(text, start);
    const { padding, next } = paddingAt(text, end);
    collectRun(text.slice(start, end), padding, start, next, into);
    start = nextRun(text, next);
  }
}

/** @param body from `start`; @param padding characters `=` behind it, as far as `end` */
function collectRun(body: string, padding: number, start: number, end: number, into: Span[]): void {
  const ending = ENDINGS.find(
    ({ before, infix, after, padding: wanted }) =>
      padding === wanted &&
      body.length >= before + infix.length + after &&
      body.startsWith(infix, body.length - after - infix.length),
  );
  if (ending !== undefined) {
    const length = ending.before + ending.infix.length + ending.after;
    into.push({ start: start + body.length - length, end, kind: ending.kind });
  }
  let at = start;
  for (const piece of body.split(/[+/_-]/)) {
    if (piece.length === 52 && isDevOpsToken(piece)) into.push({ start: at, end: at + 52, kind: 'devops-token' });
    at += piece.length + 1;
  }
}

/** Sorted and joined; where spans overlap, the first that was found names the kind. */
function merge(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out[out.length - 1];
    if (last === undefined || span.start >= last.end) out.push(span);
    else if (span.end > last.end) out[out.length - 1] = { ...last, end: span.end };
  }
  return out;
}

const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|[\s\S])/g;
const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** `starts[i]` is where character i of the decoded text began; one more for its end. */
function decode(text: string): { decoded: string; starts: Uint32Array } {
  const starts = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const literal = (to: number): void => {
    for (let i = from; i < to; i++) starts[length++] = i;
    parts.push(text.slice(from, to));
  };
  for (const match of text.matchAll(ESCAPE)) {
    literal(match.index);
    const letter = match[0].charAt(1);
    parts.push(
      match[0].length === 6
        ? String.fromCharCode(parseInt(match[0].slice(2), 16))
        : Object.hasOwn(SHORT, letter)
          ? (SHORT[letter] ?? '')
          : letter,
    );
    starts[length++] = match.index;
    from = match.index + match[0].length;
  }
  literal(text.length);
  starts[length] = text.length;
  return { decoded: parts.join(''), starts };
}

/** Replaces each character of the spans by `*`, one for one, so that columns stay true. */
export function mask(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(span.start, from);
    const end = Math.min(span.end, text.length);
    if (end <= start) continue;
    parts.push(text.slice(from, start), '*'.repeat(end - start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** A text of ours about to be printed, with every secret shape masked. */
export function masked(text: string): string {
  return mask(text, secretsIn(text));
}

/** The same for a JSON pointer, whose tokens are keys of somebody's document. */
export function maskedPointer(pointer: string): string {
  if (!pointer.includes('~') && secretsIn(pointer).length === 0) return pointer;
  return pointer
    .split('/')
    .map((token) =>
      masked(token.replaceAll('~1', '/').replaceAll('~0', '~')).replaceAll('~', '~0').replaceAll('/', '~1'),
    )
    .join('/');
}
