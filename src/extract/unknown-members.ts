/**
 * Members that an object of a definition does not have, where what was meant is plain: a known name one or two letters away, or a
 * place that has it. The schemas know the names; what they do not name is no fault by itself, since the service learns new words.
 */
import { distance } from '../nearest.ts';
import type { Anchor, Operation, Value, Workflow } from '../model.ts';
import { entriesOf, member, path } from '../value.ts';
import { members } from './definition-schema.js';
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

interface Holder {
  readonly value: Value | null | undefined;
  readonly known: readonly string[];
  readonly holder: string;
  readonly refused: boolean;
  /** Other objects near by and what they have. */
  readonly homes: readonly (readonly [home: string, known: readonly string[]])[];
  readonly operation: Operation | null;
  readonly at: Anchor;
}

export function unknownMembersOf({ definition, operations, at }: Workflow): readonly UnknownMember[] {
  const plain = { refused: true, homes: [], operation: null, at };
  const found = strangers({ ...plain, value: definition, known: namesOf('definition'), holder: 'the definition' });
  for (const { key, value } of entriesOf(member(definition, 'parameters')) ?? [])
    found.push(...strangers({ ...plain, value, known: namesOf('parameter'), holder: `the parameter '${key}'` }));
  for (const operation of operations) for (const holder of holdersIn(operation)) found.push(...strangers(holder));
  return found;
}

function holdersIn(operation: Operation): readonly Holder[] {
  const { role, type, value, name, at } = operation;
  const inputs = namesOf(`${role} ${type.toLowerCase()}`);
  const [own, other] = role === 'trigger' ? ['trigger', 'action'] : ['action', 'trigger'];
  const whole: Holder = {
    value,
    known: namesOf(own),
    holder: `the ${role} '${name}'`,
    refused: true,
    homes: [
      ["its 'inputs'", inputs],
      ...(role === 'trigger' ? [["its 'recurrence'", namesOf('recurrence')] as const] : []),
      [`a ${other}`.replace('a action', 'an action'), namesOf(other)],
    ],
    operation,
    at,
  };
  const below = (known: readonly string[], ...names: readonly string[]): Holder => ({
    ...whole,
    value: path(value, ...names),
    known,
    holder: `'${names.join('.')}' of '${name}'`,
    refused: false,
    homes: [],
  });
  return [
    whole,
    // What the inputs of a type may be is known for some.
    ...(inputs.length === 0 ? [] : [below(inputs, 'inputs')]),
    below(namesOf('retryPolicy'), 'inputs', 'retryPolicy'),
    below(namesOf('serviceProviderConfiguration'), 'inputs', 'serviceProviderConfiguration'),
    below(namesOf('limit'), 'limit'),
    below(namesOf('recurrence'), 'recurrence'),
  ];
}

function namesOf(part: string): readonly string[] {
  return Object.hasOwn(members, part) ? (members[part] ?? []) : [];
}

function strangers({ value, known, holder, refused, homes, operation, at }: Holder): UnknownMember[] {
  const entries = value === null || value === undefined ? undefined : allEntries(value);
  if (value === null || value === undefined || entries === undefined) return [];
  const written = new Set(entries.map(({ key }) => key.toLowerCase()));
  const lower = new Set(known.map((name) => name.toLowerCase()));
  return entries.flatMap((entry) => {
    const name = entry.key;
    const plain = name.toLowerCase();
    if (lower.has(plain) || !isPlainName(name) || !/^[a-z]{3,40}$/.test(plain)) return [];
    const near = known.find((one) => !written.has(one.toLowerCase()) && isNear(plain, one.toLowerCase()));
    const [home] = homes.find(([, has]) => has.some((one) => one.toLowerCase() === plain)) ?? [];
    const meant = home === undefined ? near && { name: near } : { home };
    return meant === undefined || meant === ''
      ? []
      : [{ at: keyPlace(value, entry, at), operation, name, holder, meant, refused }];
  });
}

/** One letter of a short name, two of a long one, or letters in another order. */
function isNear(name: string, other: string): boolean {
  const away = distance(name, other);
  return away <= (Math.min(name.length, other.length) < 7 ? 1 : 2) || (away === 2 && sorted(name) === sorted(other));
}

function sorted(word: string): string {
  return Array.from(word).sort().join('');
}
