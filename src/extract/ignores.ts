/**
 * What a document says about its own findings: `"metadata": { "laudit": { "ignore": [{ "rule", "reason", "until" }] } }`
 * in any object covers what lies below it; where the text has comments, `// laudit-ignore-next-line rule -- reason`
 * covers the next line that holds anything; in files of code the comment is the language's own. Facts only: whether they count is the matter of `quiet.ts`.
 */
import type { Anchor, Document, FileId, Ignore, Json, JsonObject, Pointer } from '../model.ts';
import { lineStarts, positionAt } from '../read/places.ts';
import { commentsIn, languageOfFile } from '../secret.ts';
import { escapeToken, isObject } from '../value.ts';
import { clip } from '../secret.ts';

/** Of one document; the next one says so, those after it are not read. Keeps the work of matching in bounds. */
const MOST = 1000;
/** Texts of strangers are quoted no longer than this. */
const LONGEST = 200;
const DIRECTIVE = /^(?:[/*\s]*|<?#\s*)laudit-ignore-next-line(?=[\s*#]|$)/;

/** All of a document, in the order of its text as far as it has one. Linear in its size. */
export function ignoresOf(document: Document): readonly Ignore[] {
  const { id, text, value } = document;
  const written = value !== undefined && text.includes('laudit') ? inMetadata(value, id) : [];
  return cutOff([...written, ...inComments(document)]);
}

function cutOff(all: readonly Ignore[]): readonly Ignore[] {
  const [next] = all.slice(MOST);
  const fault = `a document may have ${MOST} of them`;
  return next === undefined ? all : [...all.slice(0, MOST), { ...next, fault }];
}

/** A day of the calendar, `YYYY-MM-DD`: 2027-02-30 has the form of one and is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

// ---------------------------------------------------------------- metadata

function inMetadata(root: Json, file: FileId): readonly Ignore[] {
  const out: Ignore[] = [];
  const open: [value: Json, pointer: Pointer][] = [[root, '']];
  for (let next = open.pop(); next !== undefined && out.length <= MOST; next = open.pop()) {
    const [value, pointer] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value)) out.push(...ofObject(value, { file, pointer }));
    const members = Object.entries(value as JsonObject).filter(([, item]) => typeof item === 'object');
    for (const [key, item] of members.reverse()) open.push([item, `${pointer}/${escapeToken(key)}`]);
  }
  return out;
}

function ofObject(object: JsonObject, covers: Anchor): readonly Ignore[] {
  const metadata = own(object, 'metadata');
  const laudit = isObject(metadata) ? own(metadata, 'laudit') : undefined;
  const ignore = isObject(laudit) ? own(laudit, 'ignore') : undefined;
  if (ignore === undefined) return [];
  const at: Anchor = { file: covers.file, pointer: `${covers.pointer}/metadata/laudit/ignore` };
  if (!Array.isArray(ignore)) return [ignoreOf('', '', null, at, covers, 'it is no list')];
  return (ignore as readonly Json[]).slice(0, MOST + 1).map((item, index) => {
    const here: Anchor = { file: at.file, pointer: `${at.pointer}/${index}` };
    if (!isObject(item)) return ignoreOf('', '', null, here, covers, 'it is no object');
    const until = own(item, 'until');
    const fault = until !== undefined && typeof until !== 'string' ? "'until' is no text" : null;
    return ignoreOf(textOf(own(item, 'rule')), textOf(own(item, 'reason')), textOf(until) || null, here, covers, fault);
  });
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function ignoreOf(
  rule: string,
  reason: string,
  until: string | null,
  at: Anchor,
  covers: Anchor,
  known: string | null = null,
): Ignore {
  const fault =
    known ??
    (rule.trim() === ''
      ? 'it names no rule'
      : reason.trim() === ''
        ? 'it has no reason'
        : until !== null && !isDay(until)
          ? "'until' is no day such as 2027-01-31"
          : null);
  return { rule: clip(rule.trim(), LONGEST), reason: clip(reason.trim(), LONGEST), until, at, covers, fault };
}

// ---------------------------------------------------------------- comments

function inComments(document: Document): readonly Ignore[] {
  const { id: file, text } = document;
  const directives = commentsOf(document).filter(([start, end]) =>
    DIRECTIVE.test(text.slice(start, Math.min(end, start + LONGEST))),
  );
  if (directives.length === 0) return [];
  const starts = lineStarts(text);
  return directives.slice(0, MOST + 1).map(([start, end]) => {
    const at: Anchor = { file, pointer: '', offset: [start, end] };
    const said = text
      .slice(start, Math.min(end, start + 4 * LONGEST))
      .replace(DIRECTIVE, '')
      .replace(/(?:\*\/|#>)$/, '');
    const split = said.indexOf('--');
    const rule = split < 0 ? said : said.slice(0, split);
    const [reason, until] = withoutDay(split < 0 ? '' : said.slice(split + 2));
    return ignoreOf(rule, reason, until, at, { file, pointer: '', offset: nextLine(text, starts, end) });
  });
}

function commentsOf({ id, text, faults }: Document): readonly (readonly [start: number, end: number])[] {
  const language = languageOfFile(id);
  if (language !== undefined) return text.includes('laudit') ? commentsIn(text, language) : [];
  return faults.flatMap(({ kind, start, end }) => (kind === 'comment' ? [[start, end] as const] : []));
}

/** `moves away (until 2027-01-31)`. */
function withoutDay(reason: string): readonly [reason: string, until: string | null] {
  const found = /\(?until (\d{4}-\d{2}-\d{2})\)?\s*$/.exec(reason);
  return found === null ? [reason, null] : [reason.slice(0, found.index), found[1] ?? null];
}

/** The next line that is neither blank nor a comment alone. */
function nextLine(text: string, starts: readonly number[], from: number): readonly [start: number, end: number] {
  for (let line = positionAt(starts, from).line; line < starts.length; line++) {
    const start = starts[line] ?? text.length;
    const end = starts[line + 1] ?? text.length;
    const head = text.slice(start, Math.min(end, start + LONGEST)).trimStart();
    if (head !== '' && !/^(?:\/\/|#\s)/.test(head)) return [start, end];
  }
  return [text.length, text.length];
}
