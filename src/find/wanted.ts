/** What to look for below a folder, and what need not be entered: globs of the command line or of the settings. */
import { anyGlob, type Glob } from '../glob.ts';
import { isRead } from './support.ts';
import { idOf } from './tree.ts';
import type { Wanted } from './walk.ts';

/** So many globs of the settings are globby's, which takes a millisecond for each; of more our own are asked. */
const FEW = 50;

/**
 * A glob of the command line as it is; of a folder, what the settings call files.
 * @param base absolute path of the folder of the settings: globs with folders in them are relative to it, not to the folder at hand
 */
export function wantedIn(
  glob: string | null,
  files: readonly string[] | undefined,
  base: string,
): Wanted & { readonly matches: Glob } {
  const any = { isWanted: () => true, matches: () => true };
  if (glob !== null) return { ...any, patterns: [glob] };
  if (files === undefined) return { ...any, patterns: ['**/*.*'], isWanted: isRead };
  if (files.length <= FEW && files.every(isAnywhere)) return { ...any, patterns: files };
  const matches = anyGlob(files);
  return { ...any, patterns: ['**/*'], matches: (path) => matches(idOf(base, path)) };
}

/** Folders that need not be entered. Each file is asked about all that is left out anyway. */
export function prunes(leftOut: readonly string[]): readonly string[] {
  return leftOut.filter((one) => one.endsWith('/**') && isAnywhere(one)).slice(0, FEW);
}

/**
 * Says the same whatever folder it is relative to, and the same to globby as to our own globs. Few stars: globby makes
 * a backtracking expression of it, and settings may be a stranger's.
 */
function isAnywhere(pattern: string): boolean {
  return /^\*\*\/[\w.-]*(?:\*[\w.-]*){0,3}(?:\/\*\*)?$/.test(pattern);
}
