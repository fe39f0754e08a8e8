/**
 * Fixes → what to write: edits of texts, and of many problems those that can be applied together. A fix is applied whole
 * or not at all; of two that touch the same characters the first one is.
 */
import { type TextEdit, textEdits } from './fix/edits.ts';
import type { Change, Edit, FileId, Fix, Problem } from './model.ts';
import { byteColumns } from './read/bytes.ts';
import { lineStarts, rangeOf } from './read/places.ts';

/** Edits of a fix, file by file; null where a text is not at hand or one of its changes cannot be made. */
export function editsOf(fix: Fix, textOf: (file: FileId) => string | undefined): readonly Edit[] | null {
  const byFile = new Map<FileId, Change[]>();
  for (const change of fix.changes) byFile.set(change.at.file, [...(byFile.get(change.at.file) ?? []), change]);
  const out: Edit[] = [];
  for (const [file, changes] of byFile) {
    const text = textOf(file);
    const edits = text === undefined ? undefined : textEdits(text, changes);
    if (text === undefined || edits === undefined) return null;
    const starts = lineStarts(text);
    const columns = byteColumns(
      text,
      starts,
      edits.flatMap(({ start, end }) => [start, end]),
    );
    for (const edit of edits) {
      const { start, end } = edit;
      const bytes = columns && ([columns.get(start) ?? 1, columns.get(end) ?? 1] as const);
      out.push({ ...edit, file, range: rangeOf(starts, [start, end]), ...(bytes === undefined ? {} : { bytes }) });
    }
  }
  return out;
}

export interface Chosen {
  /** Edits by file, in order, apart from each other. */
  readonly edits: ReadonlyMap<FileId, readonly TextEdit[]>;
  /** How many fixes they are. */
  readonly count: number;
}

/** The safe fixes of these problems that go together; equal ones count once. */
export function chooseFixes(problems: readonly Problem[]): Chosen {
  const edits = new Map<FileId, TextEdit[]>();
  const done = new Set<string>();
  let count = 0;
  for (const { fix } of problems) {
    if (fix?.safe !== true || fix.edits.length === 0) continue;
    const name = JSON.stringify(fix.edits.map(({ file, start, end, text }) => [file, start, end, text]));
    if (done.has(name) || fix.edits.some((edit) => meets(edit, edits.get(edit.file) ?? []))) continue;
    done.add(name);
    count++;
    for (const { file, start, end, text } of fix.edits)
      edits.set(file, [...(edits.get(file) ?? []), { start, end, text }]);
  }
  for (const list of edits.values()) list.sort((a, b) => a.start - b.start);
  return { edits, count };
}

/** Touching counts: what stands between two edits side by side is not known. */
function meets({ start, end }: Edit, others: readonly TextEdit[]): boolean {
  return others.some((other) => start <= other.end && other.start <= end);
}

/** The text with edits that do not overlap, in order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const out: string[] = [];
  let from = 0;
  for (const edit of edits) {
    out.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  return [...out, text.slice(from)].join('');
}
