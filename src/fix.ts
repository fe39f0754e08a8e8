/**
 * Fixes → what to write: edits of texts, and of many problems those that can be applied together. A fix is applied whole
 * or not at all; of two that touch the same characters the first one is.
 */
import { type TextEdit, textEdits } from './fix/edits.ts';
import type { Change, Edit, FileId, Fix, Problem } from './model.ts';
import { byteColumns } from './read/bytes.ts';
import { lineStarts, rangeOf } from './read/places.ts';

/**
 * The edits of each fix; null where a text is not at hand or one of its changes cannot be made. Each text is looked through
 * once, whatever the number of fixes.
 */
export function editsOf(
  fixes: readonly Fix[],
  textOf: (file: FileId) => string | undefined,
): readonly (readonly Edit[] | null)[] {
  const made = new Map<Change, Edit>();
  for (const [file, changes] of byFile(fixes)) {
    const text = textOf(file);
    if (text !== undefined) makeAll(file, text, changes, made);
  }
  return fixes.map(({ changes }) => {
    const edits = changes.flatMap((change) => made.get(change) ?? []);
    return edits.length === changes.length ? edits : null;
  });
}

function byFile(fixes: readonly Fix[]): ReadonlyMap<FileId, readonly Change[]> {
  const out = new Map<FileId, Change[]>();
  for (const change of fixes.flatMap(({ changes }) => changes)) {
    const own = out.get(change.at.file);
    if (own === undefined) out.set(change.at.file, [change]);
    else own.push(change);
  }
  return out;
}

function makeAll(file: FileId, text: string, changes: readonly Change[], made: Map<Change, Edit>): void {
  const edits = textEdits(text, changes);
  const starts = lineStarts(text);
  const offsets = edits.flatMap((edit) => (edit === undefined ? [] : [edit.start, edit.end]));
  const columns = byteColumns(text, starts, offsets);
  changes.forEach((change, index) => {
    const edit = edits[index];
    if (edit === undefined) return;
    const { start, end } = edit;
    const bytes = columns && ([columns.get(start) ?? 1, columns.get(end) ?? 1] as const);
    const range = rangeOf(starts, [start, end]);
    made.set(change, { ...edit, file, range, ...(bytes === undefined ? {} : { bytes }) });
  });
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
    for (const { file, start, end, text } of fix.edits) {
      const own = edits.get(file);
      if (own === undefined) edits.set(file, [{ start, end, text }]);
      else own.push({ start, end, text });
    }
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
