/**
 * Names for what is not known. A name is shared only where two readings surely give the same thing: pure
 * functions of named arguments, and what a run holds once. All else is named for its place.
 */
import type { Hole, HoleType, Value } from '../../model.ts';
import { hole } from '../../value.ts';
import type { Call, Expression } from './ast.ts';
import type { Site } from './scope.ts';
import type { FunctionSpec, Kind } from './spec.ts';

/** Longer names are not built: they would grow with every reuse. */
const MAX_NAME = 400;
/** Longer texts do not go into names, which people see: they may be secrets. */
const MAX_LITERAL = 32;

const TYPES: Partial<Record<Kind, HoleType>> = {
  string: 'string',
  integer: 'int',
  boolean: 'bool',
  array: 'array',
  object: 'object',
};

export function typeOf(spec: FunctionSpec): HoleType {
  const [first, ...others] = spec.returns;
  return others.length > 0 || first === undefined ? 'any' : (TYPES[first] ?? 'any');
}

/** Something that this place alone reads: never equal to what another place reads. */
export function here(site: Site, offset: number, what: string, type: HoleType, more: Partial<Hole> = {}): Hole {
  return { ...hole(`${site.id}:${String(offset)}:${what}`, type), ...more };
}

/** The name of an argument; undefined where it has none that may be shared or shown. */
function argumentName(value: Value, expression: Expression | undefined): string | undefined {
  if (value.kind === 'hole') return value.name;
  if (value.kind !== 'known' || expression === undefined) return undefined;
  // Only what is written right here: a value that came from a parameter may be a secret.
  if (expression.t === 'str' && expression.parts === undefined) {
    return expression.v.length <= MAX_LITERAL ? JSON.stringify(expression.v) : undefined;
  }
  return expression.t === 'num' || expression.t === 'bool' || expression.t === 'null'
    ? expression.v.toLowerCase()
    : undefined;
}

/** The unknown result of a pure function: equal arguments, equal name. */
export function ofPure(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[], fallback?: Value): Hole {
  const names = args.map((arg, index) => argumentName(arg, call.a[index]));
  const name = `wdl:${spec.name}(${names.join(',')})`;
  const secure = args.some((arg) => arg.kind === 'hole' && arg.secure === true);
  const more: Partial<Hole> = {
    call: { fn: `wdl:${spec.name}`, args },
    ...(secure ? { secure: true as const } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
  if (names.includes(undefined) || name.length > MAX_NAME) return here(site, call.start, spec.name, typeOf(spec), more);
  return { ...hole(name, typeOf(spec)), ...more };
}

/** What a run holds once: the same for every reading in this workflow. `names`: the arguments, names in lower case. */
export function ofRun(site: Site, spec: FunctionSpec, args: readonly Value[], names: readonly string[]): Hole {
  const name = `${site.scope.id}#${spec.name}(${names.map((one) => `'${one}'`).join(',')})`;
  return hole(name, typeOf(spec), { call: { fn: `wdl:${spec.name}`, args } });
}

/** A property or item of something unknown. */
export function ofProperty(
  site: Site,
  offset: number,
  base: Hole,
  key: Value,
  written: string,
  fallback: Value | undefined,
): Hole {
  const more: Partial<Hole> = {
    call: { fn: 'get', args: [base, key] },
    ...(base.secure === true ? { secure: true as const } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
  const name = `${base.name}[${written}]`;
  return name.length > MAX_NAME ? here(site, offset, 'get', 'any', more) : { ...hole(name, 'any'), ...more };
}
