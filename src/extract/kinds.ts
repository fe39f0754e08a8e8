/**
 * The kind of value that an expression surely gives, as far as literals and the functions' table say, and whether it
 * contradicts what a parameter takes. Used for sure contradictions only: a text that might be converted is none.
 */
import type { Expression } from '../expression/workflow/ast.ts';
import { functionNamed } from '../expression/workflow/functions.ts';
import type { Kind, Parameter } from '../expression/workflow/spec.ts';

export type SureKind = 'text' | 'number' | 'boolean' | 'array' | 'object';

const KINDS: Partial<Readonly<Record<Kind, SureKind>>> = {
  string: 'text',
  integer: 'number',
  float: 'number',
  decimal: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'array',
  object: 'object',
};

/** Only without `['…']` behind it; null and what the run decides have none. */
export function kindOf(expression: Expression): SureKind | undefined {
  if (expression.t === 'str') return 'text';
  if (expression.t === 'num') return 'number';
  if (expression.t === 'bool') return 'boolean';
  if (expression.t !== 'fn' || expression.d.length > 0) return undefined;
  const kinds = new Set(functionNamed(expression.n)?.returns.map((kind) => KINDS[kind]));
  const [only] = kinds;
  return kinds.size === 1 ? only : undefined;
}

/** Kinds that surely do not become each other: kind of the argument → kinds of parameters that refuse it. */
const REFUSED_BY: Readonly<Record<SureKind, readonly SureKind[]>> = {
  text: ['number', 'boolean'],
  number: ['array', 'object'],
  boolean: ['number', 'array', 'object'],
  array: ['number', 'boolean', 'object'],
  object: ['number', 'boolean', 'array'],
};

/** The kind that surely does not fit, or undefined. */
export function contradiction(argument: Expression, parameter: Parameter): SureKind | undefined {
  const kind = kindOf(argument);
  if (kind === undefined || (kind === 'text' && mayConvert(argument))) return undefined;
  const taken = parameter.kinds.map((one) => KINDS[one]);
  return taken.every((one) => one !== undefined && REFUSED_BY[kind].includes(one)) ? kind : undefined;
}

/** A literal that holds letters only, and is not a boolean, is no number however it is read. */
function mayConvert(argument: Expression): boolean {
  return (
    argument.t !== 'str' ||
    argument.parts !== undefined ||
    !/^[a-z ]+$/i.test(argument.v) ||
    /^\s*(?:true|false)\s*$/i.test(argument.v)
  );
}

/** The parameter that an argument at this place belongs to. */
export function parameterAt(parameters: readonly Parameter[], index: number): Parameter | undefined {
  const last = parameters.at(-1);
  return parameters[index] ?? (last?.variadic === true ? last : undefined);
}
