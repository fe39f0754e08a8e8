/**
 * Texts of strangers made fit for a terminal, a log and a web page: what would move the cursor, change colours,
 * turn the reading direction, end the line or speak to a CI runner becomes a visible escape.
 */

/**
 * Controls (C0, DEL, C1), line and paragraph separators, marks of direction (U+061C, U+200E/F, U+202A–202E,
 * U+2066–2069), zero-width characters that hide text, the byte order mark, tags, halves of pairs.
 */
const UNFIT =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\ud800-\udfff]/gu;

/** What Azure Pipelines (`##vso[`) and GitHub's old runner (`##[`) act upon anywhere in a line. */
const COMMAND = /##(?=vso\[|\[)/gi;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** What nearly every text is: printable ASCII, and no command. Told sooner than by looking for what is unfit. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text) && !text.includes('##');
}

/** One line of fit text. */
export function visible(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(UNFIT, (character) => SHORT.get(character) ?? escaped(character)).replace(COMMAND, '#\\u0023');
}

/** The same for a line of a file: tabs stay, for the frame to draw. */
export function visibleLine(line: string): string {
  return line
    .replace(UNFIT, (character) => (character === '\t' ? character : (SHORT.get(character) ?? escaped(character))))
    .replace(COMMAND, '#\\u0023');
}

/** A JSON text whose strings hold the same characters, the unfit ones written as escapes. */
export function fitJson(json: string): string {
  return json
    .replace(UNFIT, (character) => (character === '\n' ? character : unitsOf(character)))
    .replace(COMMAND, '#\\u0023');
}

function escaped(character: string): string {
  return character.length === 1 ? unitsOf(character) : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function unitsOf(character: string): string {
  return [...Array(character.length).keys()]
    .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');
}

// ---------------------------------------------------------------- widths

/** Ranges that terminals draw over two columns: East Asian wide and fullwidth (UAX #11), emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
const COMBINING = /^(?:\p{Mn}|\p{Me}|\u200d)$/u;

/** Columns that a character takes on a terminal: 0, 1 or 2. */
export function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (COMBINING.test(character)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

export function displayWidth(text: string): number {
  if (/^[\0-\u02ff]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** Breaks a fit text at blanks into lines of at most `width` columns (longer words stand alone). 0 = one line. */
export function wrap(text: string, width: number): string[] {
  if (width <= 0) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  // A line that starts with `::` would be a command to GitHub's runner, indented or not.
  return [...lines, line].map((one) => one.replace(/^(\s*):(?=:)/, '$1\\u003a'));
}
