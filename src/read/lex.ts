/**
 * The lexical ground that the tolerant parser and the locator share: white space, comments, strings, whole values.
 * Everything here moves forward over a text by offsets, builds nothing, never throws, and is linear in what it passes,
 * whatever the text holds.
 */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const STAR = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** Half-open offsets. */
export type Span = readonly [start: number, end: number];

/**
 * Passes white space and comments, and gives the offset of the next character that is neither (or the text's length).
 * Each comment is told to `comment`; one that never ends reaches to the end of the text and is not `closed`.
 */
export function skipBlank(text: string, from: number, comment?: (at: Span, closed: boolean) => void): number {
  let i = from;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c === BLANK || c === LINE_FEED || c === RETURN || c === TAB) {
      i++;
      continue;
    }
    if (c !== SLASH) return i;
    const next = text.charCodeAt(i + 1);
    if (next !== SLASH && next !== STAR) return i;
    const close = next === STAR ? text.indexOf('*/', i + 2) : endOfLine(text, i + 2);
    const end = close < 0 ? text.length : next === STAR ? close + 2 : close;
    comment?.([i, end], close >= 0);
    i = end;
  }
}

/** Offset of the line end (or the text's end); a lone carriage return ends a line too. */
function endOfLine(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) !== LINE_FEED && text.charCodeAt(i) !== RETURN) i++;
  return i;
}

/** Offset after the closing quote of the string that opens at `open`; -1 where it never closes. */
export function endOfString(text: string, open: number): number {
  let from = open + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return -1;
    // An even run of backslashes before it leaves the quote its meaning. The run ends at the last quote at the latest, so no character is seen twice.
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((quote - before) % 2 === 1) return quote + 1;
    from = quote + 1;
  }
}

/** Offset after the value that starts at `from`, without recursion; always moves on unless the text ends or a closing sign is met. */
export function skipValue(text: string, from: number): number {
  const c = text.charCodeAt(from);
  if (c === QUOTE) return closeOf(text, from);
  if (c !== OPEN_OBJECT && c !== OPEN_ARRAY) return skipWord(text, from);
  let depth = 0;
  let i = from;
  while (i < text.length) {
    const k = text.charCodeAt(i);
    if (k === QUOTE) i = closeOf(text, i);
    else if (k === SLASH) i = Math.max(skipBlank(text, i), i + 1);
    else {
      i++;
      if (k === OPEN_OBJECT || k === OPEN_ARRAY) depth++;
      else if ((k === CLOSE_OBJECT || k === CLOSE_ARRAY) && --depth === 0) return i;
    }
  }
  return i;
}

function closeOf(text: string, open: number): number {
  const end = endOfString(text, open);
  return end < 0 ? text.length : end;
}

/** A number or literal: up to the next separator. */
function skipWord(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === COMMA || c === COLON || c === CLOSE_OBJECT || c === CLOSE_ARRAY || c <= BLANK || c === SLASH) break;
    i++;
  }
  return i;
}

/** Members of all objects, each spelling counted: strings with a colon behind. Exact for strict JSON. */
export function keysIn(text: string): number {
  let keys = 0;
  for (let open = text.indexOf('"'); open >= 0;) {
    const close = endOfString(text, open);
    if (close < 0) break;
    let at = close;
    let c = text.charCodeAt(at);
    while (c === BLANK || c === LINE_FEED || c === RETURN || c === TAB) c = text.charCodeAt(++at);
    if (c === COLON) keys++;
    open = text.indexOf('"', at);
  }
  return keys;
}

/** At least the number of values: separators and opening brackets outside strings. For texts that are no strict JSON (quotes in comments) a hint. */
export function valuesIn(text: string): number {
  let values = 1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) i = closeOf(text, i) - 1;
    else if (c === COMMA || c === OPEN_OBJECT || c === OPEN_ARRAY) values++;
  }
  return values;
}

const SIMPLE: readonly (readonly [letter: string, meaning: string])[] = [
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
];
const ESCAPES: ReadonlyMap<number, number> = new Map(SIMPLE.map(([a, b]) => [a.charCodeAt(0), b.charCodeAt(0)]));
const LETTER_U = 0x75;
const HEX = /^[0-9a-fA-F]{4}$/;

/** What the inside of a string literal means; a number is the offset (in `raw`) of an escape that JSON does not have. */
export function unescape(raw: string): string | number {
  if (!raw.includes('\\')) return raw;
  // Units, not pieces of text: a long run of escapes must not become millions of small strings.
  const units = new Uint16Array(raw.length);
  let length = 0;
  let i = 0;
  while (i < raw.length) {
    const c = raw.charCodeAt(i);
    if (c !== BACKSLASH) {
      units[length++] = c;
      i++;
      continue;
    }
    const unit = escapeAt(raw, i);
    if (unit === undefined) return i;
    units[length++] = unit;
    i += escapeLength(raw, i);
  }
  return textOf(units, length);
}

function escapeAt(raw: string, at: number): number | undefined {
  const letter = raw.charCodeAt(at + 1);
  if (letter !== LETTER_U) return ESCAPES.get(letter);
  const hex = raw.slice(at + 2, at + 6);
  return HEX.test(hex) ? Number.parseInt(hex, 16) : undefined;
}

/** Written length of the escape at the backslash `at`; each escape means one UTF-16 unit. */
export function escapeLength(text: string, at: number): 2 | 6 {
  return text.charCodeAt(at + 1) === LETTER_U ? 6 : 2;
}

function textOf(units: Uint16Array, length: number): string {
  let out = '';
  for (let i = 0; i < length; i += 4096) out += String.fromCharCode(...units.subarray(i, Math.min(i + 4096, length)));
  return out;
}

/** Offset in `raw` of the first control character, which strict JSON does not allow inside a string; -1 = none. */
export function controlIn(raw: string): number {
  for (let i = 0; i < raw.length; i++) if (raw.charCodeAt(i) < BLANK) return i;
  return -1;
}
