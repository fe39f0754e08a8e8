/** String functions. Facts: "Expression functions reference" and facts/workflow-language.md §3. */
import type { Json } from '../../../model.ts';
import { isSpace } from '../scan.ts';
import { fn, isAscii, isInt, isList, isText, MAX_COMPUTED } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';

/** The text that a value becomes inside a text. Booleans, fractions, objects: not certain, hence undefined. */
export function inText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  // facts/workflow-language.md §1.3: null gives an empty string.
  if (value === null) return '';
  return isInt(value) ? String(value) : undefined;
}

/** null is left out of `concat`: only for `string()` and interpolation is the empty text documented. */
const concat: Exact = (args) => {
  const texts = args.map((arg) => (arg === null ? undefined : inText(arg)));
  let length = 0;
  for (const text of texts) {
    if (text === undefined) return undefined;
    length += text.length;
  }
  return length > MAX_COMPUTED ? undefined : texts.join('');
};

const replace: Exact = ([text, old, by]) => {
  if (!isText(text) || !isText(old) || !isText(by) || old === '') return undefined;
  const pieces = text.split(old);
  const length = text.length + (pieces.length - 1) * (by.length - old.length);
  return length > MAX_COMPUTED ? undefined : pieces.join(by);
};

/** Not case-sensitive, as documented. */
function folded(test: (text: string, search: string) => Json): Exact {
  return (args) => {
    const [text, search] = args;
    if (!isText(text) || !isText(search) || search === '' || !isAscii(text) || !isAscii(search)) return undefined;
    // What a third argument of indexOf() says is not documented.
    if (args.length > 2) return undefined;
    return test(text.toLowerCase(), search.toLowerCase());
  };
}

function cased(change: (text: string) => string): Exact {
  return ([text]) => (isText(text) && isAscii(text) ? change(text) : undefined);
}

const substring: Exact = ([text, start, length]) => {
  if (!isText(text) || !isInt(start) || start < 0 || start > text.length) return undefined;
  if (length === undefined) return text.slice(start);
  return isInt(length) && length >= 0 && start + length <= text.length ? text.slice(start, start + length) : undefined;
};

const slice: Exact = ([text, start, end]) => {
  if (!isText(text) || !isInt(start) || start < 0 || start > text.length) return undefined;
  if (end === undefined) return text.slice(start);
  return isInt(end) && end >= start && end <= text.length ? text.slice(start, end) : undefined;
};

const trim: Exact = ([text]) => {
  if (!isText(text)) return undefined;
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

const split: Exact = ([text, by]) => (isText(text) && isText(by) && by !== '' ? text.split(by) : undefined);

const length: Exact = ([value]) => {
  if (typeof value === 'string') return value.length;
  return isList(value) ? value.length : undefined;
};

const chunk: Exact = ([value, size]) => {
  if (!isInt(size) || size < 1 || !(isText(value) || isList(value)) || value.length === 0) return undefined;
  const out: Json[] = [];
  for (let at = 0; at < value.length; at += size) out.push(value.slice(at, at + size));
  return out;
};

/** Only what is beyond doubt: plain digits are an integer, a text with a letter is none. */
const isInteger: Exact = ([text]) => {
  if (!isText(text)) return undefined;
  if (/^[+-]?\d{1,9}$/.test(text)) return true;
  return /[A-Za-z]/.test(text) ? false : undefined;
};

export const STRING: readonly FunctionSpec[] = [
  fn('string', 'chunk', 'collection: string|array, length: integer', 'array', chunk),
  fn('string', 'concat', '...text: string', 'string', concat, { doc: [2, null] }),
  fn('string', 'decodeXmlName', 'name: string', 'string', null, { doc: null }),
  fn('string', 'decodeXmlValue', 'value: string', 'string', null, { doc: null }),
  fn('string', 'encodeXmlName', 'name: string', 'string', null, { doc: null }),
  fn('string', 'encodeXmlValue', 'value: string', 'string', null, { doc: null }),
  fn(
    'string',
    'endsWith',
    'text: string, searchText: string',
    'boolean',
    folded((text, search) => text.endsWith(search)),
  ),
  fn('string', 'formatNumber', 'number: integer|float, format: string, locale?: string', 'string'),
  fn('string', 'guid', 'format?: string', 'string', null, { purity: 'once' }),
  // Reference and Standard changelog disagree about a third argument (facts/workflow-language.md §3).
  fn(
    'string',
    'indexOf',
    'text: string, searchText: string',
    'integer',
    folded((text, search) => text.indexOf(search)),
    { safe: [2, 3] },
  ),
  fn('string', 'isFloat', 'string: string, locale?: string', 'boolean'),
  fn('string', 'isInt', 'string: string', 'boolean', isInteger),
  fn(
    'string',
    'lastIndexOf',
    'text: string, searchText: string',
    'integer',
    folded((text, search) => text.lastIndexOf(search)),
  ),
  fn('string', 'length', 'collection: string|array', 'integer', length),
  fn('string', 'nthIndexOf', 'text: string, searchText: string, occurrence: integer', 'integer'),
  fn('string', 'replace', 'text: string, oldText: string, newText: string', 'string', replace),
  fn('string', 'slice', 'text: string, startIndex: integer, endIndex?: integer', 'string', slice),
  fn('string', 'split', 'text: string, delimiter: string', 'array', split),
  fn(
    'string',
    'startsWith',
    'text: string, searchText: string',
    'boolean',
    folded((text, search) => text.startsWith(search)),
  ),
  fn('string', 'substring', 'text: string, startIndex: integer, length?: integer', 'string', substring),
  fn(
    'string',
    'toLower',
    'text: string',
    'string',
    cased((text) => text.toLowerCase()),
  ),
  fn(
    'string',
    'toUpper',
    'text: string',
    'string',
    cased((text) => text.toUpperCase()),
  ),
  fn('string', 'trim', 'text: string', 'string', trim),
  fn('string', 'trimByteOrderMark', 'content: string', 'string', null, { doc: null }),
];
