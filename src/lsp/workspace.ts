/**
 * What the editor has open, laid over what lies on the disk. One folder is linted as a whole, since a change in the
 * receiver changes what is said about the sender; a document with syntax faults keeps the last text that could be read.
 */
import { resolve } from 'node:path';
import { gather, type Gathered } from '../gather.ts';
import { lint } from '../lint.ts';
import type { FileId, Report, Source } from '../model.ts';
import { idOf } from '../find/tree.ts';
import { parse } from '../read/read.ts';

interface Open {
  readonly text: string;
  /** The last text that could be read as JSON: its facts stay linked while somebody types. */
  readonly good: string | null;
}

export interface Linted {
  readonly report: Report;
  readonly sources: readonly Source[];
  /** Absolute path of a file id. */
  readonly pathOf: (file: FileId) => string;
}

export class Folder {
  readonly root: string;
  readonly #open = new Map<string, Open>();
  #gathered: Promise<Gathered> | undefined;

  /** @param root absolute path */
  constructor(root: string) {
    this.root = root;
  }

  /** @param path absolute path of the document */
  set(path: string, text: string): void {
    const before = this.#open.get(path);
    const good = parse(text).value === undefined ? (before?.good ?? null) : text;
    this.#open.set(path, { text, good });
  }

  close(path: string): void {
    this.#open.delete(path);
  }

  /** Something changed on the disk, or the settings did. */
  forget(): void {
    this.#gathered = undefined;
  }

  /** Lints the folder with what is open. Rejects where settings are wrong. */
  async lint(): Promise<Linted> {
    this.#gathered ??= gather([], { cwd: this.root });
    const { input, found } = await this.#gathered;
    const sources = this.#overlaid(input.sources, found.root);
    const report = lint({ ...input, sources });
    return { report: this.#withBroken(report, found.root), sources, pathOf: (file) => resolve(found.root, file) };
  }

  #overlaid(onDisk: readonly Source[], root: string): readonly Source[] {
    const texts = new Map([...this.#open].map(([path, { text, good }]) => [idOf(root, path), good ?? text]));
    const kept = onDisk.filter(({ id }) => !texts.has(id));
    const encoder = new TextEncoder();
    const open = [...texts].map(([id, text]): Source => {
      const project = onDisk.find((source) => source.id === id)?.project ?? onDisk[0]?.project ?? '';
      return { id, bytes: encoder.encode(text), project };
    });
    return [...kept, ...open];
  }

  /** A document that cannot be read now is reported as such, and what was said of its last good text is held back. */
  #withBroken(report: Report, root: string): Report {
    const broken = [...this.#open].filter(([, { text, good }]) => good !== null && good !== text);
    if (broken.length === 0) return report;
    const ids = new Set(broken.map(([path]) => idOf(root, path)));
    return { ...report, problems: report.problems.filter(({ place }) => !ids.has(place.file)) };
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
