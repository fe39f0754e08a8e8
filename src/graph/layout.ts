/**
 * Where everything stands, by dagre; this file itself is opened late: left to right, senders before receivers. What hangs
 * together is laid out by itself, and the parts are put in rows, so that hundreds of workflows fill a page and no column.
 * dagre's time grows with the square of a part and more, and a long chain ends it: a large part stands in columns.
 */
import * as library from '@dagrejs/dagre';
import { columnsOf, crossed, sorted } from './columns.ts';
import type { Picture, PictureEdge, PictureNode } from './picture.ts';
import { brief } from './picture.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The part of dagre that is used; its own declarations leave most of it untyped. */
interface Drawing {
  setGraph(label: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(id: string, label: { readonly width: number; readonly height: number }): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  node(id: string): Point & { readonly width: number; readonly height: number };
  edge(edge: { readonly v: string; readonly w: string; readonly name: string }): { readonly points: readonly Point[] };
  graph(): { readonly width?: number; readonly height?: number };
}
const whole: unknown = library;
const {
  graphlib: { Graph },
  layout: arrange,
} = whole as {
  readonly graphlib: { readonly Graph: new (options: { readonly multigraph: boolean }) => Drawing };
  readonly layout: (graph: Drawing) => void;
};

export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, readonly Point[]>;
}

const LETTER = 7.6;
const HEIGHT = 44;

/** Width of a box for its label; wide characters count twice. */
function widthOf(label: string): number {
  let units = 0;
  for (const letter of brief(label)) units += (letter.codePointAt(0) ?? 0) > 0x1100 ? 2 : 1;
  return Math.max(110, Math.round(units * LETTER) + 32);
}

/** Around the whole, and between two parts. */
const MARGIN = 24;
const GAP = 36;
/** Width to height of a page that shows all parts. */
const SHAPE = 1.6;

interface Part {
  readonly nodes: PictureNode[];
  readonly edges: PictureEdge[];
}

export function layout(picture: Picture): Layout {
  const parts = partsOf(picture).map(partLayout);
  const area = parts.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0);
  const room = parts.reduce((most, { width }) => Math.max(most, width), Math.sqrt(area * SHAPE));
  const boxes = new Map<string, Box>();
  const lines = new Map<string, readonly Point[]>();
  let [x, y, tall, wide] = [0, 0, 0, 0];
  // The tallest first: those of one row are of one height then, more or less.
  for (const part of parts.sort((a, b) => b.height - a.height || b.width - a.width)) {
    if (x > 0 && x + part.width > room) [x, y, tall] = [0, y + tall + GAP, 0];
    const [dx, dy] = [x + MARGIN, y + MARGIN];
    for (const [id, box] of part.boxes) boxes.set(id, { ...box, x: box.x + dx, y: box.y + dy });
    for (const [id, points] of part.lines)
      lines.set(
        id,
        points.map((point) => ({ x: point.x + dx, y: point.y + dy })),
      );
    x += part.width + GAP;
    wide = Math.max(wide, x - GAP);
    tall = Math.max(tall, part.height);
  }
  const [width, height] = [wide + 2 * MARGIN, y + tall + 2 * MARGIN];
  return { width: Math.max(width, 200), height: Math.max(height, 100), boxes, lines };
}

/** What hangs together by calls. */
function partsOf({ nodes, edges }: Picture): readonly Part[] {
  const heads = new Map(nodes.map(({ id }) => [id, id]));
  const headOf = (id: string): string => {
    let head = id;
    for (let next = heads.get(head) ?? head; next !== head; next = heads.get(head) ?? head) {
      heads.set(head, heads.get(next) ?? next);
      head = next;
    }
    return head;
  };
  for (const { from, to } of edges) heads.set(headOf(from), headOf(to));
  const parts = new Map<string, Part>();
  const partOf = (id: string): Part => {
    const head = headOf(id);
    const part = parts.get(head) ?? { nodes: [], edges: [] };
    parts.set(head, part);
    return part;
  };
  for (const node of nodes) partOf(node.id).nodes.push(node);
  for (const edge of edges) partOf(edge.from).edges.push(edge);
  return [...parts.values()];
}

/** Columns that the calls of one part cross together: dagre takes a tenth of a second for them, and many minutes for a hundred times as many. */
const MOST_CROSSED = 400;
/** Between columns, and between the boxes of one. */
const BESIDE = 120;
const BELOW = 18;

function partLayout(part: Part): Layout {
  const columns = columnsOf(part.nodes, part.edges);
  return crossed(part.nodes, part.edges, columns) > MOST_CROSSED ? inColumns(part, columns) : byDagre(part);
}

/** Boxes in columns, in the middle of the highest; lines go straight from box to box. */
function inColumns({ nodes, edges }: Part, columns: readonly number[]): Layout {
  const order = sorted(nodes, edges, columns);
  const high = order.reduce((most, { length }) => Math.max(most, length * (HEIGHT + BELOW) - BELOW), 0);
  const boxes = new Map<string, Box>();
  let x = 0;
  for (const column of order) {
    const own = column.flatMap((number) => nodes[number] ?? []);
    const widths = own.map(({ label }) => widthOf(label));
    const wide = widths.reduce((a, b) => Math.max(a, b), 0);
    let y = (high - (own.length * (HEIGHT + BELOW) - BELOW)) / 2;
    own.forEach(({ id }, index) => {
      const width = widths[index] ?? wide;
      boxes.set(id, { id, x: x + (wide - width) / 2, y, width, height: HEIGHT });
      y += HEIGHT + BELOW;
    });
    x += wide + BESIDE;
  }
  const lines = edges.map(({ id, from, to }): [string, readonly Point[]] => {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    return [id, anchored(start === end ? loop(start) : [], start, end)];
  });
  return { width: x - BESIDE, height: high, boxes, lines: new Map(lines) };
}

/** A call of one's own leaves at the right and comes back there. */
function loop(box: Box | undefined): readonly Point[] {
  if (box === undefined) return [];
  const right = box.x + box.width;
  return [
    { x: right, y: box.y + box.height / 4 },
    { x: right + BESIDE / 4, y: box.y + box.height / 2 },
    { x: right, y: box.y + (box.height * 3) / 4 },
  ];
}

function byDagre({ nodes, edges }: Part): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: BELOW, ranksep: BESIDE });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, label } of nodes) graph.setNode(id, { width: widthOf(label), height: HEIGHT });
  for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id);
  arrange(graph);
  const boxes = new Map(
    nodes.map(({ id }): [string, Box] => {
      const { x, y, width, height } = graph.node(id);
      return [id, { id, x: x - width / 2, y: y - height / 2, width, height }];
    }),
  );
  const lines = edges.map(({ id, from, to }): [string, readonly Point[]] => [
    id,
    anchored(graph.edge({ v: from, w: to, name: id }).points, boxes.get(from), boxes.get(to)),
  ]);
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, boxes, lines: new Map(lines) };
}

/** From the middle of one side to the middle of the other; a call of one's own keeps its loop. */
function anchored(points: readonly Point[], from: Box | undefined, to: Box | undefined): readonly Point[] {
  if (from === undefined || to === undefined || from === to) return points;
  const forward = to.x > from.x + from.width;
  if (!forward && to.x + to.width >= from.x) return points;
  const start = { x: forward ? from.x + from.width : from.x, y: from.y + from.height / 2 };
  const end = { x: forward ? to.x : to.x + to.width, y: to.y + to.height / 2 };
  // Between neighbours dagre has one bend, in which it would put a label.
  return [start, ...(points.length > 3 ? points.slice(1, -1) : []), end];
}
