/**
 * Members that an object of a definition does not have, where what was meant is plain: a known name one or two letters away, or a
 * place that has it. The schemas know the names; what they do not name is no fault by itself, since the service learns new words.
 */
import { distance } from '../nearest.ts';
import type { Anchor, Operation, Value, Workflow } from '../model.ts';
import { entriesOf, keysOf, member, path } from '../value.ts';
import { members } from './definition-members.js';
import { allEntries, keyPlace } from './literals.ts';
import { isPlainName } from './references.ts';

export interface UnknownMember {
  readonly at: Anchor;
  readonly operation: Operation | null;
  /** As written. */
  readonly name: string;
  /** What has no such member: 'the definition', 'inputs'. */
  readonly holder: string;
  /** The name that was meant, or the object that has this one. */
  readonly meant: { readonly name: string } | { readonly home: string };
  /** The service refuses such a member here: messages of refused deployments are published for these objects. */
  readonly refused: boolean;
}

/** Names that an object may have. */
interface Names {
  readonly names: readonly string[];
  readonly lower: ReadonlySet<string>;
}

interface Holder {
  readonly value: Value | null | undefined;
  readonly known: Names;
  /** How people call it; made only where something is found, since hardly anything is. */
  readonly called: () => string;
  readonly refused: boolean;
  /** Other objects near by and what they have. */
  readonly homes: () => readonly (readonly [home: string, known: Names])[];
  readonly operation: Operation | null;
  readonly at: Anchor;
}

const NO_HOMES = (): readonly [] => [];

export function unknownMembersOf({ definition, operations, at }: Workflow): readonly UnknownMember[] {
  const plain = { refused: true, homes: NO_HOMES, operation: null, at };
  const found: UnknownMember[] = [];
  look({ value: definition, known: namesOf('definition'), called: () => 'the definition', ...plain }, found);
  for (const { key, value } of entriesOf(member(definition, 'parameters')) ?? [])
    look({ value, known: namesOf('parameter'), called: () => `the parameter '${key}'`, ...plain }, found);
  for (const operation of operations) lookInto(operation, found);
  return found;
}

function lookInto(operation: Operation, found: UnknownMember[]): void {
  const { role, type, value, name, at } = operation;
  const inputs = namesOf(`${role} ${type.toLowerCase()}`);
  const [own, other] = role === 'trigger' ? ['trigger', 'action'] : ['action', 'trigger'];
  const homes = (): ReturnType<Holder['homes']> => [
    ["its 'inputs'", inputs],
    ...(role === 'trigger' ? [["its 'recurrence'", namesOf('recurrence')] as const] : []),
    [`a ${other}`.replace('a action', 'an action'), namesOf(other)],
  ];
  const called = (): string => `the ${role} '${name}'`;
  look({ value, known: namesOf(own), called, refused: true, homes, operation, at }, found);
  const below = (known: Names, ...names: readonly string[]): void => {
    const inner = path(value, ...names);
    if (inner === null || inner === undefined) return;
    const say = (): string => `'${names.join('.')}' of '${name}'`;
    look({ value: inner, known, called: say, refused: false, homes: NO_HOMES, operation, at }, found);
  };
  // What the inputs of a type may be is known for some.
  if (inputs.names.length > 0) below(inputs, 'inputs');
  below(namesOf('retryPolicy'), 'inputs', 'retryPolicy');
  below(namesOf('serviceProviderConfiguration'), 'inputs', 'serviceProviderConfiguration');
  below(namesOf('limit'), 'limit');
  below(namesOf('recurrence'), 'recurrence');
}

const listed = new Map<string, Names>();
const NOTHING: Names = { names: [], lower: new Set() };

function namesOf(part: string): Names {
  if (!Object.hasOwn(members, part)) return NOTHING;
  const before = listed.get(part);
  if (before !== undefined) return before;
  const names = members[part] ?? [];
  const made = { names, lower: new Set(names.map((name) => name.toLowerCase())) };
  listed.set(part, made);
  return made;
}

function look({ value, known, called, refused, homes, operation, at }: Holder, found: UnknownMember[]): void {
  const strange = keysOf(value)?.filter((key) => !known.lower.has(key.toLowerCase())) ?? [];
  const entries = strange.length === 0 ? [] : (allEntries(value) ?? []);
  if (value === null || value === undefined || entries.length === 0) return;
  const written = new Set(entries.map(({ key }) => key.toLowerCase()));
  for (const entry of entries) {
    const name = entry.key;
    const plain = name.toLowerCase();
    if (known.lower.has(plain) || !isPlainName(name) || !/^[a-z]{3,40}$/.test(plain)) continue;
    const near = known.names.find((one) => !written.has(one.toLowerCase()) && isNear(plain, one.toLowerCase()));
    const [home] = homes().find(([, has]) => has.lower.has(plain)) ?? [];
    const meant = home === undefined ? near && { name: near } : { home };
    if (meant !== undefined && meant !== '')
      found.push({ at: keyPlace(value, entry, at), operation, name, holder: called(), meant, refused });
  }
}

/** One letter of a short name, two of a long one, or letters in another order. */
function isNear(name: string, other: string): boolean {
  const away = distance(name, other);
  return away <= (Math.min(name.length, other.length) < 7 ? 1 : 2) || (away === 2 && sorted(name) === sorted(other));
}

function sorted(word: string): string {
  return Array.from(word).sort().join('');
}
