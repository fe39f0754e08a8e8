/**
 * Texts with unknown parts: are the two surely the same, surely different? What both share at the start and at the end
 * cancels out; the rest is weighed by its literals, lengths and shapes (facts/arm-templates.md §5.4). Linear, pure.
 */
import type { Answer, Choice, Hole, Shape } from '../model.ts';

export type Part = string | Hole | Choice;

/** Compares two texts; where case does not count, their literals come in lower case and `folded` is set. */
export function sameTexts(a: readonly Part[], b: readonly Part[], folded: boolean): Answer {
  // Before anything is taken apart: most that differ do so at their ends, or in length.
  if (startsApart(a, b) || endsApart(a, b) || lengthsApart(a, b)) return 'no';
  const [left, right] = withoutCommon(a, b);
  if (left.length === 0 && right.length === 0) return 'yes';
  if (!left.some(isHole) && !right.some(isHole)) return 'no';
  if (sameHoles(left, right) && literalLength(left) !== literalLength(right)) return 'no';
  if (lengthsApart(left, right)) return 'no';
  if (startsApart(left, right) || endsApart(left, right)) return 'no';
  if (!patternHolds(left, right) || !patternHolds(right, left)) return 'no';
  if (shapeExcludes(left, right, folded) || shapeExcludes(right, left, folded)) return 'no';
  return 'unknown';
}

function lengthsApart(a: readonly Part[], b: readonly Part[]): boolean {
  const [mine, yours] = [lengthOf(a), lengthOf(b)];
  return mine.min > yours.max || yours.min > mine.max;
}

export function isHole(part: Part): part is Hole {
  return typeof part !== 'string';
}

/** Literals at the start that contradict each other, as far as both reach. */
export function startsApart([a]: readonly Part[], [b]: readonly Part[]): boolean {
  return typeof a === 'string' && typeof b === 'string' && !a.startsWith(b) && !b.startsWith(a);
}

function endsApart(left: readonly Part[], right: readonly Part[]): boolean {
  const [a, b] = [left.at(-1), right.at(-1)];
  return typeof a === 'string' && typeof b === 'string' && !a.endsWith(b) && !b.endsWith(a);
}

/** What is left of both when equal literals and equal holes at the start and at the end are taken away. */
function withoutCommon(a: readonly Part[], b: readonly Part[]): readonly [readonly Part[], readonly Part[]] {
  const [left, right] = [[...a].reverse(), [...b].reverse()];
  cancel(left, right, commonPrefix, (text, count) => text.slice(count));
  left.reverse();
  right.reverse();
  cancel(left, right, commonSuffix, (text, count) => text.slice(0, text.length - count));
  return [left, right];
}

/** Takes equal parts off the ends of both lists. */
function cancel(
  left: Part[],
  right: Part[],
  common: (a: string, b: string) => number,
  cut: (text: string, count: number) => string,
): void {
  for (;;) {
    const [a, b] = [left.at(-1), right.at(-1)];
    if (a === undefined || b === undefined) return;
    if (typeof a === 'string' && typeof b === 'string') {
      const count = common(a, b);
      for (const [list, text] of [[left, a] as const, [right, b] as const]) {
        list.pop();
        if (text.length > count) list.push(cut(text, count));
      }
      if (count < a.length && count < b.length) return;
    } else if (isHole(a) && isHole(b) && a.name === b.name) {
      left.pop();
      right.pop();
    } else return;
  }
}

function commonPrefix(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

function commonSuffix(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

function sameHoles(a: readonly Part[], b: readonly Part[]): boolean {
  const names = (parts: readonly Part[]): readonly string[] =>
    parts
      .filter(isHole)
      .map(({ name }) => name)
      .sort();
  const [left, right] = [names(a), names(b)];
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

function literalLength(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
}

function lengthOf(parts: readonly Part[]): { readonly min: number; readonly max: number } {
  let min = 0;
  let max = 0;
  for (const part of parts) {
    const hole = isHole(part) ? part : undefined;
    // A number has a digit at least, a text may be empty.
    min += typeof part === 'string' ? part.length : (hole?.shape?.minLength ?? (hole?.type === 'int' ? 1 : 0));
    max += typeof part === 'string' ? part.length : (hole?.shape?.maxLength ?? Infinity);
  }
  return { min, max };
}

/** Where `text` is wholly known: do the literals of `pattern` stand in it, in order? Always true where it is not. */
function patternHolds(pattern: readonly Part[], text: readonly Part[]): boolean {
  const [whole = ''] = text;
  if (text.length > 1 || typeof whole !== 'string' || pattern.length === 1) return true;
  let from = 0;
  for (const [index, part] of pattern.entries()) {
    if (typeof part !== 'string') continue;
    const at = index === pattern.length - 1 ? whole.length - part.length : whole.indexOf(part, from);
    if (at < from || !whole.startsWith(part, at) || (index === 0 && at !== 0)) return false;
    from = at + part.length;
  }
  return true;
}

/** A single hole against a text that is known. */
function shapeExcludes(a: readonly Part[], b: readonly Part[], folded: boolean): boolean {
  const [only] = a;
  const [text = ''] = b;
  if (a.length !== 1 || only === undefined || !isHole(only) || b.length > 1 || typeof text !== 'string') return false;
  if (only.type === 'int' && !/^-?\d+$/.test(text)) return true;
  return !fits(only.shape, text, folded);
}

const ALPHABETS = { base32: /^[a-z2-7]*$/, guid: /^[0-9a-f-]*$/i, digits: /^-?[0-9]*$/ } as const;

/** May a value of this shape be the text? Letter case of allowed values is not documented (§5.4): it decides nothing. */
function fits(shape: Shape | undefined, text: string, folded: boolean): boolean {
  if (shape === undefined) return true;
  if (shape.minLength !== undefined && text.length < shape.minLength) return false;
  if (shape.maxLength !== undefined && text.length > shape.maxLength) return false;
  if (shape.alphabet !== undefined && !ALPHABETS[shape.alphabet].test(folded ? text.toLowerCase() : text)) return false;
  return shape.allowed?.some((one) => typeof one === 'string' && one.toLowerCase() === text.toLowerCase()) ?? true;
}

/** No literal is empty or follows another. */
export function isJoined(parts: readonly Part[]): boolean {
  if (parts.length === 0) return false;
  for (let at = 0; at < parts.length; at += 1) {
    if (parts[at] === '' || (typeof parts[at] === 'string' && typeof parts[at + 1] === 'string')) return false;
  }
  return true;
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}
