/**
 * Text → template: literal, escaped literal, one expression, or text with `@{…}` in it. Recursive descent with a
 * bounded depth, linear in the text, never throws: faults are data and the part that has one becomes `unknown`.
 * Function names and argument counts are not judged here. Grammar: facts/workflow-language.md §1 and §2.
 */
import type { Call, Dereference, Expression, Literal, Part, SyntaxFault, SyntaxFaultKind, Template } from './ast.ts';
import { remembered } from '../../remembered.ts';
import { hasHole, next, partsOf, pieced, plain } from './scan.ts';
import type { Input, Token, TokenKind } from './scan.ts';

/** Deeper nesting than any expression of 8,192 characters that a person wrote; keeps the stack small. */
const MAX_DEPTH = 200;

/** Characters of one expression (facts/data/limits.json, "Logic Apps limits and configuration"). */
const MAX_EXPRESSION = 8192;

const MESSAGES: Readonly<Record<SyntaxFaultKind, string>> = {
  'unterminated-string': "a string that starts with ' has no end",
  'unterminated-interpolation': "'@{' has no closing '}'",
  'unexpected-character': 'this character may not stand here',
  'unexpected-token': 'an expression was expected',
  'double-quotes': 'strings stand in single quotes',
  'trailing-text': 'text follows a complete expression',
  depth: `calls are nested more than ${String(MAX_DEPTH)} deep`,
  length: `the expression is longer than ${String(MAX_EXPRESSION)} characters`,
};

interface Parser {
  readonly input: Input;
  readonly end: number;
  token: Token;
  fault: SyntaxFault | undefined;
}

/** Parses a JSON string value. */
export const parseTemplate = remembered((text): Template => template(plain(text)));

/** Parses what stands behind a single `@` or inside `@{ }`. */
export function parseBare(text: string): { readonly expression: Expression; readonly faults: readonly SyntaxFault[] } {
  const faults: SyntaxFault[] = [];
  return { expression: range(plain(text), 0, text.length, faults), faults };
}

/**
 * Parses text that a deployment completes: holes may stand between expressions or inside string literals and are
 * taken to hold no quotes or braces. Where a hole stands in the structure itself, that expression is `unknown`;
 * an expression with a hole in it never has a fault, since the hole may mend it.
 */
export function parseParts(parts: readonly Part[]): Template {
  return template(pieced(parts));
}

function template(input: Input): Template {
  const { text } = input;
  const isPieced = input.holes.length > 0;
  if (text.length < 2 || (!text.startsWith('@') && !text.includes('@{'))) {
    return { kind: 'literal', segments: [literal(input, 0, text.length)], faults: [], pieced: isPieced };
  }
  if (text.startsWith('@@')) {
    // The designer interpolates nothing in the rest of such a string (facts/workflow-language.md §1.2).
    return { kind: 'escaped', segments: [literal(input, 1, text.length)], faults: [], pieced: isPieced };
  }
  const faults: SyntaxFault[] = [];
  if (text.startsWith('@') && !text.startsWith('@{')) {
    const expression = range(input, 1, text.length, faults);
    return { kind: 'expression', segments: [expression], faults, pieced: isPieced };
  }
  const segments = interpolation(input, faults);
  return { kind: 'interpolation', segments, faults, pieced: isPieced };
}

function literal(input: Input, start: number, end: number): Literal {
  const parts = input.at.length === 0 ? undefined : partsOf(input, start, end);
  const v = input.text.slice(start, end);
  return { t: 'lit', v, start, end, ...(parts === undefined ? {} : { parts }) };
}

function interpolation(input: Input, faults: SyntaxFault[]): (Literal | Expression)[] {
  const { text } = input;
  const out: (Literal | Expression)[] = [];
  let from = 0;
  const flush = (end: number): void => {
    if (end > from) out.push(literal(input, from, end));
  };
  for (let at = text.indexOf('@{'); at >= 0; at = text.indexOf('@{', from)) {
    flush(at);
    if (text.charAt(at - 1) === '@' && out.at(-1)?.t === 'lit') {
      // `@@{` is a literal `@{`: the first at sign stays, the second goes (facts/workflow-language.md §1.5).
      from = at + 1;
      continue;
    }
    const close = closing(text, at + 2);
    if (close < 0) {
      if (!hasHole(input, at, text.length)) faults.push(fault('unterminated-interpolation', at, text.length));
      out.push({ t: 'unknown', start: at, end: text.length });
      return out;
    }
    out.push(range(input, at + 2, close, faults));
    from = close + 1;
  }
  flush(text.length);
  return out;
}

/** The first `}` outside quotes; braces are not counted (facts/workflow-language.md §1.4). */
function closing(text: string, from: number): number {
  let inside = false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 39) inside = !inside;
    else if (code === 125 && !inside) return at;
  }
  return -1;
}

/** One expression that fills the range. */
function range(input: Input, start: number, end: number, faults: SyntaxFault[]): Expression {
  const parser: Parser = { input, end, token: next(input, start, end), fault: undefined };
  if (end - start > MAX_EXPRESSION) faults.push(fault('length', start, end));
  const expression = operand(parser, 0);
  if (expression !== null && look(parser) !== 'end') refuse(parser, trailing(parser.token));
  if (expression !== null && parser.fault === undefined) return expression;
  if (parser.fault !== undefined && !hasHole(input, start, end)) faults.push(parser.fault);
  return { t: 'unknown', start, end };
}

function trailing(token: Token): SyntaxFaultKind {
  return token.fault ?? 'trailing-text';
}

function fault(kind: SyntaxFaultKind, start: number, end: number): SyntaxFault {
  return { kind, start, end, message: MESSAGES[kind] };
}

function refuse(parser: Parser, kind: SyntaxFaultKind): null {
  const { token } = parser;
  parser.fault ??= fault(token.fault ?? kind, token.start, token.end);
  return null;
}

function advance(parser: Parser): Token {
  const { token } = parser;
  parser.token = next(parser.input, token.end, parser.end);
  return token;
}

/** A function, since the compiler would keep a narrowed `parser.token` across `advance`. */
function look(parser: Parser): TokenKind {
  return parser.token.kind;
}

function operand(parser: Parser, depth: number): Expression | null {
  if (depth > MAX_DEPTH) return refuse(parser, 'depth');
  const { token } = parser;
  const { start, end, value: v } = token;
  if (token.kind === 'integer' || token.kind === 'float') {
    advance(parser);
    return { t: 'num', v, start, end };
  }
  if (token.kind === 'string') {
    advance(parser);
    return text(parser.input, token);
  }
  if (token.kind !== 'identifier') return refuse(parser, 'unexpected-token');
  const word = v.toLowerCase();
  if (word === 'null' || word === 'true' || word === 'false') {
    advance(parser);
    return { t: word === 'null' ? 'null' : 'bool', v, start, end };
  }
  return call(parser, depth);
}

function text(input: Input, token: Token): Expression {
  const { start, end, value: v } = token;
  const parts = input.at.length === 0 ? undefined : partsOf(input, start + 1, end - 1);
  if (parts === undefined) return { t: 'str', v, start, end };
  const clean = parts.map((part) => (typeof part === 'string' ? part.replaceAll("''", "'") : part));
  return { t: 'str', v, start, end, parts: clean };
}

function call(parser: Parser, depth: number): Call | null {
  const name = advance(parser);
  if (look(parser) !== '(') return refuse(parser, 'unexpected-token');
  const a = list(parser, depth);
  if (a === null) return null;
  let end = a.end;
  const d: Dereference[] = [];
  while (look(parser) === '.' || look(parser) === '[' || look(parser) === '?') {
    const one = dereference(parser, depth);
    if (one === null) return null;
    d.push(one);
    end = one.end;
  }
  return { t: 'fn', n: name.value, a: a.items, d, start: name.start, end };
}

function list(parser: Parser, depth: number): { items: Expression[]; end: number } | null {
  advance(parser);
  const items: Expression[] = [];
  if (look(parser) === ')') return { items, end: advance(parser).end };
  for (;;) {
    const item = operand(parser, depth + 1);
    if (item === null) return null;
    items.push(item);
    if (look(parser) === ')') return { items, end: advance(parser).end };
    if (look(parser) !== ',') return refuse(parser, 'unexpected-token');
    advance(parser);
  }
}

function dereference(parser: Parser, depth: number): Dereference | null {
  const { start } = parser.token;
  const safe = look(parser) === '?';
  if (safe) advance(parser);
  if (look(parser) === '.') {
    advance(parser);
    if (look(parser) !== 'identifier') return refuse(parser, 'unexpected-token');
    const name = advance(parser);
    return { safe, e: { t: 'str', v: name.value, start: name.start, end: name.end }, start, end: name.end };
  }
  if (look(parser) !== '[') return refuse(parser, 'unexpected-token');
  advance(parser);
  const e = operand(parser, depth + 1);
  if (e === null) return null;
  if (look(parser) !== ']') return refuse(parser, 'unexpected-token');
  return { safe, e, start, end: advance(parser).end };
}
