/**
 * The picture as one page that stands alone. The drawing is static SVG; the script only shows what is in the data, and
 * writes text, never markup. `drawing` and its filters are the same in the report as a page (`report/html.ts`).
 */
import { chip, environmentFilter, standalone, THEME_BUTTON } from '../report/page.ts';
import { scriptOf } from '../report/page-script.ts';
import { THEME } from '../report/page-style.ts';
import { escaped } from '../report/xml.ts';
import type { Layout } from './layout.ts';
import { DRAWING_SCRIPT } from './page-script.ts';
import { DRAWING_STYLE, PAGE_STYLE } from './page-style.ts';
import type { Picture } from './picture.ts';
import { leftOut, tally } from './picture.ts';
import { svg } from './svg.ts';

const WORDS = { accepted: 'let in', refused: 'refused', unknown: 'not known', unlinked: 'no receiver' } as const;

/** A box for each outcome that there is, and the choice of seeing everything at once. */
export function outcomeFilters({ edges }: Picture): string {
  const counts = tally(edges);
  const chips = (Object.keys(WORDS) as (keyof typeof WORDS)[])
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => chip('data-outcome', outcome, WORDS[outcome], counts[outcome]));
  return `${chips.join('')}<button id="whole" type="button" aria-pressed="false">Whole drawing</button>`;
}

/** The drawing, and beside it what is said of the call or workflow that is chosen. Inside of an element of class `drawn`. */
export function drawing(picture: Picture, layout: Layout): string {
  return `<section id="canvas" aria-label="Drawing" tabindex="0">${svg(picture, layout, true)}</section>
<aside id="details" aria-live="polite" aria-label="Details" tabindex="-1"><p class="hint">Choose a call or a workflow to see why the receiver answers as it does.</p></aside>`;
}

export function page(picture: Picture, layout: Layout): string {
  const { title, nodes, edges } = picture;
  const environments = environmentFilter(edges.flatMap((edge) => edge.environments));
  return standalone({
    title,
    style: THEME + DRAWING_STYLE + PAGE_STYLE,
    script: scriptOf(DRAWING_SCRIPT),
    body: `<header>
<h1>${escaped(title)}</h1>
<p class="summary">${String(nodes.length)} workflows, ${escaped(leftOut(picture) ?? `${String(edges.length)} calls`)}</p>
<div class="tools" role="search"><input id="search" type="search" placeholder="Search workflows and actions" aria-label="Search workflows and actions">${outcomeFilters(picture)}${environments}${THEME_BUTTON}</div>
</header>
<main class="drawn">
${drawing(picture, layout)}
</main>
<footer>Predicted from files by laudit; nothing was called. Dashed: not known before the run.</footer>`,
    data: { nodes, edges },
  });
}
