/**
 * Text, as far as the platform's rules for it are documented (facts/arm-templates.md §2.2): letter case and order
 * of ASCII only, the JSON text of string(), and the known beginning and end of a text with unknown parts.
 */
import type { Choice, Hole, Json, Text, Value } from '../../model.ts';
import { typeOf } from '../../value.ts';

export type Part = string | Hole | Choice;

const ASCII = /^[ -~\t\r\n]*$/;

/** Letter case of other alphabets depends on a culture that no page names. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/**
 * Linguistic order of texts of ASCII letters and digits: letter case counts last, lower before upper
 * (docs: greater('A','a') is true). undefined = not documented.
 */
export function compareTexts(left: string, right: string): number | undefined {
  if (left === right) return 0;
  if (!/^[A-Za-z0-9]*$/.test(left) || !/^[A-Za-z0-9]*$/.test(right)) return undefined;
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  // Same letters: at the first difference the lower-case one comes first, which is the larger code.
  return left > right ? -1 : 1;
}

/** The parts of a value that stands in a text: undefined where its text is not sure (bool, any, array …). */
export function partsOf(value: Value): readonly Part[] | undefined {
  if (value.kind === 'text') return value.parts;
  if (value.kind === 'known') {
    if (typeof value.value === 'string') return [value.value];
    return typeof value.value === 'number' && Number.isSafeInteger(value.value) ? [String(value.value)] : undefined;
  }
  const type = typeOf(value);
  if (type !== 'string' && type !== 'int') return undefined;
  return value.kind === 'hole' || value.kind === 'choice' ? [value] : undefined;
}

/** What surely stands first, and last. */
export function prefixOf(text: Text): string {
  const first = text.parts[0];
  return typeof first === 'string' ? first : '';
}

export function suffixOf(text: Text): string {
  const last = text.parts[text.parts.length - 1];
  return typeof last === 'string' ? last : '';
}

/** Shortest and longest length of a text; Infinity where nothing limits it. */
export function lengthsOf(value: Value | string): readonly [min: number, max: number] {
  if (typeof value === 'string') return [value.length, value.length];
  switch (value.kind) {
    case 'known': {
      if (typeof value.value !== 'string') return [0, Infinity];
      return [value.value.length, value.value.length];
    }
    case 'text': {
      const all = value.parts.map(lengthsOf);
      return [all.reduce((sum, [min]) => sum + min, 0), all.reduce((sum, [, max]) => sum + max, 0)];
    }
    case 'hole':
      return lengthsOfHole(value);
    case 'choice': {
      const [then, otherwise] = [lengthsOf(value.then), lengthsOf(value.else)];
      return [Math.min(then[0], otherwise[0]), Math.max(then[1], otherwise[1])];
    }
    default:
      return [0, Infinity];
  }
}

function lengthsOfHole(hole: Hole): readonly [number, number] {
  const { shape, type } = hole;
  if (type === 'int') return [1, 20];
  if (shape?.alphabet === 'base32') return [13, 13];
  if (shape?.alphabet === 'guid') return [36, 36];
  return [Math.max(shape?.minLength ?? 0, shape?.alphabet === 'digits' ? 1 : 0), shape?.maxLength ?? Infinity];
}

/** Objects whose key order the platform does not promise (§2.2): union and the like. */
const unordered = new WeakSet<object>();

export function markUnordered<T extends Json>(value: T): T {
  if (typeof value === 'object' && value !== null) unordered.add(value);
  return value;
}

/** The members' order cannot be told: an engine operation made it, or integer-like keys, which JavaScript moves to the front. */
function losesOrder(value: { readonly [key: string]: Json }): boolean {
  const keys = Object.keys(value);
  return keys.length > 1 && (unordered.has(value) || keys.some((key) => /^\d+$/.test(key)));
}

/** No character that JSON writers escape in different ways: controls, separators, lone surrogates. */
function isPlain(text: string): boolean {
  return /^[\t\r\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd]*$/.test(text);
}

/** Compact JSON as string() prints it; undefined where its text is not sure (floats, key order, rare characters). */
export function jsonText(value: Json): string | undefined {
  if (typeof value === 'string') return isPlain(value) ? JSON.stringify(value) : undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  const out: string[] = [];
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      const text = jsonText(item);
      if (text === undefined) return undefined;
      out.push(text);
    }
    return `[${out.join(',')}]`;
  }
  const members = value as { readonly [key: string]: Json };
  if (losesOrder(members)) return undefined;
  for (const [key, item] of Object.entries(members)) {
    const [name, text] = [jsonText(key), jsonText(item)];
    if (name === undefined || text === undefined) return undefined;
    out.push(`${name}:${text}`);
  }
  return `{${out.join(',')}}`;
}
