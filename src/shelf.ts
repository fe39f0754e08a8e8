/**
 * The documents of a run, read when somebody asks for them and kept while there is room, so that a run over thousands of
 * files holds a few at a time. A file that cannot be read (any more) is said to be so, once.
 */
import type { Document, FileId, Source } from './model.ts';
import { read } from './read/read.ts';

/**
 * Characters of text that are kept: a thousand files of the usual size. A document weighs some six times its
 * text; what is asked for again after it was let go is read again, which costs about a twentieth of judging it.
 */
const ROOM = 16_000_000;

export class Shelf {
  readonly #sources: ReadonlyMap<FileId, Source>;
  /** In the order of their last use. */
  readonly #kept = new Map<FileId, Document>();
  readonly #lost = new Map<FileId, string>();
  readonly #room: number;
  #held = 0;

  /** @param room characters of text to keep */
  constructor(sources: readonly Source[], room = ROOM) {
    this.#sources = new Map(sources.map((source) => [source.id, source]));
    this.#room = room;
  }

  source(id: FileId): Source | undefined {
    return this.#sources.get(id);
  }

  /** Undefined where there is no such file, or it cannot be read: then it is in `lost`. */
  document(id: FileId): Document | undefined {
    const before = this.#kept.get(id);
    if (before !== undefined) {
      this.#kept.delete(id);
      this.#kept.set(id, before);
      return before;
    }
    const source = this.#sources.get(id);
    if (source === undefined || this.#lost.has(id)) return undefined;
    try {
      return this.#keep(read(source));
    } catch {
      // Without the error's own words, which may quote what it stumbled over.
      this.#lost.set(id, 'cannot be read');
      return undefined;
    }
  }

  /** Files that could not be read when they were needed, with the reason. */
  get lost(): ReadonlyMap<FileId, string> {
    return this.#lost;
  }

  /** It was judged: who asks for it again reads it again. */
  letGo(id: FileId): void {
    const document = this.#kept.get(id);
    if (document === undefined) return;
    this.#kept.delete(id);
    this.#held -= document.text.length;
  }

  #keep(document: Document): Document {
    this.#kept.set(document.id, document);
    this.#held += document.text.length;
    for (const [id, { text }] of this.#kept) {
      if (this.#held <= this.#room || id === document.id) break;
      this.#kept.delete(id);
      this.#held -= text.length;
    }
    return document;
  }
}
