/** Texts with unknown parts as patterns: how long they can be, and whether the known text of one can stand in the other. */
import type { Choice, Hole } from '../model.ts';

export type Part = string | Hole | Choice;

export function lengthOf(parts: readonly Part[]): { readonly min: number; readonly max: number } {
  let min = 0;
  let max = 0;
  for (const part of parts) {
    const shape = typeof part !== 'string' && part.kind === 'hole' ? part.shape : undefined;
    min += typeof part === 'string' ? part.length : (shape?.minLength ?? 0);
    max += typeof part === 'string' ? part.length : (shape?.maxLength ?? Infinity);
  }
  return { min, max };
}

/** Where `text` is wholly known: do the literals of `pattern` stand in it, in order? Always true where it is not. Linear. */
export function patternHolds(pattern: readonly Part[], text: readonly Part[]): boolean {
  const [whole] = text;
  if (text.length !== 1 || typeof whole !== 'string' || pattern.length === 1) return true;
  let from = 0;
  for (const [index, part] of pattern.entries()) {
    if (typeof part !== 'string') continue;
    const at = index === pattern.length - 1 ? whole.length - part.length : whole.indexOf(part, from);
    if (at < from || !whole.startsWith(part, at) || (index === 0 && at !== 0)) return false;
    from = at + part.length;
  }
  return true;
}
