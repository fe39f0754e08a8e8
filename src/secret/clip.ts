/**
 * Texts of strangers, shortened for a message. What is cut first and masked afterwards shows the head of a secret that is too
 * short by then to be known for one, so whatever quotes a part of a text goes through here.
 */
import { masked } from './find.ts';

/** So far behind the cut a secret that begins before it is still known by its shape. */
const BEYOND = 4_000;

/** At most `most` characters from the front, with the secrets that begin there masked; `sign` stands for what was left out. */
export function clip(text: string, most: number, sign = ''): string {
  if (text.length <= most) return text;
  const shown = masked(text.slice(0, most + BEYOND)).slice(0, most);
  // Half a character is none.
  const last = shown.charCodeAt(shown.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? shown.slice(0, -1) : shown}${sign}`;
}
