/**
 * Functions of the ARM language that look into texts, arrays and objects alike: what they hold, how long they are,
 * their pieces (facts/arm-templates.md §2.2, §2.3). Unknown parts leave a result open only where it hangs on them.
 */
import { same } from '../../compare.ts';
import type { Json, Value } from '../../model.ts';
import { asText, join, known, member, typeOf } from '../../value.ts';
import { allItems, callHole, items } from './apply.ts';
import { dropPrefix, wants } from './functions-text.ts';
import { allEntries, find } from './items.ts';
import type { Failure, Fn, Frame } from './kinds.ts';
import { lastPiece, pieceAt } from './pieces.ts';
import { isAscii, lengthsOf, prefixOf, suffixOf } from './text.ts';

type Apply = NonNullable<Fn['apply']>;
const tests = { returns: 'bool' } as const;
const ints = { returns: 'int' } as const;

const contains: Apply = ([container, wanted]: readonly [Value, Value], frame) => {
  const text = asText(wanted);
  if (container.kind === 'text') return containsText(container.parts, text);
  if (container.kind === 'known' && typeof container.value === 'string') {
    return text === undefined ? noText('a text', wanted) : known(container.value.includes(text));
  }
  if (typeOf(container) === 'object') {
    if (text === undefined) return noText('an object', wanted);
    const found = member(container, text);
    return found === undefined ? undefined : known(found !== null);
  }
  const all = allItems(container);
  if (all === undefined)
    return container.kind === 'known' ? wants('contains', 'a text, an array or an object') : undefined;
  frame.charge(all.length * 24);
  if (all.some((item) => same(item, wanted) === 'yes')) return known(true);
  return find(all, wanted, frame) === -1 ? known(false) : undefined;
};

/** Whether a number is looked for as its digits is not documented. */
function noText(where: string, wanted: Value): Failure | undefined {
  const open = wanted.kind !== 'known' || typeof wanted.value === 'number';
  return open ? undefined : wants('contains', `a text to look for in ${where}`);
}

function containsText(parts: readonly unknown[], text: string | undefined): Value | undefined {
  if (text === undefined) return undefined;
  return parts.some((part) => typeof part === 'string' && part.includes(text)) ? known(true) : undefined;
}

/** Texts without letter case, items with it (§2.2). */
function indexOf(name: 'indexOf' | 'lastIndexOf'): Apply {
  const first = name === 'indexOf';
  return ([container, wanted]: readonly [Value, Value], frame) => {
    const all = allItems(container);
    if (all !== undefined) {
      const index = find(first ? all : [...all].reverse(), wanted, frame);
      return index === undefined ? undefined : known(first || index < 0 ? index : all.length - 1 - index);
    }
    if (wanted.kind !== 'known' || (container.kind !== 'known' && container.kind !== 'text')) return undefined;
    if (typeof wanted.value !== 'string') return wants(name, 'two texts, or an array');
    const text = container.kind === 'text' ? prefixOf(container) : container.value;
    if (typeof text !== 'string') return wants(name, 'two texts, or an array');
    const index = indexInText(name, text, wanted.value);
    if (container.kind === 'known') return index === undefined ? undefined : known(index);
    return first && index !== undefined && index >= 0 ? known(index) : undefined;
  };
}

function indexInText(name: 'indexOf' | 'lastIndexOf', text: string, piece: string): number | undefined {
  if (piece === '' || !isAscii(text) || !isAscii(piece)) return undefined;
  return text.toLowerCase()[name](piece.toLowerCase());
}

const empty: Apply = ([arg]: readonly [Value]) => {
  if (arg.kind === 'known') {
    const { value } = arg;
    if (value === null || value === '') return known(true);
    if (typeof value === 'string') return known(false);
    return typeof value === 'object'
      ? known(Object.keys(value).length === 0)
      : wants('empty', 'a text, an array, an object or null');
  }
  if (arg.kind === 'object') return arg.entries.length > 0 ? known(false) : undefined;
  if (arg.kind === 'array') return arg.items.length > 0 ? known(false) : undefined;
  return typeOf(arg) === 'string' && lengthsOf(arg)[0] > 0 ? known(false) : undefined;
};

const length: Apply = ([arg]: readonly [Value]) => {
  if (arg.kind === 'known') {
    const { value } = arg;
    if (typeof value === 'string') return known(value.length);
    return typeof value === 'object' && value !== null
      ? known(Object.keys(value).length)
      : wants('length', 'a text, an array or an object');
  }
  const count = (allItems(arg) ?? allEntries(arg))?.length;
  if (count !== undefined) return known(count);
  if (typeOf(arg) !== 'string') return undefined;
  const [min, max] = lengthsOf(arg);
  return min === max ? known(min) : undefined;
};

/** first and last: null of an empty array (BIC-FR); of a split text where that piece is known. */
function end(name: 'first' | 'last'): Apply {
  const first = name === 'first';
  return ([arg]: readonly [Value]) => {
    if (arg.kind === 'hole') return first ? pieceAt(arg, 0) : lastPiece(arg);
    if (arg.kind === 'array' && arg.open === true) return first ? arg.items[0] : undefined;
    const all = allItems(arg);
    if (all !== undefined) return all.at(first ? 0 : -1) ?? known(null);
    const text =
      arg.kind === 'text' ? (first ? prefixOf(arg) : suffixOf(arg)) : arg.kind === 'known' ? arg.value : undefined;
    if (typeof text !== 'string') return arg.kind === 'known' ? wants(name, 'a text or an array') : undefined;
    if (text === '') return arg.kind === 'text' ? undefined : known('');
    const unit = text.at(first ? 0 : -1) ?? '';
    return /[\ud800-\udfff]/.test(unit) ? undefined : known(unit);
  };
}

/** take and skip: any int, clamped (§2.2). */
function slice(name: 'take' | 'skip'): Apply {
  const take = name === 'take';
  return ([arg, count]: readonly [Value, Value], frame) => {
    if (count.kind !== 'known') return undefined;
    if (typeof count.value !== 'number') return wants(name, 'a text or an array, and an int');
    const n = Math.max(0, count.value);
    const all = allItems(arg);
    if (all !== undefined) return items(take ? all.slice(0, n) : all.slice(n));
    if (arg.kind === 'known') {
      if (typeof arg.value !== 'string') return wants(name, 'a text or an array, and an int');
      return known(take ? arg.value.slice(0, n) : arg.value.slice(n));
    }
    if (typeOf(arg) !== 'string') return undefined;
    return take ? takeText(arg, n, frame) : skipText(arg, n, frame);
  };
}

function takeText(text: Value, count: number, frame: Frame): Value {
  if (lengthsOf(text)[1] <= count) return text;
  if (count === 0) return known('');
  if (text.kind !== 'text' || prefixOf(text) === '')
    return callHole('take', 'string', [text, known(count)], frame, { maxLength: count });
  const prefix = prefixOf(text).slice(0, count);
  return join([prefix, takeText(dropPrefix(text.parts, prefix.length), count - prefix.length, frame)]);
}

function skipText(text: Value, count: number, frame: Frame): Value | undefined {
  if (count === 0) return text;
  if (text.kind !== 'text' || prefixOf(text) === '') return undefined;
  const prefix = prefixOf(text);
  if (count <= prefix.length) return dropPrefix(text.parts, count);
  return callHole('skip', 'string', [dropPrefix(text.parts, prefix.length), known(count - prefix.length)], frame);
}

/** startsWith and endsWith ignore letter case. */
function affix(fn: 'startsWith' | 'endsWith'): Pick<Fn, 'fold' | 'apply'> {
  const start = fn === 'startsWith';
  return {
    fold: ([text, part]) => {
      if (typeof text !== 'string' || typeof part !== 'string') return wants(fn, 'two texts');
      if (start ? text.startsWith(part) : text.endsWith(part)) return true;
      if (!isAscii(text) || !isAscii(part)) return undefined;
      const [whole, piece] = [text.toLowerCase(), part.toLowerCase()];
      return start ? whole.startsWith(piece) : whole.endsWith(piece);
    },
    apply: ([text, part]: readonly [Value, Value]) => {
      if (part.kind !== 'known' || typeof part.value !== 'string') return undefined;
      if (part.value === '') return typeOf(text) === 'string' ? known(true) : undefined;
      if (text.kind !== 'text' || !isAscii(part.value)) return undefined;
      const sure = start ? prefixOf(text) : suffixOf(text);
      if (!isAscii(sure)) return undefined;
      const length = Math.min(sure.length, part.value.length);
      const [own, other] = start
        ? [sure.slice(0, length), part.value.slice(0, length)]
        : [sure.slice(sure.length - length), part.value.slice(part.value.length - length)];
      if (own.toLowerCase() !== other.toLowerCase()) return known(false);
      return sure.length >= part.value.length ? known(true) : undefined;
    },
  };
}

function like([text, pattern]: readonly Json[]): Json | Failure | undefined {
  if (typeof text !== 'string' || typeof pattern !== 'string') return wants('like', 'two texts');
  if (!isAscii(text) || !isAscii(pattern) || pattern.includes('?')) return undefined;
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const whole = text.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return whole === first;
  if (whole.length < first.length + last.length || !whole.startsWith(first) || !whole.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = whole.indexOf(piece, at);
    if (found < 0 || found + piece.length > whole.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}

export const SEARCHES: readonly Fn[] = [
  { name: 'startsWith', min: 2, max: 2, ...tests, ...affix('startsWith') },
  { name: 'endsWith', min: 2, max: 2, ...tests, ...affix('endsWith') },
  { name: 'like', min: 2, max: 2, ...tests, fold: (args) => like(args) },
  { name: 'contains', min: 2, max: 2, ...tests, apply: contains },
  { name: 'indexOf', min: 2, max: 2, ...ints, apply: indexOf('indexOf') },
  { name: 'lastIndexOf', min: 2, max: 2, ...ints, apply: indexOf('lastIndexOf') },
  { name: 'empty', min: 1, max: 1, ...tests, apply: empty },
  { name: 'length', min: 1, max: 1, ...ints, apply: length },
  { name: 'first', min: 1, max: 1, apply: end('first') },
  { name: 'last', min: 1, max: 1, apply: end('last') },
  { name: 'take', min: 2, max: 2, apply: slice('take') },
  { name: 'skip', min: 2, max: 2, apply: slice('skip') },
];
