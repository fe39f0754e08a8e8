/** Builders of values that keep the invariant of `model.ts`: what is wholly known is `known`. And keys to find equal values by. */
import type { Anchor, Entry, Value } from '../model.ts';
import { known } from '../value.ts';

export function objectOf(entries: readonly Entry[], from: Anchor): Value {
  const plain = entries.every((entry) => entry.name === undefined && entry.value.kind === 'known');
  if (!plain) return { kind: 'object', entries, from };
  return known(
    Object.fromEntries(entries.map(({ key, value }) => [key, value.kind === 'known' ? value.value : null])),
    from,
  );
}

export function arrayOf(items: readonly Value[], from: Anchor): Value {
  if (!items.every((item) => item.kind === 'known')) return { kind: 'array', items, from };
  return known(
    items.map((item) => item.value),
    from,
  );
}

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
  return plain(value.parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : (keyOf(part) ?? ''))).join(''));
}

function plain(text: string): string {
  const lower = text.includes('\u0000') ? text : text.toLowerCase();
  return lower.endsWith('/') ? lower.slice(0, -1) : lower;
}
