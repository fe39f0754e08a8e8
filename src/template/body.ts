/** The body of a resource that brings a template, and what all kinds of such resources need. */
import type { Anchor, Json, JsonObject } from '../model.ts';
import { path } from '../value.ts';
import type { Frame } from './frame.ts';
import { candidates, localPath } from './links.ts';
import { parseTemplate, type Template } from './parse.ts';
import type { Node } from './resources.ts';
import type { Lookup } from './run.ts';

export interface Body {
  readonly frame: Frame;
  readonly node: Node;
  /** Its `properties`. */
  readonly raw: JsonObject;
  readonly at: Anchor;
}

/** The file that a `templateLink` or `parametersLink` names, where it is at hand. */
export function lookUp(body: Body, link: Json, at: Anchor): ReturnType<Lookup> {
  const { frame, node } = body;
  const value = frame.evaluate(link, at, 'property', node.loops);
  const named = localPath(path(value, 'relativePath') ?? path(value, 'uri') ?? value);
  if (named === undefined) return undefined;
  for (const candidate of candidates(named, frame.template.file, frame.run.rootFile)) {
    const file = frame.run.linked(candidate);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Reads a template once, however many copies of its resource there are. */
export function parse(body: Body, raw: JsonObject, { file, pointer }: Anchor): Template {
  const { templates } = body.frame.run;
  const had = templates.get(raw);
  if (had?.at.pointer === pointer && had.file === file) return had;
  const template = parseTemplate(raw, file, pointer);
  templates.set(raw, template);
  template.faults.forEach((fault) => body.frame.run.faults.add(fault));
  return template;
}

/** Resources that cannot be seen are said to be missing, never passed over in silence. */
export function lost(body: Body, at: Anchor, message: string): void {
  body.frame.run.faults.add({ kind: 'template-not-found', at, message });
}
