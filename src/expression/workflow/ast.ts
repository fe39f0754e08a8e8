/**
 * Shape of parsed workflow expressions (`@…`, `@{…}`): types only. Field names are short because large
 * templates hold many thousands of nodes. All offsets are UTF-16 units of the decoded string; where the string
 * came with holes (see `parseParts`), every hole counts as one unit.
 */
import type { Choice, Hole } from '../../model.ts';

/** A piece of text that a deployment fills in. */
export type Part = string | Hole | Choice;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A string literal of the language; `parts` where holes stand in it (`v` then shows each as U+FFFC). */
export interface Str extends Span {
  readonly t: 'str';
  readonly v: string;
  readonly parts?: readonly Part[];
}

/** Number, boolean and null literals keep their written text: `1e5`, `True`. */
export interface Scalar extends Span {
  readonly t: 'num' | 'bool' | 'null';
  readonly v: string;
}

export interface Call extends Span {
  readonly t: 'fn';
  /** As written; functions are found without letter case (facts/workflow-language.md §2). */
  readonly n: string;
  readonly a: readonly Expression[];
  readonly d: readonly Dereference[];
}

/** `.x`, `['x']`, `?.x` or `?['x']`; `.x` and `['x']` give the same node. */
export interface Dereference extends Span {
  readonly safe: boolean;
  readonly e: Expression;
}

/** What could not be read: a fault, or a hole that may hold anything. */
export interface Unreadable extends Span {
  readonly t: 'unknown';
}

export type Expression = Str | Scalar | Call | Unreadable;

/** Text outside expressions, unescaped. */
export interface Literal extends Span {
  readonly t: 'lit';
  readonly v: string;
  readonly parts?: readonly Part[];
}

export type SyntaxFaultKind =
  | 'unterminated-string'
  | 'unterminated-interpolation'
  | 'unexpected-character'
  | 'unexpected-token'
  | 'double-quotes'
  | 'trailing-text'
  | 'depth'
  | 'length';

export interface SyntaxFault extends Span {
  readonly kind: SyntaxFaultKind;
  /** One clause for people; quotes no more than one token of the input. */
  readonly message: string;
}

/** One JSON string value. `literal` and `escaped` have one literal segment, `expression` one expression. */
export interface Template {
  readonly kind: 'literal' | 'escaped' | 'expression' | 'interpolation';
  readonly segments: readonly (Literal | Expression)[];
  readonly faults: readonly SyntaxFault[];
  /** Holes stood in the text, so offsets are not those of one written string. */
  readonly pieced: boolean;
}
