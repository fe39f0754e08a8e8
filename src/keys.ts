/**
 * The key of an object that has a name but for letter case, as the platform reads envelope names (facts/arm-templates.md
 * §1.2). Objects with many members are indexed once: somebody asks each of 50 000 parameters for a `type` that another has.
 */
import { Meanwhile, OF_DOCUMENT } from './meanwhile.ts';

/** Below this, looking at each key costs less than an index. */
const FEW = 16;
const indexes = new Meanwhile<object, ReadonlyMap<string, string>>(OF_DOCUMENT);

/** The first own key that is the name but for letter case. `object` is JSON, and never changed. */
export function keyLike(object: object, name: string): string | undefined {
  const lower = name.toLowerCase();
  const before = indexes.get(object);
  if (before !== undefined) return before.get(lower);
  let count = 0;
  // Without a list of the keys: most objects are asked for what they do not have.
  for (const key in object) {
    if (isLike(key, lower)) return key;
    count += 1;
    if (count > FEW) return indexOf(object).get(lower);
  }
  return undefined;
}

/** Is it the name (given in lower case) but for letter case? */
export function isLike(key: string, lower: string): boolean {
  // All letters but one are as long in lower case as they are.
  return (key.length === lower.length || key.includes('\u0130')) && key.toLowerCase() === lower;
}

function indexOf(object: object): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const key of Object.keys(object)) {
    const lower = key.toLowerCase();
    if (!index.has(lower)) index.set(lower, key);
  }
  indexes.set(object, index);
  return index;
}
