/**
 * Secrets in program code: texts as the program has them after putting its literals together. Who reads the language
 * (`code-tokens.ts`, `extract/javascript-texts.ts`) gives texts as pieces with their places; here they are searched by
 * shape, and by the name that they are given to.
 */
import type { SecretKind } from '../model.ts';
import { secretAt, secretsIn, type Span } from './find.ts';
import { isDescription } from './placeholder.ts';

/** A literal, or a part of one between two values that are put in. */
export interface Piece {
  readonly text: string;
  /** Half-open, in the code, without quotes. */
  readonly start: number;
  readonly end: number;
}

/** What an expression yields: its pieces in order, null where something unknown is put in. */
export interface CodeText {
  /** The variable, member or header that it is given to; '' where it has no name. */
  readonly key: string;
  readonly parts: readonly (Piece | null)[];
}

/** What was read of a piece of code. */
export interface CodeTexts {
  readonly texts: readonly CodeText[];
  /** Literals and comments: what stands elsewhere are names and signs, and no secret. */
  readonly written: readonly (readonly [start: number, end: number])[];
}

export interface CodeSecret {
  readonly kind: SecretKind;
  readonly length: number;
  /** Where it stands in the code, in the order of the text. Never empty. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** Longest text that is put together. */
const LONGEST = 20_000;

export function secretsInCode(texts: readonly CodeText[]): readonly CodeSecret[] {
  return texts.flatMap(({ key, parts }) => {
    const whole = runsOf(parts);
    return whole.flatMap((run) => secretsInRun(run, parts.includes(null) ? '' : key));
  });
}

/** Pieces that stand side by side with nothing unknown between. */
function runsOf(parts: CodeText['parts']): readonly (readonly Piece[])[] {
  const runs: Piece[][] = [[]];
  for (const part of parts) {
    if (part === null) runs.push([]);
    else runs.at(-1)?.push(part);
  }
  return runs.filter((run) => run.length > 0);
}

function secretsInRun(run: readonly Piece[], key: string): readonly CodeSecret[] {
  const text = run.map((piece) => piece.text).join('');
  if (text.length > LONGEST) return [];
  const spans = key === '' ? secretsIn(text) : secretAt(text, { key, parents: [] });
  return spans
    .filter(({ start, end }) => !isDescription(text.slice(start, end)) && !isNameAlone(text))
    .map((span) => ({ kind: span.kind, length: span.end - span.start, ranges: rangesOf(run, span) }));
}

/** `#password`, `$.apiKey`, `--secret`: what people call a place for one. */
function isNameAlone(text: string): boolean {
  return /^[^A-Za-z0-9]{0,3}(?:[a-z]+[._-]?)?(?:password|secret|(?:api|access)[-_]?key|token)[^A-Za-z0-9]{0,3}$/i.test(
    text,
  );
}

function rangesOf(run: readonly Piece[], span: Span): CodeSecret['ranges'] {
  const ranges: (readonly [number, number])[] = [];
  let at = 0;
  for (const { text, start, end } of run) {
    const [from, to] = [Math.max(span.start - at, 0), Math.min(span.end - at, text.length)];
    at += text.length;
    if (from >= to) continue;
    // With escapes inside, places in the text are none in the code.
    ranges.push(text.length === end - start ? [start + from, start + to] : [start, end]);
  }
  return ranges;
}
