/**
 * Changes → edits of a text: as few characters as can be, in the text's own indentation and line ends. What cannot be
 * done without guessing is refused: a comment in the way, a value that is not the one that was judged.
 */
import type { Change, Json, Pointer } from '../model.ts';
import { OPEN_OBJECT, QUOTE, type Span } from '../read/lex.ts';
import { parse } from '../read/read.ts';
import { Known, parentOf } from './known.ts';
import { unsigned } from './url.ts';

/** Replaces half-open offsets of the decoded text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edit of each of these changes, all of one text; undefined where it cannot be made. The text is looked through once. */
export function textEdits(text: string, changes: readonly Change[]): readonly (TextEdit | undefined)[] {
  const known = new Known(text, changes);
  return changes.map((change) => editOf(known, change));
}

function editOf(known: Known, change: Change): TextEdit | undefined {
  const { text } = known;
  const { pointer } = change.at;
  const value = known.valueAt(pointer);
  if (value === undefined) return undefined;
  switch (change.kind) {
    case 'set':
      return set(text, value, change.value, change.was);
    case 'rename': {
      const key = known.keyAt(pointer);
      return key && { start: key[0], end: key[1], text: JSON.stringify(change.key) };
    }
    case 'remove':
      return remove(known, value, pointer);
    case 'insert':
      return insert(known, value, change.key, change.value);
    case 'unsign': {
      const old = text.charCodeAt(value[0]) === QUOTE ? parse(text.slice(...value)).value : undefined;
      const url = typeof old === 'string' ? unsigned(old) : undefined;
      return url === undefined ? undefined : { start: value[0], end: value[1], text: JSON.stringify(url) };
    }
  }
}

function set(text: string, [start, end]: Span, value: Json, was: Json | undefined): TextEdit | undefined {
  const old = parse(text.slice(start, end)).value;
  if (was !== undefined && JSON.stringify(old) !== JSON.stringify(was)) return undefined;
  return { start, end, text: JSON.stringify(value) };
}

// ---------------------------------------------------------------- out and in

function remove(known: Known, value: Span, pointer: Pointer): TextEdit | undefined {
  const { text } = known;
  const above = parentOf(pointer);
  const parent = above === undefined ? undefined : known.valueAt(above);
  const inside = parent && known.insideOf(parent[0]);
  if (inside === undefined) return undefined;
  const { parts, close } = inside;
  const index = inside.indexOf(value);
  const [before, part, after] = [parts[index - 1], parts[index], parts[index + 1]];
  if (part === undefined || parent === undefined) return undefined;
  if (after !== undefined)
    return isBlank(text, part.comma + 1, after.start) ? cut(part.start, after.start) : cut(part.start, part.comma + 1);
  if (before !== undefined)
    return isBlank(text, before.comma + 1, part.start) ? cut(before.comma, part.end) : undefined;
  const tail = part.comma < 0 ? part.end : part.comma + 1;
  const alone = isBlank(text, parent[0] + 1, part.start) && isBlank(text, tail, close);
  return alone ? cut(parent[0] + 1, close) : undefined;
}

function cut(start: number, end: number): TextEdit {
  return { start, end, text: '' };
}

function isBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === '';
}

/** Behind the last member, laid out as it is. */
function insert(known: Known, [open]: Span, key: string, value: Json): TextEdit | undefined {
  const { text } = known;
  const inside = text.charCodeAt(open) === OPEN_OBJECT ? known.insideOf(open) : undefined;
  if (inside === undefined || inside.has(key)) return undefined;
  const last = inside.parts.at(-1);
  if (last === undefined) return into(known, open, inside.close, key, value);
  const lead = leadOf(text, last.start);
  const member = memberText(key, value, lead, text);
  if (last.comma >= 0) return { start: last.comma + 1, end: last.comma + 1, text: `${lead ?? ' '}${member}` };
  return { start: last.end, end: last.end, text: `,${lead ?? ' '}${member}` };
}

/** Into an empty object: on lines of its own where the file has any. */
function into(known: Known, open: number, close: number, key: string, value: Json): TextEdit | undefined {
  const { text } = known;
  if (!isBlank(text, open + 1, close)) return undefined;
  const unit = unitOf(text);
  if (unit === undefined) return { start: open + 1, end: close, text: memberText(key, value, undefined, text) };
  const outer = indentAt(text, known.lineAt(open), open);
  const end = lineEndOf(text);
  const lead = `${end}${outer}${unit}`;
  return { start: open + 1, end: close, text: `${lead}${memberText(key, value, lead, text)}${end}${outer}` };
}

/** Line break and indentation in front of what stands first on its line; undefined where it does not. */
function leadOf(text: string, at: number): string | undefined {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const sign = text[start - 1];
  if (sign !== '\n' && sign !== '\r') return undefined;
  const crlf = sign === '\n' && text[start - 2] === '\r';
  return `${crlf ? '\r\n' : sign}${text.slice(start, at)}`;
}

function memberText(key: string, value: Json, lead: string | undefined, text: string): string {
  const unit = unitOf(text);
  if (lead === undefined || unit === undefined || typeof value !== 'object')
    return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  return `${JSON.stringify(key)}: ${JSON.stringify(value, null, unit).replaceAll('\n', lead)}`;
}

/** Indentation of a line, before the offset. */
function indentAt(text: string, start: number, before: number): string {
  return /^[ \t]*/.exec(text.slice(start, Math.min(before, start + 1000)))?.[0] ?? '';
}

/** One step of the file's indentation; undefined where it has none. */
function unitOf(text: string): string | undefined {
  return /[\r\n]([ \t]{1,10})["{[]/.exec(text.slice(0, 4000))?.[1];
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
