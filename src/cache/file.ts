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

/** No more entries than this are kept, and read. */
export const MOST = 20_000;
/** Nor more bytes of them. */
const MOST_BYTES = 512 * 1024 * 1024;

/** A text that was read is a part of its file: it becomes a string where it is asked for. */
export type Line = readonly [key: string, text: string | Buffer];

export interface Lines {
  readonly lines: readonly (readonly [key: string, text: Buffer])[];
  /** One clause for people, where something in the file was passed over. */
  readonly fault: string | null;
}

/** Entries that are whole and were written by this very program. Never throws. */
export function readLines(file: string, program: string): Lines {
  const bytes = bytesOf(file, MOST_BYTES);
  if (typeof bytes === 'string')
    return { lines: [], fault: isMissing(file) ? null : `the cache is not used: ${bytes}` };
  const head = Buffer.from(`${headOf(program)}\n`);
  if (!bytes.subarray(0, head.length).equals(head))
    return { lines: [], fault: 'the cache is of another version, and is made anew' };
  const lines: [string, Buffer][] = [];
  let broken = 0;
  for (let at = head.length; at < bytes.length && lines.length + broken < MOST;) {
    const next = bytes.indexOf('\n', at);
    const end = next < 0 ? bytes.length : next;
    const key = bytes.toString('latin1', at, Math.min(at + HEX, end));
    const digest = bytes.toString('latin1', at + HEX + 1, Math.min(at + 2 * HEX + 1, end));
    const text = bytes.subarray(Math.min(at + 2 * HEX + 2, end), end);
    if (digest === digestOf(key, text)) lines.push([key, text]);
    else broken++;
    at = end + 1;
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
export function writeLines(file: string, program: string, lines: readonly Line[]): string | null {
  try {
    mkdirSync(dirname(file), { recursive: true });
    ignoreFolder(dirname(file));
    writeWhole(file, bytesFor(program, lines), 0o600);
    return null;
  } catch (error) {
    return `the cache cannot be written: ${reasonOf(error)}`;
  }
}

/** The first of these entries, as far as there is room. */
function bytesFor(program: string, lines: readonly Line[]): Buffer {
  const pieces = [Buffer.from(`${headOf(program)}\n`)];
  let room = MOST_BYTES - (pieces[0]?.length ?? 0);
  for (const [key, text] of lines.slice(0, MOST)) {
    const line = [Buffer.from(`${key} ${digestOf(key, text)} `), Buffer.from(text), Buffer.from('\n')];
    room -= line.reduce((sum, { length }) => sum + length, 0);
    if (room < 0) break;
    pieces.push(...line);
  }
  return Buffer.concat(pieces);
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

function digestOf(key: string, text: string | Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${key}\0`), Buffer.from(text)]));
}
