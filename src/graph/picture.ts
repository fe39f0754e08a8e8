/**
 * Calls → a picture: workflows as nodes, calls as edges coloured by their outcome. Data only; the forms
 * (mermaid, dot, svg, html) draw it. Names come from strangers: each form escapes them in its own way.
 */
import type { Excerpt, Range } from '../model.ts';

export type Outcome = 'accepted' | 'refused' | 'unknown' | 'unlinked';

export interface Spot {
  readonly file: string;
  readonly range: Range | null;
  readonly excerpt: Excerpt | null;
}

export interface PictureNode {
  readonly id: string;
  readonly label: string;
  /** Folder of its file, or the repository that its facts came from. */
  readonly group: string;
  readonly spot: Spot | null;
  /** Nobody's file was read: where a call leads that has no receiver. */
  readonly outside: boolean;
}

export interface PictureEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The action that calls, and the trigger that is called. */
  readonly action: string;
  readonly trigger: string | null;
  readonly outcome: Outcome;
  /** What the receiver answers, in a few words. */
  readonly answer: string;
  /** What travels. */
  readonly carries: readonly string[];
  readonly because: readonly { readonly text: string; readonly spot: Spot | null }[];
  readonly assumptions: readonly string[];
  readonly spot: Spot;
  readonly environments: readonly string[];
}

export interface Picture {
  readonly title: string;
  /** Calls that are left out since there are too many to be drawn. */
  readonly left?: number;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export const COLOURS: Readonly<Record<Outcome, string>> = {
  accepted: '#1a7f37',
  refused: '#cf222e',
  unknown: '#9a6700',
  unlinked: '#6e7781',
};

/** Of more calls than are drawn: how many there are, and where the others are. */
export function leftOut({ edges, left = 0 }: Picture): string | null {
  if (left === 0) return null;
  return `${String(edges.length)} of ${String(edges.length + left)} calls are drawn, refused ones first: 'laudit trace' and the formats mermaid and dot have all of them`;
}

/** Nodes by their group, both in the order of the nodes. */
export function groupsOf(nodes: readonly PictureNode[]): ReadonlyMap<string, readonly PictureNode[]> {
  const out = new Map<string, PictureNode[]>();
  for (const node of nodes) {
    const own = out.get(node.group);
    if (own === undefined) out.set(node.group, [node]);
    else own.push(node);
  }
  return out;
}

/** Shortens a name for a label, by whole characters. */
export function brief(name: string, most = 40): string {
  const letters = Array.from(name);
  return letters.length <= most ? name : `${letters.slice(0, most - 1).join('')}…`;
}

/** How many calls end how. */
export function tally(edges: readonly PictureEdge[]): Readonly<Record<Outcome, number>> {
  const count = { accepted: 0, refused: 0, unknown: 0, unlinked: 0 };
  for (const { outcome } of edges) count[outcome] += 1;
  return count;
}
