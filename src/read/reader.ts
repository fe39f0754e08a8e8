/**
 * What the tolerant parser carries along: the text, where it is, inside which objects and arrays, and the faults so far.
 * Time and memory stay linear in the text however many faults it has: they are counted, capped and share their pointers.
 */
import type { Fault, FaultKind, Pointer } from '../model.ts';
import { escapeToken } from '../value.ts';
import { skipBlank, type Span } from './lex.ts';
import { MAX_DEPTH, MAX_FAULTS } from './limits.ts';

/**
 * An object or array that is being read. `token` names the member or item at hand, undefined between two. The pointers
 * are made on the first fault that needs them and kept: many faults in one place share one text.
 */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly depth: number;
  token: string | number | undefined;
  own?: Pointer | undefined;
  child?: Pointer | undefined;
}

export interface Reader {
  readonly text: string;
  at: number;
  values: number;
  frame: Frame | undefined;
  readonly faults: Fault[];
  readonly counts: Map<FaultKind, number>;
}

export function reader(text: string): Reader {
  return { text, at: 0, values: 0, frame: undefined, faults: [], counts: new Map() };
}

/** Into the object or array that opens here; undefined (with a fault) where that is too deep. */
export function enter(r: Reader): Frame | undefined {
  const depth = (r.frame?.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) {
    note(r, 'depth', [r.at, r.at + 1], `more than ${MAX_DEPTH} objects and arrays in each other`);
    return undefined;
  }
  r.frame = { parent: r.frame, depth, token: undefined };
  r.at++;
  return r.frame;
}

/** White space and comments; false where a comment never ends. */
export function skip(r: Reader): boolean {
  let open: Span | undefined;
  r.at = skipBlank(r.text, r.at, (span, closed) => {
    if (closed) note(r, 'comment', span, 'a comment');
    else open = span;
  });
  if (open === undefined) return true;
  note(r, 'truncated', [open[0], open[0] + 2], 'the text ends inside a comment that starts here');
  return false;
}

/** Notes that something else was expected here: `truncated` at the end of the text, else `syntax`. */
export function fail(r: Reader, expected: string): undefined {
  const end = r.at >= r.text.length;
  const message = end ? `the text ends where it should have ${expected}` : `expected ${expected}${found(r)}`;
  note(r, end ? 'truncated' : 'syntax', [r.at, end ? r.at : r.at + 1], message);
  return undefined;
}

/** One sign of the input; those that nobody sees (a no-break space, a byte order mark) by number. */
function found(r: Reader): string {
  const sign = r.text.charAt(r.at);
  if (sign > ' ' && sign <= '~') return `, found ${sign}`;
  return `, found U+${(r.text.codePointAt(r.at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export function note(r: Reader, kind: FaultKind, [start, end]: Span, message: string, more: Partial<Fault> = {}): void {
  const count = (r.counts.get(kind) ?? 0) + 1;
  r.counts.set(kind, count);
  if (count > MAX_FAULTS) return;
  const pointer = r.frame === undefined ? '' : pointerHere(r.frame);
  r.faults.push({ kind, start, end, pointer, message, ...more });
}

export function moveTo(frame: Frame, token: string | number | undefined): void {
  frame.token = token;
  frame.child = undefined;
}

/** Pointer of the value being read; between two, that of the object or array. */
function pointerHere(frame: Frame): Pointer {
  frame.own ??= frame.parent === undefined ? '' : pointerHere(frame.parent);
  if (frame.token === undefined) return frame.own;
  frame.child ??= `${frame.own}/${escapeToken(String(frame.token))}`;
  return frame.child;
}
