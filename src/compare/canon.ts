/**
 * Canonical text of a value, for the names of holes: equal terms get equal names, different terms different
 * ones. Bounded: over 2,000 characters a 64-bit hash of the whole form stands in, so names never grow with
 * nesting. Literals in it come from the input, so printers mask secrets in names as anywhere else.
 */
import type { Json, Value } from '../model.ts';

const MAX_NAME = 2_000;

/** Text, and from where it grows too long for a name a running hash of it: hardly any does. */
class Canon {
  private text = '';
  private hashed = false;
  // Two FNV-1a lanes of 32 bits with different offsets and primes.
  private a = 0x811c9dc5;
  private b = 0xcbf29ce4;

  push(piece: string): void {
    if (this.hashed) this.hash(piece);
    else this.text += piece;
    if (this.hashed || this.text.length <= MAX_NAME) return;
    this.hashed = true;
    this.hash(this.text);
    this.text = '';
  }

  private hash(piece: string): void {
    for (let i = 0; i < piece.length; i += 1) {
      const unit = piece.charCodeAt(i);
      this.a = Math.imul(this.a ^ unit, 0x01000193);
      this.b = Math.imul(this.b ^ unit, 0x010001b3);
    }
  }

  /** The text, or `stem#hash` where it is too long. */
  done(stem = ''): string {
    return this.hashed ? `${stem}#${hex(this.a)}${hex(this.b)}` : this.text;
  }
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}

const ofJson = new WeakMap<object, string>();

/** Canonical text of a value; at most about 2,000 characters. Kept per value, since parts are shared. */
export function canon(value: Value): string {
  if (value.kind === 'known') return canonJson(value.value);
  if (value.kind === 'hole') return `{${balanced(value.name)}}`;
  const kept = ofValue.get(value);
  if (kept !== undefined) return kept;
  const text = canonOf(value);
  ofValue.set(value, text);
  return text;
}

const ofValue = new WeakMap<object, string>();

function canonOf(value: Exclude<Value, { kind: 'known' | 'hole' }>): string {
  switch (value.kind) {
    case 'text':
      return listed('text', value.parts, (part) => (typeof part === 'string' ? quoted(part) : canon(part)));
    case 'array':
      return listed(value.open === true ? 'items…' : 'items', value.items, canon);
    case 'object':
      return listed(
        value.open === true ? 'members…' : 'members',
        value.entries
          .map((entry) => `${entry.name === undefined ? quoted(entry.key) : canon(entry.name)}:${canon(entry.value)}`)
          .sort(),
        (entry) => entry,
      );
    case 'choice':
      return `if({${balanced(value.condition)}},${bounded(canon(value.then))},${bounded(canon(value.else))})`;
  }
}

/** `fn(arg,arg)`, or `fn#hash` where that is too long. */
export function callName(fn: string, args: readonly Value[]): string {
  return listed(fn.toLowerCase(), args, canon);
}

function listed<T>(stem: string, items: readonly T[], each: (item: T) => string): string {
  const out = new Canon();
  out.push(`${stem}(`);
  items.forEach((item, index) => {
    if (index > 0) out.push(',');
    out.push(each(item));
  });
  out.push(')');
  return out.done(stem);
}

function bounded(text: string): string {
  if (text.length <= MAX_NAME / 4) return text;
  const out = new Canon();
  out.push(text);
  out.push(' '.repeat(MAX_NAME));
  return out.done();
}

/** Objects without regard to key order; kept per object, since large variables are used again and again. */
function canonJson(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const kept = ofJson.get(value);
  if (kept !== undefined) return kept;
  const text = Array.isArray(value)
    ? listed('items', value as readonly Json[], canonJson)
    : listed(
        'members',
        Object.entries(value as { readonly [key: string]: Json })
          .map(([key, item]) => `${quoted(key)}:${canonJson(item)}`)
          .sort(),
        (entry) => entry,
      );
  ofJson.set(value, text);
  return text;
}

/** JSON text without braces, so that braces only ever enclose names. */
function quoted(text: string): string {
  const written = JSON.stringify(text);
  const braces = text.includes('{') || text.includes('}');
  const json = braces ? written.replaceAll('{', '\\u007b').replaceAll('}', '\\u007d') : written;
  if (json.length <= MAX_NAME) return json;
  const out = new Canon();
  out.push(json);
  return out.done('text');
}

/** A name from the input may hold braces of its own: then its hash stands for it. */
function balanced(name: string): string {
  if (!name.includes('{') && !name.includes('}')) return name;
  let depth = 0;
  for (let i = 0; i < name.length && depth >= 0; i += 1) {
    const unit = name.charCodeAt(i);
    if (unit === 0x7b) depth += 1;
    else if (unit === 0x7d) depth -= 1;
  }
  if (depth === 0) return name;
  const out = new Canon();
  out.push(name);
  out.push(' '.repeat(MAX_NAME));
  return out.done('name');
}
