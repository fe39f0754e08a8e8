/**
 * What functions on arrays and objects share: are all items and members there, and where does a value stand among them?
 */
import { same } from '../../compare.ts';
import type { Entry, Value } from '../../model.ts';
import { entriesOf } from '../../value.ts';
import type { Frame } from './kinds.ts';

/** Members of an object that is surely all there and whose keys are known. */
export function allEntries(value: Value | undefined): readonly Entry[] | undefined {
  if (value?.kind === 'object' && (value.open === true || value.entries.some((entry) => entry.name !== undefined)))
    return undefined;
  return entriesOf(value);
}

export function isKnownJson(value: Value | undefined): boolean {
  return value?.kind === 'known';
}

/** Index of the first item that surely is the value; -1 where none can be; undefined between. Types count (BIC-EV). */
export function find(all: readonly Value[], wanted: Value, frame: Frame): number | undefined {
  for (const [index, item] of all.entries()) {
    frame.charge(item.kind === 'known' && typeof item.value !== 'object' ? 48 : 160);
    const answer = same(item, wanted);
    if (answer === 'yes') return index;
    if (answer === 'unknown') return undefined;
  }
  return -1;
}
