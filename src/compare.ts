/**
 * Comparison of values that may not be fully known: yes, no or unknown, never a guess
 * (facts/arm-templates.md §5.3, §5.4). Symmetric; never 'no' on itself. Pure, total, bounded.
 */
import type { Answer, Value } from './model.ts';

/** How to compare texts: to the letter; resource names (no letter case); resource ids (segments, no letter case, final slash). */
export type Mode = 'exact' | 'name' | 'id';

/** Are the two surely the same, surely different, or is it not to be said? Symmetric; never 'no' on itself. */
export function same(a: Value, b: Value, mode: Mode = 'exact'): Answer {
  if (a.kind === 'known' && b.kind === 'known' && typeof a.value === 'string' && typeof b.value === 'string') {
    return normal(a.value, mode) === normal(b.value, mode) ? 'yes' : 'no';
  }
  if (a.kind === 'hole' && b.kind === 'hole' && a.name === b.name) return 'yes';
  return 'unknown';
}

function normal(text: string, mode: Mode): string {
  if (mode === 'exact') return text;
  const lower = text.toLowerCase();
  return mode === 'id' ? lower.replace(/\/$/, '') : lower;
}
