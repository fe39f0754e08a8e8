/**
 * Tokens that other tools put into strings, to be filled in before deployment or by hand: they are holes.
 * Known: `#{Name}#` and `__Name__` (replace-tokens tasks of pipelines), `{{name}}` (mustache), `${NAME}`
 * (shells, azd), `<your-tenant-id>` (documentation). Linear: every pattern is bounded in length.
 */
import type { Anchor, Entry, Json, Value } from '../model.ts';
import { below, hole, join, known } from '../value.ts';

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

/**
 * The value with a hole for every token in its texts, at any depth, keys included; the same value where it holds none.
 * Depth is bounded by the reader.
 */
export function filled(value: Value): Value {
  switch (value.kind) {
    case 'known':
      return filledJson(value.value, value);
    case 'text': {
      const parts = value.parts.map((part) => (typeof part === 'string' ? withPlaceholders(part, value.from) : part));
      return parts.every((part, index) => part.kind === 'known' || part === value.parts[index])
        ? value
        : { ...join(parts, value.from), ...through(value) };
    }
    case 'array': {
      const items = value.items.map(filled);
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items };
    }
    case 'object': {
      const entries = value.entries.map((entry) => filledEntry(entry, value.from));
      return entries.every((entry, index) => entry === value.entries[index]) ? value : { ...value, entries };
    }
    case 'choice': {
      const [then, otherwise] = [filled(value.then), filled(value.else)];
      return then === value.then && otherwise === value.else ? value : { ...value, then, else: otherwise };
    }
    case 'hole': {
      const fallback = value.default === undefined ? undefined : filled(value.default);
      return fallback === undefined || fallback === value.default ? value : { ...value, default: fallback };
    }
  }
}

function filledEntry(entry: Entry, at: Anchor | undefined): Entry {
  const value = filled(entry.value);
  const name = entry.name === undefined ? withPlaceholders(entry.key, at) : filled(entry.name);
  const named = name.kind === 'known' || name === entry.name ? {} : { name };
  return value === entry.value && Object.keys(named).length === 0 ? entry : { ...entry, ...named, value };
}

function filledJson(raw: Json, value: Value): Value {
  if (typeof raw === 'string') {
    const text = withPlaceholders(raw, value.from);
    return text.kind === 'known' ? value : { ...text, ...through(value) };
  }
  if (typeof raw !== 'object' || raw === null || !hasToken(raw)) return value;
  const place = (token: string | number): Anchor | undefined =>
    value.from === undefined ? undefined : below(value.from, token);
  if (Array.isArray(raw)) {
    const items = (raw as readonly Json[]).map((item, index) => filled(known(item, place(index))));
    return { kind: 'array', items, ...through(value) };
  }
  const entries = Object.entries(raw).map(([key, item]) =>
    filledEntry({ key, value: known(item, place(key)) }, value.from),
  );
  return { kind: 'object', entries, ...through(value) };
}

function through({ from, via }: Value): Pick<Value, 'from' | 'via'> {
  return { ...(from === undefined ? {} : { from }), ...(via === undefined ? {} : { via }) };
}

function hasToken(raw: Json): boolean {
  if (typeof raw === 'string') return withPlaceholders(raw, undefined).kind !== 'known';
  if (typeof raw !== 'object' || raw === null) return false;
  return Object.entries(raw).some(([key, item]: [string, Json]) => hasToken(key) || hasToken(item));
}
