/**
 * Where the parts of a value stand while its secrets are taken out: a chain of steps, from which place, path and names are
 * told where something is hidden. Hardly ever, so that a step is all that a clean part costs.
 */
import type { Anchor } from '../model.ts';
import { below } from '../value.ts';
import type { Context } from './position.ts';

/** A step: what stands here, seen from what holds it. */
export interface Here {
  /** What holds it; null for the value itself. */
  readonly above: Here | null;
  /** Its name in what holds it; null where it stands in the same place. */
  readonly token: string | number | null;
  /** Tells it from what stands in the same place, or has the same name, in names of what has no anchor. */
  readonly mark: string;
  /** The anchor of its own. */
  readonly from: Anchor | undefined;
  readonly depth: number;
}

/** One level down. An item of an array has no name. */
export function inside(above: Here, token: string | number): Here {
  return { above, token, mark: '', from: undefined, depth: above.depth + 1 };
}

/** A part of a value that stands in the same place. */
export function beside(above: Here, mark: string): Here {
  return { above, token: null, mark, from: undefined, depth: above.depth + 1 };
}

export function anchorOf({ above, token, from }: Here): Anchor | undefined {
  if (from !== undefined || above === null) return from;
  const at = anchorOf(above);
  return at === undefined || token === null ? at : below(at, token);
}

/** Names what has no anchor; a path inside the value. */
export function pathOf({ above, token, mark }: Here): string {
  if (above === null) return '';
  if (token === null) return pathOf(above) + mark;
  if (mark !== '') return mark;
  return anchorOf(above) === undefined ? `${pathOf(above)}/${token}` : '';
}

/** The nearest name; '' for an item of an array. */
export function keyOf(here: Here): string {
  if (here.token === null) return here.above === null ? (namesIn(here.from).pop() ?? '') : keyOf(here.above);
  return typeof here.token === 'number' ? '' : here.token;
}

/** The position that the names around it make, those of the whole value's pointer first. */
export function contextOf(here: Here): Context {
  const names: string[] = [];
  let at = here;
  for (; at.above !== null; at = at.above) {
    if (at.token !== null) names.unshift(typeof at.token === 'number' ? '' : at.token);
  }
  names.unshift(...namesIn(at.from));
  return { key: names[names.length - 1] ?? '', parents: names.slice(0, -1).slice(-4) };
}

function namesIn(at: Anchor | undefined): string[] {
  const tokens = (at?.pointer ?? '').split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
