/**
 * Does git ignore a file? Reads `.gitignore` files as they are met and asks the `ignore` package, since globby's own
 * `gitignore: true` is 36 times slower (facts/dependencies-performance.md §1). As git does: the deepest file with an
 * opinion decides, and nothing below an ignored folder comes back. The user's global excludes are not read.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ignore, Options } from 'ignore';
import { codeOf, idOf, reasonOf, type Listings, type Nearest } from './tree.ts';

/** The `ignore` package, handed in so that it is loaded only where folders are walked. */
export type MakeIgnore = (options?: Options) => Ignore;

/** `path`: absolute, below the folder that the answers start from. */
export type IsIgnored = (path: string, isFolder?: boolean) => boolean;

/** Told of a file whose rules do not count, and why. */
export type Unread = (path: string, reason: string) => void;

const MOST_BYTES = 1024 * 1024;
const MOST_BETWEEN = 2;
/** Rules that one file is asked about: each of them is asked. */
const MOST_RULES = 5_000;
/** Files of rules above one another: each asks about every folder on the way. */
const MOST_FILES = 100;
/** Characters of one rule: a path has no more. */
const LONGEST = 4_096;

/** What the `.gitignore` of a folder says. */
interface Rules {
  readonly at: string;
  readonly rules: Ignore;
  readonly count: number;
}

/** Rules of `top` and of the folders below it apply, those above it do not. */
function ignoredBelow(top: string, make: MakeIgnore, holds: Listings['holds'], unread: Unread): IsIgnored {
  const known = new Map<string, readonly Rules[]>();
  const folders = new Map<string, boolean>([[top, false]]);
  /** The deepest first; most folders have those of the one that they lie in. */
  const rulesIn = (folder: string): readonly Rules[] => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const above = dirname(folder);
    const inherited = folder === top || above === folder ? [] : rulesIn(above);
    const room = inherited.length < MOST_FILES ? inherited.reduce((left, { count }) => left - count, MOST_RULES) : 0;
    const lines = filesOf(folder, folder === top, holds).flatMap((path) => linesOf(path, room, unread));
    const own = (): Rules => ({ at: folder, rules: make({ ignorecase }).add(lines), count: lines.length });
    const all = lines.length === 0 ? inherited : [own(), ...inherited];
    known.set(folder, all);
    return all;
  };
  const decide = (path: string, isFolder: boolean): boolean => {
    const parent = dirname(path);
    if (isFolderIgnored(parent)) return true;
    for (const one of rulesIn(parent)) {
      const verdict = ask(one, path, parent, isFolder);
      if (verdict !== undefined) return verdict;
    }
    return false;
  };
  const isFolderIgnored = (folder: string): boolean => {
    const before = folders.get(folder);
    if (before !== undefined) return before;
    const verdict = dirname(folder) !== folder && decide(folder, true);
    folders.set(folder, verdict);
    return verdict;
  };
  return (path, isFolder = false) => path !== top && decide(path, isFolder);
}

/**
 * For what lies below `folder`: git's rules from the repository's root; from the folder itself where there is no
 * repository, or where git ignores it, since the user asked for it. `known` keeps the rules from one folder to the next.
 */
export function ignoredAround(
  folder: string,
  repositoryOf: Nearest,
  make: MakeIgnore,
  known: Map<string, IsIgnored>,
  holds: Listings['holds'],
  unread: Unread,
): IsIgnored {
  const rulesFrom = (top: string): IsIgnored => {
    const before = known.get(top);
    if (before !== undefined) return before;
    const made = ignoredBelow(top, make, holds, unread);
    known.set(top, made);
    return made;
  };
  const around = repositoryOf(folder) ?? folder;
  const isAsked = rulesFrom(around)(folder, true);
  return (path) => {
    // A repository inside (a submodule) has rules of its own.
    const own = repositoryOf(dirname(path)) ?? folder;
    return rulesFrom(isAsked && own === around ? folder : own)(path);
  };
}

/** What the rules of one folder say of a path below it; undefined = nothing. */
function ask({ at, rules }: Rules, path: string, parent: string, isFolder: boolean): boolean | undefined {
  const { ignored, unignored } = rules.test(idOf(at, path) + (isFolder ? '/' : ''));
  if (unignored) return false;
  if (!ignored) return undefined;
  // The package says `ignored` of all below an ignored folder; that folder has been judged already, with the rules of deeper files.
  const inherited = at !== parent && rules.test(`${idOf(at, parent)}/`).ignored;
  return inherited ? undefined : true;
}

const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

function filesOf(folder: string, isTop: boolean, holds: Listings['holds']): readonly string[] {
  const own = holds(folder, '.gitignore') ? [join(folder, '.gitignore')] : [];
  return isTop ? [join(folder, '.git', 'info', 'exclude'), ...own] : own;
}

/** The rules of a file that are asked; what cuts them leads to more files that are linted, not to fewer. */
function linesOf(path: string, room: number, unread: Unread): readonly string[] {
  let text = '';
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() !== true) return [];
    if (stat.size > MOST_BYTES) {
      unread(path, 'more than 1 MiB of rules: what git ignores by them is linted');
      return [];
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    // The `.git` of a work tree is a file.
    if (codeOf(error) !== 'ENOTDIR') unread(path, reasonOf(error));
    return [];
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rules = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const cheap = rules.filter(isCheap);
  if (cheap.length < rules.length)
    unread(path, `rules of more than ${LONGEST} characters or with more than ${MOST_BETWEEN} \`/**/\` are not asked`);
  if (cheap.length > room)
    unread(
      path,
      `more than ${MOST_RULES} rules of git, or ${MOST_FILES} files of them, lie here: the rest is not asked`,
    );
  return cheap.slice(0, room);
}

/**
 * The package matches stars within a name in linear time, but each `**` between two names multiplies its work by the
 * depth of the path: four of them took 0.3 s for one file 100 folders deep.
 */
function isCheap(line: string): boolean {
  if (line.length > LONGEST) return false;
  const between = line.replace(/^!?\//, '').split('/').slice(1, -1);
  return between.filter((name) => name === '**').length <= MOST_BETWEEN;
}
