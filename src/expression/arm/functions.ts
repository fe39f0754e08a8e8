/**
 * Every function of the ARM language by name, without letter case; `list*` by its prefix
 * (facts/arm-templates.md §2, data/arm-functions.json: 133 functions).
 */
import { ARRAYS } from './functions-array.ts';
import { OBJECTS } from './functions-object.ts';
import { SEARCHES } from './functions-search.ts';
import { CONTEXT } from './functions-context.ts';
import { ENCODINGS } from './functions-encode.ts';
import { JUNCTION } from './functions-junction.ts';
import { LAMBDAS } from './functions-lambda.ts';
import { LOGIC } from './functions-logic.ts';
import { NETWORKS } from './functions-net.ts';
import { NUMBERS } from './functions-number.ts';
import { RESOURCES } from './functions-resource.ts';
import { listFunction, RUNTIME } from './functions-runtime.ts';
import { TEXT } from './functions-text.ts';
import type { Fn } from './kinds.ts';

const TABLE: ReadonlyMap<string, Fn> = new Map(
  [
    ...TEXT,
    ...ARRAYS,
    ...OBJECTS,
    ...SEARCHES,
    ...LOGIC,
    ...JUNCTION,
    ...NUMBERS,
    ...ENCODINGS,
    ...NETWORKS,
    ...RESOURCES,
    ...CONTEXT,
    ...RUNTIME,
    ...LAMBDAS,
  ].map((fn) => [fn.name.toLowerCase(), fn]),
);

export function fnNamed(name: string): Fn | undefined {
  const lower = name.toLowerCase();
  const found = TABLE.get(lower);
  if (found !== undefined) return found;
  // Any other name that starts with `list` is a POST action of a resource (§2.7).
  return /^list[a-z]+$/.test(lower) ? listFunction(name) : undefined;
}

/** Every name of the table, as people write it. */
export function fnNames(): readonly string[] {
  return [...TABLE.values()].map(({ name }) => name);
}
