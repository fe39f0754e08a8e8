/** Columns counted in bytes, for readers of reports that count so. */
import { positionAt } from './places.ts';

/**
 * 1-based columns in bytes of UTF-8, as some readers of reports count, by offset; undefined where they are those in
 * UTF-16 units. One pass over the text, whatever the number of offsets.
 */
export function byteColumns(
  text: string,
  starts: readonly number[],
  offsets: readonly number[],
): ReadonlyMap<number, number> | undefined {
  if (!/[^\u0000-\u007f]/.test(text)) return undefined;
  const out = new Map<number, number>();
  let from = 0;
  let before = 0;
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) {
    const start = starts[positionAt(starts, offset).line - 1] ?? 0;
    if (start > from) {
      from = start;
      before = 0;
    }
    before += bytesOf(text, from, offset);
    from = offset;
    out.set(offset, before + 1);
  }
  return out;
}

/** Bytes of UTF-8; a half of a pair counts as the mark that takes its place. */
function bytesOf(text: string, from: number, to: number): number {
  let bytes = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    const low = text.charCodeAt(i + 1);
    const pair = unit >= 0xd800 && unit < 0xdc00 && low >= 0xdc00 && low < 0xe000 && i + 1 < to;
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : pair ? 4 : 3;
    if (pair) i++;
  }
  return bytes;
}
