/**
 * A part of a definition as the schemas' validators see it: plain JSON in lower case, since the service takes names and words in
 * any (facts/workflow-language.md §8). What is not known before a run (expressions, holes, tokens of delivery tools) and null
 * are `undefined`, of which a schema asks nothing; digits in a text are the number that they become. Only members that a schema
 * looks into are followed, so that a large body costs nothing.
 */
import type { Json, JsonObject, Value } from '../model.ts';
import { isBuilt, itemsOf } from '../value.ts';
import { deep, maps } from './definition-schema.js';
import { allEntries, isPlain } from './literals.ts';

export type Projected =
  string | number | boolean | undefined | readonly Projected[] | { readonly [name: string]: Projected };

const DEEP: ReadonlySet<string> = new Set(deep);
const MAPS: ReadonlySet<string> = new Set(maps);
/** The schemas end sooner; a name that comes again and again in what it holds does not. */
const DEEPEST = 8;
/** Items of one list that are judged: each wrong one is several errors of a validator. */
const MOST_ITEMS = 1_000;
/** No word of a set is longer, and no longer text becomes a number. */
const LONGEST = 80;

export function project(value: Value | null | undefined): Projected {
  return projected(value, '', true, 0);
}

/** `name`: of the member; `follow`: a schema looks into it. */
function projected(value: Value | null | undefined, name: string, follow: boolean, depth: number): Projected {
  if (value === null || value === undefined) return undefined;
  if (value.kind === 'known' && !isBuiltOf(value.value)) return ofJson(value.value, name, follow, depth);
  const deeper = follow && depth < DEEPEST;
  const items = itemsOf(value);
  if (items !== undefined)
    return deeper ? items.slice(0, MOST_ITEMS).map((item) => projected(item, '', true, depth + 1)) : [];
  if (value.kind !== 'known' && value.kind !== 'object') return undefined;
  const entries = deeper ? allEntries(value) : [];
  // A member whose name is not known may be any.
  if (entries === undefined) return undefined;
  const out = empty();
  for (const entry of entries) {
    const key = entry.key.toLowerCase();
    out[key] = projected(entry.value, key, DEEP.has(key) || MAPS.has(name), depth + 1);
  }
  return out;
}

/** The same of what stands there as it is: nothing is made of the members on the way. */
function ofJson(value: Json, name: string, follow: boolean, depth: number): Projected {
  if (value === null || typeof value !== 'object') return scalar(value);
  const deeper = follow && depth < DEEPEST;
  if (Array.isArray(value)) {
    const items = deeper ? (value as readonly Json[]).slice(0, MOST_ITEMS) : [];
    return items.map((item) => inside(item, '', true, depth + 1));
  }
  const out = empty();
  if (!deeper) return out;
  const members = value as JsonObject;
  for (const member of Object.keys(members)) {
    const key = member.toLowerCase();
    out[key] = inside(members[member] ?? null, key, DEEP.has(key) || MAPS.has(name), depth + 1);
  }
  return out;
}

function inside(value: Json, name: string, follow: boolean, depth: number): Projected {
  return isBuiltOf(value)
    ? projected({ kind: 'known', value }, name, follow, depth)
    : ofJson(value, name, follow, depth);
}

function isBuiltOf(value: Json): boolean {
  return typeof value === 'object' && value !== null && isBuilt(value);
}

/** No prototype: a member may have any name. */
function empty(): Record<string, Projected> {
  return Object.create(null) as Record<string, Projected>;
}

function scalar(value: string | number | boolean | null): Projected {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value.length > LONGEST || !isPlain(value)) return undefined;
  const text = value.trim();
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text.toLowerCase();
}
