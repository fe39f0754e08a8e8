/**
 * One self-contained page: no network, one inline script that the content policy admits by its hash, works from a
 * file. The drawing is static SVG; the script only shows what is in the data, and writes text, never markup.
 */
import { createHash } from 'node:crypto';
import type { Layout } from './layout.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';
import type { Picture } from './picture.ts';
import { tally } from './picture.ts';
import { escaped, svg } from './svg.ts';
import { fitJson, visible } from '../report/visible.ts';

const WORDS = { accepted: 'let in', refused: 'refused', unknown: 'not known', unlinked: 'no receiver' } as const;

/** JSON that cannot end its own script element. */
function data(value: unknown): string {
  return fitJson(JSON.stringify(value))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Shows control and bidirectional characters in every string of the data. */
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

export function page(picture: Picture, layout: Layout): string {
  const counts = tally(picture.edges);
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  const environments = [...new Set(picture.edges.flatMap((edge) => edge.environments))].sort();
  const filters = (Object.keys(WORDS) as (keyof typeof WORDS)[])
    .filter((outcome) => counts[outcome] > 0)
    .map(
      (outcome) =>
        `<label class="chip ${outcome}"><input type="checkbox" data-outcome="${outcome}" checked><span class="dot"></span>${WORDS[outcome]} <b>${String(counts[outcome])}</b></label>`,
    );
  const select =
    environments.length < 2
      ? ''
      : `<select id="environment" aria-label="Environment"><option value="">all environments</option>${environments.map((one) => `<option value="${escaped(one)}">${escaped(one)}</option>`).join('')}</select>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<title>${escaped(picture.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(picture.title)}</h1>
<p class="summary">${String(picture.nodes.length)} workflows, ${String(picture.edges.length)} calls</p>
<div class="tools" role="search"><input id="search" type="search" placeholder="Search workflows and actions" aria-label="Search workflows and actions">${filters.join('')}${select}<button id="theme" type="button">Dark or light</button></div>
</header>
<main>
<section id="canvas" aria-label="Drawing" tabindex="0">${svg(picture, layout, true)}</section>
<aside id="details" aria-live="polite" aria-label="Details" tabindex="-1"><p class="hint">Choose a call or a workflow to see why the receiver answers as it does.</p></aside>
</main>
<footer>Predicted from files by laudit; nothing was called. Dashed: not known before the run.</footer>
<script type="application/json" id="data">${data(shown({ nodes: picture.nodes, edges: picture.edges }))}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
