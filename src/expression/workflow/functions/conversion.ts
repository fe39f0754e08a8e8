/** Conversions. Facts: "Expression functions reference" and facts/workflow-language.md §3. */
import type { Json } from '../../../model.ts';
import { fn, isInt, isText, MAX_COMPUTED } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';
import { inText } from './string.ts';

const string: Exact = (args) => (args.length === 1 && args[0] !== undefined ? inText(args[0]) : undefined);

const int: Exact = ([value]) => {
  if (isInt(value)) return value;
  return isText(value) && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
};

const float: Exact = (args) => {
  const [value] = args;
  if (args.length > 1) return undefined;
  const number = typeof value === 'number' ? value : isText(value) && FRACTION.test(value) ? Number(value) : undefined;
  // A fraction that is whole goes on as a fraction: div(11, 5.0) is 2.2.
  return isInt(number ?? null) ? undefined : number;
};

const FRACTION = /^-?\d{1,9}\.\d{1,6}$/;

const bool: Exact = ([value]) => {
  if (typeof value === 'boolean') return value;
  if (value === 0 || value === 1) return value === 1;
  const word = isText(value) ? value.toLowerCase() : '';
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
};

/**
 * Long numbers would lose digits, and 1.0 or 1e3 that they are fractions; the platform's parser also takes more than
 * JSON, so a failure says nothing.
 */
const json: Exact = ([text]) => {
  if (!isText(text) || /\d{16}/.test(text) || nesting(text) > 64) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
    return /\d(?:\.0+(?!\d)|[eE])/.test(bare) ? undefined : value;
  } catch {
    return undefined;
  }
};

/** No lone surrogate, for which UTF-8 has no bytes. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** An upper bound: brackets inside strings count too. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, (depth += 1));
    else if (char === ']' || char === '}') depth -= 1;
  }
  return deepest;
}

const base64: Exact = ([text]) =>
  isText(text) && isWellFormed(text) ? Buffer.from(text, 'utf8').toString('base64') : undefined;

const unbase64: Exact = ([text]) => {
  if (!isText(text) || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const out = bytes.toString('utf8');
  return Buffer.from(out, 'utf8').equals(bytes) && !out.startsWith('\uFEFF') ? out : undefined;
};

/**
 * RFC 3986: all but unreserved characters. Old .NET left `!'()*` alone, new .NET does not, so texts with
 * these stay unknown.
 */
const encode: Exact = (args) => {
  const [text] = args;
  if (args.length !== 1 || !isText(text) || /[!'()*]/.test(text) || !isWellFormed(text)) return undefined;
  const out = encodeURIComponent(text);
  return out.length > MAX_COMPUTED ? undefined : out;
};

const decode: Exact = ([text]) => {
  if (!isText(text) || text.includes('+')) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const array: Exact = ([text]) => (isText(text) ? [text] : undefined);

const utf8Length: Exact = ([text]) =>
  isText(text) && isWellFormed(text) ? Buffer.byteLength(text, 'utf8') : undefined;

const utf16Length: Exact = ([text]) => (isText(text) ? text.length : undefined);

export const CONVERSION: readonly FunctionSpec[] = [
  fn('conversion', 'array', 'value: string', 'array', array),
  fn('conversion', 'base64', 'value: string', 'string', base64),
  fn('conversion', 'base64ToBinary', 'value: string', 'binary'),
  fn('conversion', 'base64ToString', 'value: string', 'string', unbase64),
  fn('conversion', 'binary', 'value: string', 'binary'),
  fn('conversion', 'bool', 'value: any', 'boolean', bool),
  // Published workflows call it with none and with one; two is documented (facts/workflow-language.md §3).
  fn('conversion', 'createArray', '...object: any', 'array', (args) => args, { safe: [0, null], doc: [2, null] }),
  fn('conversion', 'dataUri', 'value: string', 'string'),
  fn('conversion', 'dataUriToBinary', 'value: string', 'binary'),
  fn('conversion', 'dataUriToString', 'value: string', 'string'),
  fn('conversion', 'decimal', 'value: string', 'decimal'),
  fn('conversion', 'decodeBase64', 'value: string', 'string', unbase64, { instead: 'base64ToString' }),
  fn('conversion', 'decodeDataUri', 'value: string', 'binary'),
  fn('conversion', 'decodeUriComponent', 'value: string', 'string', decode),
  fn('conversion', 'encodeBase64', 'value: string', 'string', base64, { doc: null, instead: 'base64' }),
  // Designers write it with up to five arguments (facts/workflow-language.md §3).
  fn('conversion', 'encodeUriComponent', 'value: string', 'string', encode, { safe: [1, null] }),
  fn('conversion', 'float', 'value: string, locale?: string', 'float', float),
  fn('conversion', 'int', 'value: string', 'integer', int),
  fn('conversion', 'json', 'value: string|xml', 'any', json),
  fn('conversion', 'string', 'value: any', 'string', string),
  fn('conversion', 'uriComponent', 'value: string', 'string', encode),
  fn('conversion', 'uriComponentToBinary', 'value: string', 'binary'),
  fn('conversion', 'uriComponentToString', 'value: string', 'string', decode),
  fn('conversion', 'utf16Length', 'value: string', 'integer', utf16Length, { doc: null }),
  fn('conversion', 'utf8Length', 'value: string', 'integer', utf8Length, { doc: null }),
  fn('conversion', 'xml', 'value: string|object', 'xml'),
];
