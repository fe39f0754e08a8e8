/**
 * Which files a lint reads for their values beside those it judges: what a Standard app keeps next to its workflows, and
 * parameter files. They matter although git ignores some (local.settings.json by the platform's own template), and although the user named
 * one workflow alone.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decode } from '../read/decode.ts';
import { isPolicyText } from '../recognise.ts';
import { languageOfFile } from '../secret.ts';

const ENDINGS = new Set(['json', 'bicep', 'bicepparam', 'xml', 'csx', 'ps1']);

/** What is looked for below a folder, by the ending of its name, in any letter case. */
export function isRead(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot >= 0 && ENDINGS.has(name.slice(dot + 1).toLowerCase());
}

/** Files at the root of a Standard app that say what its workflows' names mean. */
const APP_FILES: readonly string[] = ['host.json', 'connections.json', 'parameters.json', 'local.settings.json'];

/** Folders of build results: a copy of a value file in there says nothing. */
const BUILT = new Set(['bin', 'obj', 'out', 'build', 'publish', 'target']);

/** Is a file of this name read for its values? */
export function isValueFile(name: string): boolean {
  const lower = name.toLowerCase();
  return APP_FILES.includes(lower) || isParameters(lower);
}

/** XML that is no policy of API Management. */
export function isOtherXml(path: string, bytes: Uint8Array): boolean {
  return path.toLowerCase().endsWith('.xml') && !isPolicyText(decode(bytes).text);
}

/**
 * Code that no workflow runs, by where it lies: an action runs files of its workflow's folder, and they may load those in the
 * app's folder `shared` (learn.microsoft.com/azure/logic-apps/add-run-csharp-scripts).
 */
export function isOtherCode(path: string): boolean {
  if (languageOfFile(path) === undefined) return false;
  const folder = dirname(path);
  const isShared = basename(folder).toLowerCase() === 'shared' && existsSync(join(dirname(folder), 'host.json'));
  return !isShared && !existsSync(join(folder, 'workflow.json'));
}

/** `id`: path relative to the run, with `/`. */
export function isBuilt(id: string): boolean {
  return id
    .split('/')
    .slice(0, -1)
    .some((folder) => BUILT.has(folder.toLowerCase()));
}

function isParameters(lower: string): boolean {
  return lower.endsWith('.json') && lower.slice(0, -'.json'.length).includes('parameters');
}

/**
 * Paths that may exist and give context to named files: of `app/x/workflow.json` the app's files, of code the workflow that
 * runs it, else parameter files beside it. Each with a file that it is for; a folder is listed once.
 */
export function supportOf(files: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const listed = new Set<string>();
  for (const file of files) {
    const folder = dirname(file);
    const add = (within: string, names: readonly string[]): void => {
      for (const name of names) found.set(join(within, name), file);
    };
    if (languageOfFile(file) !== undefined) add(folder, ['workflow.json']);
    else if (basename(file).toLowerCase() === 'workflow.json') {
      add(dirname(folder), APP_FILES);
      if (existsSync(join(folder, 'host.json'))) add(folder, APP_FILES);
    } else if (!listed.has(folder)) {
      listed.add(folder);
      const names = namesIn(folder);
      add(folder, [
        ...(names.includes('host.json') ? APP_FILES : []),
        ...names.filter((name) => isParameters(name.toLowerCase())),
      ]);
    }
  }
  return found;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
