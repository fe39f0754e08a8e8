/**
 * Anchor → place in a text, late: only texts with findings are scanned, once, forward, for all their anchors, and
 * subtrees that nobody asks for are jumped over. Works on whatever the tolerant parser accepts (comments, trailing
 * commas, raw line breaks; of a key that stands twice, the last counts); on other texts it gives what it can. Never throws.
 */
import type { Anchor, Position, Range } from '../model.ts';
import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endOfString,
  escapeLength,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  skipBlank,
  skipValue,
  unescape,
  type Span,
} from './lex.ts';
import { MAX_DEPTH } from './limits.ts';

/** Where an anchor stands: half-open offsets. */
export interface Spot {
  readonly span: Span;
  /** False: the anchor's own place does not exist; this is the nearest enclosing value that does (or the whole value, where a slice was asked of no string). */
  readonly exact: boolean;
}

/** A value that is asked for, or that lies on the way to one. */
interface Node {
  readonly children: Map<string, Node>;
  /** Which visit of its parent saw it last, and which visit of its own that was: of duplicate keys the last one counts. */
  within: number;
  visit: number;
  key: Span | undefined;
  value: Span;
}

interface Scan {
  readonly text: string;
  at: number;
  visits: number;
}

/** Places of anchors in one text (their `file` is not looked at), in their order; undefined where the text holds no value at all. */
export function locate(text: string, anchors: readonly Anchor[]): (Span | undefined)[] {
  return spots(text, anchors).map((spot) => spot?.span);
}

/** As `locate`, and says whether the place is the anchor's own. */
export function spots(text: string, anchors: readonly Anchor[]): (Spot | undefined)[] {
  const root = node();
  const paths = anchors.map((anchor) => (anchor.offset === undefined ? tokensOf(anchor.pointer) : []));
  for (const path of paths) plant(root, path);
  const scan: Scan = { text, at: skipBlank(text, 0), visits: 0 };
  if (scan.at < text.length) visit(scan, root, 0);
  const slices = new Map<number, Slice[]>();
  const found = anchors.map((anchor, index) => {
    if (anchor.offset !== undefined) return { span: anchor.offset, exact: true };
    return resolve(text, root, paths[index] ?? [], anchor, (open, slice) => {
      const group = slices.get(open);
      if (group === undefined) slices.set(open, [{ index, slice }]);
      else group.push({ index, slice });
    });
  });
  for (const [open, group] of slices) cut(text, open, group, found);
  return found;
}

function node(): Node {
  return { children: new Map(), within: 0, visit: 0, key: undefined, value: [0, 0] };
}

/** Tokens of a pointer; no deeper than a Document can be, which bounds the recursion of the scan. */
function tokensOf(pointer: string): readonly string[] {
  if (pointer === '') return [];
  const tokens = pointer.split('/', MAX_DEPTH + 2).slice(1);
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens;
}

function plant(root: Node, path: readonly string[]): void {
  let at = root;
  for (const token of path) {
    let next = at.children.get(token);
    if (next === undefined) at.children.set(token, (next = node()));
    at = next;
  }
}

// ---------------------------------------------------------------- the scan

function visit(scan: Scan, asked: Node, within: number, key?: Span): void {
  const { text } = scan;
  const start = scan.at;
  const sign = text.charCodeAt(start);
  asked.within = within;
  asked.visit = ++scan.visits;
  asked.key = key;
  if (asked.children.size === 0) scan.at = skipValue(text, start);
  else if (sign === OPEN_OBJECT) visitObject(scan, asked);
  else if (sign === OPEN_ARRAY) visitArray(scan, asked);
  else scan.at = skipValue(text, start);
  asked.value = [start, scan.at];
}

function visitObject(scan: Scan, asked: Node): void {
  const { text } = scan;
  const { visit: within } = asked;
  while (next(scan, CLOSE_OBJECT)) {
    const open = scan.at;
    if (text.charCodeAt(open) !== QUOTE) return;
    const close = endOfString(text, open);
    if (close < 0) return;
    scan.at = skipBlank(text, close);
    if (text.charCodeAt(scan.at) !== COLON) return;
    scan.at = skipBlank(text, scan.at + 1);
    const child = asked.children.get(String(unescape(text.slice(open + 1, close - 1))));
    if (child === undefined) scan.at = skipValue(text, scan.at);
    else visit(scan, child, within, [open, close]);
  }
}

function visitArray(scan: Scan, asked: Node): void {
  const { visit: within } = asked;
  for (let index = 0; next(scan, CLOSE_ARRAY); index++) {
    const child = asked.children.get(String(index));
    const before = scan.at;
    if (child === undefined) scan.at = skipValue(scan.text, before);
    else visit(scan, child, within);
    if (scan.at === before) return;
  }
}

/** From an opening sign or the end of a member to the start of the next; false at (and past) the closing sign, or at the end of the text. */
function next(scan: Scan, close: number): boolean {
  const { text } = scan;
  scan.at = skipBlank(text, scan.at);
  if (scan.at >= text.length) return false;
  const sign = text.charCodeAt(scan.at);
  if (sign !== close) scan.at = skipBlank(text, scan.at + 1);
  if (text.charCodeAt(scan.at) === close) {
    scan.at++;
    return false;
  }
  return scan.at < text.length && (sign === COMMA || sign === OPEN_OBJECT || sign === OPEN_ARRAY);
}

// ---------------------------------------------------------------- from nodes to spots

interface Slice {
  readonly index: number;
  readonly slice: Span;
}

function resolve(
  text: string,
  root: Node,
  path: readonly string[],
  anchor: Anchor,
  slice: (open: number, slice: Span) => void,
): Spot | undefined {
  if (root.visit === 0) return undefined;
  let at = root;
  for (const token of path) {
    const child = at.children.get(token);
    if (child === undefined || child.visit === 0 || child.within !== at.visit) return { span: at.value, exact: false };
    at = child;
  }
  const span = anchor.on === 'key' && at.key !== undefined ? at.key : at.value;
  if (anchor.slice === undefined) return { span, exact: true };
  if (text.charCodeAt(span[0]) !== QUOTE) return { span, exact: false };
  slice(span[0], anchor.slice);
  return { span, exact: true };
}

/** Maps slices of the decoded string that opens at `open` to the text: all of one string in one pass. */
function cut(text: string, open: number, group: readonly Slice[], found: (Spot | undefined)[]): void {
  const wanted = [...new Set(group.flatMap(({ slice }) => slice))].sort((a, b) => a - b);
  const places = rawOffsets(text, open, wanted);
  for (const { index, slice } of group) {
    const start = places.get(slice[0]) ?? open + 1;
    found[index] = { span: [start, Math.max(start, places.get(slice[1]) ?? start)], exact: true };
  }
}

/** Offsets in a decoded string → offsets in the text. `wanted` is in rising order; what lies beyond the string is its end. */
function rawOffsets(text: string, open: number, wanted: readonly number[]): ReadonlyMap<number, number> {
  const end = endOfString(text, open);
  const close = end < 0 ? text.length : end - 1;
  const raw = text.slice(open + 1, close);
  const out = new Map<number, number>();
  let decoded = 0;
  let at = 0;
  let slash = raw.indexOf('\\');
  for (const offset of wanted) {
    // Each escape is one unit, however long it is written.
    while (slash >= 0 && decoded + slash - at < offset) {
      decoded += slash - at + 1;
      at = slash + escapeLength(raw, slash);
      slash = raw.indexOf('\\', at);
    }
    const ahead = Math.max(0, offset - decoded);
    out.set(offset, open + 1 + Math.min(at + ahead, raw.length));
  }
  return out;
}

// ---------------------------------------------------------------- lines

/** Offsets at which lines start. Line ends are `\n`, `\r\n` and a lone `\r`. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (/\r(?!\n)/.test(text)) {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 0x0a || (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) starts.push(i + 1);
    }
    return starts;
  }
  // A search is quicker than a look at each character.
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** 1-based line and column of an offset; columns count UTF-16 units. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
}

/** The range of half-open offsets in a text whose line starts are given. */
export function rangeOf(starts: readonly number[], [start, end]: Span): Range {
  return { start: positionAt(starts, start), end: positionAt(starts, end) };
}
