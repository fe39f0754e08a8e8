/**
 * What lies in the folder `Artifacts` of a Standard app: maps, schemas and templates that actions name
 * (facts/workflow-language.md §9). They are listed, never read. Edge: asks the disk.
 */
import { readdirSync, type Dirent } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Source } from '../model.ts';

/** More files than any app has; what is not listed whole is not known. */
const MOST = 10_000;

/** Of a `host.json`: the names of the files below the folder `Artifacts` beside it; none where that is not there or not whole. */
export function artifactsBeside(path: string): Pick<Source, 'artifacts'> {
  if (basename(path).toLowerCase() !== 'host.json') return {};
  const app = dirname(path);
  const folder = entriesIn(app)?.find((entry) => entry.isDirectory() && entry.name.toLowerCase() === 'artifacts');
  const artifacts = folder === undefined ? undefined : namesBelow(join(app, folder.name));
  return artifacts === undefined ? {} : { artifacts };
}

/** Undefined where a folder is closed, or a link leads somewhere else. */
function namesBelow(folder: string): readonly string[] | undefined {
  const names: string[] = [];
  const waiting = [folder];
  let seen = 0;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = entriesIn(at);
    seen += entries?.length ?? 0;
    if (entries === undefined || seen > MOST) return undefined;
    for (const entry of entries) {
      if (entry.isDirectory()) waiting.push(join(at, entry.name));
      else if (entry.isFile()) names.push(entry.name);
      else return undefined;
    }
  }
  return names.sort();
}

function entriesIn(folder: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
