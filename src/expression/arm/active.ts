/** Which parts of a template hold expressions at all: most do not, and are handed on as they are. */
import type { Json, JsonObject } from '../../model.ts';

const active = new WeakMap<object, boolean>();

/** Does it hold a string that is an expression or escaped? Looked at once per subtree. */
export function isActive(raw: Json): boolean {
  if (typeof raw === 'string') return raw.startsWith('[') && raw.endsWith(']');
  if (raw === null || typeof raw !== 'object') return false;
  const kept = active.get(raw);
  if (kept !== undefined) return kept;
  const found = Array.isArray(raw)
    ? raw.some(isActive)
    : Object.keys(raw).some((key) => isActive(key) || isActive((raw as JsonObject)[key] ?? null));
  active.set(raw, found);
  return found;
}
