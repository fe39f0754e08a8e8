/** Members and items of one object or array as they stand in a text: what has to be known to take one out or put one in. */
import {
  COLON,
  COMMA,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  endOfString,
  OPEN_OBJECT,
  QUOTE,
  skipBlank,
  skipValue,
} from '../read/lex.ts';

/** Half-open offsets of a member with its key, or of an item. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** Offset of the comma behind it; -1 = none. */
  readonly comma: number;
}

export interface Parts {
  readonly parts: readonly Part[];
  /** Offset of the closing sign. */
  readonly close: number;
}

/** The parts of what opens at `open`; undefined where the text is not as it should be. Linear in the value's length. */
export function partsOf(text: string, open: number): Parts | undefined {
  const object = text.charCodeAt(open) === OPEN_OBJECT;
  const closing = object ? CLOSE_OBJECT : CLOSE_ARRAY;
  const parts: Part[] = [];
  for (let at = skipBlank(text, open + 1); at < text.length;) {
    if (text.charCodeAt(at) === closing) return { parts, close: at };
    const value = object ? valueOf(text, at) : at;
    if (value === undefined) return undefined;
    const end = skipValue(text, value);
    if (end <= value) return undefined;
    const next = skipBlank(text, end);
    const comma = text.charCodeAt(next) === COMMA ? next : -1;
    parts.push({ start: at, end, comma });
    if (comma < 0 && text.charCodeAt(next) !== closing) return undefined;
    at = comma < 0 ? next : skipBlank(text, comma + 1);
  }
  return undefined;
}

/** Where the value of the member starts whose key opens at `key`. */
function valueOf(text: string, key: number): number | undefined {
  if (text.charCodeAt(key) !== QUOTE) return undefined;
  const end = endOfString(text, key);
  const colon = end < 0 ? -1 : skipBlank(text, end);
  return colon >= 0 && text.charCodeAt(colon) === COLON ? skipBlank(text, colon + 1) : undefined;
}
