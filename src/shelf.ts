/**
 * The documents of a run, read when somebody asks for them and kept while there is room, so that a run over thousands of
 * files holds a few at a time. A file that cannot be read (any more) is said to be so, once.
 */
import type { Document, FileId, Source } from './model.ts';
import { read, textOf } from './read/read.ts';

/**
 * Characters of text that are kept: a hundred files of the usual size. A document weighs some six times its text; what
 * is asked for again after it was let go is read again, which costs a thirtieth of judging it, and nothing on balance:
 * what is kept for long has to be moved and looked through by the collector.
 */
const ROOM = 2_000_000;

/** What has a text, by file, in the order of its last use: what was not used for longest goes where there is no room. */
export class Kept<T extends { readonly text: string }> {
  readonly #kept = new Map<FileId, T>();
  readonly #room: number;
  #held = 0;

  /** @param room characters of text to keep; one may be larger */
  constructor(room = ROOM) {
    this.#room = room;
  }

  get(id: FileId): T | undefined {
    const before = this.#kept.get(id);
    if (before === undefined) return undefined;
    this.#kept.delete(id);
    this.#kept.set(id, before);
    return before;
  }

  /** Of a file of which there is none. */
  add(id: FileId, one: T): void {
    this.#kept.set(id, one);
    this.#held += one.text.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#held <= this.#room || oldest === id) break;
      this.letGo(oldest);
    }
  }

  letGo(id: FileId): void {
    this.#held -= this.#kept.get(id)?.text.length ?? 0;
    this.#kept.delete(id);
  }

  clear(): void {
    this.#kept.clear();
    this.#held = 0;
  }
}

export class Shelf {
  readonly #sources: ReadonlyMap<FileId, Source>;
  readonly #documents = new Kept<Document>();
  readonly #lost = new Map<FileId, string>();

  constructor(sources: readonly Source[]) {
    this.#sources = new Map(sources.map((source) => [source.id, source]));
  }

  source(id: FileId): Source | undefined {
    return this.#sources.get(id);
  }

  /** Undefined where there is no such file, or it cannot be read: then it is in `lost`. */
  document(id: FileId): Document | undefined {
    const before = this.#documents.get(id);
    if (before !== undefined) return before;
    const document = this.#of(id, read);
    if (document !== undefined) this.#documents.add(id, document);
    return document;
  }

  /** The text alone, which is a third of the work and a sixth of the weight; not kept. */
  text(id: FileId): string | undefined {
    return this.#of(id, textOf);
  }

  /** Files that could not be read when they were needed, with the reason. */
  get lost(): ReadonlyMap<FileId, string> {
    return this.#lost;
  }

  /** It was judged: who asks for it again reads it again. */
  letGo(id: FileId): void {
    this.#documents.letGo(id);
  }

  /** All were judged. */
  clear(): void {
    this.#documents.clear();
  }

  #of<T>(id: FileId, make: (source: Source) => T): T | undefined {
    const source = this.#sources.get(id);
    if (source === undefined || this.#lost.has(id)) return undefined;
    try {
      return make(source);
    } catch {
      // Without the error's own words, which may quote what it stumbled over.
      this.#lost.set(id, 'cannot be read');
      return undefined;
    }
  }
}
