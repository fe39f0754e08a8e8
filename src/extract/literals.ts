/**
 * Literals of a definition: what stands there as it will be used. Expressions, placeholders of delivery tools and parts
 * that only deployment knows are none, so that rules about sets and ranges stay silent on them.
 */
import { withPlaceholders } from '../expression/placeholders.ts';
import { parseTemplate } from '../expression/workflow/parse.ts';
import type { Anchor, Entry, Json, Value } from '../model.ts';
import { isPlaceholder } from '../template/placeholder.ts';
import { asText, below, entriesOf } from '../value.ts';

type Maybe = Value | null | undefined;

/** A text that is no expression and holds no placeholder. */
export function plainText(value: Maybe): string | undefined {
  const text = asText(value);
  return text !== undefined && isPlain(text) ? text : undefined;
}

/** Surely no expression and no token: spares most texts the closer look. */
const SURELY = /^[A-Za-z0-9 .,:/-]*$/;

export function isPlain(text: string): boolean {
  if (SURELY.test(text)) return true;
  if (/#\{|#\w{1,80}#|\$\(/.test(text)) return false;
  if (text.includes('@') && parseTemplate(text).kind !== 'literal') return false;
  return withPlaceholders(text, undefined).kind === 'known';
}

/** A text that somebody means to be used: not empty, no stand-in such as `your-name`. */
export function meantText(value: Maybe): string | undefined {
  const text = plainText(value);
  return text === undefined || isPlaceholder(text) ? undefined : text;
}

/** A number, or a text of digits alone. */
export function plainNumber(value: Maybe): number | undefined {
  if (value?.kind === 'known' && typeof value.value === 'number') return value.value;
  const text = plainText(value);
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

function jsonType(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
}

/** The JSON type, where it is sure; an expression has none yet. */
export function sureType(value: Maybe): JsonType | undefined {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'object' || value.kind === 'array') return value.kind;
  if (value.kind !== 'known') return undefined;
  if (typeof value.value === 'string') return plainText(value) === undefined ? undefined : 'string';
  return jsonType(value.value);
}

/** The place of a member's name. */
export function keyPlace(owner: Value, entry: Entry, fallback: Anchor): Anchor {
  const at = entry.value.from ?? (owner.from === undefined ? undefined : below(owner.from, entry.key));
  return at === undefined ? fallback : { ...at, on: 'key' };
}

/** The members, where all of them are known; undefined otherwise. */
export function allEntries(value: Maybe): readonly Entry[] | undefined {
  const entries = entriesOf(value);
  if (entries === undefined || entries.some(({ name }) => name !== undefined)) return undefined;
  return value?.kind === 'object' && value.open === true ? undefined : entries;
}
