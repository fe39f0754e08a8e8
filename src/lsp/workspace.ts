/**
 * What the editor has open, laid over what lies on the disk. One folder is linted as a whole, since a change in the
 * receiver changes what is said about the sender; a document with syntax faults keeps the last text that could be read.
 */
import { resolve } from 'node:path';
import { gather, type Gathered } from '../gather.ts';
import { type LintInput, lintWithTexts, type Linted as WithTexts } from '../lint.ts';
import type { FileId, Report, Source } from '../model.ts';
import { idOf } from '../find/tree.ts';
import { parse } from '../read/read.ts';
import { languageOfFile } from '../secret.ts';
import { Memory } from './memory.ts';

interface Open {
  readonly text: string;
  /** The last text that was linted and could be read (code always can): its facts stay linked while somebody types. */
  good: string | null;
  /** Whether it is known if `text` can be read: told when the folder is linted, since keys come faster than that. */
  known: boolean;
  /** What is linted in the place of the file; made once, so that it is known again. */
  source: Source | null;
}

export interface Linted extends WithTexts {
  readonly sources: readonly Source[];
  /** Absolute path that file ids count from. */
  readonly root: string;
  /** Absolute path of a file id. */
  readonly pathOf: (file: FileId) => string;
}

export class Folder {
  readonly root: string;
  readonly #open = new Map<string, Open>();
  readonly #memory = new Memory();
  readonly #texts: NonNullable<LintInput['texts']> = new WeakMap();
  #gathering: Promise<Gathered> | undefined;
  #gathered: Gathered | undefined;

  /** @param root absolute path */
  constructor(root: string) {
    this.root = root;
  }

  /** @param path absolute path of the document */
  set(path: string, text: string): void {
    const { good, source } = this.#open.get(path) ?? { good: null, source: null };
    this.#open.set(path, { text, good, source, known: false });
  }

  close(path: string): void {
    this.#open.delete(path);
  }

  /** Something changed on the disk, or the settings did. */
  forget(): void {
    this.#gathering = undefined;
    // Of another project now, perhaps, or no longer ignored.
    for (const open of this.#open.values()) open.source = null;
  }

  /** Reads what lies on the disk, where that has to be read. Rejects where settings are wrong. */
  async ready(): Promise<void> {
    this.#gathered = await (this.#gathering ??= gather([], { cwd: this.root }));
  }

  /** Lints the folder, which is ready, with what is open. */
  lint(): Linted {
    if (this.#gathered === undefined) throw new Error('the folder was not read');
    const { input, found } = this.#gathered;
    for (const [path, open] of this.#open) if (!open.known) know(path, open);
    const sources = this.#overlaid(input.sources, found.root);
    const { report, texts } = lintWithTexts({ ...input, sources, memo: this.#memory, texts: this.#texts });
    const pathOf = (file: FileId): string => resolve(found.root, file);
    return { report: this.#withBroken(report, found.root), texts, sources, root: found.root, pathOf };
  }

  #overlaid(onDisk: readonly Source[], root: string): readonly Source[] {
    const byId = new Map(onDisk.map((source) => [source.id, source]));
    for (const [path, open] of this.#open) {
      const id = idOf(root, path);
      // Code that no workflow runs is nobody's business here.
      if (!byId.has(id) && languageOfFile(id) !== undefined) continue;
      const before = byId.get(id) ?? { id, project: onDisk[0]?.project ?? '' };
      open.source ??= { ...before, bytes: new TextEncoder().encode(open.good ?? open.text) };
      byId.set(id, open.source);
    }
    return [...byId.values()];
  }

  /** A document that cannot be read now is reported as such, and what was said of its last good text is held back. */
  #withBroken(report: Report, root: string): Report {
    const broken = [...this.#open].filter(([, { text, good }]) => good !== null && good !== text);
    if (broken.length === 0) return report;
    const ids = new Set(broken.map(([path]) => idOf(root, path)));
    return { ...report, problems: report.problems.filter(({ place }) => !ids.has(place.file)) };
  }

  /** Absolute paths of the open documents. */
  open(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Open documents whose text cannot be read now: where, and why. */
  broken(): readonly {
    readonly path: string;
    readonly text: string;
    readonly at: readonly [number, number];
    readonly message: string;
  }[] {
    return [...this.#open].flatMap(([path, { text, good }]) => {
      if (good === text) return [];
      const [fault] = parse(text).faults.filter(
        ({ kind }) => kind === 'syntax' || kind === 'truncated' || kind === 'empty' || kind === 'depth',
      );
      return fault === undefined ? [] : [{ path, text, at: [fault.start, fault.end] as const, message: fault.message }];
    });
  }
}

/** Keeps the text where it can be read, else what could be before. */
function know(path: string, open: Open): void {
  open.known = true;
  if (open.text === open.good) return;
  const isGood = languageOfFile(path) !== undefined || parse(open.text).value !== undefined;
  if (isGood) open.good = open.text;
  if (isGood || open.good === null) open.source = null;
}
