/** A fault of a settings file: where, and what, in words. Quotes keys and short words only, never long values. */
import type { Pointer } from '../model.ts';
import { clip } from '../secret.ts';

export interface Wrong {
  readonly pointer: Pointer;
  /** The place is the property name. */
  readonly on?: 'key';
  readonly text: string;
  /** What would be right; asked of faults that are shown alone, since it looks at all choices. */
  readonly hint?: () => string;
}

const LONGEST_QUOTE = 40;

export function quote(word: string): string {
  return `'${clip(word, LONGEST_QUOTE, '…')}'`;
}
