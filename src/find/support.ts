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
 * Paths that may exist and give context to a named file: of `app/x/workflow.json` the app's files, of code the workflow that
 * runs it, else parameter files beside it.
 */
export function supportOf(file: string): readonly string[] {
  const folder = dirname(file);
  if (languageOfFile(file) !== undefined) return [join(folder, 'workflow.json')];
  const names = namesIn(folder);
  const inApp = basename(file).toLowerCase() === 'workflow.json';
  const apps = [...(inApp ? [dirname(folder)] : []), ...(names.includes('host.json') ? [folder] : [])];
  const beside = inApp
    ? []
    : names.filter((name) => isParameters(name.toLowerCase())).map((name) => join(folder, name));
  return [...apps.flatMap((app) => APP_FILES.map((name) => join(app, name))), ...beside].filter(
    (path) => path !== file,
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
