/** Every function of the ARM language by name; `list*` by its prefix (facts/arm-templates.md §2). */
import { CONTEXT } from './functions-context.ts';
import { ARRAYS } from './functions-array.ts';
import { LOGIC } from './functions-logic.ts';
import { NUMBERS } from './functions-number.ts';
import { RESOURCES } from './functions-resource.ts';
import { TEXT } from './functions-text.ts';
import type { Fn } from './kinds.ts';

const TABLE: ReadonlyMap<string, Fn> = new Map(
  [...TEXT, ...ARRAYS, ...LOGIC, ...NUMBERS, ...RESOURCES, ...CONTEXT].map((fn) => [fn.name.toLowerCase(), fn]),
);

export function fnNamed(name: string): Fn | undefined {
  const lower = name.toLowerCase();
  const found = TABLE.get(lower);
  if (found !== undefined) return found;
  // Any other name that starts with `list` is a POST action of a resource (§2.7).
  return /^list[a-z]+$/.test(lower) ? { name, min: 1, max: 3, kind: 'runtime', returns: 'any' } : undefined;
}
