/**
 * Resource ids segment by segment. A hole is taken to hold no slash where it stands for a name, a group, a
 * subscription or a region (facts/arm-templates.md §5.5, assumption N); one that opens the text may hold anything.
 */
import type { Answer } from '../model.ts';
import type { Part } from './text.ts';

type Compare = (a: readonly Part[], b: readonly Part[]) => Answer;

/** undefined where the texts are no ids, and are to be compared as texts. */
export function sameIds(a: readonly Part[], b: readonly Part[], compare: Compare): Answer | undefined {
  const [left, right] = [split(a), split(b)];
  if (left === undefined || right === undefined) return undefined;
  if (left.length !== right.length) return 'no';
  const answers = left.map((segment, index) => compare(segment, right[index] ?? []));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function split(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  const [first] = parts;
  if (typeof first !== 'string' || !first.startsWith('/')) return undefined;
  const segments: Part[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') segments.at(-1)?.push(part);
    else {
      part.toLowerCase().split('/').forEach((piece, index) => {
        if (index > 0) segments.push([]);
        if (piece !== '') segments.at(-1)?.push(piece);
      });
    }
  }
  if (segments.length > 2 && segments.at(-1)?.length === 0) segments.pop();
  return segments.map((segment) => (segment.length === 0 ? [''] : segment));
}
