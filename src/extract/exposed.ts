/**
 * What a template exposes, as it is written: asked here by the rules, made once, by the room of templates where the document is
 * one (`exposed-read.ts`).
 */
import { Meanwhile, OF_DOCUMENT } from '../meanwhile.ts';
import type { Document } from '../model.ts';
import { field } from '../recognise.ts';
import { isObject } from '../value.ts';
import { type Exposed, readExposed } from './exposed-read.ts';

export type { Exposed, Spot } from './exposed-read.ts';

const found = new Meanwhile<Document, readonly Exposed[]>(OF_DOCUMENT);

/** Everything of one template; nothing of other documents. */
export function exposedIn(document: Document): readonly Exposed[] {
  const before = found.get(document);
  if (before !== undefined) return before;
  const all =
    isObject(document.value) && field(document.value, 'resources') !== undefined
      ? readExposed(document, document.value)
      : [];
  found.set(document, all);
  return all;
}
