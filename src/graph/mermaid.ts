/** The picture as a Mermaid flowchart, for Markdown on a repository host. */
import { visible } from '../report/visible.ts';
import { brief, COLOURS, groupsOf, type Outcome, type Picture } from './picture.ts';

const ARROWS: Readonly<Record<Outcome, string>> = {
  accepted: '-->',
  refused: '--x',
  unknown: '-.->',
  unlinked: '-.->',
};

/** Quotes a label: Mermaid reads entity codes inside double quotes, and nothing else is special there. */
function label(text: string): string {
  const safe = visible(brief(text))
    .replaceAll('#', '#35;')
    .replaceAll('"', '#quot;')
    .replaceAll('<', '#lt;')
    .replaceAll('>', '#gt;')
    .replaceAll('`', '#96;');
  return `"${safe}"`;
}

export function mermaid({ nodes, edges }: Picture): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${String(index)}`]));
  const lines = ['flowchart LR'];
  [...groupsOf(nodes)].forEach(([group, own], index) => {
    lines.push(`  subgraph g${String(index)}[${label(group === '' ? '.' : group)}]`);
    for (const node of own) {
      const [open, close] = node.outside ? ['([', '])'] : ['[', ']'];
      lines.push(`    ${names.get(node.id) ?? ''}${open}${label(node.label)}${close}`);
    }
    lines.push('  end');
  });
  for (const edge of edges)
    lines.push(
      `  ${names.get(edge.from) ?? ''} ${ARROWS[edge.outcome]}|${label(edge.answer)}| ${names.get(edge.to) ?? ''}`,
    );
  edges.forEach(({ outcome }, index) => lines.push(`  linkStyle ${String(index)} stroke:${COLOURS[outcome]}`));
  return lines.join('\n');
}

/**
 * What Mermaid draws unless it is set up otherwise: beyond it there is an error in the place of the drawing
 * (https://mermaid.js.org/config/schema-docs/config.html: `maxEdges`, `maxTextSize`).
 */
const MOST_EDGES = 500;
const MOST_LETTERS = 50_000;

/** Why Mermaid will not draw the text; null where it will. */
export function tooLarge({ edges }: Picture, text: string): string | null {
  if (edges.length <= MOST_EDGES && text.length <= MOST_LETTERS) return null;
  return `these are ${String(edges.length)} calls in ${String(text.length)} characters: Mermaid draws ${String(MOST_EDGES)} in ${String(MOST_LETTERS)}, unless its settings maxEdges and maxTextSize say more`;
}
