/** The name of the outermost element of a text in XML, told from its beginning alone. */

/** More declarations and comments in front of it than anybody writes. */
const MOST = 50;

/** undefined where the text does not begin as XML does. */
export function xmlRoot(text: string): string | undefined {
  let at = blanks(text, 0);
  for (let step = 0; step < MOST && text.startsWith('<', at); step++) {
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : null;
    if (end === null) return /^<([a-z][\w.-]{0,60})[\s/>]/i.exec(text.slice(at, at + 64))?.[1];
    const found = text.indexOf(end, at);
    if (found < 0) return undefined;
    at = blanks(text, found + end.length);
  }
  return undefined;
}

function blanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}
