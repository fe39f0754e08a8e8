/**
 * Reference material that some tests read and that is no part of the project: real files, vectors, labels. Root from
 * LAUDIT_SHARED, else `../shared` beside the project; the corpus from LAUDIT_CORPUS. Tests must pass without it: skip
 * with `describe.skipIf(folder === undefined)`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = process.env['LAUDIT_SHARED'] ?? resolve(import.meta.dirname, '../../shared');
const corpusRoot = process.env['LAUDIT_CORPUS'] ?? join(root, 'corpus');

/** Path of a file or folder of the reference material; undefined where it is absent. */
export function shared(...parts: readonly string[]): string | undefined {
  const path = join(root, ...parts);
  return existsSync(path) ? path : undefined;
}

/** The corpus folder; undefined where it is absent. */
export function corpus(): string | undefined {
  return existsSync(corpusRoot) ? corpusRoot : undefined;
}

/** Paths of all JSON files of the corpus, relative to it, sorted; none where it is absent. */
export function corpusFiles(): readonly string[] {
  const folder = corpus();
  if (folder === undefined) return [];
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((name) => name.endsWith('.json')).sort();
}
