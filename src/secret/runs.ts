/**
 * Long runs of the letters of base64, base64url included: what identifiable keys are made of. Found without looking at most
 * characters of a text: where the last of so many is none of them, no run of that length begins before it.
 */

/** The shortest key has 43 characters before its padding. */
const SHORTEST = 43;

/** A letter of base64 or base64url: `A-Z a-z 0-9 + / - _`. */
const LETTERS = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  LETTERS[letter.charCodeAt(0)] = 1;

function isLetter(text: string, at: number): boolean {
  return LETTERS[text.charCodeAt(at)] === 1;
}

/** Where the next run of at least 43 letters begins; -1 = there is none. @param from a place at which no run goes on */
export function nextRun(text: string, from: number): number {
  let start = from;
  while (start + SHORTEST <= text.length) {
    let at = start + SHORTEST - 1;
    while (at >= start && isLetter(text, at)) at -= 1;
    if (at < start) return start;
    start = at + 1;
  }
  return -1;
}

/** Behind the last letter of the run. */
export function endOfRun(text: string, start: number): number {
  let end = start + SHORTEST;
  while (end < text.length && isLetter(text, end)) end += 1;
  return end;
}

/** Up to two `=`, plain or as `%3D`, and what comes next. */
export function paddingAt(text: string, at: number): { readonly padding: number; readonly next: number } {
  let [padding, next] = [0, at];
  while (padding < 2) {
    const width = text[next] === '=' ? 1 : /^%3d$/i.test(text.slice(next, next + 3)) ? 3 : 0;
    if (width === 0) break;
    padding += 1;
    next += width;
  }
  return { padding, next };
}
