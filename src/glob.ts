/**
 * Globs of the settings file against file ids: `*` and `?` within a folder name, `**` across folders,
 * `{a,b}` alternatives. Everything else is literal (Azure names may hold brackets). Letter case counts.
 * Matching never backtracks further than the last star, so hostile patterns stay cheap; alternatives
 * are cut at 256, which the settings refuse to have.
 */
export const MOST_ALTERNATIVES = 256;

export type Glob = (path: string) => boolean;

/** Compiles a glob. A pattern that ends in `/` means all below that folder; a leading `./` is dropped. */
export function glob(pattern: string): Glob {
  const patterns = alternatives(pattern).map((one) => {
    const whole = one.replace(/^(?:\.\/)+/, '');
    return (whole.endsWith('/') ? `${whole}**` : whole).split('/');
  });
  return (path) => {
    const folders = path.split('/');
    return patterns.some((segments) => stars(segments, folders, (segment) => segment === '**', matchName));
  };
}

/** True where one of the globs matches. */
export function anyGlob(patterns: readonly string[]): Glob {
  const globs = patterns.map(glob);
  return (path) => globs.some((matches) => matches(path));
}

function matchName(pattern: string, name: string): boolean {
  return stars(
    Array.from(pattern),
    Array.from(name),
    (letter) => letter === '*',
    (letter, other) => letter === '?' || letter === other,
  );
}

/** The classic two-pointer match: on a mismatch only the last star takes one item more. */
function stars(
  pattern: readonly string[],
  items: readonly string[],
  isStar: (part: string) => boolean,
  matches: (part: string, item: string) => boolean,
): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let taken = 0;
  while (i < items.length) {
    const part = pattern[p];
    if (part !== undefined && isStar(part)) {
      star = p++;
      taken = i;
    } else if (part !== undefined && matches(part, items[i] ?? '')) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++taken;
    } else return false;
  }
  while (p < pattern.length && isStar(pattern[p] ?? '')) p++;
  return p === pattern.length;
}

/** Patterns that the alternatives of a glob stand for, uncut. */
export function countAlternatives(pattern: string): number {
  return Array.from(pattern.matchAll(/\{([^{}]*)\}/g)).reduce(
    (product, [, words = '']) => product * words.split(',').length,
    1,
  );
}

/** `a{b,c}d` → `abd`, `acd`. Braces do not nest; one without its partner is literal. */
function alternatives(pattern: string): string[] {
  let done = [''];
  let rest = pattern;
  for (;;) {
    const open = rest.indexOf('{');
    const close = open < 0 ? -1 : rest.indexOf('}', open);
    if (close < 0) return done.map((head) => head + rest);
    const before = rest.slice(0, open);
    const words = rest.slice(open + 1, close).split(',');
    done = done.flatMap((head) => words.map((word) => head + before + word)).slice(0, MOST_ALTERNATIVES);
    rest = rest.slice(close + 1);
  }
}
