/** The edits that a report may carry: whole, or not at all. */
import type { Edit, Problem } from '../model.ts';
import { masked } from '../secret.ts';

/** The fix of a problem; none where its text holds a secret: what is masked must not be written into a file. */
export function shownFix({ fix }: Problem): { title: string; safe: boolean; edits: readonly Edit[] } | undefined {
  if (fix === undefined || fix.edits.length === 0) return undefined;
  return fix.edits.every(({ text }) => masked(text) === text) ? fix : undefined;
}
