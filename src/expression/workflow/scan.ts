/**
 * Tokens of workflow expressions. Scans on demand, never backtracks, never throws: what is no token comes back
 * as one of kind `bad` with a fault. The character classes are those of facts/workflow-language.md §2.
 */
import type { Part, SyntaxFaultKind } from './ast.ts';

export type TokenKind = 'identifier' | 'string' | 'integer' | 'float' | 'hole' | 'bad' | 'end' | Punctuation;
type Punctuation = '.' | ',' | '(' | ')' | '[' | ']' | '?';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Text of an identifier or number; unescaped content of a string. */
  readonly value: string;
  readonly fault?: SyntaxFaultKind;
}

/** Text in which some single units stand for holes; `at` holds their offsets, ascending. */
export interface Input {
  readonly text: string;
  readonly at: readonly number[];
  readonly holes: readonly Exclude<Part, string>[];
}

/** Stands for a hole. The offset decides, not the character: a text may hold the character itself. */
const HOLE = '\uFFFC';

export function plain(text: string): Input {
  return { text, at: [], holes: [] };
}

/** Parts as one text, one unit a hole. */
export function pieced(parts: readonly Part[]): Input {
  let text = '';
  const at: number[] = [];
  const holes: Exclude<Part, string>[] = [];
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      at.push(text.length);
      holes.push(part);
      text += HOLE;
    }
  }
  return { text, at, holes };
}

/** Index in `at` of the first hole at or behind `offset`. */
function holeFrom(input: Input, offset: number): number {
  let low = 0;
  let high = input.at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((input.at[middle] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function hasHole(input: Input, start: number, end: number): boolean {
  return (input.at[holeFrom(input, start)] ?? Infinity) < end;
}

/** The half-open range as parts; undefined where no hole stands in it. */
export function partsOf(input: Input, start: number, end: number): Part[] | undefined {
  let index = holeFrom(input, start);
  if ((input.at[index] ?? Infinity) >= end) return undefined;
  const out: Part[] = [];
  let from = start;
  for (let at = input.at[index]; at !== undefined && at < end; at = input.at[++index]) {
    if (at > from) out.push(input.text.slice(from, at));
    const hole = input.holes[index];
    if (hole !== undefined) out.push(hole);
    from = at + 1;
  }
  if (end > from) out.push(input.text.slice(from, end));
  return out;
}

/** White space as .NET's Char.IsWhiteSpace has it (facts/workflow-language.md §2). */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0x85) return false;
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || isLateSpace(code);
}

function isLateSpace(code: number): boolean {
  return code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

const STOPS = ".,()[]{}@?'";

function isWord(code: number): boolean {
  return !isSpace(code) && !STOPS.includes(String.fromCharCode(code));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The token at or behind `from`, before `end`. */
export function next(input: Input, from: number, end: number): Token {
  const { text } = input;
  let start = from;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  if (start >= end) return { kind: 'end', start: end, end, value: '' };
  if (input.at.length > 0 && hasHole(input, start, start + 1))
    return { kind: 'hole', start, end: start + 1, value: '' };
  const char = text.charAt(start);
  if (char === "'") return string(text, start, end);
  if (char === '+' || char === '-' || isDigit(text.charCodeAt(start))) return number(input, start, end);
  if (isPunctuation(char)) return { kind: char, start, end: start + 1, value: char };
  if (STOPS.includes(char)) return { kind: 'bad', start, end: start + 1, value: char, fault: 'unexpected-character' };
  const stop = word(input, start, end);
  const value = text.slice(start, stop);
  // The designer refuses quotes of this kind wherever a word may stand (facts/workflow-language.md §2).
  if (value.startsWith('"') && value.endsWith('"'))
    return { kind: 'bad', start, end: stop, value, fault: 'double-quotes' };
  return { kind: 'identifier', start, end: stop, value };
}

function isPunctuation(char: string): char is Punctuation {
  return '.,()[]?'.includes(char);
}

function word(input: Input, start: number, end: number): number {
  // A hole glued to a word ends it: what follows is then undecidable, and the parser says so.
  const limit = Math.min(end, input.at[holeFrom(input, start)] ?? end);
  let stop = start;
  while (stop < limit && isWord(input.text.charCodeAt(stop))) stop += 1;
  return stop;
}

function string(text: string, start: number, end: number): Token {
  let stop = start + 1;
  let doubled = false;
  for (;;) {
    const quote = text.indexOf("'", stop);
    if (quote < 0 || quote >= end) return { kind: 'bad', start, end, value: '', fault: 'unterminated-string' };
    if (text.charAt(quote + 1) !== "'" || quote + 1 >= end) {
      const raw = text.slice(start + 1, quote);
      return { kind: 'string', start, end: quote + 1, value: doubled ? raw.replaceAll("''", "'") : raw };
    }
    doubled = true;
    stop = quote + 2;
  }
}

/**
 * `[+-] digits [. digits] [e [+-] digits]`, where any of the digits may be missing, as the designer has it: what the
 * run time makes of `1e` or of a lone sign is not documented, so it is read and means nothing certain.
 */
function number(input: Input, start: number, end: number): Token {
  const { text } = input;
  const digits = (from: number): number => {
    let stop = from;
    while (stop < end && isDigit(text.charCodeAt(stop))) stop += 1;
    return stop;
  };
  const signed = (from: number): number => (from < end && '+-'.includes(text.charAt(from)) ? from + 1 : from);
  let kind: 'integer' | 'float' = 'integer';
  let stop = digits(signed(start));
  if (stop < end && text.charAt(stop) === '.') {
    kind = 'float';
    stop = digits(stop + 1);
  }
  if (stop < end && 'eE'.includes(text.charAt(stop))) {
    kind = 'float';
    stop = digits(signed(stop + 1));
  }
  const junk = word(input, stop, end);
  if (junk > stop) return { kind: 'bad', start, end: junk, value: text.charAt(stop), fault: 'unexpected-character' };
  return { kind, start, end: stop, value: text.slice(start, stop) };
}
