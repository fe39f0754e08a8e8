/** One file's bytes, or why there are none. */
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { MAX_BYTES } from '../read/limits.ts';
import { bytesOfPipe } from './pipe.ts';
import { reasonOf } from './tree.ts';

/** Windows has no such flag, and no pipes among its files. */
const WITHOUT_WAITING = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/**
 * The bytes, or why there are none. Synchronous: two to five times faster than promises (facts/dependencies-performance.md §2).
 * @param most bytes that are read at most
 */
export function bytesOf(path: string, most = MAX_BYTES): Buffer | string {
  try {
    // Asked of what was opened: a name may stand for something else a moment later. A pipe is not waited for.
    const file = openSync(path, constants.O_RDONLY | WITHOUT_WAITING);
    try {
      return bytesIn(file, most);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return reasonOf(error);
  }
}

function bytesIn(file: number, most: number): Buffer | string {
  const stat = fstatSync(file);
  if (!stat.isFile()) return 'not a regular file';
  if (stat.size > most) return `more than ${most / 1024 / 1024} MiB`;
  // Files that say that they are empty need not be: those of `/proc`.
  return stat.size === 0 ? readFileSync(file) : bytesUpTo(file, stat.size);
}

/** As `readFileSync`, which would ask for the size again: a thousand files take it 3 ms longer. */
function bytesUpTo(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for (let more = -1; more !== 0 && length < size; length += more)
    more = readSync(file, bytes, length, size - length, null);
  return bytes.subarray(0, length);
}

/**
 * The same of a file that the user or the settings name: a pipe is welcome (`--inventory <(az …)`), a device is not, since a
 * link to `/dev/zero` in somebody's tree has no end.
 */
export function bytesOfNamed(path: string, most = MAX_BYTES): Uint8Array | string {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return bytesOf(path, most);
    return stat.isFIFO() || stat.isSocket() ? bytesOfPipe(path, most) : 'not a regular file';
  } catch (error) {
    return reasonOf(error);
  }
}
