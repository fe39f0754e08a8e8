/**
 * The body of a call → its shape, and the schema of a request trigger → what it demands. Bounded in depth and width, since
 * both travel with the facts: what is beyond is not known.
 */
import type { Anchor, BodyContract, BodyKind, BodySchema, BodyShape, Operation, Value } from '../model.ts';
import { asText, entriesOf, fit, itemsOf, member } from '../value.ts';
import { allEntries, sureType } from './literals.ts';
import { optionsOf } from './operations.ts';

const MOST_DEEP = 6;
const MOST_MEMBERS = 200;

export function shapeOf(value: Value, at: Anchor, depth = 0): BodyShape {
  const place = value.from ?? at;
  const kind = sureType(value) ?? null;
  const entries = kind === 'object' ? allEntries(value) : undefined;
  // `$content`, `$multipart` and the like stand for a body of another form; a name may be an expression.
  if (entries?.some(({ key }) => key.startsWith('$') || key.includes('@')) === true)
    return { kind: null, members: null, at: place };
  if (entries === undefined || entries.length > MOST_MEMBERS || depth >= MOST_DEEP)
    return { kind, members: null, at: place };
  const members = entries.map((entry) => ({ name: entry.key, shape: shapeOf(entry.value, place, depth + 1) }));
  return { kind, members, at: place };
}

/** null where the trigger declares no schema that can be read. */
export function contractOf(trigger: Operation): BodyContract | null {
  const schema = member(trigger.inputs, 'schema');
  if (schema === null || schema === undefined || entriesOf(schema) === undefined) return null;
  const options = optionsOf(trigger);
  const enforced = options === undefined ? 'unknown' : options.includes('enableschemavalidation') ? 'yes' : 'no';
  return { schema: schemaOf(schema, 0), enforced, at: schema.from ?? trigger.at };
}

const ANY: BodySchema = { kinds: null, required: [], members: [] };

/** Only `type`, `required` and `properties`: every other keyword can only demand more. `$ref` puts its siblings aside. */
function schemaOf(value: Value, depth: number): BodySchema {
  const properties = entriesOf(member(value, 'properties'));
  if (member(value, '$ref') !== null || depth >= MOST_DEEP) return ANY;
  const required = (itemsOf(member(value, 'required')) ?? []).map(asText).filter((name) => name !== undefined);
  const members = (properties ?? [])
    .slice(0, MOST_MEMBERS)
    .map((entry) => ({ name: entry.key, schema: schemaOf(entry.value, depth + 1) }));
  return { kinds: kindsOf(member(value, 'type')), required: required.slice(0, MOST_MEMBERS), members };
}

const KINDS: Readonly<Record<string, BodyKind>> = {
  null: 'null',
  boolean: 'boolean',
  number: 'number',
  integer: 'number',
  string: 'string',
  array: 'array',
  object: 'object',
};

function kindsOf(type: Value | null | undefined): readonly BodyKind[] | null {
  const words = type?.kind === 'known' && typeof type.value === 'string' ? [type.value] : itemsOf(type)?.map(asText);
  const kinds = words?.map((word) => (word !== undefined && Object.hasOwn(KINDS, word) ? KINDS[word] : undefined));
  if (kinds === undefined || kinds.length === 0) return null;
  const known = kinds.filter((kind) => kind !== undefined);
  return known.length === kinds.length ? fit(known) : null;
}

export interface Breach {
  /** Names from the top of the body. */
  readonly path: readonly string[];
  readonly at: Anchor;
  /** null = the member is missing. */
  readonly sent: BodyKind | null;
  readonly taken: readonly BodyKind[];
}

/** Where what is sent surely does not fit what is declared. Names compare without letter case: a difference in it is no sure breach. */
export function breachesOf(shape: BodyShape, schema: BodySchema, path: readonly string[] = []): readonly Breach[] {
  const { kind, members, at } = shape;
  if (kind !== null && schema.kinds?.includes(kind) === false) return [{ path, at, sent: kind, taken: schema.kinds }];
  if (members === null) return [];
  const sent = new Map(members.map(({ name, shape: inner }) => [name.toLowerCase(), inner]));
  const missing = schema.required.filter((name) => !sent.has(name.toLowerCase()));
  const deeper = schema.members.flatMap(({ name, schema: inner }) => {
    const one = sent.get(name.toLowerCase());
    return one === undefined ? [] : breachesOf(one, inner, [...path, name]);
  });
  return [...missing.map((name): Breach => ({ path: [...path, name], at, sent: null, taken: [] })), ...deeper];
}
