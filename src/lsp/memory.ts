/**
 * What was judged of each text of a folder, in memory: a keystroke judges one document, and links. Files are read anew
 * when something changed on the disk; what holds the same bytes as before is not judged again.
 */
import type { Memo, Remembered } from '../judge.ts';
import type { FileId, Source } from '../model.ts';

export class Memory implements Memo {
  /** The last of each file. */
  readonly #sources = new Map<FileId, { readonly source: Source; readonly key: string }>();
  readonly #keys = new WeakMap<Source, string>();
  readonly #judged = new Map<string, Remembered>();
  #next = 0;
  #options = '';

  /** Not a digest, but a number for each content of a file: nothing of it outlives the process. */
  readonly keyOf = (source: Source, options: string): string => {
    // Other rules, or other options: what was judged by those of before says nothing.
    if (options !== this.#options) this.#judged.clear();
    this.#options = options;
    const known = this.#keys.get(source);
    if (known !== undefined) return known;
    const before = this.#sources.get(source.id);
    const key = before !== undefined && isSame(before.source, source) ? before.key : String(this.#next++);
    if (before !== undefined && before.key !== key) this.#judged.delete(before.key);
    this.#sources.set(source.id, { source, key });
    this.#keys.set(source, key);
    return key;
  };

  readonly recall = (key: string): Remembered | undefined => this.#judged.get(key);

  readonly keep = (key: string, remembered: Remembered): void => {
    this.#judged.set(key, remembered);
  };
}

function isSame(one: Source, other: Source): boolean {
  const { bytes: before, ...rest } = one;
  const { bytes, ...now } = other;
  return Buffer.compare(before, bytes) === 0 && JSON.stringify(rest) === JSON.stringify(now);
}
