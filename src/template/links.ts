/**
 * Where a linked template may lie on disk. No engine says this: it is the decompiler's heuristic
 * (facts/arm-templates.md §3.6 "Linked"), on the evaluated link. What it cannot tell is unknown.
 */
import type { FileId, Value } from '../model.ts';
import { asText } from '../value.ts';

/** The path that a link names, relative to something that is not known here; undefined where it says none. */
export function localPath(link: Value): string | undefined {
  const text = asText(link);
  if (text !== undefined) return fromText(text);
  if (link.kind === 'hole') return fromUri(link);
  if (link.kind !== 'text') return undefined;
  const [first, second, ...rest] = link.parts;
  const signatureOnly = rest.every((part) => typeof part !== 'string');
  if (typeof first === 'string') return undefined;
  if (typeof second === 'string') {
    return first?.kind === 'hole' && second.startsWith('/') && signatureOnly ? clean(second) : undefined;
  }
  // `concat(uri(base, 'x.json'), sas)`
  return first?.kind === 'hole' && signatureOnly ? fromUri(first) : undefined;
}

function fromUri(link: Value): string | undefined {
  if (link.kind !== 'hole' || link.call?.fn.toLowerCase() !== 'uri') return undefined;
  const relative = asText(link.call.args[1]);
  return relative === undefined ? undefined : clean(relative);
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
