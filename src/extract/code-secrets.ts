/**
 * Secrets that the code of an action puts together or names: JavaScript by its syntax tree, C# and PowerShell by their
 * tokens. What a shape finds in the code as one text is found without this.
 */
import type { FileId, Json, SecretSpan } from '../model.ts';
import { field, isObject } from '../recognise.ts';
import { type CodeTexts, evaluatedIn, secretsInCode, textsOf } from '../secret.ts';
import { parseCode } from './javascript.ts';
import { textsOfTree } from './javascript-texts.ts';

type Language = 'javascript' | 'csharp' | 'powershell';

/** Actions that run code, in both spellings (facts/workflow-language.md §8). */
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['javascriptcode', 'javascript'],
  ['executejavascriptcode', 'javascript'],
  ['csharpscriptcode', 'csharp'],
  ['executecsharpscriptcode', 'csharp'],
  ['powershellcode', 'powershell'],
  ['executepowershellcode', 'powershell'],
]);

export function languageOf(type: string): Language | undefined {
  return LANGUAGES.get(type.toLowerCase());
}

export interface SecretsOfCode {
  /** One for each secret, where it begins, and none that is among the known ones. */
  readonly found: readonly SecretSpan[];
  /** Every place that holds a part of one. */
  readonly pieces: readonly SecretSpan[];
  /** Of the known ones: `apiKey = settings.keys.orders`, names and no literal. */
  readonly names: ReadonlySet<SecretSpan>;
}

/** All code actions of a document, whatever it is; `known` are the spans that shapes have found. */
export function secretsOfCode(value: Json | undefined, file: FileId, known: readonly SecretSpan[]): SecretsOfCode {
  const [found, pieces, names]: [SecretSpan[], SecretSpan[], Set<SecretSpan>] = [[], [], new Set()];
  const codes = value === undefined ? [] : evaluatedIn(value, isCode);
  const shaped = codes.length === 0 ? new Map<string, SecretSpan[]>() : byPointer(known);
  for (const { text, pointer, around } of codes) {
    const action = around.at(-2);
    const type = isObject(action) ? field(action, 'type') : undefined;
    const language = typeof type === 'string' ? languageOf(type) : undefined;
    const read = language && textsIn(text, language);
    if (read === undefined) continue;
    const [literals, taken] = [new Cover(text.length), new Cover(text.length)];
    read.written.forEach((slice) => {
      literals.add(slice);
    });
    for (const span of shaped.get(pointer) ?? []) {
      if (literals.touches(sliceOf(span))) taken.add(sliceOf(span));
      else names.add(span);
    }
    for (const { kind, length, ranges } of secretsInCode(read.texts)) {
      const spans = ranges.map((slice): SecretSpan => ({ at: { file, pointer, slice }, kind, length }));
      if (!ranges.some((slice) => taken.touches(slice))) found.push(...spans.slice(0, 1));
      pieces.push(...spans);
      for (const slice of ranges) taken.add(slice);
    }
  }
  return { found, pieces, names };
}

type Slice = readonly [from: number, to: number];

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

/** `code` or `CodeFile`, with a literal in it. */
function isCode(text: string, token: string | number): boolean {
  return typeof token === 'string' && /^code(?:file)?$/i.test(token) && /["'`]/.test(text);
}

/** Undefined where the code cannot be read. */
function textsIn(code: string, language: Language): CodeTexts | undefined {
  if (language !== 'javascript') return textsOf(code, language);
  // Expressions of the workflow or template are no part of the language.
  const tree = /^[@[]|@\{/.test(code) ? null : parseCode(code)?.tree;
  return tree ? textsOfTree(tree) : undefined;
}
