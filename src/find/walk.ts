/**
 * The one door to globby: folders and globs → files. Loaded on the first knock, so that naming a file does not pay for
 * it; the synchronous call, which is three times faster than the other (facts/dependencies-performance.md §1).
 */
import { readdirSync, type Dirent } from 'node:fs';
import { resolve } from 'node:path';
import type { GlobEntry, globbySync } from 'globby';
import { codeOf, reasonOf, type Listings } from './tree.ts';

export interface Walked {
  /** Absolute path; `link` = a symbolic link, not followed yet. Folders that are links are never entered, so loops end. */
  readonly files: readonly { readonly path: string; readonly link: boolean }[];
  readonly unreadable: readonly Unreadable[];
}

interface Unreadable {
  readonly path: string;
  readonly reason: string;
}

/** What to look for below a folder. */
export interface Wanted {
  readonly patterns: readonly string[];
  /** Of the name of a file or link. */
  readonly isWanted: (name: string) => boolean;
}

export interface Tools {
  readonly globbySync: typeof globbySync;
}

/** Folders whose files are other people's, or copies: left out unless named. */
const LEFT_OUT: readonly string[] = [
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  '.terraform',
  '.laudit-cache',
  'dist',
  'coverage',
];

/** Longer globs match nothing: globby needs seconds to find that out. */
const LONGEST = 4096;

/**
 * Files below `folder` that match one of the patterns (relative to it, with `/`). Never throws: a wrong pattern matches nothing.
 * @param isWanted asked of each name before any pattern is, which costs ten times as much
 * @param listings learns what the folders hold
 */
export function walk(
  { globbySync }: Tools,
  folder: string,
  { patterns, isWanted }: Wanted,
  prune: readonly string[],
  listings: Listings,
): Walked {
  const unreadable: Unreadable[] = [];
  if (patterns.some(({ length }) => length > LONGEST)) return { files: [], unreadable };
  const ignore = [`**/@(${LEFT_OUT.join('|')})/**`, ...prune];
  let entries: readonly GlobEntry[] = [];
  try {
    entries = globbySync(patterns, {
      cwd: folder,
      ignore,
      dot: true,
      objectMode: true,
      onlyFiles: false,
      expandDirectories: false,
      followSymbolicLinks: false,
      fs: { readdirSync: listing(isWanted, unreadable, listings) },
    });
  } catch {
    return { files: [], unreadable };
  }
  const wanted = entries.filter(({ dirent }) => dirent.isFile() || dirent.isSymbolicLink());
  return {
    files: wanted.map(({ path, dirent }) => ({ path: resolve(folder, path), link: dirent.isSymbolicLink() })),
    unreadable,
  };
}

type Listed = Dirent[] & string[];

/** Lists folders for globby, which would stop at, or hide, one that is closed. */
function listing(
  isWanted: Wanted['isWanted'],
  unreadable: Unreadable[],
  listings: Listings,
): (path: string, options?: { withFileTypes: true }) => Listed {
  return (path, options) => {
    try {
      if (options === undefined) return readdirSync(path) as Listed;
      const entries = readdirSync(path, options);
      listings.add(
        path,
        entries.map(({ name }) => name),
      );
      return entries.filter((entry) => isWanted(entry.name) || entry.isDirectory()) as Listed;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR') unreadable.push({ path, reason: reasonOf(error) });
      return [];
    }
  };
}

/** A glob as its fixed folders and the rest: `a/b/*.json` → `a/b`, `*.json`; undefined where nothing in it is a glob. */
export function splitGlob(pattern: string): { readonly folder: string; readonly rest: string } | undefined {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part));
  if (first < 0) return undefined;
  const folder = parts.slice(0, first).join('/');
  return { folder: folder === '' && first > 0 ? '/' : folder, rest: parts.slice(first).join('/') };
}
