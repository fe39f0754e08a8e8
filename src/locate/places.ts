/**
 * Where the anchors of findings stand: lines, columns, and an excerpt with every secret masked. One scan a text, and
 * only of texts with findings.
 */
import type { Anchor, Excerpt, FileId, Finding, Json, Place, Pointer, Range, SecretSpan } from '../model.ts';
import { byteColumns } from '../read/bytes.ts';
import { lineStarts, rangeOf, spots } from '../read/places.ts';
import { declarationsIn } from './bicep.ts';
import { mask, maskedPointer, secretsInRaw } from '../secret.ts';

/** What excerpts are cut from. */
export interface LocatedText {
  readonly text: string;
  readonly secrets: readonly SecretSpan[];
  /** false: nobody may edit it by machine (a key stands twice, bytes that are no text). */
  readonly fixed?: false;
  /** What people edit, where `text` was compiled from it: Bicep. */
  readonly compiledFrom?: { readonly text: string; readonly template: Json | undefined };
  /** What stands where in it, for those who ask again: an editor's next run. */
  readonly placed?: Map<string, Located>;
}

/** The text of a file of the run; undefined = not at hand. */
export type Texts = (file: FileId) => LocatedText | undefined;

/** Lines of an excerpt: the place, one line around it, no more than this. */
const EXCERPT_LINES = 5;

export interface Located {
  readonly range: Range;
  readonly bytes: Place['bytes'];
  readonly excerpt: Excerpt;
}

/** What is known of each place: by the anchor object itself, since equal anchors may come from many findings. */
export type Places = ReadonlyMap<Anchor, Located>;

/** The place of an anchor; without a line where its text is not at hand. */
export function seen(at: Anchor, places: Places): { place: Place; excerpt: Excerpt | null } {
  const found = places.get(at);
  const pointer: Pointer = maskedPointer(at.pointer);
  const place = { file: at.file, pointer, range: found?.range ?? null };
  const bytes = found?.bytes;
  return { place: bytes === undefined ? place : { ...place, bytes }, excerpt: found?.excerpt ?? null };
}

/** Masked lines around places, by file and pointer; for pictures of calls. */
export function excerptsAt(
  anchors: readonly Anchor[],
  texts: Texts,
): (at: { readonly file: FileId; readonly pointer: Pointer } | null) => Excerpt | null {
  const found = new Map<string, Excerpt>();
  for (const [file, own] of byFile(anchors)) {
    const out = new Map<Anchor, Located>();
    const document = texts(file);
    if (document !== undefined) placeAll([...own], document, out);
    for (const [at, { excerpt }] of out) found.set(`${at.file}#${at.pointer}`, excerpt);
  }
  return (at) => (at === null ? null : (found.get(`${at.file}#${at.pointer}`) ?? null));
}

/** Places of findings and of what is related to them. */
export function placesOf(findings: readonly Finding[], texts: Texts): Places {
  const out = new Map<Anchor, Located>();
  for (const [file, anchors] of byFile(findings.flatMap(({ at, related }) => [at, ...related.map((one) => one.at)]))) {
    const document = texts(file);
    if (document !== undefined) placeAll([...anchors], document, out);
  }
  return out;
}

function byFile(anchors: readonly Anchor[]): ReadonlyMap<FileId, ReadonlySet<Anchor>> {
  const groups = new Map<FileId, Set<Anchor>>();
  for (const anchor of anchors) {
    const group = groups.get(anchor.file);
    if (group === undefined) groups.set(anchor.file, new Set([anchor]));
    else group.add(anchor);
  }
  return groups;
}

function placeAll(anchors: readonly Anchor[], document: LocatedText, out: Map<Anchor, Located>): void {
  const { placed, compiledFrom } = document;
  const open = placed === undefined ? anchors : anchors.filter((at) => !isPlaced(at, placed, out));
  if (open.length === 0) return;
  if (compiledFrom === undefined) placeWritten(open, document, out);
  else placeCompiled(open, compiledFrom, out);
  for (const at of open) {
    const located = out.get(at);
    if (located !== undefined) placed?.set(nameOf(at), located);
  }
}

function isPlaced(at: Anchor, placed: ReadonlyMap<string, Located>, out: Map<Anchor, Located>): boolean {
  const before = placed.get(nameOf(at));
  if (before !== undefined) out.set(at, before);
  return before !== undefined;
}

/** An anchor in its file. */
function nameOf({ pointer, on, slice, offset }: Anchor): string {
  return `${on ?? ''} ${slice?.join() ?? ''} ${offset?.join() ?? ''} ${pointer}`;
}

/** At the lines that declare what was compiled. */
function placeCompiled(
  anchors: readonly Anchor[],
  { text, template }: NonNullable<LocatedText['compiledFrom']>,
  out: Map<Anchor, Located>,
): void {
  const spanOf = declarationsIn(text, template);
  const starts = lineStarts(text);
  const safe = mask(text, secretsInRaw(text));
  for (const anchor of anchors) {
    const range = rangeOf(starts, spanOf(anchor.pointer));
    out.set(anchor, { range, bytes: undefined, excerpt: excerptOf(text, safe, starts, range) });
  }
}

function placeWritten(anchors: readonly Anchor[], { text, secrets }: LocatedText, out: Map<Anchor, Located>): void {
  // One scan for all: the anchors, their keys (for objects and arrays), the secrets.
  const keys = anchors.map((at): Anchor => ({ file: at.file, pointer: at.pointer, on: 'key' }));
  const found = spots(text, [...anchors, ...keys, ...secrets.map(({ at }) => at)]);
  const hidden = found
    .slice(2 * anchors.length)
    .flatMap((spot) => (spot?.exact === true ? [{ start: spot.span[0], end: spot.span[1] }] : []));
  const starts = lineStarts(text);
  const safe = mask(text, [
    ...hidden,
    ...shapesAround(
      text,
      starts,
      anchors.map((_, index) => found[index]?.span),
    ),
  ]);
  const tightened = anchors.map((anchor, index) => {
    const span = found[index]?.span;
    return span === undefined ? undefined : tight(text, span, anchor, found[anchors.length + index]?.span);
  });
  const columns = byteColumns(
    text,
    starts,
    tightened.flatMap((span) => span ?? []),
  );
  anchors.forEach((anchor, index) => {
    const span = tightened[index];
    if (span === undefined) return;
    const range = rangeOf(starts, span);
    const bytes = columns && ([columns.get(span[0]) ?? 1, columns.get(span[1]) ?? 1] as const);
    out.set(anchor, { range, bytes, excerpt: excerptOf(text, safe, starts, range) });
  });
}

type Offsets = readonly [start: number, end: number];

/** Lines on either side of a place in which shapes are looked for once more. */
const AROUND = EXCERPT_LINES + 2;

/**
 * Secrets by shape in the lines that are shown, as they stand in the file: a second look, beside the walk over the
 * document. A text of few lines is looked at whole, since its lines may be long.
 */
function shapesAround(
  text: string,
  starts: readonly number[],
  spans: readonly (Offsets | undefined)[],
): readonly { start: number; end: number }[] {
  if (starts.length < 4 * AROUND || text.length > 400 * starts.length) return secretsInRaw(text);
  const out: { start: number; end: number }[] = [];
  let done = 0;
  for (const span of spans.filter((one): one is Offsets => one !== undefined).sort((a, b) => a[0] - b[0])) {
    const first = lineOf(starts, span[0]) - AROUND;
    const from = Math.max(starts[Math.max(0, first)] ?? 0, done);
    const to = starts[lineOf(starts, span[0]) + AROUND] ?? text.length;
    if (to <= from) continue;
    for (const { start, end } of secretsInRaw(text.slice(from, to))) out.push({ start: from + start, end: from + end });
    done = to;
  }
  return out;
}

/** Index of the line that holds the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Of an object or array the key alone, else its first line: an alert shows only where all its lines were changed. */
function tight(text: string, [start, end]: Offsets, anchor: Anchor, key: Offsets | undefined): Offsets {
  const bounded: Offsets = [Math.min(start, text.length), Math.min(end, text.length)];
  const sign = text.charAt(start);
  if (anchor.offset !== undefined || (sign !== '{' && sign !== '[')) return bounded;
  if (key !== undefined && text.charAt(key[0]) === '"') return key;
  const rest = text.slice(start, Math.min(end, start + 10_000));
  const lineEnd = rest.search(/[\r\n]/);
  return lineEnd < 0 ? bounded : [start, start + lineEnd];
}

function excerptOf(text: string, safe: string, starts: readonly number[], { start, end }: Range): Excerpt {
  const firstLine = Math.max(1, start.line - 1);
  const lastLine = Math.min(starts.length, end.line + 1, firstLine + EXCERPT_LINES - 1);
  const lines: string[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const from = starts[line - 1] ?? text.length;
    let to = starts[line] ?? text.length;
    // The line end is looked up in the text: in `safe` a secret over several lines covers it.
    while (to > from && /[\r\n]/.test(text.charAt(to - 1))) to--;
    lines.push(safe.slice(from, to));
  }
  return { firstLine, lines: copied(lines) };
}

/** Lines of a text that has some: the only line of a file is as long as the file, and there may be an excerpt for each of its findings. */
const SHORT = 2_000;

/** Texts of their own: what is cut from a text holds all of it in memory. Long lines share it. */
function copied(lines: readonly string[]): readonly string[] {
  return lines.some(({ length }) => length > SHORT) ? lines : (JSON.parse(JSON.stringify(lines)) as string[]);
}
