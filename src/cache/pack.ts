/** What is remembered as one line of text, and back. */
import type { Json, JsonObject } from '../model.ts';
import { masked } from '../secret.ts';
import { isBuilt } from '../value.ts';

/** Characters of one entry, counted before signs are escaped: what is shared in memory is written out each time that it is met. */
const MOST = 32 * 1024 * 1024;
/** What a number or an empty list adds. */
const SMALL = 8;

/**
 * One line of JSON; null where it must not or cannot be written: a text in it looks like a secret (names of things and
 * data of findings are masked only when they become sentences), a value remembers what it was built from, or it is longer than
 * is worth remembering.
 */
export function packed(value: unknown): string | null {
  return new Fitting().takes(value as Json) ? JSON.stringify(value) : null;
}

/** The other way round; undefined where the text is no JSON. Its digest was right, so it is what was written. */
export function unpacked(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

class Fitting {
  #left = MOST;

  /** Of bounded depth: the documents were. */
  takes(value: Json | undefined): boolean {
    if (typeof value === 'string') return this.#text(value);
    this.#left -= SMALL;
    if (this.#left < 0) return false;
    if (typeof value !== 'object' || value === null) return true;
    if (isBuilt(value)) return false;
    if (Array.isArray(value)) return (value as readonly Json[]).every((item) => this.takes(item));
    return Object.entries(value as JsonObject).every(([key, item]) => this.#text(key) && this.takes(item));
  }

  #text(text: string): boolean {
    this.#left -= text.length;
    return this.#left >= 0 && masked(text) === text;
  }
}
