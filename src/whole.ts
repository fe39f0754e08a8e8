/** Writes files whole or not at all: a disk that is full must not leave half of one, nor nothing of the one before. Edge. */
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { codeOf } from './find/tree.ts';

/** Where nothing can be laid beside the file, or it is mounted by itself, it is written where it stands. */
const IN_PLACE = new Set(['EACCES', 'EPERM', 'EBUSY', 'EXDEV']);

/** Laid beside its name and then put in its place; nobody reads half of it. Throws as `node:fs` does. @param mode its rights, as `chmod` takes them */
export function writeWhole(file: string, content: string | Uint8Array, mode?: number): void {
  // Opened here and not at the top: a start that writes nothing needs none.
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(beside, content, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    // What the user's mask takes away at birth.
    if (mode !== undefined) chmodSync(beside, mode);
    renameSync(beside, file);
  } catch (error) {
    try {
      rmSync(beside, { force: true });
    } catch {
      // It could not be made, so it need not go.
    }
    throw error;
  }
}

/** The same for a file of the user's, which may be there: a link stays one, and so do its rights. Throws as `node:fs` does. */
export function writeOver(path: string, content: string | Uint8Array): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) return writeFileSync(path, content);
  const file = there === undefined ? path : realpathSync(path);
  try {
    writeWhole(file, content, there?.mode);
  } catch (error) {
    if (!IN_PLACE.has(codeOf(error))) throw error;
    writeFileSync(file, content);
  }
}
