/** Where everything stands, by dagre; this file itself is opened late: left to right, senders before receivers. */
import * as library from '@dagrejs/dagre';
import type { Picture } from './picture.ts';
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

export function layout({ nodes, edges }: Picture): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 120, marginx: 24, marginy: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, label } of nodes) graph.setNode(id, { width: widthOf(label), height: HEIGHT });
  for (const { id, from, to } of edges) graph.setEdge(from, to, {}, id);
  arrange(graph);
  const boxes = nodes.map(({ id }): [string, Box] => {
    const { x, y, width, height } = graph.node(id);
    return [id, { id, x: x - width / 2, y: y - height / 2, width, height }];
  });
  const lines = edges.map(({ id, from, to }): [string, readonly Point[]] => [
    id,
    graph.edge({ v: from, w: to, name: id }).points,
  ]);
  const { width = 0, height = 0 } = graph.graph();
  return { width: Math.max(width, 200), height: Math.max(height, 100), boxes: new Map(boxes), lines: new Map(lines) };
}
