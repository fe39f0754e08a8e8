/**
 * Tokens that other tools put into strings, to be filled in before deployment or by hand: they are holes.
 * Known: `#{Name}#` and `__Name__` (replace-tokens tasks of pipelines), `{{name}}` (mustache), `${NAME}`
 * (shells, azd), `<your-tenant-id>` (documentation). Linear: every pattern is bounded in length.
 */
import type { Anchor, Value } from '../model.ts';
import { hole, join, known } from '../value.ts';

/**
 * `__Name__` needs word characters on the inside and none outside, so that Markdown's `__two words__` and names
 * such as `a__b__c` stay text. `<…>` takes letters, blanks, dashes and underscores only, so no attribute, closing
 * tag, address or comparison matches; `isPlaceholder` then sorts out the tags.
 */
const TOKENS = new RegExp(
  [
    String.raw`#\{[^{}#\r\n]{1,128}\}#`,
    String.raw`(?<!\w)__[A-Za-z]\w{0,62}?__(?!\w)`,
    String.raw`\{\{[^{}\r\n]{1,128}\}\}`,
    String.raw`\$\{[A-Za-z_][\w.:-]{0,126}\}`,
    String.raw`<[A-Za-z][A-Za-z _-]{0,62}>`,
  ].join('|'),
  'g',
);

const CLOSING = /<\/([A-Za-z][\w-]{0,62})/g;

/** Cheap test that spares most strings the patterns. */
const SUSPECT = /[<{]|__/;

/** Elements of HTML (and a few of Office and SVG mark-up): `<p>` in a mail body is no placeholder. */
const ELEMENTS = new Set(
  (
    'a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code col colgroup ' +
    'data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame frameset ' +
    'head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol ' +
    'optgroup option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span strike ' +
    'strong style sub summary sup svg table tbody td template text textarea tfoot th thead time title tr track tt u ul var video wbr at path g'
  ).split(' '),
);

/**
 * The text, or a text value with a hole for every token. Tokens of one file with the same spelling are filled in
 * alike; what stands in `<…>` is typed in by hand, so there each place has its own name. `offset`: where the text
 * begins in the string at `at`.
 */
export function withPlaceholders(text: string, at: Anchor | undefined, offset = 0): Value {
  if (!SUSPECT.test(text)) return known(text, at);
  const parts: (string | Value)[] = [];
  const closed = new Set(Array.from(text.matchAll(CLOSING), (match) => match[1]?.toLowerCase()));
  let from = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [token] = match;
    if (token.startsWith('<') && !isPlaceholder(token, closed)) continue;
    parts.push(text.slice(from, match.index), hole(nameOf(token, offset + match.index, at), 'string'));
    from = match.index + token.length;
  }
  if (from === 0) return known(text, at);
  parts.push(text.slice(from));
  return join(parts, at);
}

/** Not an element of HTML, and not an element of any mark-up that the same text closes again (`<root>…</root>`). */
function isPlaceholder(token: string, closed: ReadonlySet<string | undefined>): boolean {
  const inner = token.slice(1, -1).toLowerCase();
  const [word = ''] = inner.split(' ');
  return !ELEMENTS.has(word) && !inner.endsWith(' ') && !closed.has(word);
}

function nameOf(token: string, offset: number, at: Anchor | undefined): string {
  const place = at === undefined ? '' : at.file;
  return token.startsWith('<')
    ? `token:${place}${at?.pointer ?? ''}:${String(offset)}:${token}`
    : `token:${place}:${token}`;
}
