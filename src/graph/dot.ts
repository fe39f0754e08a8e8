/** The picture for Graphviz. */
import { visible } from '../report/visible.ts';
import { brief, COLOURS, groupsOf, type Picture } from './picture.ts';

function quoted(text: string): string {
  return `"${visible(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export function dot({ title, nodes, edges }: Picture): string {
  const lines = [
    `digraph ${quoted(title)} {`,
    '  rankdir=LR;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
  ];
  [...groupsOf(nodes)].forEach(([group, own], index) => {
    lines.push(`  subgraph cluster_${String(index)} {`, `    label=${quoted(brief(group === '' ? '.' : group))};`);
    for (const node of own) {
      lines.push(`    ${quoted(node.id)} [label=${quoted(brief(node.label))}${node.outside ? ', style=dashed' : ''}];`);
    }
    lines.push('  }');
  });
  for (const { from, to, answer, outcome } of edges) {
    const style = outcome === 'accepted' || outcome === 'refused' ? 'solid' : 'dashed';
    lines.push(
      `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(brief(answer))}, color="${COLOURS[outcome]}", style=${style}];`,
    );
  }
  return [...lines, '}'].join('\n');
}
