/** The body of a resource that brings a template, and what all kinds of such resources need. */
import type { Anchor, Json, JsonObject } from '../model.ts';
import { below, path, isObject } from '../value.ts';
import type { Frame } from './frame.ts';
import { find } from './json.ts';
import { candidates, evaluatedPath, writtenPath, type LinkPath } from './links.ts';
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

export type LookedUp = NonNullable<ReturnType<Lookup>> & {
  /** Found by the path of an address: what lies there may be another version of the file. */
  readonly remote: boolean;
};

/** The file that a `templateLink` or `parametersLink` names, where it is at hand. */
export function lookUp(body: Body, link: Json, at: Anchor): LookedUp | undefined {
  const { template, run } = body.frame;
  const named = pathOf(body, link, at);
  if (named === undefined) return undefined;
  for (const candidate of candidates(named, template.file, run.rootFile)) {
    const file = run.linked(candidate);
    if (file !== undefined) return { ...file, remote: named.address };
  }
  return undefined;
}

function pathOf(body: Body, link: Json, at: Anchor): LinkPath | undefined {
  const { frame, node } = body;
  const { variables } = frame.template;
  const member = isObject(link) ? (find(link, 'relativePath') ?? find(link, 'uri')) : undefined;
  if (typeof member?.value === 'string') {
    const written = writtenPath(member.value, (name) => variables.get(name.toLowerCase())?.raw);
    if (written !== undefined) return written;
  }
  const value = frame.evaluate(
    member?.value ?? link,
    member === undefined ? at : below(at, member.key),
    'property',
    node.loops,
  );
  return evaluatedPath(path(value, 'relativePath') ?? path(value, 'uri') ?? value);
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
export function lost(body: Body, at: Anchor, message: string, name?: string): void {
  body.frame.run.faults.add({ kind: 'template-not-found', at, message, ...(name === undefined ? {} : { name }) });
}

/** Path in the project that a literal `relativePath` means: it counts from the template that holds it. */
export function relativeTo(body: Body, link: Json): string | undefined {
  const { file, at } = body.frame.template;
  const member = isObject(link) ? find(link, 'relativePath') : undefined;
  if (at.pointer !== '' || typeof member?.value !== 'string' || member.value.startsWith('[')) return undefined;
  const named = evaluatedPath({ kind: 'known', value: member.value });
  return named === undefined || named.address ? undefined : candidates(named, file, file)[0];
}
