/** Places that share one cause become one finding: at the first place, the others beside it. */
import type { Anchor, Related } from '../model.ts';

export interface Found {
  /** What they share, lower case. */
  readonly key: string;
  readonly at: Anchor;
  readonly operation: string;
  readonly name: string;
}

const MOST_RELATED = 10;

function before(a: Anchor, b: Anchor): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.pointer !== b.pointer) return a.pointer < b.pointer ? -1 : 1;
  return (a.slice?.[0] ?? 0) - (b.slice?.[0] ?? 0);
}

/** One for each key; the first by place, whatever the order of members in the file. */
export function gathered<T extends Found>(
  found: readonly T[],
): readonly { readonly first: T; readonly related: readonly Related[] }[] {
  const groups = new Map<string, T[]>();
  for (const one of found) {
    const same = groups.get(one.key);
    if (same === undefined) groups.set(one.key, [one]);
    else same.push(one);
  }
  return [...groups.values()].flatMap((same) => {
    const [first, ...others] = same.sort((a, b) => before(a.at, b.at));
    if (first === undefined) return [];
    const related = others
      .slice(0, MOST_RELATED)
      .map(({ at, operation }) => ({ at, message: `and in '${operation}'` }));
    return [{ first, related }];
  });
}
