/**
 * What a row of the functions table holds, and how rows are written: a signature such as
 * `'text: string, startIndex: integer, length?: integer'` (`…?` optional, `...name` any number).
 */
import type { Json } from '../../model.ts';

export type Kind =
  'string' | 'integer' | 'float' | 'decimal' | 'number' | 'boolean' | 'array' | 'object' | 'any' | 'binary' | 'xml';

export type Category =
  'string' | 'collection' | 'logical' | 'conversion' | 'math' | 'date' | 'workflow' | 'uri' | 'manipulation';

/** Where a function may stand; rules judge that, the evaluator does not. */
export type Context =
  | 'foreach-body'
  | 'Query.where'
  | 'Select.select'
  | 'Table.columns'
  | 'webhook-unsubscribe'
  | 'trackedProperties'
  | 'until-expression'
  | 'until-body'
  | 'after-scoped-action'
  | 'webhook'
  | 'agent-tool-actions'
  | 'agent-channels'
  | 'standard-files'
  | 'trigger-conditions';

export interface Parameter {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly required: boolean;
  readonly variadic: boolean;
}

/**
 * `pure`: equal arguments give equal results. `once`: every call gives another result (`guid()`).
 * `run`: read from the run (`body()`). */
export type Purity = 'pure' | 'once' | 'run';

/** Exact result for wholly known arguments; undefined where the platform's answer is not certain or is an error. */
export type Exact = (args: readonly Json[]) => Json | undefined;

export interface FunctionSpec {
  readonly name: string;
  readonly category: Category;
  /** Bounds that are safe to flag: the documented ones, loosened where published workflows go beyond them. */
  readonly min: number;
  readonly max: number | null;
  /** Documented bounds; null where the reference does not have the function. */
  readonly doc: readonly [min: number, max: number | null] | null;
  readonly parameters: readonly Parameter[];
  readonly returns: readonly Kind[];
  readonly purity: Purity;
  readonly contexts: readonly Context[];
  readonly standardOnly: boolean;
  /** Deprecated or legacy: what to write in its place. */
  readonly instead: string | null;
  readonly exact: Exact | null;
}

export interface More {
  /** Safe bounds where they differ from the signature's. */
  readonly safe?: readonly [min: number, max: number | null];
  /** Documented bounds where they differ from the signature's; null = not in the reference. */
  readonly doc?: readonly [min: number, max: number | null] | null;
  readonly purity?: Purity;
  readonly contexts?: readonly Context[];
  readonly standardOnly?: true;
  readonly instead?: string;
}

function parameter(written: string): Parameter {
  const colon = written.indexOf(':');
  const name = written.slice(0, colon).trim();
  const kinds = written
    .slice(colon + 1)
    .trim()
    .split('|') as Kind[];
  const variadic = name.startsWith('...');
  const optional = name.endsWith('?');
  return { name: name.replace('...', '').replace('?', ''), kinds, required: !optional, variadic };
}

/** A row. Bounds follow from the signature unless `more` says otherwise. */
export function fn(
  category: Category,
  name: string,
  signature: string,
  returns: string,
  exact: Exact | null = null,
  more: More = {},
): FunctionSpec {
  const parameters = signature === '' ? [] : signature.split(',').map(parameter);
  const required = parameters.filter((one) => one.required).length;
  const bounds = [required, parameters.some((one) => one.variadic) ? null : parameters.length] as const;
  const [min, max] = more.safe ?? bounds;
  return {
    name,
    category,
    min,
    max,
    doc: more.doc === undefined ? bounds : more.doc,
    parameters,
    returns: returns.split('|') as Kind[],
    purity: more.purity ?? 'pure',
    contexts: more.contexts ?? [],
    standardOnly: more.standardOnly ?? false,
    instead: more.instead ?? null,
    exact,
  };
}

// ---------------------------------------------------------------- for the exact evaluations

/** Longest text that is computed; more is no address, audience or name, and hostile input could ask for gigabytes. */
export const MAX_COMPUTED = 65_536;

export function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value.length <= MAX_COMPUTED;
}

export function isInt(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Beyond ASCII the invariant culture of .NET and JavaScript differ in places, so letter case is left alone there. */
export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}
