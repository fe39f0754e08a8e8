/** Small questions about raw JSON, asked everywhere in this room. Envelope names ignore letter case (facts/arm-templates.md §1.2). */
import { keyLike } from '../keys.ts';
import type { Json, JsonObject } from '../model.ts';

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export interface Member {
  readonly key: string;
  readonly value: Json;
}

/** A member by name: exact first, then without letter case. */
export function find(object: JsonObject, name: string): Member | undefined {
  const own = Object.hasOwn(object, name) ? object[name] : undefined;
  if (own !== undefined) return { key: name, value: own };
  const key = keyLike(object, name);
  const value = key === undefined ? undefined : object[key];
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** The text of a member, where it is one. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = find(object, name)?.value;
  return typeof value === 'string' ? value : undefined;
}
