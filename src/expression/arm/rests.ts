/** Whether a value rests on parameters that the deployment may override, so that their defaults may be put in. */
import type { Value } from '../../model.ts';
import { Meanwhile, OF_DOCUMENT } from '../../meanwhile.ts';

const MAX_DEPTH = 200;

/** Does any part rest on a default? Deeper than that nothing is settled. */
export function rests(value: Value, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  switch (value.kind) {
    case 'known':
      return false;
    case 'hole':
      if (value.default !== undefined) return true;
      return value.call !== undefined && restsWithin(value.call, depth);
    default:
      return restsWithin(value, depth);
  }
}

const kept = new Meanwhile<object, boolean>(OF_DOCUMENT);

type Holder = Exclude<Value, { kind: 'known' | 'hole' }> | { readonly args: readonly Value[] };

/** Looked at once per part, since parts are shared. */
function restsWithin(value: Holder, depth: number): boolean {
  const had = kept.get(value);
  if (had !== undefined) return had;
  const inner = (item: Value | string | undefined): boolean => typeof item === 'object' && rests(item, depth + 1);
  let found: boolean;
  if ('args' in value) found = value.args.some(inner);
  else if (value.kind === 'text') found = value.parts.some(inner);
  else if (value.kind === 'array') found = value.items.some(inner);
  else if (value.kind === 'object') found = value.entries.some((entry) => inner(entry.name) || inner(entry.value));
  else found = inner(value.test) || inner(value.then) || inner(value.else);
  kept.set(value, found);
  return found;
}
