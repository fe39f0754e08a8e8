/**
 * Applies functions to values that may not be known: exact results where all is known, choices where a condition
 * is not, named holes else. Bounded: choices are spread a few times only, large results are not kept.
 */
import type { Json, Value } from '../../model.ts';
import { arrayOf, itemsOf, known } from '../../value.ts';
import type { Call } from './ast.ts';
import type { Site } from './scope.ts';
import { choose, eachBranch } from './branch.ts';
import { isLarge, spend } from './size.ts';
import type { FunctionSpec } from './spec.ts';
import { asPart, joined } from './text.ts';
import { here, ofPure, typeOf } from './unknown.ts';

/** Choices that one application is spread over: 2³ results at most. */
const MAX_CHOICES = 3;
/** Applies a pure function, or one that gives another result every time. */
export function apply(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]): Value {
  if (spec.purity === 'once')
    return here(site, call.start, spec.name, typeOf(spec), { call: { fn: `wdl:${spec.name}`, args } });
  return SPECIAL.get(spec.name)?.(site, call, spec, args) ?? spread(site, call, spec, args, 0);
}

type Special = (site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]) => Value | undefined;

const SPECIAL: ReadonlyMap<string, Special> = new Map<string, Special>([
  ['if', condition],
  ['and', (site, call, spec, args) => shortcut(site, call, spec, args, false)],
  ['or', (site, call, spec, args) => shortcut(site, call, spec, args, true)],
  ['coalesce', coalesce],
  ['concat', concat],
  [
    'string',
    (site, call, _spec, [only]) =>
      only === undefined ? undefined : joined([asPart(only, site, call.start, true)], site, call.start),
  ],
  ['createArray', list],
  ['first', (_site, _call, _spec, [only]) => endOf(only, 0)],
  ['last', (_site, _call, _spec, [only]) => endOf(only, -1)],
  ['length', (_site, _call, _spec, [only]) => count(only)],
  ['empty', (_site, _call, _spec, [only]) => (hasLetters(only) ? known(false) : undefined)],
  ['toLower', piecewise],
  ['toUpper', piecewise],
  ['uriComponent', piecewise],
  ['encodeUriComponent', piecewise],
]);

function spread(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[], depth: number): Value {
  const index = args.findIndex((arg) => arg.kind === 'choice');
  const choice = args[index];
  if (choice?.kind !== 'choice' || depth >= MAX_CHOICES) return exact(site, call, spec, args);
  return eachBranch(choice, (branch) => spread(site, call, spec, args.with(index, branch), depth + 1));
}

function exact(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]): Value {
  const sure = compute(site, spec, args);
  if (sure !== undefined) return sure;
  return ofPure(site, call, spec, args, compute(site, spec, args.map(usually)));
}

/** The value, or the default of what is not known. */
function usually(arg: Value): Value {
  return arg.kind === 'hole' && arg.default !== undefined ? arg.default : arg;
}

/** The exact result, where all is known, nothing is large and the string has not cost too much yet. */
function compute(site: Site, spec: FunctionSpec, args: readonly Value[]): Value | undefined {
  if (spec.exact === null) return undefined;
  const values: Json[] = [];
  let cost = 1;
  for (const arg of args) {
    if (arg.kind !== 'known' || isLarge(arg)) return undefined;
    values.push(arg.value);
    cost += typeof arg.value === 'string' ? arg.value.length : 1;
  }
  const out = spend(site.budget, cost) ? spec.exact(values) : undefined;
  if (out === undefined) return undefined;
  const value = known(out);
  return isLarge(value) ? undefined : value;
}

function condition(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[], depth = 0): Value | undefined {
  const [test, then, otherwise] = args;
  if (test === undefined || then === undefined || otherwise === undefined) return undefined;
  if (test.kind === 'known') return typeof test.value === 'boolean' ? (test.value ? then : otherwise) : undefined;
  if (test.kind === 'hole') return choose(test, then, otherwise);
  if (test.kind !== 'choice' || depth >= MAX_CHOICES) return here(site, call.start, spec.name, 'any');
  const branch = (one: Value): Value =>
    condition(site, call, spec, [one, then, otherwise], depth + 1) ?? here(site, call.start, spec.name, 'any');
  return eachBranch(test, branch);
}

/** One known `decisive` argument decides, whatever the others are. */
function shortcut(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[], decisive: boolean): Value {
  if (args.some((arg) => arg.kind === 'known' && arg.value === decisive)) return known(decisive);
  return spread(site, call, spec, args, 0);
}

/** A text, list or object is not null, nor is a hole of such a type; anything else unknown may be. */
function coalesce(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]): Value {
  for (const arg of args) {
    if (arg.kind === 'known' && arg.value === null) continue;
    const mayBeNull = arg.kind === 'choice' || (arg.kind === 'hole' && (arg.type === 'any' || arg.type === 'null'));
    return mayBeNull ? ofPure(site, call, spec, args) : arg;
  }
  return known(null);
}

function concat(site: Site, call: Call, _spec: FunctionSpec, args: readonly Value[]): Value {
  const parts = args.map((arg, index) => asPart(arg, site, call.a[index]?.start ?? call.start, false));
  return joined(parts, site, call.start);
}

function list(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]): Value {
  const out = arrayOf(args);
  return isLarge(out) ? ofPure(site, call, spec, args) : out;
}

function endOf(value: Value | undefined, index: 0 | -1): Value | undefined {
  return value?.kind === 'array' && value.open !== true ? itemsOf(value)?.at(index) : undefined;
}

function count(value: Value | undefined): Value | undefined {
  return value?.kind === 'array' && value.open !== true ? known(value.items.length) : undefined;
}

function hasLetters(value: Value | undefined): boolean {
  return value?.kind === 'text' && value.parts.some((part) => typeof part === 'string');
}

/** Functions that work letter by letter go through the literal pieces of a text and around its holes. */
function piecewise(site: Site, call: Call, spec: FunctionSpec, args: readonly Value[]): Value | undefined {
  const [only] = args;
  if (only?.kind !== 'text' || args.length !== 1) return undefined;
  const bare: Call = { ...call, a: [] };
  const parts: (string | Value)[] = [];
  for (const part of only.parts) {
    const done = spread(site, bare, spec, [typeof part === 'string' ? known(part) : part], 0);
    if (typeof part === 'string' && done.kind !== 'known') return undefined;
    parts.push(done);
  }
  return joined(parts, site, call.start);
}
