/** Keys to find equal names and ids by. */
import type { Value } from '../model.ts';

/**
 * A text that is equal exactly where two names or ids surely are the same (letter case and a final slash aside);
 * undefined where the value is no text. Holes stand between NULs, which no name holds.
 */
export function keyOf(value: Value): string | undefined {
  if (value.kind === 'known') return typeof value.value === 'string' ? plain(value.value) : undefined;
  if (value.kind === 'hole') return `\u0000${value.name}\u0000`;
  if (value.kind === 'choice') {
    const then = keyOf(value.then);
    const otherwise = keyOf(value.else);
    return then === undefined || otherwise === undefined
      ? undefined
      : `\u0000${JSON.stringify([value.condition, then, otherwise])}\u0000`;
  }
  if (value.kind !== 'text') return undefined;
  return plain(
    value.parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : (keyOf(part) ?? ''))).join(''),
  );
}

function plain(text: string): string {
  const lower = text.includes('\u0000') ? text : text.toLowerCase();
  return lower.endsWith('/') ? lower.slice(0, -1) : lower;
}
