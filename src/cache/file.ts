/**
 * A file of the cache: a first line that names the program that wrote it, then a line for each entry: key, digest, text.
 * Written beside its name and then put in its place, so that two processes never read half a file.
 */
import { hash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesOf } from '../find/bytes.ts';
import { codeOf, reasonOf } from '../find/tree.ts';
import { writeWhole } from '../whole.ts';

/** A text has no more characters in Node. */
const MOST_BYTES = 512 * 1024 * 1024 - 1024;

export interface Lines {
  readonly lines: readonly (readonly [key: string, text: string])[];
  /** One clause for people, where something in the file was passed over. */
  readonly fault: string | null;
}

/** Entries that are whole and were written by this very program. Never throws. */
export function readLines(file: string, program: string): Lines {
  const bytes = bytesOf(file, MOST_BYTES);
  if (typeof bytes === 'string')
    return { lines: [], fault: isMissing(file) ? null : `the cache is not used: ${bytes}` };
  const [head, ...rest] = bytes.toString().split('\n');
  if (head !== headOf(program)) return { lines: [], fault: 'the cache is of another version, and is made anew' };
  const lines: [string, string][] = [];
  let broken = 0;
  for (const line of rest) {
    if (line === '') continue;
    const key = line.slice(0, HEX);
    const digest = line.slice(HEX + 1, 2 * HEX + 1);
    const entry = line.slice(2 * HEX + 2);
    if (digest === digestOf(key, entry)) lines.push([key, entry]);
    else broken++;
  }
  const fault =
    broken === 0
      ? null
      : `${String(broken)} ${broken === 1 ? 'entry' : 'entries'} of the cache cannot be used, and will be made anew`;
  return { lines, fault };
}

function isMissing(file: string): boolean {
  try {
    statSync(file);
    return false;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}

/** null, or one clause that says what went wrong. */
export function writeLines(file: string, program: string, lines: Lines['lines']): string | null {
  try {
    mkdirSync(dirname(file), { recursive: true });
    ignoreFolder(dirname(file));
    const entries = lines.map(([key, text]) => `${key} ${digestOf(key, text)} ${text}`);
    writeWhole(file, [headOf(program), ...entries, ''].join('\n'), 0o600);
    return null;
  } catch (error) {
    return `the cache cannot be written: ${reasonOf(error)}`;
  }
}

/** Git passes over a folder that says so itself. */
function ignoreFolder(folder: string): void {
  try {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

const HEX = 64;

function headOf(program: string): string {
  return `laudit ${program}`;
}

function digestOf(key: string, text: string): string {
  return hash('sha256', `${key}\0${text}`);
}
