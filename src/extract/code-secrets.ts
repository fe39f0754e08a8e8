/**
 * Secrets that the code of an action puts together or names: JavaScript by its syntax tree, C# and PowerShell by their
 * tokens. What a shape finds in the code as one text is found without this.
 */
import type { FileId, Json, SecretKind, SecretSpan } from '../model.ts';
import { field } from '../recognise.ts';
import { type CodeTexts, evaluatedIn, secretsInCode, secretsInRaw, textsOf } from '../secret.ts';
import { type Language, languageOf } from './code-actions.ts';
import { parseCode } from './javascript.ts';
import { textsOfTree } from './javascript-texts.ts';
import { isObject } from '../value.ts';

export interface SecretsOfCode {
  /** One for each secret, where it begins, and none that is among the known ones. */
  readonly found: readonly SecretSpan[];
  /** Every place that holds a part of one. */
  readonly pieces: readonly SecretSpan[];
  /** Of the known ones: `apiKey = settings.keys.orders`, names and no literal. */
  readonly names: ReadonlySet<SecretSpan>;
}

/** Characters of different JavaScript that are parsed for one document; of more code secrets are found by their shape alone. */
const MOST = 500_000;

/** All code actions of a document, whatever it is; `known` are the spans that shapes have found. */
export function secretsOfCode(value: Json | undefined, file: FileId, known: readonly SecretSpan[]): SecretsOfCode {
  const [found, pieces, names]: [SecretSpan[], SecretSpan[], Set<SecretSpan>] = [[], [], new Set()];
  const codes = value === undefined ? [] : evaluatedIn(value, 'code');
  const shaped = codes.length === 0 ? new Map<string, SecretSpan[]>() : byPointer(known);
  let left = MOST;
  for (const { text, pointer, around } of codes) {
    const action = around.at(-2);
    const type = isObject(action) ? field(action, 'type') : undefined;
    const language = typeof type === 'string' ? languageOf(type) : undefined;
    if (language === undefined || (language === 'javascript' && (left -= text.length) < 0)) continue;
    const spans = shaped.get(pointer) ?? [];
    const read = secretsOfText(text, language, spans.map(sliceOf));
    if (read === undefined) continue;
    for (const index of read.names) {
      const span = spans[index];
      if (span !== undefined) names.add(span);
    }
    for (const { kind, length, ranges, seen } of read.secrets) {
      const parts = ranges.map((slice): SecretSpan => ({ at: { file, pointer, slice }, kind, length }));
      if (!seen) found.push(...parts.slice(0, 1));
      pieces.push(...parts);
    }
  }
  return { found, pieces, names };
}

export type Slice = readonly [from: number, to: number];

export interface SecretsOfText {
  /** Each with the places of its parts; `seen`: a known one, or an earlier one, covers some of it. */
  readonly secrets: readonly {
    readonly kind: SecretKind;
    readonly length: number;
    readonly ranges: readonly Slice[];
    readonly seen: boolean;
  }[];
  /** Indices of the known ones that no literal and no comment has by itself: names, `given ? "password" : "none"`. */
  readonly names: readonly number[];
}

/** One piece of code; undefined where it cannot be read. @param known what shapes have found in it */
export function secretsOfText(code: string, language: Language, known: readonly Slice[]): SecretsOfText | undefined {
  const read = textsIn(code, language);
  if (read === undefined) return undefined;
  const found = secretsInCode(read.texts);
  const [shaped, sure, taken] = [new Cover(code.length), new Cover(code.length), new Cover(code.length)];
  for (const slice of known) shaped.add(slice);
  for (const { ranges } of found) for (const slice of ranges) sure.add(slice);
  for (const [from, to] of read.written.filter((slice) => shaped.touches(slice)))
    for (const { start, end } of secretsInRaw(code.slice(from, to))) sure.add([from + start, from + end]);
  const names = known.flatMap((slice, index) => (sure.touches(slice) ? [] : [index]));
  for (const slice of known) if (sure.touches(slice)) taken.add(slice);
  const secrets = found.map((secret) => {
    const seen = secret.ranges.some((slice) => taken.touches(slice));
    for (const slice of secret.ranges) taken.add(slice);
    return { ...secret, seen };
  });
  return { secrets, names };
}

function sliceOf({ at, length }: SecretSpan): Slice {
  return at.slice ?? [0, length];
}

/** Which characters of a text are taken. */
class Cover {
  readonly #taken: Uint8Array;

  constructor(length: number) {
    this.#taken = new Uint8Array(length);
  }

  add([from, to]: Slice): void {
    this.#taken.fill(1, from, to);
  }

  touches([from, to]: Slice): boolean {
    return this.#taken.subarray(from, to).includes(1);
  }
}

function byPointer(spans: readonly SecretSpan[]): ReadonlyMap<string, readonly SecretSpan[]> {
  const all = new Map<string, SecretSpan[]>();
  for (const span of spans) {
    const there = all.get(span.at.pointer);
    if (there === undefined) all.set(span.at.pointer, [span]);
    else there.push(span);
  }
  return all;
}

/** Undefined where the code cannot be read. */
function textsIn(code: string, language: Language): CodeTexts | undefined {
  if (language !== 'javascript') return textsOf(code, language);
  // Expressions of the workflow or template are no part of the language.
  const tree = /^[@[]|@\{/.test(code) ? null : parseCode(code)?.tree;
  return tree ? textsOfTree(tree) : undefined;
}
