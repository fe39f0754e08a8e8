/**
 * Text of an ARM template string → syntax tree with offsets into that string (facts/arm-templates.md §1.1, §1.2).
 * One pass, linear; nesting is capped at 200 and the length at 24,576 characters (the platform's own limit, §1.5).
 * Never throws: what cannot be read is a fault with the place inside the string.
 */
import { remembered } from '../../remembered.ts';
import type { Node } from './nodes.ts';
import { clip } from '../../secret.ts';

/** `literal`: as it stands; `escaped`: see `unescape`; `expression`: see `parse`. */
export type Class = 'literal' | 'escaped' | 'expression';

/** Half-open offsets in the string that was given. */
export interface SyntaxFault {
  readonly kind: 'syntax' | 'limit';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type Parsed =
  { readonly node: Node; readonly fault?: undefined } | { readonly fault: SyntaxFault; readonly node?: undefined };

/** Characters of one expression (D:best-practices, facts/arm-templates.md §1.5). */
export const MAX_LENGTH = 24_576;
const MAX_DEPTH = 200;

/** What the platform makes of a string (§1.1): white space outside the brackets makes it plain text. */
export function classify(text: string): Class {
  if (!text.startsWith('[') || !text.endsWith(']')) return 'literal';
  return text.startsWith('[[') ? 'escaped' : 'expression';
}

/** The text that an escaped string stands for: exactly one leading bracket goes (§1.1). Other strings come back as they are. */
export function unescape(text: string): string {
  return classify(text) === 'escaped' ? text.slice(1) : text;
}

/** Reads a string that `classify` calls an expression. */
export const parse = remembered(read);

function read(text: string): Parsed {
  const fault = (kind: SyntaxFault['kind'], message: string): Parsed => ({
    fault: { kind, message, start: 0, end: text.length },
  });
  if (text.length > MAX_LENGTH) return fault('limit', `the expression is longer than ${MAX_LENGTH} characters`);
  const reader = new Reader(text);
  const node = reader.expression(0);
  if (node !== undefined && reader.finish()) return { node };
  return reader.fault === undefined ? fault('syntax', 'not an expression') : { fault: reader.fault };
}

const SPACE = /[\s\u0085]/;
const IDENT_START = /[A-Za-z_$]/;
const IDENT = /[A-Za-z0-9_$]/;

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

class Reader {
  fault: SyntaxFault | undefined;
  private readonly text: string;
  private readonly limit: number;
  private at = 1;

  constructor(text: string) {
    this.text = text;
    this.limit = text.length - 1;
  }

  expression(depth: number): Node | undefined {
    if (depth > MAX_DEPTH)
      return this.fail(`the expression nests deeper than ${MAX_DEPTH} levels`, this.at, this.at + 1, 'limit');
    const base = this.primary(depth);
    if (base === undefined) return undefined;
    const keys: Node[] = [];
    let end = this.at;
    for (;;) {
      this.space();
      const next = this.peek();
      if (next !== '.' && next !== '[') break;
      const key = next === '.' ? this.property() : this.index(depth);
      if (key === undefined) return undefined;
      keys.push(key);
      end = this.at;
    }
    return keys.length === 0 ? base : { kind: 'access', base, keys, start: base.start, end };
  }

  /** Only white space may follow the expression. */
  finish(): boolean {
    this.space();
    if (this.at === this.limit) return true;
    this.unexpected('the end of the expression');
    return false;
  }

  private primary(depth: number): Node | undefined {
    this.space();
    const next = this.peek();
    if (next === "'") return this.string();
    if (isDigit(next) || next === '-' || next === '+') return this.number();
    if (IDENT_START.test(next)) return this.call(depth);
    return this.unexpected(
      this.at >= this.limit ? 'an expression before the end' : 'a function, a text in single quotes or a number',
    );
  }

  private call(depth: number): Node | undefined {
    const start = this.at;
    let name = this.ident();
    this.space();
    if (this.peek() === '.') {
      this.at += 1;
      this.space();
      if (!IDENT_START.test(this.peek())) return this.unexpected('a name after the dot');
      name += `.${this.ident()}`;
      this.space();
    }
    if (this.peek() !== '(') {
      return this.fail(
        `'${clip(name, 40, '…')}' is not a function call: texts need single quotes, and true, false and null are functions`,
        start,
        this.at,
      );
    }
    this.at += 1;
    const args = this.args(depth);
    return args === undefined ? undefined : { kind: 'call', name, args, start, end: this.at };
  }

  private args(depth: number): Node[] | undefined {
    const args: Node[] = [];
    this.space();
    if (this.peek() === ')') {
      this.at += 1;
      return args;
    }
    for (;;) {
      const arg = this.expression(depth + 1);
      if (arg === undefined) return undefined;
      args.push(arg);
      this.space();
      const next = this.peek();
      if (next !== ',' && next !== ')') return this.unexpected("',' or ')'");
      this.at += 1;
      if (next === ')') return args;
    }
  }

  private property(): Node | undefined {
    this.at += 1;
    this.space();
    if (!IDENT_START.test(this.peek())) return this.unexpected('a property name after the dot');
    const start = this.at;
    return { kind: 'text', value: this.ident(), start, end: this.at };
  }

  private index(depth: number): Node | undefined {
    this.at += 1;
    const key = this.expression(depth + 1);
    if (key === undefined) return undefined;
    this.space();
    if (this.peek() !== ']') return this.unexpected("']'");
    this.at += 1;
    return key;
  }

  /** `''` inside is one quote; there are no other escapes. */
  private string(): Node | undefined {
    const start = this.at;
    let value = '';
    let from = start + 1;
    for (;;) {
      const quote = this.text.indexOf("'", from);
      if (quote < 0 || quote >= this.limit)
        return this.fail('the text in single quotes does not end', start, this.limit);
      value += this.text.slice(from, quote);
      if (this.text[quote + 1] !== "'" || quote + 1 >= this.limit) {
        this.at = quote + 1;
        return { kind: 'text', value, start, end: this.at };
      }
      value += "'";
      from = quote + 2;
    }
  }

  private number(): Node | undefined {
    const start = this.at;
    const sign = this.peek();
    if (!isDigit(sign)) this.at += 1;
    let whole = this.digits();
    if (!whole) return this.fail('a number needs digits', start, this.at);
    if (this.peek() === '.') {
      this.at += 1;
      if (!this.digits()) return this.fail('a number needs digits after the point', start, this.at);
      whole = false;
    }
    if (this.peek() === 'e' || this.peek() === 'E') {
      this.at += 1;
      if (this.peek() === '+' || this.peek() === '-') this.at += 1;
      if (!this.digits()) return this.fail('a number needs digits in its exponent', start, this.at);
      whole = false;
    }
    const text = this.text.slice(start, this.at);
    const value = Number(text);
    const sure = whole && sign !== '+' && Number.isSafeInteger(value);
    // -0 is 0 to the platform, whose integers have no negative zero.
    return { kind: 'number', text, value: sure ? value + 0 : null, start, end: this.at };
  }

  private digits(): boolean {
    const start = this.at;
    while (isDigit(this.peek())) this.at += 1;
    return this.at > start;
  }

  private ident(): string {
    const start = this.at;
    while (IDENT.test(this.peek())) this.at += 1;
    return this.text.slice(start, this.at);
  }

  /** '' at the end, so that no class of characters matches it. */
  private peek(): string {
    return this.at < this.limit ? (this.text[this.at] ?? '') : '';
  }

  private space(): void {
    while (SPACE.test(this.peek())) this.at += 1;
  }

  private unexpected(wanted: string): undefined {
    return this.fail(`expected ${wanted}`, this.at, Math.min(this.at + 1, this.limit + 1));
  }

  private fail(message: string, start: number, end: number, kind: SyntaxFault['kind'] = 'syntax'): undefined {
    this.fault ??= { kind, message, start, end };
    return undefined;
  }
}
