/**
 * The slow path: one pass over a text that JSON.parse refuses or in which a key stands twice. Accepts comments, trailing
 * commas and raw control characters in strings, as the tools around templates do (facts/arm-templates.md §1.4), and
 * records each as a fault. Everything else that is not JSON ends the reading. Equal to JSON.parse on every strict text.
 */
import type { Fault, Json } from '../model.ts';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  controlIn,
  endOfString,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  unescape,
  type Span,
} from './lex.ts';
import { MAX_VALUES } from './limits.ts';
import { enter, fail, moveTo, note, reader, skip, type Frame, type Reader } from './reader.ts';

export interface Parsed {
  /** Undefined where the text could not be read as JSON even tolerantly. */
  readonly value: Json | undefined;
  readonly faults: readonly Fault[];
}

/** Never throws; `undefined` inside this file means that a fault was noted and reading has ended. */
export function parseTolerantly(text: string): Parsed {
  const r = reader(text);
  return { value: readDocument(r), faults: r.faults };
}

function readDocument(r: Reader): Json | undefined {
  if (!skip(r)) return undefined;
  if (r.at >= r.text.length) {
    note(r, 'empty', [0, r.text.length], r.text === '' ? 'the file is empty' : 'the file holds no value');
    return undefined;
  }
  const value = readValue(r);
  if (value === undefined || !skip(r)) return undefined;
  return r.at < r.text.length ? fail(r, 'nothing after the end of the value') : value;
}

function readValue(r: Reader): Json | undefined {
  if (++r.values > MAX_VALUES) {
    note(r, 'size', [r.at, r.at + 1], `more than ${MAX_VALUES} values`);
    return undefined;
  }
  switch (r.text.charCodeAt(r.at)) {
    case QUOTE:
      return readString(r);
    case OPEN_OBJECT:
      return readObject(r);
    case OPEN_ARRAY:
      return readArray(r);
    default:
      return readWord(r);
  }
}

function readObject(r: Reader): Json | undefined {
  const frame = enter(r);
  if (frame === undefined) return undefined;
  const object: { [key: string]: Json } = {};
  const seen = new Map<string, Span>();
  for (;;) {
    const more = readSeparator(r, seen.size > 0, CLOSE_OBJECT, "',' or '}'");
    if (more === undefined) return undefined;
    if (!more) return object;
    const key = readKey(r, frame, seen);
    if (key === undefined) return undefined;
    const value = readValue(r);
    if (value === undefined) return undefined;
    put(object, key, value);
    moveTo(frame, undefined);
  }
}

/** The key, its colon, and the way to the value. */
function readKey(r: Reader, frame: Frame, seen: Map<string, Span>): string | undefined {
  const start = r.at;
  moveTo(frame, undefined);
  if (r.text.charCodeAt(start) !== QUOTE) return fail(r, 'a property name in double quotes');
  const key = readString(r);
  if (key === undefined) return undefined;
  const span: Span = [start, r.at];
  const first = seen.get(key);
  if (first === undefined) seen.set(key, span);
  else {
    const message = 'this key stands more than once in the object; the last one counts';
    note(r, 'duplicate-key', span, message, { key, first });
  }
  moveTo(frame, key);
  if (!skip(r)) return undefined;
  if (r.text.charCodeAt(r.at) !== COLON) return fail(r, "':' after the property name");
  r.at++;
  return skip(r) ? key : undefined;
}

function readArray(r: Reader): Json | undefined {
  const frame = enter(r);
  if (frame === undefined) return undefined;
  const items: Json[] = [];
  for (;;) {
    const more = readSeparator(r, items.length > 0, CLOSE_ARRAY, "',' or ']'");
    if (more === undefined) return undefined;
    if (!more) return items;
    moveTo(frame, items.length);
    const value = readValue(r);
    if (value === undefined) return undefined;
    items.push(value);
    moveTo(frame, undefined);
  }
}

/** Goes to the next member or item (true) or past the closing sign (false); `begun` = there is one already. */
function readSeparator(r: Reader, begun: boolean, close: number, expected: string): boolean | undefined {
  if (!skip(r)) return undefined;
  const comma = begun && r.text.charCodeAt(r.at) === COMMA ? r.at : -1;
  if (comma >= 0) {
    r.at++;
    if (!skip(r)) return undefined;
  }
  if (r.text.charCodeAt(r.at) === close) {
    if (comma >= 0) note(r, 'trailing-comma', [comma, comma + 1], 'a comma after the last one');
    r.at++;
    r.frame = r.frame?.parent;
    return false;
  }
  return begun && comma < 0 ? fail(r, expected) : true;
}

function readString(r: Reader): string | undefined {
  const open = r.at;
  const end = endOfString(r.text, open);
  if (end < 0) {
    note(r, 'truncated', [open, open + 1], 'the text ends inside a string that starts here');
    return undefined;
  }
  const raw = r.text.slice(open + 1, end - 1);
  const value = unescape(raw);
  if (typeof value === 'number') {
    const slash = open + 1 + value;
    note(r, 'syntax', [slash, slash + 2], 'a backslash that starts no escape');
    return undefined;
  }
  const control = controlIn(raw);
  if (control >= 0) {
    const place = open + 1 + control;
    const line = raw[control] === '\n' || raw[control] === '\r';
    note(r, 'raw-newline', [place, place + 1], `a raw ${line ? 'line break' : 'control character'} inside a string`);
  }
  r.at = end;
  return value;
}

const WORDS: readonly (readonly [word: string, value: Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A literal or a number. */
function readWord(r: Reader): Json | undefined {
  for (const [word, value] of WORDS) {
    if (!r.text.startsWith(word, r.at)) continue;
    r.at += word.length;
    return value;
  }
  NUMBER.lastIndex = r.at;
  const number = NUMBER.exec(r.text)?.[0];
  if (number === undefined) {
    if (isCutOff(r)) r.at = r.text.length;
    return fail(r, 'a value');
  }
  r.at += number.length;
  return Number(number);
}

/** The text ends within `true`, `false` or `null`. */
function isCutOff(r: Reader): boolean {
  const rest = r.text.slice(r.at, r.at + 5);
  return r.at + rest.length === r.text.length && WORDS.some(([word]) => word.startsWith(rest));
}

/** As JSON.parse does: `__proto__` is a key like any other, never the prototype. */
function put(object: { [key: string]: Json }, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
