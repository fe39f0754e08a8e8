/**
 * Text functions of the ARM language (facts/arm-templates.md §2.2), also on texts with unknown parts where what
 * is known decides (§5.2 rules 4, 7, 8). What no page documents is left open: undefined, never a guess.
 */
import type { Json, Shape, Value } from '../../model.ts';
import { join, known, typeOf } from '../../value.ts';
import { allItems, callHole, items } from './apply.ts';
import { format, formatPlain } from './format.ts';
import { Failure, type Fn, type Frame } from './kinds.ts';
import { isAscii, jsonText, lengthsOf, partsOf, prefixOf, suffixOf, type Part } from './text.ts';

const texts = { returns: 'string' } as const;

export function wants(fn: string, what: string): Failure {
  return new Failure('type', `${fn}() takes ${what}`);
}

/** concat: arrays append, scalars join; the text of a bool is not documented. */
function concat(args: readonly Value[], frame: Frame): Value | Failure | undefined {
  const types = args.map(typeOf);
  const arrays = types.filter((type) => type === 'array').length;
  if (arrays > 0) return concatArrays(args, arrays, types.includes('any'));
  if (types.includes('object')) return wants('concat', 'texts or arrays, not objects');
  const scalar = types.some((type) => type === 'string' || type === 'int' || type === 'bool');
  if (!scalar) return undefined;
  const parts: (string | Value)[] = [];
  for (const [index, arg] of args.entries()) {
    const known = partsOf(arg) ?? (types[index] === 'any' && arg.kind === 'hole' ? [arg] : undefined);
    for (const part of known ?? [callHole('concat', 'string', [arg], frame)]) {
      frame.charge(typeof part === 'string' ? part.length : 2);
      parts.push(part);
    }
  }
  return join(parts);
}

function concatArrays(args: readonly Value[], arrays: number, open: boolean): Value | Failure | undefined {
  if (arrays < args.length) return open ? undefined : wants('concat', 'either arrays or texts, not both');
  const all: Value[] = [];
  for (const arg of args) {
    const some = allItems(arg);
    if (some === undefined) return undefined;
    all.push(...some);
  }
  return items(all);
}

function joinItems([array, delimiter]: readonly [Value, Value], frame: Frame): Value | Failure | undefined {
  const all = allItems(array);
  // Docs name a text alone to stand between.
  const between = typeOf(delimiter) === 'string' ? partsOf(delimiter) : undefined;
  if (all === undefined) return array.kind === 'known' ? wants('join', 'an array first') : undefined;
  if (between === undefined) return undefined;
  const parts: (string | Value)[] = [];
  for (const [index, item] of all.entries()) {
    if (index > 0) parts.push(...between);
    const bool = item.kind === 'known' && typeof item.value === 'boolean' ? formatPlain(item.value) : undefined;
    const own = bool === undefined ? partsOf(item) : [bool];
    if (own === undefined) return undefined;
    for (const part of [...own, ...between]) frame.charge(typeof part === 'string' ? part.length : 1);
    parts.push(...own);
  }
  return join(parts);
}

/** Applied to every literal and hole of a text: lower case of a joined text is the joined lower case. */
function eachPart(fn: 'toLower' | 'toUpper'): NonNullable<Fn['apply']> {
  const change = (text: string): string => (fn === 'toLower' ? text.toLowerCase() : text.toUpperCase());
  const one = (part: Part, frame: Frame): string | Value => {
    if (typeof part === 'string') return isAscii(part) ? change(part) : callHole(fn, 'string', [known(part)], frame);
    if (part.kind === 'choice') return callHole(fn, 'string', [part], frame);
    const alphabet = part.shape?.alphabet;
    const settled = part.type === 'int' || (alphabet === 'base32' && fn === 'toLower');
    if (settled || part.call?.fn === fn) return part;
    // The lower case of an upper case is not the lower case itself: 'ß', 'µ'.
    return callHole(fn, 'string', [part], frame, shapeAfter(part.shape));
  };
  return ([arg]: readonly [Value], frame) => {
    if (arg.kind === 'text') return join(arg.parts.map((part) => one(part, frame)));
    if (arg.kind === 'hole') return arg.type === 'string' ? join([one(arg, frame)]) : undefined;
    if (arg.kind !== 'known') return undefined;
    return typeof arg.value === 'string' ? join([one(arg.value, frame)]) : wants(fn, 'a text');
  };
}

/** Lengths stay; allowed values change, and capitals are not in the alphabet of uniqueString(). */
function shapeAfter(shape: Shape | undefined): Shape | undefined {
  const { allowed: _, alphabet, ...lengths } = shape ?? {};
  const kept = alphabet === undefined || alphabet === 'base32' ? lengths : { ...lengths, alphabet };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function replace([text, from, to]: readonly Json[], frame: Frame): Json | Failure | undefined {
  if (typeof text !== 'string' || typeof from !== 'string' || typeof to !== 'string')
    return wants('replace', 'three texts');
  if (from === '') return undefined;
  const pieces = text.split(from);
  frame.charge(text.length + pieces.length * to.length);
  return pieces.join(to);
}

function substring([text, start = 0, length]: readonly Json[]): Json | Failure {
  if (typeof text !== 'string' || typeof start !== 'number') return wants('substring', 'a text and ints');
  if (length !== undefined && typeof length !== 'number') return wants('substring', 'a text and ints');
  const count = length ?? text.length - start;
  if (start < 0 || count < 0 || start + count > text.length)
    return new Failure('failed', 'substring() reaches outside the text');
  return text.slice(start, start + count);
}

function substringOfText([text, start, length]: readonly [Value, Value?, Value?]): Value | undefined {
  const from = natural(start);
  if (text.kind !== 'text' || from === undefined) return undefined;
  const prefix = prefixOf(text);
  if (length === undefined) return from <= prefix.length ? dropPrefix(text.parts, from) : undefined;
  const count = natural(length);
  return count !== undefined && from + count <= prefix.length ? known(prefix.slice(from, from + count)) : undefined;
}

/** A number that is known and not negative. */
function natural(value: Value | undefined): number | undefined {
  return value?.kind === 'known' && typeof value.value === 'number' && value.value >= 0 ? value.value : undefined;
}

export function dropPrefix(parts: readonly Part[], count: number): Value {
  const [first, ...rest] = parts;
  return typeof first === 'string' ? join([first.slice(count), ...rest]) : join(parts);
}

function toText(value: Json): Json | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || value === null ? undefined : jsonText(value);
}

function padLeft([text, width, pad = ' ']: readonly Json[], frame: Frame): Json | Failure | undefined {
  const own = typeof text === 'number' ? jsonText(text) : text;
  if (typeof own !== 'string' || typeof width !== 'number' || typeof pad !== 'string')
    return wants('padLeft', 'a text, an int and a character');
  if (pad.length > 1) return new Failure('failed', 'padLeft() takes one character to pad with');
  if (pad === '' || width < 0) return undefined;
  frame.charge(width);
  return own.padStart(width, pad);
}

/** White space at the ends: undecided where an end is not known. */
function trim([arg]: readonly [Value]): Value | Failure | undefined {
  if (arg.kind === 'known') return typeof arg.value === 'string' ? trimmed(arg.value) : wants('trim', 'a text');
  if (arg.kind !== 'text') return undefined;
  const [prefix, suffix] = [prefixOf(arg).trimStart(), suffixOf(arg).trimEnd()];
  if (prefix === '' || suffix === '') return undefined;
  return join(arg.parts.map((part, index) => (index === 0 ? prefix : index === arg.parts.length - 1 ? suffix : part)));
}

/** Which characters beyond ASCII are white space differs between JavaScript and the platform. */
function trimmed(text: string): Value | undefined {
  const [start, end] = [text.length - text.trimStart().length, text.trimEnd().length];
  const inner = text.trim();
  const sure =
    isAscii(text.slice(0, start) + text.slice(end)) && !inner.startsWith('\u0085') && !inner.endsWith('\u0085');
  return sure ? known(inner) : undefined;
}

function split([text, delimiter]: readonly Json[], frame: Frame): Json | Failure | undefined {
  const delimiters = typeof delimiter === 'string' ? [delimiter] : delimiter;
  if (typeof text !== 'string' || !Array.isArray(delimiters)) return wants('split', 'a text and delimiters');
  const usable = delimiters.filter((one): one is string => typeof one === 'string' && one !== '');
  if (usable.length !== delimiters.length || usable.length === 0) return undefined;
  frame.charge(text.length);
  if (usable.length === 1) return text.split(usable[0] ?? '');
  // Several delimiters of different lengths at one place: which one wins is not documented.
  if (usable.some((one) => one.length > 1)) return undefined;
  const marks = new Set(usable);
  const out: string[] = [];
  let piece = '';
  for (const unit of text) {
    if (marks.has(unit)) {
      out.push(piece);
      piece = '';
    } else piece += unit;
  }
  return [...out, piece];
}

export const TEXT: readonly Fn[] = [
  {
    name: 'concat',
    min: 0,
    max: null,
    keepsChoices: true,
    apply: concat,
  },
  { name: 'format', min: 1, max: null, ...texts, keepsChoices: true, apply: format },
  { name: 'join', min: 2, max: 2, ...texts, keepsChoices: true, apply: joinItems },
  { name: 'toLower', min: 1, max: 1, ...texts, apply: eachPart('toLower') },
  { name: 'toUpper', min: 1, max: 1, ...texts, apply: eachPart('toUpper') },
  { name: 'trim', min: 1, max: 1, ...texts, apply: trim },
  { name: 'replace', min: 3, max: 3, ...texts, fold: replace },
  { name: 'substring', min: 1, max: 3, ...texts, fold: (args) => substring(args), apply: substringOfText },
  {
    name: 'padLeft',
    min: 2,
    max: 3,
    ...texts,
    fold: padLeft,
    apply: ([text, width]: readonly [Value, Value]) => {
      const count = natural(width);
      return count !== undefined && typeOf(text) === 'string' && lengthsOf(text)[0] >= count ? text : undefined;
    },
  },
  { name: 'split', min: 2, max: 2, returns: 'array', fold: split },
  {
    name: 'string',
    min: 1,
    max: 1,
    ...texts,
    fold: ([arg]: readonly [Json]) => toText(arg),
    apply: ([arg]: readonly [Value]) => {
      const parts = partsOf(arg);
      return parts === undefined ? undefined : join(parts);
    },
  },
];
