/** The baseline on disk: found, read, written. What it means is the matter of `baseline.ts`. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Baseline, type KnownBefore, parseBaseline, printBaseline } from '../baseline.ts';
import { bytesOfNamed } from '../find/bytes.ts';
import { idOf, nearest, reasonOf } from '../find/tree.ts';
import { parse } from '../read/read.ts';
import { writeOver } from '../whole.ts';
import { SettingsError } from './error.ts';

const BASELINE_FILE = 'laudit-baseline.json';

/** Absolute path of the baseline that a run uses: the one that is named, else the nearest from `cwd` up to the repository root; null = none. */
export function baselinePath(cwd: string, asked: string | false | undefined): string | null {
  if (asked === false) return null;
  if (asked !== undefined) return resolve(cwd, asked);
  const folder = nearest(BASELINE_FILE, '.git')(cwd);
  const path = join(folder ?? cwd, BASELINE_FILE);
  return existsSync(path) ? path : null;
}

/** Where a new one is written: the folder of the settings. */
export function newBaselinePath(folder: string): string {
  return join(folder, BASELINE_FILE);
}

/** Reads it. Throws SettingsError. */
export function readBaseline(path: string, cwd: string): KnownBefore {
  const label = idOf(cwd, path);
  const bytes = bytesOfNamed(path);
  if (typeof bytes === 'string') throw new SettingsError([`${label}: ${bytes}`]);
  const { value, faults } = parse(Buffer.from(bytes).toString('utf8'));
  const baseline = value === undefined ? (faults[0]?.message ?? 'no JSON') : parseBaseline(value);
  if (typeof baseline === 'string') throw new SettingsError([`${label}: ${baseline}`]);
  const root = nearest('.git')(cwd) ?? cwd;
  const gone = [...baseline.keys()].filter((file) => !existsSync(join(root, file)));
  return { baseline, gone: new Set(gone) };
}

/** Writes it. Throws SettingsError. */
export function writeBaseline(path: string, baseline: Baseline, cwd: string): void {
  try {
    writeOver(path, printBaseline(baseline));
  } catch (error) {
    throw new SettingsError([`'${idOf(cwd, path)}' cannot be written: ${reasonOf(error)}`]);
  }
}
