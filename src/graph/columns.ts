/**
 * Columns for what hangs together by more calls than dagre draws in a moment: senders before receivers, each as far left as
 * its callers let it be, beside those that it calls or is called by. Linear in workflows and calls, and without recursion.
 */
import type { PictureEdge, PictureNode } from './picture.ts';

/** Turns in which columns are sorted by their neighbours, from left to right and back. */
const TURNS = 4;

interface Ends {
  readonly from: number;
  readonly to: number;
}

/** The column of each node, by its number: from the left, 0 where nobody calls. Of a ring one call leads back. */
export function columnsOf(
  nodes: readonly Pick<PictureNode, 'id'>[],
  edges: readonly Pick<PictureEdge, 'from' | 'to'>[],
): readonly number[] {
  const ends = endsOf(nodes, edges);
  const order = callersFirst(nodes.length, ends);
  const place = new Array<number>(nodes.length).fill(0);
  order.forEach((node, index) => (place[node] = index));
  const later = neighbours(nodes.length, ends, ({ from, to }) =>
    (place[from] ?? 0) < (place[to] ?? 0) ? [from, to] : [to, from],
  );
  const columns = new Array<number>(nodes.length).fill(0);
  for (const node of order)
    for (const next of later[node] ?? [])
      if (next !== node) columns[next] = Math.max(columns[next] ?? 0, (columns[node] ?? 0) + 1);
  return columns;
}

/** How many columns all calls cross together: dagre puts a node of its own into each. */
export function crossed(
  nodes: readonly Pick<PictureNode, 'id'>[],
  edges: readonly Pick<PictureEdge, 'from' | 'to'>[],
  columns: readonly number[],
): number {
  return endsOf(nodes, edges).reduce(
    (sum, { from, to }) => sum + Math.max(1, Math.abs((columns[to] ?? 0) - (columns[from] ?? 0))),
    0,
  );
}

/** Numbers of nodes in each column, from above, those next to each other that are called by the same. */
export function sorted(
  nodes: readonly Pick<PictureNode, 'id'>[],
  edges: readonly Pick<PictureEdge, 'from' | 'to'>[],
  columns: readonly number[],
): readonly (readonly number[])[] {
  const ends = endsOf(nodes, edges);
  const around = neighbours(nodes.length, [...ends, ...ends.map(({ from, to }) => ({ from: to, to: from }))]);
  const out: number[][] = [];
  columns.forEach((column, node) => (out[column] ??= []).push(node));
  const height = new Array<number>(nodes.length).fill(0);
  const measure = (column: readonly number[]): void =>
    column.forEach((node, index) => (height[node] = (index + 0.5) / column.length));
  out.forEach(measure);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const column of turn % 2 === 0 ? out : [...out].reverse()) {
      const wanted = new Map(column.map((node) => [node, mean(around[node] ?? [], height) ?? height[node] ?? 0]));
      column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      measure(column);
    }
  }
  return out;
}

function mean(nodes: readonly number[], height: readonly number[]): number | undefined {
  return nodes.length === 0 ? undefined : nodes.reduce((sum, node) => sum + (height[node] ?? 0), 0) / nodes.length;
}

function endsOf(
  nodes: readonly Pick<PictureNode, 'id'>[],
  edges: readonly Pick<PictureEdge, 'from' | 'to'>[],
): readonly Ends[] {
  const numbers = new Map(nodes.map(({ id }, index) => [id, index]));
  return edges.map(({ from, to }) => ({ from: numbers.get(from) ?? 0, to: numbers.get(to) ?? 0 }));
}

function neighbours(
  many: number,
  ends: readonly Ends[],
  way: (ends: Ends) => readonly [number, number] = ({ from, to }) => [from, to],
): readonly (readonly number[])[] {
  const out = Array.from({ length: many }, (): number[] => []);
  for (const one of ends) {
    const [from, to] = way(one);
    out[from]?.push(to);
  }
  return out;
}

/** All nodes, each after those that call it, but for the calls that close a ring: depth first, and back. */
function callersFirst(many: number, ends: readonly Ends[]): readonly number[] {
  const next = neighbours(many, ends);
  const seen = new Set<number>();
  const done: number[] = [];
  for (let root = 0; root < many; root++) {
    if (seen.has(root)) continue;
    seen.add(root);
    const way = [{ node: root, at: 0 }];
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const child = next[top.node]?.[top.at++];
      if (child === undefined) {
        done.push(top.node);
        way.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        way.push({ node: child, at: 0 });
      }
    }
  }
  return done.reverse();
}
