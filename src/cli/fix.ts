/**
 * `--fix` and `--fix-dry-run`: safe fixes written back in the encoding of their files, or shown as a difference with
 * every secret masked. What one fix uncovers the next round mends.
 */
import { resolve } from 'node:path';
import { applyEdits, chooseFixes } from '../fix.ts';
import { unified } from '../fix/difference.ts';
import { encode } from '../fix/encode.ts';
import { type LintInput, lintWithTexts } from '../lint.ts';
import type { Report } from '../model.ts';
import { read } from '../read/read.ts';
import { count } from '../report/words.ts';
import { replaceFile } from './replace.ts';
import { notice, print } from './terminal.ts';
import { UsageError } from './usage.ts';

/** Fixes that uncover each other without end would never stop. */
const ROUNDS = 5;

export interface Fixed {
  readonly input: LintInput;
  readonly report: Report;
}

type Judge = (input: LintInput) => Report;

/** Applies what can be applied, in memory; `report` is what is left. */
export function fixAll(input: LintInput, report: Report, judge: Judge): Fixed & { readonly count: number } {
  let now = { input, report };
  let total = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { edits, count: fixes } = chooseFixes(now.report.problems);
    if (fixes === 0) break;
    const sources = now.input.sources.map((source) => {
      const own = edits.get(source.id);
      if (own === undefined) return source;
      const { text, encoding } = read(source);
      return { ...source, bytes: encode(applyEdits(text, own), encoding, source.bytes) };
    });
    const next = { ...now.input, sources };
    now = { input: next, report: judge(next) };
    total += fixes;
  }
  return { ...now, count: total };
}

/** Writes the files that differ. Throws UsageError where one cannot be written, or is another one by now: the others are. */
export function writeFixes(before: LintInput, after: LintInput, fixes: number, root: string): void {
  const changed = changedIn(before, after);
  const failed = changed.flatMap(({ id, then, now }) => {
    const fault = replaceFile(resolve(root, id), then, now);
    return fault === null ? [] : [`'${id}' cannot be written: ${fault}.`];
  });
  if (failed.length > 0) throw new UsageError(failed.join(' '));
  notice(
    fixes === 0
      ? 'nothing to fix'
      : `${count(fixes, 'fix').replace(/fixs$/, 'fixes')} in ${count(changed.length, 'file')}`,
  );
}

/** Prints the difference. */
export function printFixes(before: LintInput, after: LintInput): void {
  const changed = changedIn(before, after);
  // What is a secret of a file, other files have a say in.
  const [was, is] =
    changed.length === 0 ? [] : [before, after].map((one) => lintWithTexts({ ...one, judged: undefined }).texts);
  const texts = changed.flatMap(({ id }) => {
    const [then, now] = [was?.(id), is?.(id)];
    return then === undefined || now === undefined ? [] : [unified(id, then, now)];
  });
  print(texts.join(''));
  if (texts.length === 0) notice('nothing to fix');
}

function changedIn(before: LintInput, after: LintInput) {
  const old = new Map(before.sources.map(({ id, bytes }) => [id, bytes]));
  return after.sources.flatMap(({ id, bytes: now }) => {
    const then = old.get(id);
    return then === undefined || then === now ? [] : [{ id, then, now }];
  });
}
