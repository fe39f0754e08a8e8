/** Template specs that the same template declares, found by the id that a deployment names (facts/arm-templates.md §3.6). */
import type { Anchor, Json } from '../model.ts';
import { below, isObject } from '../value.ts';
import type { Body } from './body.ts';
import { Meanwhile, OF_DOCUMENT } from '../meanwhile.ts';
import type { Frame } from './frame.ts';
import { find } from './json.ts';
import { keyOf } from './key.ts';
import type { Node } from './resources.ts';

export const SPEC_TYPE = 'microsoft.resources/templatespecs/versions';

/** By canonical id (see `keyOf`), with the frame that declares each; null where two have one id. */
type Specs = Map<string, { readonly frame: Frame; readonly node: Node } | null>;

/** By run, since an id means the same in every frame of it. */
const declared = new Meanwhile<Frame['run'], Specs>(OF_DOCUMENT);

/** Makes a template spec known, before any deployment is read. */
export function declareSpec(frame: Frame, node: Node): void {
  const key = node.draft.symbolic ? undefined : keyOf(node.draft.id);
  if (key === undefined) return;
  const specs: Specs = declared.get(frame.run) ?? new Map<string, { frame: Frame; node: Node } | null>();
  declared.set(frame.run, specs.set(key, specs.has(key) ? null : { frame, node }));
}

/** The template spec that a `templateLink` names by its id; undefined where it names something else. */
export function specLinked(
  { frame, node }: Body,
  link: Json,
  at: Anchor,
): { readonly frame: Frame; readonly node: Node } | 'not-here' | undefined {
  const id = isObject(link) ? find(link, 'id') : undefined;
  if (id === undefined || id.value === null) return undefined;
  const key = keyOf(frame.evaluate(id.value, below(at, id.key), 'property', node.loops));
  return (key === undefined ? null : declared.get(frame.run)?.get(key)) ?? 'not-here';
}
