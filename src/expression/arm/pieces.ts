/**
 * Pieces of a split text that is not fully known: those before the first unknown part, and those after the
 * last one (facts/arm-templates.md §5.2, rule 8).
 */
import type { Choice, Hole, Value } from '../../model.ts';
import { asText, known } from '../../value.ts';
import { Meanwhile, OF_DOCUMENT } from '../../meanwhile.ts';

interface Pieces {
  /** Pieces that surely come first, and surely last; between them anything. */
  readonly head: readonly string[];
  readonly tail: readonly string[];
  /** All of them, where no unknown part can hold the delimiter. */
  readonly all: readonly Value[] | undefined;
}

const cache = new Meanwhile<object, Pieces | null>(OF_DOCUMENT);

/** An alphabet that the delimiter does not belong to: such a hole never splits (a guid holds hyphens). */
function cannotHold(part: Hole | Choice, delimiter: string): boolean {
  if (part.kind === 'choice') return false;
  if (part.type === 'int') return delimiter !== '-' && !/\d/.test(delimiter);
  const alphabet = part.shape?.alphabet;
  if (alphabet === 'base32') return !/[a-z2-7]/.test(delimiter);
  return alphabet === 'guid' && !/[0-9a-fA-F-]/.test(delimiter);
}

function piecesOf(hole: Hole): Pieces | undefined {
  if (hole.call?.fn !== 'split') return undefined;
  const kept = cache.get(hole.call);
  if (kept !== undefined) return kept ?? undefined;
  const [text, delimiter] = hole.call.args;
  const mark = delimiter === undefined ? undefined : asText(delimiter);
  const pieces = text?.kind === 'text' && mark?.length === 1 ? cut(text.parts, mark) : null;
  cache.set(hole.call, pieces);
  return pieces ?? undefined;
}

function cut(parts: readonly (string | Hole | Choice)[], delimiter: string): Pieces {
  const first = parts[0];
  const last = parts[parts.length - 1];
  const head = typeof first === 'string' ? first.split(delimiter).slice(0, -1) : [];
  const tail = typeof last === 'string' ? last.split(delimiter).slice(1) : [];
  return { head, tail, all: allPieces(parts, delimiter) };
}

/** `split(text, d)[index]` where that piece is surely known. */
export function pieceAt(hole: Hole, index: number): Value | undefined {
  const pieces = piecesOf(hole);
  const piece = pieces?.head[index];
  return piece === undefined ? pieces?.all?.[index] : known(piece);
}

/** `last(split(text, d))` where that piece is surely known. */
export function lastPiece(hole: Hole): Value | undefined {
  const piece = piecesOf(hole)?.tail.at(-1);
  return piece === undefined ? undefined : known(piece);
}

function allPieces(parts: readonly (string | Hole | Choice)[], delimiter: string): readonly Value[] | undefined {
  const pieces: (string | Hole | Choice)[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (!cannotHold(part, delimiter)) return undefined;
      pieces[pieces.length - 1]?.push(part);
      continue;
    }
    part.split(delimiter).forEach((piece, index) => {
      if (index > 0) pieces.push([]);
      if (piece !== '') pieces[pieces.length - 1]?.push(piece);
    });
  }
  return pieces.map(one);
}

function one(parts: (string | Hole | Choice)[]): Value {
  const [only] = parts;
  if (only === undefined) return known('');
  if (parts.length > 1) return { kind: 'text', parts };
  return typeof only === 'string'
    ? known(only)
    : only.kind === 'hole' && only.type === 'string'
      ? only
      : { kind: 'text', parts };
}
