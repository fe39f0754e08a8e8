/**
 * The size of a value as if it were written out, so that doubling ends: arrays and objects share their members,
 * hence a small one in memory may stand for 2⁶⁰ characters. Cached per object; one look at the direct members.
 */
import type { Json, Value } from '../../model.ts';
import { entriesOf, isBuilt, itemsOf } from '../../value.ts';
import { Exhausted } from './kinds.ts';
import { traitsOf } from './traits.ts';
import { Meanwhile, OF_DOCUMENT } from '../../meanwhile.ts';

/** Characters of one value. The platform stops a whole template at 4 MB after expansion (facts/arm-templates.md §1.5). */
const MAX_WEIGHT = 4_000_000;
const MAX_DEPTH = 256;

interface Size {
  readonly weight: number;
  readonly depth: number;
  /** Values that were made; of JSON as it stands in the text there is one. */
  readonly values?: number;
}

const sizes = new Meanwhile<object, Size>(OF_DOCUMENT);

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

/** How many values it is made of: each takes a kilobyte, with its place and what is made of it. */
export function valuesOf(value: Value): number {
  if (value.kind !== 'known') return sizeOf(value).values ?? 1;
  const json = value.value;
  if (json === null || typeof json !== 'object' || !isBuilt(json)) return 1;
  const kept = built.get(json);
  if (kept !== undefined) return kept;
  const members = itemsOf(value) ?? (entriesOf(value) ?? []).map((entry) => entry.value);
  const count = members.reduce((sum, one) => sum + valuesOf(one), 1);
  built.set(json, count);
  return count;
}

const built = new WeakMap<object, number>();

const breadths = new WeakMap<object, number>();

function breadth(value: Json): number {
  if (value === null || typeof value !== 'object') return 1;
  if (Array.isArray(value)) return value.length;
  const kept = breadths.get(value) ?? Object.keys(value).length;
  breadths.set(value, kept);
  return kept;
}

function sizeOf(value: Value): Size {
  if (value.kind === 'known') return traitsOf(value.value);
  if (value.kind === 'hole') return { weight: value.name.length + 2, depth: 0 };
  const kept = sizes.get(value);
  if (kept !== undefined) return kept;
  const size = sizeOfMembers(value);
  sizes.set(value, size);
  return size;
}

function sizeOfMembers(value: Exclude<Value, { kind: 'known' | 'hole' }>): Size {
  const sum = new Sum();
  if (value.kind === 'text') {
    for (const part of value.parts) {
      if (typeof part === 'string') sum.text(part);
      else sum.member(part);
    }
  } else if (value.kind === 'array') for (const item of value.items) sum.member(item);
  else if (value.kind === 'choice') {
    sum.member(value.then);
    sum.member(value.else);
  } else {
    for (const entry of value.entries) {
      sum.text(entry.key);
      sum.member(entry.value);
    }
  }
  return sum.size();
}

class Sum {
  private weight = 2;
  private depth = 0;
  private values = 1;

  text(text: string): void {
    this.weight += text.length + 1;
  }

  member(value: Value): void {
    const { weight, depth } = sizeOf(value);
    this.weight += weight + 1;
    this.values += valuesOf(value);
    if (depth > this.depth) this.depth = depth;
  }

  size(): Size {
    return { weight: this.weight, depth: this.depth + 1, values: this.values };
  }
}
