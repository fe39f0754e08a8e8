/** The syntax tree of an ARM expression; offsets are half-open, in the string that was given. */

export interface CallNode {
  readonly kind: 'call';
  /** As written, without white space; `ns.name` for a user function. */
  readonly name: string;
  readonly args: readonly Node[];
  readonly start: number;
  readonly end: number;
}

export interface TextNode {
  readonly kind: 'text';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** `value` is null where the platform's reading is not known: floats, a leading plus (§1.2). */
export interface NumberNode {
  readonly kind: 'number';
  /** As written. */
  readonly text: string;
  readonly value: number | null;
  readonly start: number;
  readonly end: number;
}

/** `base.key[key]…`: all accessors of one primary, so that long chains do not nest. */
export interface AccessNode {
  readonly kind: 'access';
  readonly base: Node;
  readonly keys: readonly Node[];
  readonly start: number;
  readonly end: number;
}

export type Node = CallNode | TextNode | NumberNode | AccessNode;
