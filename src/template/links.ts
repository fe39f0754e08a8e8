/**
 * Where a linked template may lie on disk. No engine says this: it is the decompiler's heuristic
 * (facts/arm-templates.md §3.6 "Linked"), first on the written expression, then on what it evaluates to.
 * What neither tells is unknown.
 */
import type { FileId, Json, Value } from '../model.ts';
import { classify, parse, type Node } from '../expression/arm/parse.ts';
import { asText } from '../value.ts';

/** Variables that hold variables that hold the path: so many are followed. */
const FOLLOW = 16;

/** The path that a written link names; `variable` gives the raw text of a variable. */
export function writtenPath(raw: string, variable: (name: string) => Json | undefined): string | undefined {
  const node = read(raw, variable, 0);
  if (node === undefined) return undefined;
  if (node.kind === 'text') return fromText(node.value);
  if (node.kind !== 'call') return undefined;
  const [first, second, third] = node.args.map((arg) => inline(arg, variable, 0));
  if (isCall(node, 'uri')) return second?.kind === 'text' ? clean(second.value) : undefined;
  if (!isCall(node, 'concat') || node.args.length > 3) return undefined;
  // `concat(uri(base, 'x.json'), signature)`
  if (first?.kind === 'call' && isCall(first, 'uri') && node.args.length === 2) {
    const relative = first.args[1] === undefined ? undefined : inline(first.args[1], variable, 0);
    return relative?.kind === 'text' ? clean(relative.value) : undefined;
  }
  // `concat(parameters('base'), '/x.json')`, with a signature behind it or without.
  const signed = third === undefined || third.kind !== 'text';
  return first?.kind === 'call' && second?.kind === 'text' && second.value.startsWith('/') && signed
    ? clean(second.value)
    : undefined;
}

function isCall(node: Node, name: string): boolean {
  return node.kind === 'call' && node.name.toLowerCase() === name;
}

function read(raw: string, variable: (name: string) => Json | undefined, depth: number): Node | undefined {
  const kind = classify(raw);
  if (kind === 'literal') return { kind: 'text', value: raw, start: 0, end: raw.length };
  const node = kind === 'expression' ? parse(raw).node : undefined;
  return node === undefined ? undefined : inline(node, variable, depth);
}

function inline(node: Node, variable: (name: string) => Json | undefined, depth: number): Node {
  if (!isCall(node, 'variables') || node.kind !== 'call' || depth >= FOLLOW) return node;
  const [name] = node.args;
  const raw = name?.kind === 'text' ? variable(name.value) : undefined;
  return typeof raw === 'string' ? (read(raw, variable, depth + 1) ?? node) : node;
}

/** The path that an evaluated link names, relative to something that is not known here. */
export function evaluatedPath(link: Value): string | undefined {
  const text = asText(link);
  if (text !== undefined) return fromText(text);
  if (link.kind !== 'text') return undefined;
  const [first, second, ...rest] = link.parts;
  if (typeof first === 'string' || typeof second !== 'string') return undefined;
  return second.startsWith('/') && rest.every((part) => typeof part !== 'string') ? clean(second) : undefined;
}

function fromText(text: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/(.*)$/i.exec(text);
  return clean(url?.[1] ?? text);
}

function clean(path: string): string | undefined {
  const bare = path.replace(/[?#].*$/, '').replaceAll('\\', '/');
  const trimmed = bare.replace(/^(?:\.?\/)+/, '');
  return /\.jsonc?$/i.test(trimmed) ? trimmed : undefined;
}

/**
 * Project paths to try for a link: beside the linking file, beside the root template, and for a path that came from an
 * address (`owner/repository/branch/folder/x.json`) its shorter tails. None leaves the project.
 */
export function candidates(path: string, file: FileId, root: FileId): readonly string[] {
  const found = new Set<string>();
  const segments = path.split('/');
  const tails = segments.slice(0, 8).map((_, index) => segments.slice(index).join('/'));
  for (const tail of tails) {
    for (const from of [file, root]) {
      const resolved = resolve(from, tail);
      if (resolved !== undefined) found.add(resolved);
    }
  }
  return [...found];
}

function resolve(from: FileId, path: string): string | undefined {
  const out = from.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
}
