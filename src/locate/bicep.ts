/**
 * Places of a compiled template in the Bicep file that it was compiled from: the line that declares what the pointer goes
 * through first. The compiler keeps no map; declarations and resources of one type stand in the same order on both sides
 * (facts/arm-templates.md §3.9), and where the numbers differ the first of the type is shown.
 */
import type { Json, Pointer } from '../model.ts';
import { isObject } from '../value.ts';

type Offsets = readonly [start: number, end: number];

interface Declaration {
  /** `resource`, `module`, `param`, `var`, `output`. */
  readonly word: string;
  readonly name: string;
  /** `type@version` of a resource, lower case. */
  readonly type: string;
  readonly span: Offsets;
}

const DECLARATION = /^([ \t]*)(resource|module|param|var|output)[ \t]+(\w+)(?:[ \t]+'([^'\r\n]*)')?[^\r\n]*/gm;
const SECTIONS = new Map([
  ['parameters', 'param'],
  ['variables', 'var'],
  ['outputs', 'output'],
]);

/** Looks at the text once; the function that comes back gives half-open offsets, [0, 0] where nothing is declared. */
export function declarationsIn(text: string, template: Json | undefined): (pointer: Pointer) => Offsets {
  const all = Array.from(text.matchAll(DECLARATION), (match): Declaration => {
    const [line, indent = '', word = '', name = '', type = ''] = match;
    const start = match.index + indent.length;
    return { word, name, type: type.toLowerCase(), span: [start, match.index + line.trimEnd().length] };
  });
  return (pointer) => declarationOf(pointer, all, template)?.span ?? [0, 0];
}

function declarationOf(
  pointer: Pointer,
  all: readonly Declaration[],
  template: Json | undefined,
): Declaration | undefined {
  const [, section = '', token = ''] = pointer.split('/').map(decoded);
  const word = SECTIONS.get(section);
  if (word !== undefined) return all.find((one) => one.word === word && one.name === token);
  if (section !== 'resources' || !isObject(template)) return undefined;
  const { resources } = template;
  const places = all.filter((one) => one.word === 'resource' || one.word === 'module');
  if (isObject(resources)) return places.findLast(({ name }) => name === token.split('::').pop());
  if (!Array.isArray(resources)) return undefined;
  const list = resources as readonly Json[];
  const index = Number(token);
  const kind = kindOf(list[index]);
  const same = list.flatMap((one, at) => (kindOf(one) === kind ? [at] : []));
  const declared = places.filter((one) => (kind === 'module' ? one.word === 'module' : one.type === kind));
  return same.length === declared.length ? declared[same.indexOf(index)] : declared[0];
}

/** `type@version`; deployments are modules. */
function kindOf(resource: Json | undefined): string {
  if (!isObject(resource)) return '';
  const [type, version] = [resource['type'], resource['apiVersion']].map((one) =>
    typeof one === 'string' ? one.toLowerCase() : '',
  );
  return type === 'microsoft.resources/deployments' ? 'module' : `${type ?? ''}@${version ?? ''}`;
}

function decoded(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
