/** The picture as a Mermaid flowchart, for Markdown on a repository host. */
import { visible } from '../report/visible.ts';
import { brief, COLOURS, type Outcome, type Picture } from './picture.ts';

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
  const groups = [...new Set(nodes.map(({ group }) => group))];
  groups.forEach((group, index) => {
    lines.push(`  subgraph g${String(index)}[${label(group === '' ? '.' : group)}]`);
    for (const node of nodes.filter((one) => one.group === group)) {
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
