/**
 * What the schemas find in a definition: errors of their validators → faults with the value, its place and the words as people
 * write them. One cause, one fault. What is not surely wrong is dropped here: a member that may be there after all, a text that
 * stands for another.
 */
import type { Anchor, Operation, Value, Workflow } from '../model.ts';
import { asText, entriesOf, itemAt } from '../value.ts';
import { definition, type SchemaError, sets, spellings, type Validate } from './definition-schema.js';
import { type JsonType, meantText, sureType } from './literals.ts';
import { validatorOf } from './operation-types.ts';
import { project, type Projected } from './projection.ts';
import { Meanwhile, OF_WORKFLOW } from '../meanwhile.ts';

interface Fault {
  /** null: of the definition as a whole. */
  readonly operation: Operation | null;
  /** From the operation or definition down, as the pages spell it. */
  readonly path: readonly string[];
  readonly at: Anchor;
}

/** A value of another JSON type than the one wanted. */
interface WrongType extends Fault {
  readonly kind: 'type';
  readonly wanted: readonly string[];
  readonly found: JsonType;
}

/** Members of which one has to be there, and none is. */
interface Missing extends Fault {
  readonly kind: 'missing';
  readonly names: readonly string[];
}

/** A literal outside its set of words or its range. */
interface Outside extends Fault {
  readonly kind: 'outside';
  readonly found: string;
  readonly taken: readonly string[];
  /** What holds it, and its place. */
  readonly holder: { readonly value: Value; readonly at: Anchor };
}

export type DefinitionFault = WrongType | Missing | Outside;

const made = new Meanwhile<Workflow, readonly DefinitionFault[]>(OF_WORKFLOW);
const SPELLED: ReadonlyMap<string, string> = new Map(spellings.map((name) => [name.toLowerCase(), name]));

export function faultsOf(workflow: Workflow): readonly DefinitionFault[] {
  const before = made.get(workflow);
  if (before !== undefined) return before;
  const faults = [
    ...judged(definition, workflow.definition, workflow.at, null),
    ...workflow.operations.flatMap((one) => judged(validatorOf(one), one.value, one.at, one)),
  ];
  made.set(workflow, faults);
  return faults;
}

const NONE: readonly DefinitionFault[] = [];
const NO_ERRORS: readonly SchemaError[] = [];

function judged(
  validate: Validate,
  value: Value | null,
  at: Anchor,
  operation: Operation | null,
): readonly DefinitionFault[] {
  const projected = project(value);
  if (value === null || projected === undefined || validate(projected)) return NONE;
  const errors = (validate.errors ?? NO_ERRORS).filter((error, _at, all) => !isThere(projected, error, all));
  // A place is judged by what all operations share and by the schema of the type: the narrower word stands.
  const faults = new Map<string, DefinitionFault>();
  for (const error of errors) {
    const spot = spotOf(value, at, error.instancePath);
    const fault = spot && faultOf(error, errors, spot, operation);
    if (fault === undefined) continue;
    const key = `${fault.kind} ${error.instancePath} ${fault.kind === 'missing' ? fault.names.join() : ''}`;
    const other = faults.get(key);
    if (other?.kind !== 'outside' || !isOpen(fault)) faults.set(key, fault);
  }
  return [...faults.values()];
}

/** Required, and there, with a value that is not known: Ajv takes `undefined` for absent. Most errors end here. */
function isThere(projected: Projected, error: SchemaError, all: readonly SchemaError[]): boolean {
  const { keyword, said, instancePath } = error;
  if (keyword === 'anyOf') return alternatives(all, error).some((one) => isThere(projected, one, all));
  if (keyword !== 'required') return keyword === 'if';
  let holder: unknown = projected;
  for (const token of tokensOf(instancePath)) holder = (holder as Readonly<Record<string, unknown>>)[token];
  return String(said) in (holder as object);
}

/** Each asks for a member, and one of them would do. */
function alternatives(all: readonly SchemaError[], { instancePath }: SchemaError): readonly SchemaError[] {
  let byPath = inner.get(all);
  if (byPath === undefined) {
    byPath = new Map<string, SchemaError[]>();
    for (const one of all) {
      if (!one.inner) continue;
      const same = byPath.get(one.instancePath);
      if (same === undefined) byPath.set(one.instancePath, [one]);
      else same.push(one);
    }
    inner.set(all, byPath);
  }
  return byPath.get(instancePath) ?? NO_ERRORS;
}

/** Those that are inside of another, by place: a list may have as many as it has items. */
const inner = new WeakMap<readonly SchemaError[], Map<string, SchemaError[]>>();

function tokensOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isOpen(fault: DefinitionFault): boolean {
  return fault.kind === 'outside' && fault.taken.some((one) => one.endsWith('or more'));
}

interface Spot {
  readonly path: readonly string[];
  readonly value: Value;
  readonly at: Anchor;
  readonly holder: { readonly value: Value; readonly at: Anchor };
}

/** Walks a pointer of the projection down the value. */
function spotOf(value: Value, at: Anchor, pointer: string): Spot | undefined {
  let spot: Spot = { path: [], value, at, holder: { value, at } };
  for (const key of tokensOf(pointer)) {
    const found = itemAt(spot.value, Number(key)) ?? entry(spot.value, key)?.value;
    if (found === undefined) return undefined;
    const name = SPELLED.get(key) ?? entry(spot.value, key)?.key ?? key;
    spot = { path: [...spot.path, name], value: found, at: found.from ?? spot.at, holder: spot };
  }
  return spot;
}

function entry(value: Value, lower: string) {
  return entriesOf(value)?.find(({ key }) => key.toLowerCase() === lower);
}

function faultOf(
  error: SchemaError,
  errors: readonly SchemaError[],
  { path, value, at, holder }: Spot,
  operation: Operation | null,
): DefinitionFault | undefined {
  const { keyword, said } = error;
  if (keyword === 'required' && !error.inner) return missing([String(said)]);
  if (keyword === 'anyOf') return missing(alternatives(errors, error).map((one) => String(one.said)));
  if (keyword === 'type') {
    const [wanted, found] = [typeof said === 'object' && said !== null ? said : [String(said)], sureType(value)];
    // A text may become a number, and a name in place of an object may be a token that a delivery tool fills in.
    const later = found === 'string' && (wanted.includes('number') || /^[a-z][a-z\d]*_\w+$/i.test(asText(value) ?? ''));
    const sure = found !== undefined && found !== 'null' && !later;
    return sure ? { kind: 'type', operation, path, at, wanted, found } : undefined;
  }
  if (keyword !== 'words' && keyword !== 'range') return undefined;
  const found = value.kind === 'known' && typeof value.value === 'number' ? String(value.value) : meantText(value);
  const taken = keyword === 'words' ? sets[Number(said)] : [rangeOf(String(said))];
  return found === undefined || taken === undefined
    ? undefined
    : { kind: 'outside', operation, path, at, found, taken, holder };

  function missing(lower: readonly string[]): DefinitionFault | undefined {
    const names = lower.map((name) => SPELLED.get(name) ?? name);
    return names.length === 0 ? undefined : { kind: 'missing', operation, path, at, names };
  }
}

function rangeOf(said: string): string {
  const [least = '', most = ''] = said.split(',');
  return most === '' ? `${least} or more` : `${least} to ${most}`;
}
