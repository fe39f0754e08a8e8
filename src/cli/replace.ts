/** Puts new bytes in the place of a file that was read: whole or not at all, and only where it is still what was read. */
import { readFileSync, statSync } from 'node:fs';
import { reasonOf } from '../find/tree.ts';
import { writeOver } from '../whole.ts';

/** null, or a clause that says why the file is as it was. */
export function replaceFile(path: string, was: Uint8Array, now: Uint8Array): string | null {
  try {
    if (!statSync(path).isFile() || !readFileSync(path).equals(was)) return 'it has changed since it was read';
    writeOver(path, now);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
