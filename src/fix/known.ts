/** What has to be known of a text to edit it: looked up once for all changes of it, so that ten thousand cost one look. */
import type { Anchor, Change, Pointer } from '../model.ts';
import { endOfString, QUOTE, unescape, type Span } from '../read/lex.ts';
import { lineStarts, positionAt, spots } from '../read/places.ts';
import { type Part, type Parts, partsOf } from './parts.ts';

/** Where things stand in a text: its places are looked up together, its lines and what is inside of a value once. */
export class Known {
  readonly text: string;
  readonly #values = new Map<Pointer, Span>();
  readonly #keys = new Map<Pointer, Span>();
  readonly #inside = new Map<number, Inside | undefined>();
  #starts: readonly number[] | undefined;

  constructor(text: string, changes: readonly Change[]) {
    this.text = text;
    const anchors = changes.flatMap(placesOf);
    spots(text, anchors).forEach((spot, index) => {
      const anchor = anchors[index];
      if (anchor !== undefined && spot?.exact === true)
        (anchor.on === 'key' ? this.#keys : this.#values).set(anchor.pointer, spot.span);
    });
  }

  /** The value's own place, and nothing near it. */
  valueAt(pointer: Pointer): Span | undefined {
    return this.#values.get(pointer);
  }

  keyAt(pointer: Pointer): Span | undefined {
    const key = this.#keys.get(pointer);
    return key !== undefined && this.text.charCodeAt(key[0]) === QUOTE ? key : undefined;
  }

  /** What stands in the object or list that opens there. */
  insideOf(open: number): Inside | undefined {
    if (this.#inside.has(open)) return this.#inside.get(open);
    const parts = partsOf(this.text, open);
    const inside = parts && new Inside(this.text, parts);
    this.#inside.set(open, inside);
    return inside;
  }

  /** Where the line starts that holds the offset. */
  lineAt(offset: number): number {
    this.#starts ??= lineStarts(this.text);
    return this.#starts[positionAt(this.#starts, offset).line - 1] ?? 0;
  }
}

/** Places that have to be known for a change. */
function placesOf({ kind, at: { file, pointer } }: Change): readonly Anchor[] {
  if (kind === 'rename')
    return [
      { file, pointer },
      { file, pointer, on: 'key' },
    ];
  const parent = kind === 'remove' ? parentOf(pointer) : undefined;
  return [{ file, pointer }, ...(parent === undefined ? [] : [{ file, pointer: parent }])];
}

/** Pointer of what holds a value; undefined for the root. */
export function parentOf(pointer: Pointer): Pointer | undefined {
  const slash = pointer.lastIndexOf('/');
  return slash < 0 ? undefined : pointer.slice(0, slash);
}

/** Parts, to be found by where they end and by their keys. */
class Inside {
  readonly parts: readonly Part[];
  /** Offset of the closing sign. */
  readonly close: number;
  readonly #text: string;
  #ends: ReadonlyMap<number, number> | undefined;
  #keys: ReadonlySet<unknown> | undefined;

  constructor(text: string, { parts, close }: Parts) {
    this.#text = text;
    this.parts = parts;
    this.close = close;
  }

  /** Index of the part whose value is there; -1 = none. */
  indexOf([start, end]: Span): number {
    this.#ends ??= new Map(this.parts.map((part, index) => [part.end, index]));
    const index = this.#ends.get(end) ?? -1;
    return (this.parts[index]?.start ?? Infinity) <= start ? index : -1;
  }

  /** Of an object: whether a member is called so. */
  has(key: string): boolean {
    this.#keys ??= new Set(this.parts.map(({ start }) => keyIn(this.#text, start)));
    return this.#keys.has(key);
  }
}

/** The key that opens at an offset. */
function keyIn(text: string, open: number): string | number {
  return unescape(text.slice(open + 1, endOfString(text, open) - 1));
}
