/**
 * Where a linked template may lie on disk. No engine says this: it is the decompiler's heuristic
 * (facts/arm-templates.md §3.6 "Linked"), first on the written expression, then on what it evaluates to.
 * What neither tells is unknown.
 */
import type { FileId, Json, Value } from '../model.ts';
import type { Node } from '../expression/arm/nodes.ts';
import { classify, parse } from '../expression/arm/parse.ts';
import { asText } from '../value.ts';

/** Variables that hold variables that hold the path: so many are followed. */
const FOLLOW = 16;

export interface LinkPath {
  readonly path: string;
  /** The path of a whole address: somewhere in it the project begins. Else it is relative to a template. */
  readonly address: boolean;
}

type Variables = (name: string) => Json | undefined;

/** The path that a written link names; `variable` gives the raw text of a variable. */
export function writtenPath(raw: string, variable: Variables): LinkPath | undefined {
  const node = read(raw, variable, 0);
  if (node?.kind === 'text') return fromText(node.value);
  if (node?.kind !== 'call') return undefined;
  const args = node.args.map((arg) => inline(arg, variable, 0));
  if (isCall(node, 'uri')) return textPath(args[1]);
  return isCall(node, 'concat') ? joinedPath(args, variable) : undefined;
}

/** `concat(uri(base, 'x.json'), signature)`, `concat(parameters('base'), '/x.json')`, the latter also with a signature behind it. */
function joinedPath(args: readonly Node[], variable: Variables): LinkPath | undefined {
  const [first, second, third] = args;
  if (first?.kind !== 'call' || args.length > 3 || third?.kind === 'text') return undefined;
  if (isCall(first, 'uri')) {
    const relative = first.args[1];
    return args.length === 2 && relative !== undefined ? textPath(inline(relative, variable, 0)) : undefined;
  }
  return second?.kind === 'text' && second.value.startsWith('/') ? clean(second.value) : undefined;
}

function textPath(node: Node | undefined): LinkPath | undefined {
  return node?.kind === 'text' ? clean(node.value) : undefined;
}

function isCall(node: Node, name: string): boolean {
  return node.kind === 'call' && node.name.toLowerCase() === name;
}

function read(raw: string, variable: Variables, depth: number): Node | undefined {
  const kind = classify(raw);
  if (kind === 'literal') return { kind: 'text', value: raw, start: 0, end: raw.length };
  const node = kind === 'expression' ? parse(raw).node : undefined;
  return node === undefined ? undefined : inline(node, variable, depth);
}

function inline(node: Node, variable: Variables, depth: number): Node {
  if (!isCall(node, 'variables') || node.kind !== 'call' || depth >= FOLLOW) return node;
  const [name] = node.args;
  const raw = name?.kind === 'text' ? variable(name.value) : undefined;
  return typeof raw === 'string' ? (read(raw, variable, depth + 1) ?? node) : node;
}

/** The path that an evaluated link names, relative to something that is not known here. */
export function evaluatedPath(link: Value): LinkPath | undefined {
  const text = asText(link);
  if (text !== undefined) return fromText(text);
  if (link.kind !== 'text') return undefined;
  const [first, second, ...rest] = link.parts;
  if (typeof first === 'string' || typeof second !== 'string') return undefined;
  return second.startsWith('/') && rest.every((part) => typeof part !== 'string') ? clean(second) : undefined;
}

function fromText(text: string): LinkPath | undefined {
  const url = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/(.*)$/i.exec(text)?.[1];
  const found = clean(url ?? text);
  return found === undefined || url === undefined ? found : { ...found, address: true };
}

function clean(path: string): LinkPath | undefined {
  const bare = (path.split(/[?#]/, 1)[0] ?? '').replaceAll('\\', '/');
  const trimmed = bare.replace(/^(?:\.?\/)+/, '');
  return /\.jsonc?$/i.test(trimmed) ? { path: decode(trimmed), address: false } : undefined;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Folders above the linking file, and segments of an address, that are tried. */
const REACH = 8;

/**
 * Project paths to try for a link, best first; none leaves the project. A relative path counts from the linking file, then
 * from the root template. Of an address (`owner/repository/branch/folder/x.json`) longer tails are tried first, below each
 * folder above the file; a file name alone says too little (every second one is azuredeploy.json).
 */
export function candidates({ path, address }: LinkPath, file: FileId, root: FileId): readonly string[] {
  const folder = (id: FileId): readonly string[] => id.split('/').slice(0, -1);
  if (!address) return unique([folder(file), folder(root)].map((from) => resolve(from, path)));
  const segments = path.split('/').slice(-REACH);
  const tails = segments.slice(0, Math.max(1, segments.length - 1)).map((_, index) => segments.slice(index).join('/'));
  const above = folder(file);
  const folders = above.map((_, index) => above.slice(0, above.length - index)).slice(0, REACH);
  return unique(tails.flatMap((tail) => [...folders, []].map((from) => resolve(from, tail))));
}

function unique(paths: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(paths)].filter((path) => path !== undefined);
}

function resolve(from: readonly string[], path: string): string | undefined {
  const out = [...from];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') out.push(segment);
    else if (out.pop() === undefined) return undefined;
  }
  return out.join('/');
}
