/**
 * Are facts of another repository of the form that linking trusts? Judged by the schema that is made of their types
 * (`.config/facts-schema.mjs`), in as many steps as there are values: alternatives are told apart by their first member.
 */
import { definitions, facts, type Schema } from './schema.js';
import type { Json, JsonObject } from '../model.ts';
import { isObject } from '../value.ts';

/** Of a text's value, which has a bounded depth. */
export function areFacts(value: Json): boolean {
  return fits(value, facts);
}

function fits(value: Json, schema: Schema): boolean {
  if (schema.$ref !== undefined) return fits(value, definitions[schema.$ref.slice('#/definitions/'.length)] ?? {});
  if (schema.anyOf !== undefined) return schema.anyOf.some((one) => fits(value, one));
  if (schema.const !== undefined) return value === schema.const;
  if (schema.enum !== undefined) return typeof value === 'string' && schema.enum.includes(value);
  if (schema.type === 'array') return Array.isArray(value) && itemsFit(value as readonly Json[], schema.items ?? {});
  if (schema.type === 'object') return isObject(value) && membersFit(value, schema);
  if (schema.type === 'null') return value === null;
  return schema.type === undefined || typeof value === schema.type;
}

function itemsFit(values: readonly Json[], items: Schema | readonly Schema[]): boolean {
  if (!isTuple(items)) return values.every((one) => fits(one, items));
  return values.length === items.length && items.every((one, index) => fits(values[index] ?? null, one));
}

function isTuple(items: Schema | readonly Schema[]): items is readonly Schema[] {
  return Array.isArray(items);
}

function membersFit(value: JsonObject, { properties = {}, required = [], additionalProperties }: Schema): boolean {
  const fitsIts = ([name, schema]: readonly [string, Schema]): boolean => {
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    return item === undefined ? !required.includes(name) : fits(item, schema);
  };
  if (additionalProperties !== undefined) return Object.values(value).every((one) => fits(one, additionalProperties));
  return Object.entries(properties).every(fitsIts);
}
