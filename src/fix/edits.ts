/**
 * Changes → edits of a text: as few characters as can be, in the text's own indentation and line ends. What cannot be
 * done without guessing is refused: a comment in the way, a value that is not the one that was judged.
 */
import type { Anchor, Change, Json } from '../model.ts';
import { OPEN_OBJECT, QUOTE, type Span } from '../read/lex.ts';
import { spots } from '../read/places.ts';
import { parse } from '../read/read.ts';
import { type Part, partsOf } from './parts.ts';
import { unsigned } from './url.ts';

/** Replaces half-open offsets of the decoded text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits of these changes, all of one text; undefined where one of them cannot be made. */
export function textEdits(text: string, changes: readonly Change[]): readonly TextEdit[] | undefined {
  const edits = changes.map((change) => editOf(text, change));
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === edits.length ? made : undefined;
}

function editOf(text: string, change: Change): TextEdit | undefined {
  const value = spanAt(text, change.at);
  if (value === undefined) return undefined;
  switch (change.kind) {
    case 'set':
      return set(text, value, change.value, change.was);
    case 'rename': {
      const key = keyAt(text, change.at);
      return key && { start: key[0], end: key[1], text: JSON.stringify(change.key) };
    }
    case 'remove':
      return remove(text, value, change.at);
    case 'insert':
      return insert(text, value, change.key, change.value);
    case 'unsign': {
      const old = text.charCodeAt(value[0]) === QUOTE ? parse(text.slice(...value)).value : undefined;
      const url = typeof old === 'string' ? unsigned(old) : undefined;
      return url === undefined ? undefined : { start: value[0], end: value[1], text: JSON.stringify(url) };
    }
  }
}

/** The value's own place, and nothing near it. */
function spanAt(text: string, { file, pointer }: Anchor): Span | undefined {
  const [spot] = spots(text, [{ file, pointer }]);
  return spot?.exact === true ? spot.span : undefined;
}

function keyAt(text: string, { file, pointer }: Anchor): Span | undefined {
  const [spot] = spots(text, [{ file, pointer, on: 'key' }]);
  return spot?.exact === true && text.charCodeAt(spot.span[0]) === QUOTE ? spot.span : undefined;
}

function set(text: string, [start, end]: Span, value: Json, was: Json | undefined): TextEdit | undefined {
  const old = parse(text.slice(start, end)).value;
  if (was !== undefined && JSON.stringify(old) !== JSON.stringify(was)) return undefined;
  return { start, end, text: JSON.stringify(value) };
}

// ---------------------------------------------------------------- out and in

function remove(text: string, [start, end]: Span, at: Anchor): TextEdit | undefined {
  const slash = at.pointer.lastIndexOf('/');
  const parent = slash < 0 ? undefined : spanAt(text, { file: at.file, pointer: at.pointer.slice(0, slash) });
  const inside = parent && partsOf(text, parent[0]);
  if (inside === undefined) return undefined;
  const { parts, close } = inside;
  const index = parts.findIndex((part) => part.end === end && part.start <= start);
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
function insert(text: string, [open]: Span, key: string, value: Json): TextEdit | undefined {
  const inside = text.charCodeAt(open) === OPEN_OBJECT ? partsOf(text, open) : undefined;
  if (inside === undefined || inside.parts.some((part) => keyOf(text, part) === key)) return undefined;
  const { parts, close } = inside;
  const last = parts[parts.length - 1];
  if (last === undefined) return into(text, open, close, key, value);
  const lead = leadOf(text, last.start);
  const member = memberText(key, value, lead, text);
  if (last.comma >= 0) return { start: last.comma + 1, end: last.comma + 1, text: `${lead ?? ' '}${member}` };
  return { start: last.end, end: last.end, text: `,${lead ?? ' '}${member}` };
}

function keyOf(text: string, { start, end }: Part): Json | undefined {
  const [only] = Object.keys((parse(`{${text.slice(start, end)}}`).value ?? {}) as object);
  return only;
}

/** Into an empty object: on lines of its own where the file has any. */
function into(text: string, open: number, close: number, key: string, value: Json): TextEdit | undefined {
  if (!isBlank(text, open + 1, close)) return undefined;
  const outer = indentAt(text, open);
  const unit = unitOf(text);
  if (unit === undefined) return { start: open + 1, end: close, text: memberText(key, value, undefined, text) };
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

/** Indentation of the line that an offset stands in. */
function indentAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
  return /^[ \t]*/.exec(text.slice(start, Math.min(at, start + 1000)))?.[0] ?? '';
}

/** One step of the file's indentation; undefined where it has none. */
function unitOf(text: string): string | undefined {
  return /[\r\n]([ \t]{1,10})["{[]/.exec(text.slice(0, 4000))?.[1];
}

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
