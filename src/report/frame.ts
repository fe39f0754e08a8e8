/**
 * A code frame: the lines of an excerpt with line numbers, the place underlined. Long lines (minified files) are
 * cut around the place, tabs drawn as blanks, wide characters counted as two columns. Pure text; the painter colours.
 */
import type { Excerpt, Range } from '../model.ts';
import { displayWidth, isPlain, visibleLine, widthOf } from './visible.ts';

/** Colours, or none. */
export interface Painter {
  readonly gutter: (text: string) => string;
  readonly mark: (text: string) => string;
}

/** What one character looks like; UTF-16 units are mapped to columns through cells. */
interface Cell {
  readonly drawn: string;
  readonly width: number;
}

const TAB = '  ';
const ELLIPSIS = '…';

/** Lines without the outer margin. `width` is that of the terminal, 0 = 100; `sign` underlines. */
export function frame(
  excerpt: Excerpt,
  range: Range,
  width: number,
  gutter: number,
  sign: string,
  paint: Painter,
): string[] {
  const room = Math.max(20, (width <= 0 ? 100 : width) - gutter - 3);
  const out = [`${' '.repeat(gutter)} ${paint.gutter('│')}`];
  excerpt.lines.forEach((line, index) => {
    const number = excerpt.firstLine + index;
    const numbered = paint.gutter(`${String(number).padStart(gutter)} │`);
    if (number !== range.start.line) {
      out.push(`${numbered} ${unmarked(line, room)}`.trimEnd());
      return;
    }
    const { before, marked, after } = markedIn(line, number, range, room);
    out.push(`${numbered} ${before}${marked}${after}`.trimEnd());
    out.push(
      `${' '.repeat(gutter)} ${paint.gutter('│')} ${' '.repeat(displayWidth(before))}${paint.mark(sign.repeat(Math.max(1, displayWidth(marked))))}`,
    );
  });
  return out;
}

/** Columns that line numbers need. */
export function gutterOf(excerpts: readonly (Excerpt | null)[]): number {
  const last = Math.max(
    1,
    ...excerpts.map((excerpt) => (excerpt === null ? 1 : excerpt.firstLine + excerpt.lines.length - 1)),
  );
  return String(last).length;
}

/** A line as it is shown: what stands before the place, the place, what comes after; fit for printing. */
export interface Drawn {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Line `number` of a file, in which `range` begins: the part around it that fits into `room` columns. */
export function markedIn(line: string, number: number, { start, end }: Range, room: number): Drawn {
  const last = end.line === number ? end.column - 1 : line.length;
  return draw(line, start.column - 1, Math.max(last, start.column), room);
}

/** The beginning of a line in which nothing is marked. */
export function unmarked(line: string, room: number): string {
  if (line.length <= room && isPlain(line)) return line;
  const { before, marked, after } = draw(line, 0, 0, room);
  return `${before}${marked}${after}`;
}

/** The part of a line around the units `start` to `end` that fits into `room` columns. */
function draw(line: string, start: number, end: number, room: number): Drawn {
  // Never more of a line than can be shown: a minified file is one line of a megabyte.
  const from = start > room ? wholeFrom(line, start - room) : 0;
  const to = Math.min(line.length, start + 2 * room);
  const before = cells(line, from, start);
  const marked = cells(line, Math.max(from, start), Math.min(end, to));
  const after = cells(line, Math.min(end, to), to);
  const total = columns(before) + columns(marked) + columns(after);
  if (from === 0 && to === line.length && total <= room) {
    return { before: textOf(before), marked: textOf(marked), after: textOf(after) };
  }
  const fits = from === 0 && columns(before) <= room / 2;
  const kept = fits ? before : takeEnd(before, Math.floor(room / 3));
  const left = fits ? '' : ELLIPSIS;
  const used = left.length + columns(kept);
  const shown = takeStart(marked, room - used - 1);
  const rest = takeStart(after, shown.length < marked.length ? 0 : room - used - columns(shown) - 1);
  const whole = shown.length === marked.length && rest.length === after.length && to === line.length;
  return {
    before: `${left}${textOf(kept)}`,
    marked: textOf(shown),
    after: `${textOf(rest)}${whole ? '' : ELLIPSIS}`,
  };
}

/** Not between the halves of a pair. */
function wholeFrom(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}

/** Characters in a row: a text where each stands for itself in one column, as in most lines. */
type Row = string | readonly Cell[];

/** Character by character, since a command to a CI runner may stand across the ends of the part. */
function cells(line: string, from: number, to: number): Row {
  const part = line.slice(from, to);
  if (isPlain(line.slice(Math.max(0, from - 1), to))) return part;
  let at = from;
  return Array.from(part).flatMap((character) => {
    const drawn = isCommandSign(line, at) ? '\\u0023' : visibleLine(character);
    at += character.length;
    if (drawn === '\t') return [{ drawn: TAB, width: TAB.length }];
    return Array.from(drawn, (one) => ({ drawn: one, width: widthOf(one) }));
  });
}

/** The second of the signs of `##[` or `##vso[`. */
function isCommandSign(line: string, at: number): boolean {
  return line[at] === '#' && line[at - 1] === '#' && /^(?:vso)?\[/i.test(line.slice(at + 1, at + 5));
}

function columns(row: Row): number {
  return typeof row === 'string' ? row.length : row.reduce((sum, { width }) => sum + width, 0);
}

function textOf(row: Row): string {
  return typeof row === 'string' ? row : row.map(({ drawn }) => drawn).join('');
}

function takeStart(row: Row, room: number): Row {
  if (typeof row === 'string') return row.slice(0, Math.max(0, room));
  return row.slice(0, fitting(row, room));
}

function takeEnd(row: Row, room: number): Row {
  if (typeof row === 'string') return row.slice(Math.max(0, row.length - Math.max(0, room)));
  return row.slice(row.length - fitting([...row].reverse(), room));
}

/** How many of the first cells fit. */
function fitting(row: readonly Cell[], room: number): number {
  let used = 0;
  const end = row.findIndex(({ width }) => (used += width) > room);
  return end < 0 ? row.length : end;
}
