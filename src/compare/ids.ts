/**
 * Resource ids segment by segment. A hole is taken to hold no slash where it stands for a name, a group, a
 * subscription or a region (facts/arm-templates.md §5.5, assumption N); elsewhere it may hold anything, and the text is
 * no id.
 */
import type { Answer } from '../model.ts';
import { isHole, type Part, sameTexts, startsApart } from './text.ts';

/** Literals come in lower case. A final slash says nothing (§5.3). */
export function sameIds(a: readonly Part[], b: readonly Part[]): Answer {
  const [left, right] = [split(a), split(b)];
  if (left === undefined || right === undefined) return sameLoose(a, b);
  if (left.length !== right.length) return 'no';
  const answers = left.map((segment, index) => sameTexts(segment, right[index] ?? [], true));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** The segments; undefined where the text is no id, or a hole may hold several of them. */
function split(parts: readonly Part[]): readonly (readonly Part[])[] | undefined {
  const [first] = parts;
  if (typeof first !== 'string' || !first.startsWith('/')) return undefined;
  const segments: Part[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') segments.at(-1)?.push(part);
    else {
      part.split('/').forEach((piece, index) => {
        if (index > 0) segments.push([]);
        if (piece !== '') segments.at(-1)?.push(piece);
      });
    }
  }
  if (segments.length > 2 && segments.at(-1)?.length === 0) segments.pop();
  return holesAreNames(segments) ? segments : undefined;
}

/** `/key/value/…/providers/namespace/type/name/type/name`: holes stand for values and names alone. */
function holesAreNames(segments: readonly (readonly Part[])[]): boolean {
  let key = true;
  let namespace = false;
  for (const segment of segments.slice(1)) {
    if ((key || namespace) && segment.some(isHole)) return false;
    if (namespace) {
      namespace = false;
      key = true;
    } else if (key && segment[0] === 'providers') namespace = true;
    else key = !key;
  }
  return true;
}

/** Texts that are no ids, without the slash that may end them: a hole at the end may bring one of its own. */
function sameLoose(a: readonly Part[], b: readonly Part[]): Answer {
  const [left, right] = [trimmed(a), trimmed(b)];
  const answer = sameTexts(left, right, true);
  const sure = answer === 'yes' || [left, right].every((parts) => typeof parts.at(-1) === 'string');
  return sure || startsApart(left, right) ? answer : 'unknown';
}

function trimmed(parts: readonly Part[]): readonly Part[] {
  const last = parts.at(-1);
  if (typeof last !== 'string' || !last.endsWith('/') || (parts.length === 1 && last === '/')) return parts;
  return last === '/' ? parts.slice(0, -1) : [...parts.slice(0, -1), last.slice(0, -1)];
}
