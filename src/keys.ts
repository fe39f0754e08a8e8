/**
 * The key of an object that has a name but for letter case, as the platform reads envelope names (facts/arm-templates.md
 * §1.2). Objects with many members are indexed once: somebody asks each of 50 000 parameters for a `type` that another has.
 */

/** Below this, looking at each key costs less than an index. */
const FEW = 16;
const indexes = new WeakMap<object, ReadonlyMap<string, number>>();

/** Position of the first key that is the name but for letter case; -1 = none. `owner`: what the keys belong to, never changed. */
function positionOf(owner: object, keys: readonly string[], name: string): number {
  const lower = name.toLowerCase();
  if (keys.length <= FEW) return keys.findIndex((key) => key.toLowerCase() === lower);
  let index = indexes.get(owner);
  if (index === undefined) {
    index = indexed(keys);
    indexes.set(owner, index);
  }
  return index.get(lower) ?? -1;
}

function indexed(keys: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  keys.forEach((key, position) => {
    const lower = key.toLowerCase();
    if (!index.has(lower)) index.set(lower, position);
  });
  return index;
}

/** Own keys of wide objects, listed once: listing 50 000 is the cost of looking one up. */
const lists = new WeakMap<object, readonly string[]>();

/** The first own key that is the name but for letter case. */
export function keyLike(object: object, name: string): string | undefined {
  const kept = lists.get(object);
  const keys = kept ?? Object.keys(object);
  if (kept === undefined && keys.length > FEW) lists.set(object, keys);
  return keys[positionOf(object, keys, name)];
}
