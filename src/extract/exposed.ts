/**
 * What a template exposes, as it is written: asked here by the rules, made once, by the room of templates where the document is
 * one (`exposed-read.ts`).
 */
import type { Anchor, Document } from '../model.ts';
import { field } from '../recognise.ts';
import { isObject } from '../value.ts';
import { readExposed } from './exposed-read.ts';

export type Spot = 'output' | 'tag' | 'app-setting' | 'named-value' | 'parameter' | 'workflow-parameter' | 'definition';

export interface Exposed {
  readonly kind: 'plain-parameter' | 'secure-parameter' | 'key';
  readonly spot: Spot | 'secret';
  readonly at: Anchor;
  /** The parameter, or the function that answers with the key. */
  readonly name: string;
  /** What it stands in: output, setting, tag, member. */
  readonly holder: string;
  /** By its name a secret is due at the place. */
  readonly due: boolean;
  /** Of an object: the member that is taken of it, lower case. */
  readonly member: string | null;
  /** The type that the parameter is declared with; the place itself for keys. */
  readonly declared: Anchor;
}

const found = new WeakMap<Document, readonly Exposed[]>();

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
