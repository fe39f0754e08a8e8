/** Values inside texts: interpolation, `concat`, and literal text with the tokens of other tools. */
import type { Value } from '../../model.ts';
import { join, known } from '../../value.ts';
import { withPlaceholders } from '../placeholders.ts';
import type { Literal } from './ast.ts';
import { inText } from './functions/string.ts';
import type { Site } from './scope.ts';
import { MAX_COMPUTED } from './spec.ts';
import { here } from './unknown.ts';

/**
 * The text that a value becomes. What has no certain text (booleans, fractions, lists) is a hole of this place.
 * `nullIsEmpty`: so for interpolation and `string()`, not documented for `concat`.
 */
export function asPart(value: Value, site: Site, offset: number, nullIsEmpty: boolean, branch = ''): Value {
  if (value.kind === 'hole' || value.kind === 'text') return value;
  if (value.kind === 'choice' && branch.length < 8) {
    const then = asPart(value.then, site, offset, nullIsEmpty, `${branch}+`);
    return { ...value, then, else: asPart(value.else, site, offset, nullIsEmpty, `${branch}-`) };
  }
  const text = value.kind === 'known' && (nullIsEmpty || value.value !== null) ? inText(value.value) : undefined;
  return text === undefined ? here(site, offset, `text${branch}`, 'string') : known(text);
}

/** Joined text; a hole where it would grow beyond all use.  */
export function joined(parts: readonly (string | Value)[], site: Site, offset: number): Value {
  let length = 0;
  for (const part of parts) length += typeof part === 'string' ? part.length : sizeOf(part);
  if (length > 4 * MAX_COMPUTED) return here(site, offset, 'long text', 'string');
  return join(parts);
}

function sizeOf(value: Value): number {
  if (value.kind === 'known') return typeof value.value === 'string' ? value.value.length : 20;
  if (value.kind !== 'text') return 1;
  return value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
}

/** Literal text, its tokens of other tools as holes. */
export function literalText(literal: Literal, site: Site): (string | Value)[] {
  let offset = literal.start;
  return (literal.parts ?? [literal.v]).map((part) => {
    const start = offset;
    offset += typeof part === 'string' ? part.length : 1;
    return typeof part === 'string' ? withPlaceholders(part, site.at, start) : part;
  });
}
