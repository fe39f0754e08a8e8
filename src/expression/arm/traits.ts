/**
 * What raw JSON of a template is like, told on one look at each object: whether it holds expressions or loops, since most
 * does not and is handed on as it is, and how large it is.
 */
import { keyLike } from '../../keys.ts';
import type { Json, JsonObject } from '../../model.ts';
import { Meanwhile, OF_DOCUMENT } from '../../meanwhile.ts';

export interface Traits {
  /** It holds a string that is an expression or escaped, as a value or as a name. */
  readonly active: boolean;
  /** It holds a property loop. */
  readonly loops: boolean;
  /** Characters as if it were written out, and levels below it. */
  readonly weight: number;
  readonly depth: number;
}

const NONE = { active: false, loops: false };
const known = new Meanwhile<object, Traits>(OF_DOCUMENT);

export function traitsOf(raw: Json): Traits {
  if (typeof raw === 'string') return { active: isActive(raw), loops: false, weight: raw.length + 2, depth: 0 };
  if (raw === null || typeof raw !== 'object') return { ...NONE, weight: 8, depth: 0 };
  const before = known.get(raw);
  if (before !== undefined) return before;
  const traits = look(raw);
  known.set(raw, traits);
  return traits;
}

/** Does it hold a string that is an expression or escaped? */
export function isActive(raw: Json): boolean {
  if (typeof raw === 'string') return raw.startsWith('[') && raw.endsWith(']');
  return raw !== null && typeof raw === 'object' && traitsOf(raw).active;
}

/** Adds up without an object for each text: every string of a template comes by here. */
function look(raw: readonly Json[] | JsonObject): Traits {
  let [active, loops, weight, deepest] = [false, false, 2, 0];
  const add = (item: Json): void => {
    if (typeof item === 'string') {
      weight += item.length + 3;
      active ||= isActive(item);
    } else if (item === null || typeof item !== 'object') weight += 9;
    else {
      const inner = traitsOf(item);
      weight += inner.weight + 1;
      active ||= inner.active;
      loops ||= inner.loops;
      if (inner.depth > deepest) deepest = inner.depth;
    }
  };
  if (isArray(raw)) raw.forEach(add);
  else {
    for (const key of Object.keys(raw)) {
      const item = raw[key] ?? null;
      weight += key.length + 1;
      active ||= isActive(key);
      add(item);
      loops ||= isCopy(key, item);
    }
  }
  return { active, loops, weight, depth: deepest + 1 };
}

function isArray(raw: readonly Json[] | JsonObject): raw is readonly Json[] {
  return Array.isArray(raw);
}

/** A property loop, and not an object's own member that happens to be called `copy`. */
export function isCopy(key: string, value: Json): value is readonly JsonObject[] {
  if (key.length !== 4 || key.toLowerCase() !== 'copy' || !Array.isArray(value) || value.length === 0) return false;
  return (value as readonly Json[]).every(isLoop);
}

function isLoop(item: Json): boolean {
  if (typeof item !== 'object' || item === null || isArray(item)) return false;
  const [name, count] = ['name', 'count'].map((one) => (Object.hasOwn(item, one) ? one : keyLike(item, one)));
  return count !== undefined && name !== undefined && typeof item[name] === 'string';
}
