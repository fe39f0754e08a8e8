/**
 * Questions about the folders around a file: which project it belongs to, which git repository, whether a link stays
 * inside. Answers are kept for the run, one for each folder. Edge: asks the disk.
 */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Absolute path of the nearest folder that holds a mark, from the given folder up; undefined = none. */
export type Nearest = (folder: string) => string | undefined;

export function nearest(...marks: readonly string[]): Nearest {
  return nearestHolding((folder, mark) => existsSync(join(folder, mark)), ...marks);
}

/** What folders hold: from what was listed of them, since asking the disk of each folder costs more than all else of finding. */
export class Listings {
  readonly #names = new Map<string, ReadonlySet<string>>();

  /** @param folder absolute path; @param names of all that lies in it */
  add(folder: string, names: Iterable<string>): void {
    this.#names.set(resolve(folder), new Set(names));
  }

  /** Where names have no case, only the disk knows whether one is there. */
  readonly holds = (folder: string, name: string): boolean => {
    const names = this.#names.get(folder);
    if (names?.has(name) === true) return true;
    return (names === undefined || CASELESS) && existsSync(join(folder, name));
  };
}

const CASELESS = process.platform === 'win32' || process.platform === 'darwin';

/** The same where somebody knows what folders hold. */
export function nearestHolding(holds: Listings['holds'], ...marks: readonly string[]): Nearest {
  const known = new Map<string, string | undefined>();
  return (folder) => {
    const passed: string[] = [];
    let at = folder;
    let found: string | undefined;
    for (;;) {
      if (known.has(at)) found = known.get(at);
      else {
        passed.push(at);
        if (marks.some((mark) => holds(at, mark))) found = at;
        else if (dirname(at) !== at) {
          at = dirname(at);
          continue;
        }
      }
      for (const one of passed) known.set(one, found);
      return found;
    }
  };
}

/** `idOf` of files, where many lie in few folders: each folder is asked once. Not for `base` itself and folders above it. */
export function idsFrom(base: string): (path: string) => string {
  const folders = new Map<string, string>();
  return (path) => {
    const end = path.lastIndexOf(sep);
    const folder = path.slice(0, end);
    let above = folders.get(folder);
    if (above === undefined) {
      above = end <= 0 ? '' : idOf(base, folder);
      folders.set(folder, above);
    }
    // In `base` itself, or in the root of a disk.
    return above === '' ? idOf(base, path) : `${above}/${path.slice(end + 1)}`;
  };
}

/** Path from `base` to `path` with `/`, as file ids are written; '' for the folder itself. */
export function idOf(base: string, path: string): string {
  const id = relative(base, path);
  return sep === '/' ? id : id.replaceAll(sep, '/');
}

/** Is `path` the folder itself or below it? */
function isInside(folder: string, path: string): boolean {
  const id = idOf(folder, path);
  return id !== '..' && !id.startsWith('../') && id !== path;
}

/** The file that a symbolic link means, as a path below `tree`; undefined where it is none, or lies outside. */
export function targetOf(link: string, tree: string): string | undefined {
  try {
    const target = realpathSync(link);
    const root = realpathSync(tree);
    return isInside(root, target) && statSync(target).isFile() ? join(tree, relative(root, target)) : undefined;
  } catch {
    return undefined;
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'not there any more'],
  ['ELOOP', 'a loop of symbolic links'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EMFILE', 'too many open files'],
  ['EISDIR', 'a folder'],
  ['ENXIO', 'not a regular file'],
  ['ENOSPC', 'no room is left on the disk'],
  ['EROFS', 'the disk is read-only'],
]);

/** Code of a failed system call; '' where it is something else. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Why something could not be read: a clause without paths of the machine. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return REASONS.get(code) ?? `cannot be read${code === '' ? '' : ` (${code})`}`;
}
