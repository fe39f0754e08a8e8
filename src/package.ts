/** The installed package: where it lies, its version, the base of its documentation links. Read once. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Package {
  /** Absolute folder that holds package.json, `rules/` and `schemas/`. */
  readonly root: string;
  readonly version: string;
  /** Without fragment; '' where package.json names none. */
  readonly homepage: string;
}

let found: Package | undefined;

/** Searches upward from this very file, which is bundled to another depth than it is written at. */
export function thisPackage(): Package {
  return (found ??= read(dirname(fileURLToPath(import.meta.url))));
}

function read(start: string): Package {
  for (let root = start; ; root = dirname(root)) {
    const file = join(root, 'package.json');
    const about = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string; homepage?: string })
      : {};
    if (about.name === 'laudit') {
      return { root, version: about.version ?? '', homepage: about.homepage?.split('#', 1)[0] ?? '' };
    }
    if (dirname(root) === root) return { root: start, version: '', homepage: '' };
  }
}
