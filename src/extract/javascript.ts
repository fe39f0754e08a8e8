/**
 * The door to the parser of JavaScript, opened at the first piece of code only, since it costs more time than the rest
 * of a run. Parses, never runs.
 */
import { createRequire } from 'node:module';
import type * as Estree from '@typescript-eslint/typescript-estree';
import { clip } from '../secret.ts';

/** A node of the syntax tree, as far as is asked here. */
export interface Node {
  readonly type: string;
  /** Half-open offsets in the code, UTF-16 units. */
  readonly range: readonly [start: number, end: number];
  readonly [member: string]: unknown;
}

export type Parsed = { readonly tree: Node } | { readonly tree: null; readonly message: string; readonly at: number };

/** More code than any plan takes (facts/data/limits.json, inlineCodeLength). */
const LONGEST = 200_000;

let door: typeof Estree | undefined;

function open(): typeof Estree {
  return (door ??= createRequire(import.meta.url)('@typescript-eslint/typescript-estree') as typeof Estree);
}

/** The tree or the fault of a function body; undefined where nothing can be said. */
export function parseCode(code: string): Parsed | undefined {
  if (code.length > LONGEST) return undefined;
  const parser = open();
  try {
    // By its name a text of JavaScript: `a < b > (c)` compares there, and calls in TypeScript.
    const tree: unknown = parser.parse(code, { range: true, loc: false, comment: true, filePath: 'code.js' });
    return isNode(tree) ? { tree } : undefined;
  } catch (error) {
    // Only a fault of the code has a place in it; a stack that ends says nothing.
    if (!(error instanceof Error) || !('location' in error)) return undefined;
    return { tree: null, message: clip(error.message, 120), at: offsetOf(error.location) };
  }
}

function offsetOf(location: unknown): number {
  if (typeof location !== 'object' || location === null || !('start' in location)) return 0;
  const { start } = location;
  if (typeof start !== 'object' || start === null || !('offset' in start)) return 0;
  return typeof start.offset === 'number' ? start.offset : 0;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

/** Every node, outer ones first; no recursion, since code decides how deep it nests. */
export function nodesOf(tree: Node): readonly Node[] {
  const out: Node[] = [];
  const waiting: unknown[] = [tree];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (Array.isArray(one))
      for (let at = one.length - 1; at >= 0; at -= 1) waiting.push((one as readonly unknown[])[at]);
    if (!isNode(one)) continue;
    out.push(one);
    const inner = Object.entries(one).flatMap(([name, value]) =>
      name === 'parent' || name === 'range' || name === 'comments' ? [] : [value],
    );
    waiting.push(...inner.filter((value) => typeof value === 'object' && value !== null).reverse());
  }
  return out;
}
