/**
 * `--cache`: what was judged, kept on disk from one run to the next. Documents by their content, and the last whole report
 * by the content of everything that it was made of; never by time or size. Nothing in it is trusted that does not carry the
 * digest of its own text and of this very program, and nothing is written that holds a secret. Edge.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readLines, writeLines } from './cache/file.ts';
import { packed, unpacked } from './cache/pack.ts';
import type { Memo, Remembered } from './judge.ts';
import type { LintInput } from './lint.ts';
import type { Report, Source } from './model.ts';

export interface Cache {
  readonly memo: Memo;
  /** The report of the last run, where nothing has changed since. */
  readonly recall: (input: LintInput) => Report | undefined;
  readonly keep: (input: LintInput, report: Report) => void;
  /** Writes what is new; says what went wrong, which is never a reason to fail. */
  readonly save: () => readonly string[];
}

/** No more documents than this are kept: those of the last run, then older ones. */
const MOST = 20_000;

/**
 * @param folder absolute path of the folder of the cache; made where it is not there
 * @param program what tells this program from every other one that may have written there
 */
export function openCache(folder: string, program: string): Cache {
  const [documents, runs] = ['documents', 'report'].map((name) => join(folder, `${name}.laudit`));
  const digest = digester();
  const faults: string[] = [];
  const read = (file: string | undefined): Map<string, string> => {
    const found = readLines(file ?? '', program);
    if (found.fault !== null) faults.push(found.fault);
    return new Map(found.lines);
  };
  const before = read(documents);
  const now = new Map<string, string | null>();
  let fresh = false;
  let report: readonly [key: string, text: string] | null = null;
  const keys = new WeakMap<Source, string>();
  const keyOf = (source: Source): string => {
    const known = keys.get(source);
    if (known !== undefined) return known;
    const { id, project, named = false, quiet = false, written = null, artifacts = null, bytes } = source;
    const key = digest(JSON.stringify([id, project, named, quiet, written, artifacts]), bytes);
    keys.set(source, key);
    return key;
  };
  const keyOfRun = ({ sources, settings, inventory = null, foreign = [], baseline = null }: LintInput): string => {
    const known = baseline === null ? null : [[...baseline.baseline], [...baseline.gone]];
    return digest(JSON.stringify([sources.map(keyOf), settings, inventory, foreign, known]));
  };
  return {
    memo: {
      keyOf,
      recall: (key) => {
        const text = before.get(key);
        const found = text === undefined ? undefined : unpacked<Remembered>(text);
        if (text !== undefined && found !== undefined) now.set(key, text);
        return found;
      },
      keep: (key, remembered) => {
        fresh = true;
        now.set(key, packed(remembered));
      },
    },
    recall: (input) => {
      const text = read(runs).get(keyOfRun(input));
      return text === undefined ? undefined : unpacked<Report>(text);
    },
    keep: (input, one) => {
      const text = one.crashed || one.skipped.length > 0 ? null : packed(one);
      report = text === null ? null : [keyOfRun(input), text];
    },
    save: () => {
      const lines = [...now].flatMap(([key, text]): [string, string][] => (text === null ? [] : [[key, text]]));
      for (const [key, text] of before) if (lines.length < MOST && !now.has(key)) lines.push([key, text]);
      const wrong = [
        fresh ? writeLines(documents ?? '', program, lines) : null,
        report === null ? null : writeLines(runs ?? '', program, [report]),
      ];
      return [...faults, ...wrong.flatMap((one) => one ?? [])];
    },
  };
}

function digester(): (...parts: readonly (string | Uint8Array)[]) => string {
  return (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part).update('\0');
    return hash.digest('hex');
  };
}
