/**
 * Parameter → Value. Only what the deployment surely passes is a value; a default that may be overridden stays
 * beside its hole, and a secure parameter is never anything but a hole (facts/arm-templates.md §3.2, §5.5).
 */
import type { Hole, Json, Value } from '../model.ts';
import { hole } from '../value.ts';
import { holeType, type ParameterDeclaration } from './declarations.ts';
import type { Faults } from './faults.ts';
import type { Given } from './parameters.ts';
import { isPlaceholder } from './placeholder.ts';

export interface Binding {
  /** Scope of the hole's name. */
  readonly scopeId: string;
  readonly declaration: ParameterDeclaration;
  readonly given: Given | undefined;
  /** Nobody can pass another value later: what is not given has its default (inner nested deployments). */
  readonly closed: boolean;
  /** The default says nothing: a placeholder, or one text for several names. */
  readonly emptyDefault: boolean;
  /** Evaluates the default; null where there is none. */
  readonly fallback: () => Value | null;
  readonly faults: Faults;
}

export function bind(binding: Binding): Value {
  const { declaration, given } = binding;
  if (declaration.secure || given?.kind === 'secret') return secret(binding);
  if (given?.kind === 'value') {
    check(binding, given);
    return given.value;
  }
  if (given?.kind === 'unknown') return bare(binding);
  if (declaration.default === null) {
    if (binding.closed && declaration.nullable) return { kind: 'known', value: null, from: declaration.at };
    return declaration.nullable ? { ...bare(binding), default: { kind: 'known', value: null } } : bare(binding);
  }
  if (binding.closed) return binding.fallback() ?? bare(binding);
  if (binding.emptyDefault) return bare(binding);
  const fallback = binding.fallback();
  return fallback === null ? bare(binding) : { ...bare(binding), default: fallback };
}

function bare(binding: Binding): Hole {
  const { declaration, scopeId } = binding;
  // Without a value a nullable parameter is null, whatever its type.
  const type = declaration.nullable ? 'any' : holeType(declaration.type);
  return hole(`${scopeId}:parameters('${declaration.name.toLowerCase()}')`, type, {
    from: declaration.at,
    ...(declaration.shape === null ? {} : { shape: declaration.shape }),
  });
}

/** A parent's own hole keeps its name, so that both sides of a secret stay the same thing; a text never passes. */
function secret(binding: Binding): Value {
  const { given } = binding;
  if (given?.kind === 'value' && given.value.kind === 'hole') {
    const { default: _dropped, ...rest } = given.value;
    return { ...rest, secure: true };
  }
  // What it may be is nobody's business either: its allowed values are dropped.
  const { shape: _dropped, ...rest } = bare(binding);
  return { ...rest, secure: true };
}

function check(binding: Binding, given: Given & { readonly kind: 'value' }): void {
  const { declaration, faults } = binding;
  if (given.value.kind !== 'known') return;
  const { name } = declaration;
  const raw = given.value.value;
  if (!fits(raw, declaration)) {
    faults.add({ kind: 'parameter-type', at: given.at, message: `'${name}' is declared ${declaration.type}`, name });
    return;
  }
  const limits = outside(raw, declaration.shape);
  if (limits !== null) {
    const message = `'${name}' takes ${limits}`;
    faults.add({ kind: 'parameter-length', at: given.at, message, name });
  }
  if (declaration.shape?.allowed !== undefined && !isAllowed(raw, declaration.shape.allowed)) {
    faults.add({
      kind: 'parameter-not-allowed',
      at: given.at,
      message: `not one of the allowed values of '${name}'`,
      name,
    });
  }
}

/** What the declaration says of the length, where this text or array is surely outside of it. */
function outside(raw: Json, shape: ParameterDeclaration['shape']): string | null {
  if (shape === null || (typeof raw !== 'string' && !Array.isArray(raw))) return null;
  const [length, unit] = [raw.length, typeof raw === 'string' ? 'characters' : 'items'];
  if (shape.minLength !== undefined && length < shape.minLength) return `at least ${shape.minLength} ${unit}`;
  if (shape.maxLength !== undefined && length > shape.maxLength) return `at most ${shape.maxLength} ${unit}`;
  return null;
}

/** Text for a number or a bool is converted by some clients, so it is let pass. */
function fits(raw: Json, declaration: ParameterDeclaration): boolean {
  if (raw === null) return declaration.nullable || declaration.type !== 'string';
  switch (declaration.type) {
    case 'string':
      return typeof raw === 'string';
    case 'int':
      return typeof raw === 'number' || (typeof raw === 'string' && /^-?\d+$/.test(raw));
    case 'bool':
      return typeof raw === 'boolean' || (typeof raw === 'string' && /^(?:true|false)$/i.test(raw));
    case 'array':
      return Array.isArray(raw);
    case 'object':
      return typeof raw === 'object' && !Array.isArray(raw);
    default:
      return true;
  }
}

/** Whether letter case matters here is not documented (facts/arm-templates.md §5.4): variants pass. */
function isAllowed(raw: Json, allowed: readonly Json[]): boolean {
  const plain = (item: Json): string => JSON.stringify(item).toLowerCase();
  return typeof raw === 'object' || allowed.some((item) => plain(item) === plain(raw));
}

/**
 * Parameters whose default is no value: placeholders, and one text that several *name* parameters share
 * (a sample's `logicapp` for every workflow would make all of them one).
 */
export function emptyDefaults(declarations: ReadonlyMap<string, ParameterDeclaration>): ReadonlySet<string> {
  const empty = new Set<string>();
  const names = new Map<string, string[]>();
  for (const [key, declaration] of declarations) {
    const raw = declaration.default?.raw;
    if (typeof raw !== 'string') continue;
    if (isPlaceholder(raw)) empty.add(key);
    if (key.includes('name') && !raw.startsWith('[')) {
      const text = raw.toLowerCase();
      const keys = names.get(text);
      if (keys === undefined) names.set(text, [key]);
      else keys.push(key);
    }
  }
  for (const keys of names.values()) if (keys.length > 1) for (const key of keys) empty.add(key);
  return empty;
}
