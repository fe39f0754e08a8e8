/** `--cache`: where the cache lies, and what tells this program from others. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Cache } from '../cache.ts';
import { thisPackage } from '../package.ts';
import type { Given } from './options.ts';
import { UsageError } from './usage.ts';

/** Throws UsageError. */
export function cacheFor(given: Pick<Given, 'flag' | 'text'>, cwd: string): Cache {
  const location = given.text('cache-location');
  if (!given.flag('cache')) throw new UsageError('--cache-location goes with --cache.');
  return new Cache(location === undefined ? ownFolder(cwd) : resolve(cwd, location), program());
}

/**
 * The user's own folder for caches, and in it one for each working directory. Not in the working directory: a repository
 * could bring a cache along that says that nothing is wrong with it.
 */
function ownFolder(cwd: string): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const mac = process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : undefined;
  const base = (process.platform === 'win32' ? local : undefined) ?? mac ?? absolute(xdg) ?? join(homedir(), '.cache');
  return join(base, 'laudit', createHash('sha256').update(cwd).digest('hex').slice(0, 16));
}

/** The XDG specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true ? path : undefined;
}

/** Version and, where it is there, the very file that judges, which names what it opens: a version under development changes every hour. */
function program(): string {
  const { root, version } = thisPackage();
  const file = join(root, 'dist', 'main.cjs');
  const digest = existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
  return `${version} ${digest} node ${process.versions.node}`;
}
