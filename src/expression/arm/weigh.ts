/**
 * The size of a value as if it were written out, so that doubling ends: arrays and objects share their members,
 * hence a small one in memory may stand for 2⁶⁰ characters. Cached per object; one look at the direct members.
 */
import type { Json, Value } from '../../model.ts';
import { Exhausted } from './kinds.ts';

/** Characters of one value. The platform stops a whole template at 4 MB after expansion (facts/arm-templates.md §1.5). */
export const MAX_WEIGHT = 4_000_000;
const MAX_DEPTH = 256;

interface Size {
  readonly weight: number;
  readonly depth: number;
}

const sizes = new WeakMap<object, Size>();

/** Characters that the value itself adds, beside its members; throws `Exhausted` where the whole is too large or too deep. */
export function weigh(value: Value): number {
  const { weight, depth } = sizeOf(value);
  if (weight > MAX_WEIGHT || depth > MAX_DEPTH) throw new Exhausted('the value grows too large');
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' ? value.value.length : breadth(value.value);
    case 'text':
      return value.parts.length;
    case 'array':
      return value.items.length;
    case 'object':
      return value.entries.length;
    default:
      return 1;
  }
}

/** Characters of the whole value as if it were written out. */
export function weightOf(value: Value): number {
  return sizeOf(value).weight;
}

function breadth(value: Json): number {
  if (value === null || typeof value !== 'object') return 1;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function sizeOf(value: Value): Size {
  if (value.kind === 'known') return sizeOfJson(value.value);
  if (value.kind === 'hole') return { weight: value.name.length + 2, depth: 0 };
  const kept = sizes.get(value);
  if (kept !== undefined) return kept;
  const size = total(membersOf(value));
  sizes.set(value, size);
  return size;
}

function* membersOf(value: Exclude<Value, { kind: 'known' | 'hole' }>): Generator<Size> {
  if (value.kind === 'text') {
    for (const part of value.parts) yield typeof part === 'string' ? { weight: part.length, depth: 0 } : sizeOf(part);
  } else if (value.kind === 'array') yield* value.items.map(sizeOf);
  else if (value.kind === 'choice') yield* [sizeOf(value.then), sizeOf(value.else)];
  else {
    for (const entry of value.entries) {
      yield { weight: entry.key.length, depth: 0 };
      yield sizeOf(entry.value);
    }
  }
}

function total(members: Iterable<Size>): Size {
  let weight = 2;
  let depth = 0;
  for (const member of members) {
    weight += member.weight + 1;
    depth = Math.max(depth, member.depth);
  }
  return { weight, depth: depth + 1 };
}

function sizeOfJson(value: Json): Size {
  if (typeof value === 'string') return { weight: value.length + 2, depth: 0 };
  if (value === null || typeof value !== 'object') return { weight: 8, depth: 0 };
  const kept = sizes.get(value);
  if (kept !== undefined) return kept;
  const members = Array.isArray(value)
    ? (value as readonly Json[]).map(sizeOfJson)
    : Object.entries(value as { readonly [key: string]: Json }).flatMap(([key, item]) => [
        { weight: key.length, depth: 0 },
        sizeOfJson(item),
      ]);
  const size = total(members);
  sizes.set(value, size);
  return size;
}
