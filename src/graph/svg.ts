/** The picture as SVG: readable by itself, and the drawing inside the page. Everything that is text is escaped. */
import { escaped } from '../report/xml.ts';
import type { Layout } from './layout.ts';
import { brief, COLOURS, leftOut, type Picture, type PictureEdge, type PictureNode } from './picture.ts';

const round = (value: number): string => String(Math.round(value * 10) / 10);

const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2328}.node rect{fill:#fff;stroke:#8c959f}.outside rect{stroke-dasharray:4 3}.group{font-size:10.5px;fill:#59636e}.edge path{fill:none;stroke-width:1.8}.edge .hit{stroke:transparent;stroke-width:14}.unknown path.line,.unlinked path.line{stroke-dasharray:6 4}`;

/** @param bare without its own style sheet and background, for the page that brings them */
export function svg(picture: Picture, layout: Layout, bare = false): string {
  const { width, height } = layout;
  const marks = Object.entries(COLOURS).map(
    ([name, colour]) =>
      `<marker id="arrow-${name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="12" markerHeight="12" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="${colour}"/></marker>`,
  );
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" ${bare ? 'id="drawing" role="group" aria-label="Calls between workflows"' : 'role="img"'}>`;
  const style = bare
    ? ''
    : `<title>${escaped([picture.title, leftOut(picture) ?? []].flat().join(': '))}</title><style>${STYLE}</style><rect width="100%" height="100%" fill="#fff"/>`;
  return [
    head,
    style,
    `<defs>${marks.join('')}</defs>`,
    ...picture.edges.map((edge) => drawEdge(edge, layout)),
    ...picture.nodes.map((node) => drawNode(node, layout)),
    '</svg>',
  ].join('\n');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A smooth line through the points, level at each of them. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${round(first.x)} ${round(first.y)}`];
  let last = first;
  for (const point of rest) {
    const middle = round((last.x + point.x) / 2);
    parts.push(`C${middle} ${round(last.y)} ${middle} ${round(point.y)} ${round(point.x)} ${round(point.y)}`);
    last = point;
  }
  return parts.join('');
}

function drawEdge(edge: PictureEdge, { lines }: Layout): string {
  const points = lines.get(edge.id) ?? [];
  const path = curve(points);
  const name = `${edge.action}: ${edge.answer}`;
  return `<g class="edge ${edge.outcome}" data-edge="${escaped(edge.id)}" tabindex="0" role="button" aria-label="${escaped(name)}"><title>${escaped(name)}</title><path class="hit" d="${path}"/><path class="line" d="${path}" stroke="${COLOURS[edge.outcome]}" marker-end="url(#arrow-${edge.outcome})"/></g>`;
}

/** Of a folder the end says more. */
function ending(name: string, most: number): string {
  const letters = Array.from(name);
  return letters.length <= most ? name : `…${letters.slice(1 - most).join('')}`;
}

function drawNode(node: PictureNode, { boxes }: Layout): string {
  const box = boxes.get(node.id);
  if (box === undefined) return '';
  const middle = round(box.x + box.width / 2);
  const label = brief(node.label);
  const group = ending(node.group, Math.floor(box.width / 6.2));
  const line = (text: string, y: number, name: string): string =>
    `<text${name} x="${middle}" y="${round(box.y + y)}" text-anchor="middle">${escaped(text)}</text>`;
  const lines = group === '' ? line(label, 27, '') : `${line(label, 20, '')} ${line(group, 34, ' class="group"')}`;
  const name = escaped(`${label} ${group}`.trimEnd());
  const whole = label === node.label ? '' : `<title>${escaped(node.label)}</title> `;
  return `<g class="node${node.outside ? ' outside' : ''}" data-node="${escaped(node.id)}" tabindex="0" role="button" aria-label="${name}">${whole}<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="7"/>${lines}</g>`;
}
