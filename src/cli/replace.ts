/** Puts new bytes in the place of a file that was read: whole or not at all, and only where it is still what was read. */
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { codeOf, reasonOf } from '../find/tree.ts';

/** Where nothing can be laid beside the file, or it is mounted by itself, it is written where it stands. */
const IN_PLACE = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);

/** null, or a clause that says why the file is as it was. */
export function replaceFile(path: string, was: Uint8Array, now: Uint8Array): string | null {
  try {
    const file = realpathSync(path);
    if (!statSync(file).isFile() || !readFileSync(file).equals(was)) return 'it has changed since it was read';
    try {
      // A disk that is full must not leave half of a file.
      replaceWhole(file, now);
    } catch (error) {
      if (!IN_PLACE.has(codeOf(error))) throw error;
      writeFileSync(file, now);
    }
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function replaceWhole(file: string, now: Uint8Array): void {
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(beside, now, { flag: 'wx' });
    chmodSync(beside, statSync(file).mode);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
