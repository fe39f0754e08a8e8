/**
 * format(): .NET composite formatting as far as engine tests and docs show it (facts/arm-templates.md §2.2):
 * `{n}`, `{n,align}`, `{n:N0}`, `{n:D2}`, `{{`, `}}`. Other specifiers depend on a culture: not folded.
 */
import type { Json, Value } from '../../model.ts';
import { join, known } from '../../value.ts';
import { callHole } from './apply.ts';
import { Failure, type Frame } from './kinds.ts';
import { jsonText, partsOf } from './text.ts';

interface Item {
  readonly index: number;
  readonly align: number;
  readonly spec: string;
}

const MAX_ALIGN = 1_000;

/** Literals and items of a format text; a Failure where the text is malformed. */
function readFormat(text: string): (string | Item)[] | Failure {
  const out: (string | Item)[] = [];
  let at = 0;
  while (at < text.length) {
    const next = nextBrace(text, at);
    if (next > at) out.push(text.slice(at, next));
    if (next >= text.length) break;
    if (text[next + 1] === text[next]) {
      out.push(text.slice(next, next + 1));
      at = next + 2;
      continue;
    }
    const end = text[next] === '{' ? text.indexOf('}', next) : -1;
    const item = end < 0 ? undefined : readItem(text.slice(next + 1, end));
    if (item === undefined) return new Failure('failed', 'the format text holds a single brace or a broken item');
    out.push(item);
    at = end + 1;
  }
  return out;
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '{' || text[at] === '}') return at;
  return text.length;
}

function readItem(text: string): Item | undefined {
  const match = /^(\d{1,6}) *(?:, *(-?\d{1,9}) *)?(?::([^{}]*))?$/.exec(text);
  if (match === null) return undefined;
  return { index: Number(match[1]), align: Number(match[2] ?? 0), spec: match[3] ?? '' };
}

/** format(text, …) on values; undefined where the format text itself is not known. */
export function format(args: readonly Value[], frame: Frame): Value | Failure | undefined {
  const [text, ...rest] = args;
  if (text?.kind !== 'known') return undefined;
  if (typeof text.value !== 'string') return new Failure('type', 'format() takes a text first');
  const items = readFormat(text.value);
  if (items instanceof Failure) return items;
  const parts: (string | Value)[] = [];
  for (const item of items) {
    if (typeof item === 'string') parts.push(item);
    else {
      const arg = rest[item.index];
      if (arg === undefined)
        return new Failure('failed', `the format text asks for argument {${item.index}}, which is not given`);
      parts.push(...formatItem(item, arg, frame));
    }
    frame.charge(typeof item === 'string' ? item.length : 8);
  }
  return join(parts);
}

function formatItem(item: Item, arg: Value, frame: Frame): readonly (string | Value)[] {
  const plain = item.align === 0 && item.spec === '';
  if (arg.kind === 'known') {
    const text = formatKnown(arg.value, item.spec);
    const padded = text === undefined || Math.abs(item.align) > MAX_ALIGN ? undefined : align(text, item.align);
    if (padded !== undefined) return [padded];
  } else if (plain) {
    const parts = partsOf(arg);
    if (parts !== undefined) return parts;
  }
  const spec = `{0${item.align === 0 ? '' : `,${item.align}`}${item.spec === '' ? '' : `:${item.spec}`}}`;
  return [callHole('format', 'string', [known(spec), arg], frame)];
}

function align(text: string, width: number): string {
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

/** The text of a known argument; undefined where no source shows it. */
function formatKnown(value: Json, spec: string): string | undefined {
  if (spec !== '') return typeof value === 'number' && Number.isSafeInteger(value) ? formatInt(value, spec) : undefined;
  if (typeof value === 'string') return value;
  return formatPlain(value);
}

/** Without a specifier: True/False on top, compact JSON in single quotes below (BIC-EV). */
export function formatPlain(value: Json): string | undefined {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return undefined;
  const text = jsonText(value);
  if (text === undefined || typeof value !== 'object') return text;
  return text.includes("'") || text.includes('\\') ? undefined : text.replaceAll('"', "'");
}

function formatInt(value: number, spec: string): string | undefined {
  const match = /^([NDnd])(\d{0,2})$/.exec(spec);
  if (match === null) return undefined;
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value));
  if (match[1] === 'D' || match[1] === 'd') return sign + digits.padStart(Number(match[2] ?? 0), '0');
  // How many decimals a bare N gives depends on the culture.
  if (match[2] === '') return undefined;
  const decimals = Number(match[2]);
  const head = digits.length % 3;
  const grouped = [digits.slice(0, head), ...(digits.slice(head).match(/.{3}/g) ?? [])].filter(Boolean).join(',');
  return sign + grouped + (decimals === 0 ? '' : `.${'0'.repeat(decimals)}`);
}
