/** Which parameter files lie near enough to a template to belong to it. */
import type { FileId } from '../model.ts';

/** Folders between a template and its parameter files. */
export const DEEPEST = 2;

/** What a folder of parameter files is called. */
export const FOLDER = /^(?:parameters?|params?|environments?|envs?|config)$/i;

/**
 * Parameter files by the folder of the templates that they may belong to: a project of a thousand templates must not ask
 * each of a thousand files. In the order given.
 */
export function filesNear(files: readonly FileId[]): (folder: string) => readonly FileId[] {
  const below = new Map<string, number[]>();
  const beside = new Map<string, number[]>();
  const add = (to: Map<string, number[]>, folders: readonly string[], index: number): void => {
    const folder = folders.join('/');
    const before = to.get(folder);
    if (before === undefined) to.set(folder, [index]);
    else before.push(index);
  };
  files.forEach((file, index) => {
    const { folders } = nameOf(file);
    const { length } = folders;
    for (let up = 0; up <= Math.min(DEEPEST, length); up++) add(below, folders.slice(0, length - up), index);
    for (let up = 1; up <= Math.min(DEEPEST, length); up++)
      if (FOLDER.test(folders[length - up] ?? '')) add(beside, folders.slice(0, length - up), index);
  });
  return (folder) => {
    const parent = folder === '' ? undefined : folder.split('/').slice(0, -1).join('/');
    const found = new Set([...(below.get(folder) ?? []), ...(parent === undefined ? [] : (beside.get(parent) ?? []))]);
    return [...found].sort((a, b) => a - b).flatMap((index) => files[index] ?? []);
  };
}

/** A file's name without its ending, and the folders that it lies in. */
export interface Name {
  readonly folders: readonly string[];
  readonly base: string;
}

export function nameOf(id: FileId): Name {
  const segments = id.split('/');
  const last = segments.pop() ?? '';
  return { folders: segments, base: last.replace(/\.(?:jsonc?|bicep)$/i, '') };
}
