/**
 * The `parameters` section: what each parameter is declared to be, with `$ref` to `definitions` followed.
 * Types ignore letter case (facts/arm-templates.md §3.2). Defaults stay raw.
 */
import type { Anchor, HoleType, Json, JsonObject, Shape } from '../model.ts';
import { below, isObject } from '../value.ts';
import type { TemplateFault } from './faults.ts';
import { find, isArray, textOf } from './json.ts';

export interface ParameterDeclaration {
  readonly name: string;
  readonly at: Anchor;
  /** Lower case: string, securestring, int, bool, object, secureobject, array; '' where it is not said. */
  readonly type: string;
  readonly secure: boolean;
  readonly nullable: boolean;
  readonly default: { readonly raw: Json; readonly at: Anchor } | null;
  readonly shape: Shape | null;
}

const REF_DEPTH = 16;

export function parseParameters(
  section: { readonly raw: JsonObject; readonly at: Anchor },
  definitions: JsonObject,
  faults: TemplateFault[],
): Map<string, ParameterDeclaration> {
  const found = new Map<string, ParameterDeclaration>();
  for (const [name, raw] of Object.entries(section.raw)) {
    const at = below(section.at, name);
    if (!isObject(raw)) faults.push({ kind: 'template-shape', at, message: 'a parameter is an object', name });
    else if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), declare(name, raw, at, definitions));
  }
  return found;
}

function declare(name: string, raw: JsonObject, at: Anchor, definitions: JsonObject): ParameterDeclaration {
  const chain = follow(raw, definitions);
  const first = (key: string): Json | undefined => {
    for (const link of chain) {
      const value = find(link, key)?.value;
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const written = first('type');
  const type = typeof written === 'string' ? written.toLowerCase() : '';
  const fallback = find(raw, 'defaultValue');
  return {
    name,
    at,
    type,
    secure: type === 'securestring' || type === 'secureobject',
    nullable: first('nullable') === true,
    default: fallback === undefined ? null : { raw: fallback.value, at: below(at, fallback.key) },
    shape: shapeOf(first('allowedValues'), first('minLength'), first('maxLength'), type),
  };
}

/** The declaration and the definitions that it refers to, nearest first. */
function follow(raw: JsonObject, definitions: JsonObject): JsonObject[] {
  const chain = [raw];
  for (let at = raw; chain.length < REF_DEPTH;) {
    const name = /^#\/definitions\/(.+)$/.exec(textOf(at, '$ref') ?? '')?.[1];
    const next =
      name === undefined ? undefined : find(definitions, name.replaceAll('~1', '/').replaceAll('~0', '~'))?.value;
    if (!isObject(next) || chain.includes(next)) break;
    chain.push(next);
    at = next;
  }
  return chain;
}

/** `allowedValues` of an array parameter are left out: whether they restrict the array or its items is not said in our sources. */
function shapeOf(allowed: Json | undefined, min: Json | undefined, max: Json | undefined, type: string): Shape | null {
  const shape: Shape = {
    ...(isArray(allowed) && type !== 'array' ? { allowed } : {}),
    ...(typeof min === 'number' ? { minLength: min } : {}),
    ...(typeof max === 'number' ? { maxLength: max } : {}),
  };
  return Object.keys(shape).length === 0 ? null : shape;
}

export function holeType(type: string): HoleType {
  if (type === 'string' || type === 'securestring') return 'string';
  if (type === 'object' || type === 'secureobject') return 'object';
  return type === 'int' || type === 'bool' || type === 'array' ? type : 'any';
}
