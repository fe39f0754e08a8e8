/** Collection functions. Facts: "Expression functions reference" and facts/workflow-language.md §3. */
import type { Json } from '../../../model.ts';
import { fn, isInt, isList, isText, MAX_COMPUTED } from '../spec.ts';
import type { Exact, FunctionSpec } from '../spec.ts';
import { inText } from './string.ts';
import { isObject } from '../../../value.ts';

/** Case-sensitive, as documented. Items of another type than the value sought may still be converted: no answer. */
const contains: Exact = ([where, what]) => {
  if (isText(where)) return isText(what) && what !== '' ? where.includes(what) : undefined;
  if (isList(where) && isText(what))
    return where.every((item) => typeof item === 'string') ? where.includes(what) : undefined;
  if (!isObject(where) || !isText(what)) return undefined;
  const keys = Object.keys(where);
  if (keys.includes(what)) return true;
  const lower = what.toLowerCase();
  return keys.some((key) => key.toLowerCase() === lower) ? undefined : false;
};

const empty: Exact = ([value]) => {
  if (typeof value === 'string' || isList(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : undefined;
};

const first: Exact = ([value]) => (isText(value) || isList(value) ? value[0] : undefined);

const last: Exact = ([value]) => (isText(value) || isList(value) ? value[value.length - 1] : undefined);

const take: Exact = ([value, count]) =>
  isInt(count) && count >= 0 && (isText(value) || isList(value)) ? value.slice(0, count) : undefined;

const skip: Exact = ([value, count]) => (isInt(count) && count >= 0 && isList(value) ? value.slice(count) : undefined);

const reverse: Exact = ([value]) => (isList(value) ? [...value].reverse() : undefined);

const join: Exact = ([items, by]) => {
  if (!isList(items) || !isText(by)) return undefined;
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text: string | undefined = item === null ? undefined : inText(item);
    if (text === undefined) return undefined;
    length += text.length + by.length;
    if (length > MAX_COMPUTED) return undefined;
    texts.push(text);
  }
  return texts.join(by);
};

/** Lists of texts alone: how other items compare is not documented. */
function sets(args: readonly Json[]): string[][] | undefined {
  const out: string[][] = [];
  for (const arg of args) {
    if (!isList(arg)) return undefined;
    const texts = arg.filter((item) => typeof item === 'string');
    if (texts.length !== arg.length) return undefined;
    out.push(texts);
  }
  return out;
}

const union: Exact = (args) => {
  const lists = sets(args);
  return lists === undefined ? undefined : [...new Set(lists.flat())];
};

const intersection: Exact = (args) => {
  const [head, ...rest] = sets(args) ?? [];
  if (head === undefined) return undefined;
  const others = rest.map((list) => new Set(list));
  return [...new Set(head)].filter((item) => others.every((other) => other.has(item)));
};

export const COLLECTION: readonly FunctionSpec[] = [
  fn('collection', 'contains', 'collection: string|array|object, value: string|array|object|any', 'boolean', contains),
  fn('collection', 'empty', 'collection: string|array|object', 'boolean', empty),
  fn('collection', 'first', 'collection: string|array', 'any', first),
  fn('collection', 'intersection', '...collection: array|object', 'array|object', intersection, { doc: [2, null] }),
  fn('collection', 'item', '', 'any', null, {
    purity: 'run',
    contexts: ['foreach-body', 'Query.where', 'Select.select', 'Table.columns'],
  }),
  fn('collection', 'join', 'collection: array, delimiter: string', 'string', join),
  fn('collection', 'last', 'collection: string|array', 'any', last),
  fn('collection', 'reverse', 'collection: array', 'array', reverse),
  fn('collection', 'skip', 'collection: array, count: integer', 'array', skip),
  fn('collection', 'sort', 'collection: array, sortBy?: string', 'array'),
  fn('collection', 'take', 'collection: string|array, count: integer', 'string|array', take),
  fn('collection', 'union', '...collection: array|object', 'array|object', union, { doc: [2, null] }),
];
