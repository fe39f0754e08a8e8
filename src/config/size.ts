/**
 * How much settings may say. They are asked about every file and every finding, and their words stand in every report, so
 * what one run loads has a size, whatever the number of its files.
 */
import type { Json, JsonObject, Pointer } from '../model.ts';
import { countAlternatives, MOST_ALTERNATIVES } from '../glob.ts';
import { escapeToken } from '../value.ts';
import { quote, type Wrong } from './wrong.ts';

/** Values of all settings files of a run together: a suppression has some five of them. */
export const MOST_VALUES = 20_000;
/** Characters of one name or text: a path, an address, a reason. */
const LONGEST = 4_096;

export interface Size {
  readonly values: number;
  /** Names and texts that are too long. */
  readonly wrong: readonly Wrong[];
}

/** Of a text's value, which has a bounded depth. */
export function sizeOf(value: Json): Size {
  let values = 0;
  const wrong: Wrong[] = [];
  const text = `is longer than ${LONGEST} characters`;
  const look = (one: Json, pointer: Pointer): void => {
    values += typeof one === 'string' ? patternsOf(one) : 1;
    if (typeof one === 'string' && one.length > LONGEST) wrong.push({ pointer, text });
    if (typeof one !== 'object' || one === null) return;
    for (const [key, item] of Object.entries(one as JsonObject)) {
      const at = `${pointer}/${escapeToken(key)}`;
      values += patternsOf(key) - 1;
      if (key.length > LONGEST) wrong.push({ pointer: at, on: 'key', text: `${quote(key)} ${text}` });
      look(item, at);
    }
  };
  look(value, '');
  return { values, wrong };
}

/** A glob counts for each that it stands for. */
function patternsOf(text: string): number {
  return Math.min(countAlternatives(text), MOST_ALTERNATIVES);
}
