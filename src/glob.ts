/**
 * Globs of the settings file against file ids: `*` and `?` within a folder name, `**` across folders,
 * `{a,b}` alternatives. Everything else is literal (Azure names may hold brackets). Letter case counts.
 * Matching never backtracks further than the last star, so hostile patterns stay cheap; alternatives
 * are cut at 256, which the settings refuse to have.
 */
export const MOST_ALTERNATIVES = 256;

export type Glob = (path: string) => boolean;

/** A name of a pattern: as it stands, or its letters where stars are among them. */
type Name = string | readonly string[];

/** Compiles a glob. A pattern that ends in `/` means all below that folder; a leading `./` is dropped. */
export function glob(pattern: string): Glob {
  return anyGlob([pattern]);
}

/** True where one of the globs matches. Those without stars are looked up, however many there are. */
export function anyGlob(patterns: readonly string[]): Glob {
  const whole = new Set<string>();
  const anywhere = new Set<Name | undefined>();
  const others: (readonly Name[])[] = [];
  for (const names of patterns.flatMap(alternatives).map(namesOf)) {
    const plain = names.filter((name) => typeof name === 'string' && name !== ACROSS);
    if (plain.length === names.length) whole.add(plain.join('/'));
    else if (names.length === 2 && names[0] === ACROSS && plain.length === 1) anywhere.add(plain[0]);
    else others.push(names);
  }
  return (path) => {
    if (whole.has(path)) return true;
    const folders = path.split('/');
    const last = folders[folders.length - 1] ?? '';
    return (
      anywhere.has(last) || others.some((names) => endsIn(names, last) && stars(names, folders, isAcross, matchName))
    );
  };
}

const ACROSS = '**';

function namesOf(pattern: string): readonly Name[] {
  const whole = pattern.replace(/^(?:\.\/)+/, '');
  const names = (whole.endsWith('/') ? `${whole}${ACROSS}` : whole).split('/');
  return names.map((name) => (name === ACROSS || !/[*?]/.test(name) ? name : Array.from(name)));
}

function isAcross(name: Name): boolean {
  return name === ACROSS;
}

/** Most globs differ from most paths there. */
function endsIn(names: readonly Name[], last: string): boolean {
  const name = names[names.length - 1] ?? '';
  return isAcross(name) || matchName(name, last);
}

function matchName(pattern: Name, name: string): boolean {
  if (typeof pattern === 'string') return pattern === name;
  return stars(
    pattern,
    Array.from(name),
    (letter) => letter === '*',
    (letter, other) => letter === '?' || letter === other,
  );
}

/** The classic two-pointer match: on a mismatch only the last star takes one item more. */
function stars<P extends Name>(
  pattern: readonly P[],
  items: readonly string[],
  isStar: (part: P) => boolean,
  matches: (part: P, item: string) => boolean,
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
  return pattern.slice(p).every(isStar);
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
