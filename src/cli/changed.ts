/**
 * `--changed-only`: which problems touch what changed since a revision. Everything is read and judged as always, since a
 * call has two ends; only the report is narrowed. Git is asked for names and nothing of the repository is run.
 */
import { execFileSync } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import { SETTINGS_FILE } from '../config.ts';
import { isValueFile } from '../find/support.ts';
import { idOf } from '../find/tree.ts';
import type { FileId, Problem } from '../model.ts';
import { UsageError } from './usage.ts';

/** Names of a repository of a million files. */
const MOST_BYTES = 256 * 1024 * 1024;
const VALUE_FOLDER = /^(?:parameters?|params?|environments?|envs?|config)$/i;

/** Says of a problem whether one of its places, or a file that gives values to it, changed. Throws UsageError. */
export function changedSince(since: string | undefined, cwd: string): (problem: Problem) => boolean {
  if (since === undefined && isCi())
    throw new UsageError('--changed-only needs --since REV here: in CI nothing is staged and everything is committed.');
  const files = changedFiles(since, cwd);
  const names = new Set(files);
  if (files.some((file) => basename(file) === SETTINGS_FILE)) return () => true;
  const folders = files.filter(givesValues).map(folderOfValues);
  return ({ place, related }) =>
    [place.file, ...related.map((one) => one.place.file)].some(
      (file) => names.has(file) || folders.some((folder) => folder === '' || file.startsWith(`${folder}/`)),
    );
}

function isCi(): boolean {
  const { CI = '' } = process.env;
  return CI !== '' && CI !== 'false' && CI !== '0';
}

function givesValues(file: FileId): boolean {
  return isValueFile(basename(file)) || (file.endsWith('.json') && VALUE_FOLDER.test(basename(dirname(file))));
}

/** A parameter file speaks for the templates around it, those of `parameters/` for the folder above. */
function folderOfValues(file: FileId): string {
  const folder = dirname(file);
  const above = VALUE_FOLDER.test(basename(folder)) ? dirname(folder) : folder;
  return above === '.' ? '' : above;
}

/** Changed, added, deleted and untracked files as ids of a run in `cwd`. */
function changedFiles(since: string | undefined, cwd: string): readonly FileId[] {
  const root = git(cwd, ['rev-parse', '--show-toplevel'], 'this is no git repository').trimEnd();
  const head = revision('HEAD', cwd);
  const base = since === undefined ? head : mergeBase(since, head, cwd);
  const tracked =
    base === null ? ['ls-files', '-z'] : ['diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', base, '--'];
  const names = [
    ...git(root, tracked).split('\0'),
    ...git(root, ['ls-files', '-o', '--exclude-standard', '-z']).split('\0'),
  ];
  return names.filter((name) => name !== '').map((name) => idOf(cwd, resolve(root, name)));
}

/** Where the work at hand left the other line: what others did there since is not ours. */
function mergeBase(since: string, head: string | null, cwd: string): string {
  const commit = revision(since, cwd);
  if (commit === null)
    throw new UsageError(`--since: git knows no commit '${since}'; in CI the whole history has to be fetched.`);
  if (head === null) return commit;
  try {
    return git(cwd, ['merge-base', commit, head]).trimEnd();
  } catch {
    // Unrelated or cut off: then all that differs.
    return commit;
  }
}

function revision(name: string, cwd: string): string | null {
  try {
    return git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).trimEnd();
  } catch {
    return null;
  }
}

/** Runs git without the programs that a repository may name. Throws UsageError. */
function git(cwd: string, args: readonly string[], wrong = 'git failed'): string {
  try {
    return execFileSync('git', ['-c', 'core.fsmonitor=false', ...args], {
      cwd,
      encoding: 'utf8',
      maxBuffer: MOST_BYTES,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(`--changed-only: ${missing ? 'git is not installed' : wrong}.`);
  }
}
