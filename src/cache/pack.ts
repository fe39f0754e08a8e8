/** What is remembered as one line of text, and back. */
import type { Json, JsonObject } from '../model.ts';
import { masked } from '../secret.ts';
import { isBuilt } from '../value.ts';

/**
 * One line of JSON; null where it must not or cannot be written: a text in it looks like a secret (names of things and
 * data of findings are masked only when they become sentences), or a value remembers what it was built from.
 */
export function packed(value: unknown): string | null {
  return isFit(value as Json) ? JSON.stringify(value) : null;
}

/** The other way round; undefined where the text is no JSON. Its digest was right, so it is what was written. */
export function unpacked(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of bounded depth: the documents were. */
function isFit(value: Json | undefined): boolean {
  if (typeof value === 'string') return masked(value) === value;
  if (typeof value !== 'object' || value === null) return true;
  if (isBuilt(value)) return false;
  if (Array.isArray(value)) return (value as readonly Json[]).every(isFit);
  return Object.entries(value as JsonObject).every(([key, item]) => masked(key) === key && isFit(item));
}
