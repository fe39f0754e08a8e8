/**
 * `--cache`: what was judged, kept on disk from one run to the next. Documents by their content, and the last whole report
 * by the content of everything that it was made of; never by time or size. Nothing in it is trusted that does not carry the
 * digest of its own text and of this very program, and nothing is written that holds a secret. Edge.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { type Line, MOST, readLines, writeLines } from './cache/file.ts';
import { packed, unpacked } from './cache/pack.ts';
import type { Memo, Remembered } from './judge.ts';
import type { LintInput } from './lint.ts';
import type { Report, Source } from './model.ts';

export class Cache {
  readonly #program: string;
  readonly #files: { readonly documents: string; readonly report: string };
  readonly #faults: string[] = [];
  #before: ReadonlyMap<string, Buffer> | undefined;
  /** Key → text; null where it must not be written. */
  readonly #now = new Map<string, Line[1] | null>();
  readonly #prints = new WeakMap<Source, string>();
  #fresh = false;
  #report: readonly [key: string, text: string] | null = null;

  /**
   * @param folder absolute path of the folder of the cache; made where it is not there
   * @param program what tells this program from every other one that may have written there
   */
  constructor(folder: string, program: string) {
    this.#program = program;
    this.#files = { documents: join(folder, 'documents.laudit'), report: join(folder, 'report.laudit') };
  }

  /** What is remembered of documents. */
  readonly memo: Memo = {
    keyOf: (source, options) => (options === '' ? this.#keyOf(source) : digest(this.#keyOf(source), options)),
    recall: (key) => {
      const text = this.#documents.get(key);
      const found = text === undefined ? undefined : (unpacked(text.toString()) as Remembered | undefined);
      if (text !== undefined && found !== undefined) this.#now.set(key, text);
      return found;
    },
    keep: (key, remembered) => {
      this.#fresh = true;
      this.#now.set(key, packed(remembered));
    },
  };

  /**
   * The report of the last run, where nothing has changed since.
   * @param calls whether they are wanted too, which make four fifths of a report
   */
  recall(input: LintInput, calls: boolean): Report | undefined {
    const text = this.#read(this.#files.report).get(this.#keyOfRun(input, calls));
    return text === undefined ? undefined : (unpacked(text.toString()) as Report | undefined);
  }

  keep(input: LintInput, calls: boolean, report: Report): void {
    const text = report.crashed || report.skipped.length > 0 ? null : packed(calls ? report : { ...report, calls: [] });
    this.#report = text === null ? null : [this.#keyOfRun(input, calls), text];
  }

  /** Writes what is new; says what went wrong, which is never a reason to fail. */
  save(): readonly string[] {
    // Those of this run, then older ones.
    const lines = [...this.#now].flatMap(([key, text]): Line[] => (text === null ? [] : [[key, text]]));
    for (const [key, text] of this.#documents) if (lines.length < MOST && !this.#now.has(key)) lines.push([key, text]);
    const wrong = [
      this.#fresh ? writeLines(this.#files.documents, this.#program, lines) : null,
      this.#report === null ? null : writeLines(this.#files.report, this.#program, [this.#report]),
    ];
    return [...this.#faults, ...wrong.flatMap((one) => one ?? [])];
  }

  /** Those of earlier runs; not read where the whole report is known. */
  get #documents(): ReadonlyMap<string, Buffer> {
    return (this.#before ??= this.#read(this.#files.documents));
  }

  #read(file: string): ReadonlyMap<string, Buffer> {
    const found = readLines(file, this.#program);
    if (found.fault !== null) this.#faults.push(found.fault);
    return new Map(found.lines);
  }

  #keyOf(source: Source): string {
    return digest(this.#print(source));
  }

  /** All that a source is, its bytes by their digest: one call for them, since a thousand hashes that are fed in steps cost 10 ms. */
  #print(source: Source): string {
    const before = this.#prints.get(source);
    if (before !== undefined) return before;
    const { id, project, named = false, quiet = false, written = null, artifacts = null, bytes } = source;
    const print = JSON.stringify([id, project, named, quiet, written, artifacts, hash('sha256', bytes)]);
    this.#prints.set(source, print);
    return print;
  }

  #keyOfRun({ sources, settings, inventory = null, foreign = [], baseline = null }: LintInput, calls: boolean): string {
    const known = baseline === null ? null : [[...baseline.baseline], [...baseline.gone]];
    const prints = sources.map((one) => this.#print(one));
    // Each by itself: all of it may be longer than a text can be.
    return digest(
      ...[prints, settings, inventory, foreign, known, calls].map((one) => hash('sha256', JSON.stringify(one))),
    );
  }
}

function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join('\0'));
}
