/**
 * A part of a definition as the schemas' validators see it: plain JSON in lower case, since the service takes names and words in
 * any (facts/workflow-language.md §8). What is not known before a run (expressions, holes, tokens of delivery tools) and null
 * are `undefined`, of which a schema asks nothing; digits in a text are the number that they become. Only members that a schema
 * looks into are followed, so that a large body costs nothing.
 */
import type { Json, Value } from '../model.ts';
import { itemsOf } from '../value.ts';
import { deep, maps } from './definition-schema.js';
import { allEntries, plainText } from './literals.ts';

export type Projected =
  string | number | boolean | undefined | readonly Projected[] | { readonly [name: string]: Projected };

const DEEP: ReadonlySet<string> = new Set(deep);
const MAPS: ReadonlySet<string> = new Set(maps);
/** The schemas end sooner; a name that comes again and again in what it holds does not. */
const DEEPEST = 8;
/** No word of a set is longer, and no longer text becomes a number. */
const LONGEST = 80;
/** Surely no expression and no token: spares most texts the closer look. */
const PLAIN = /^[A-Za-z0-9 .,:/-]*$/;

export function project(value: Value | null | undefined): Projected {
  return projected(value, '', true, 0);
}

/** `name`: of the member; `follow`: a schema looks into it. */
function projected(value: Value | null | undefined, name: string, follow: boolean, depth: number): Projected {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'known' && (typeof value.value !== 'object' || value.value === null))
    return scalar(value, value.value);
  const deeper = follow && depth < DEEPEST;
  const items = itemsOf(value);
  if (items !== undefined) return deeper ? items.map((item) => projected(item, '', true, depth + 1)) : [];
  if (value.kind !== 'known' && value.kind !== 'object') return undefined;
  const entries = deeper ? allEntries(value) : [];
  // A member whose name is not known may be any.
  if (entries === undefined) return undefined;
  // No prototype: a member may have any name.
  const out = Object.create(null) as Record<string, Projected>;
  for (const entry of entries) {
    const key = entry.key.toLowerCase();
    out[key] = projected(entry.value, key, DEEP.has(key) || MAPS.has(name), depth + 1);
  }
  return out;
}

function scalar(whole: Value, value: Json): Projected {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const text = (PLAIN.test(value) ? value : plainText(whole))?.trim();
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text?.toLowerCase();
}
