/**
 * A page that stands alone: no network, works from a file, one inline script that the content policy admits by its hash.
 * Who fills it escapes what is a stranger's; the script writes text, never markup.
 */
import { fitJson, visible } from './visible.ts';
import { escaped } from './xml.ts';

export interface Page {
  readonly title: string;
  readonly style: string;
  /** The body of a function: `make` and `data` of `page-script.ts` stand above it. */
  readonly script: string;
  /** Markup. */
  readonly body: string;
  /** What the script reads. */
  readonly data: unknown;
}

export function standalone({ title, style, script, body, data }: Page): string {
  // Opened here and not at the top: the module costs a start 2 ms.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const hash = createHash('sha256').update(script).digest('base64');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${dataText(shown(data))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that cannot end its own script element. */
function dataText(value: unknown): string {
  return fitJson(JSON.stringify(value))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Shows control and bidirectional characters in every string of the data, but for those that name things. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      key === 'id' || key === 'from' || key === 'to' ? item : shown(item),
    ]),
  );
}

/** A filter by environment, where there is a choice. */
export function environmentFilter(names: readonly string[]): string {
  const all = [...new Set(names)].sort();
  if (all.length < 2) return '';
  const choices = all.map((one) => `<option value="${escaped(one)}">${escaped(one)}</option>`);
  return `<select id="environment" aria-label="Environment"><option value="">all environments</option>${choices.join('')}</select>`;
}

/** A filter of one kind: a box with a dot of its colour and a number. `attribute` is the script's name for the choice. */
export function chip(attribute: string, kind: string, words: string, count: number): string {
  return `<label class="chip ${kind}"><input type="checkbox" ${attribute}="${kind}" checked><span class="dot"></span>${words} <b>${String(count)}</b></label>`;
}

export const THEME_BUTTON = '<button id="theme" type="button">Dark or light</button>';
