/** Where the anchors of calls stand: only texts that hold one are read again, once each. */
import { declarationsIn } from '../locate/bicep.ts';
import type { Anchor, Range, Source } from '../model.ts';
import { lineStarts, locate, rangeOf } from '../read/places.ts';
import { read } from '../read/read.ts';
import { maskedPointer } from '../secret.ts';

export interface At {
  readonly file: string;
  readonly pointer: string;
  readonly range: Range | null;
}

export type Places = (anchor: Anchor | null) => At | null;

/** Reads each text once, for all of its anchors. */
export function placesIn(sources: readonly Source[], anchors: readonly Anchor[]): Places {
  const byFile = new Map<string, Map<string, Anchor>>();
  for (const anchor of anchors) {
    const group = byFile.get(anchor.file) ?? new Map<string, Anchor>();
    byFile.set(anchor.file, group.set(keyOf(anchor), anchor));
  }
  const ranges = new Map<string, Range>();
  for (const source of sources) {
    const group = byFile.get(source.id);
    if (group === undefined) continue;
    const keys = [...group.keys()];
    rangesIn(source, [...group.values()]).forEach((range, index) => {
      if (range !== undefined) ranges.set(`${source.id}\n${keys[index] ?? ''}`, range);
    });
  }
  return (anchor) =>
    anchor && {
      file: anchor.file,
      pointer: maskedPointer(anchor.pointer),
      range: ranges.get(`${anchor.file}\n${keyOf(anchor)}`) ?? null,
    };
}

/** In the text that people edit: of a compiled template the line that declares what the anchor goes through. */
function rangesIn(source: Source, anchors: readonly Anchor[]): readonly (Range | undefined)[] {
  const { text, value, written } = read(source);
  if (written !== undefined) {
    const spanOf = declarationsIn(written, value);
    const starts = lineStarts(written);
    return anchors.map(({ pointer }) => rangeOf(starts, spanOf(pointer)));
  }
  const starts = lineStarts(text);
  return locate(text, anchors).map((span) => span && rangeOf(starts, span));
}

function keyOf({ pointer, on, slice, offset }: Anchor): string {
  return JSON.stringify([pointer, on, slice, offset]);
}
