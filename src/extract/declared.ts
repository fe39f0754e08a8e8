/** What a definition declares: its parameters, and its variables with those who write and read them. */
import type { Anchor, Value, Workflow } from '../model.ts';
import { asText, below, itemsOf, member } from '../value.ts';
import { allEntries, keyPlace, plainText } from './literals.ts';
import { isType } from './operations.ts';
import type { Graph } from './references.ts';

export interface Declared {
  readonly name: string;
  /** Lower case; '' where it is not known. */
  readonly type: string;
  readonly value: Value;
  /** The place of its name. */
  readonly at: Anchor;
}

/** Lower-case name → declaration; undefined where the definition does not show all of them. */
export function parametersOf(workflow: Workflow): ReadonlyMap<string, Declared> | undefined {
  if (workflow.definition === null) return undefined;
  const declared = member(workflow.definition, 'parameters');
  if (declared === null) return new Map();
  const entries = allEntries(declared);
  if (declared === undefined || entries === undefined) return undefined;
  return new Map(
    entries.map((entry) => {
      const type = asText(member(entry.value, 'type'))?.toLowerCase() ?? '';
      const at = keyPlace(declared, entry, workflow.at);
      return [entry.key.toLowerCase(), { name: entry.key, type, value: entry.value, at }];
    }),
  );
}

export interface Variable extends Declared {
  /** Index of the action that initializes it. */
  readonly operation: number;
  readonly initial: Value | null | undefined;
}

export interface Variables {
  /** Lower-case name → its initializations. */
  readonly all: ReadonlyMap<string, readonly Variable[]>;
  /** Every initialization is known by name. */
  readonly closed: boolean;
}

export function variablesOf({ operations, workflow }: Graph): Variables {
  const all = new Map<string, Variable[]>();
  let closed = workflow.closed;
  operations.forEach((operation, index) => {
    if (!isType(operation, 'initializevariable')) return;
    const list = member(operation.inputs, 'variables');
    const items = itemsOf(list);
    if (items === undefined || (list?.kind === 'array' && list.open === true)) closed = false;
    (items ?? []).forEach((value, position) => {
      const name = plainText(member(value, 'name'));
      if (name === undefined) closed = false;
      else {
        const at = value.from ?? (list?.from === undefined ? operation.at : below(list.from, position));
        const type = plainText(member(value, 'type'))?.toLowerCase() ?? '';
        const same = all.get(name.toLowerCase()) ?? [];
        same.push({ name, type, value, at, operation: index, initial: member(value, 'value') });
        all.set(name.toLowerCase(), same);
      }
    });
  });
  return { all, closed };
}

const WRITERS = [
  'setvariable',
  'appendtoarrayvariable',
  'appendtostringvariable',
  'incrementvariable',
  'decrementvariable',
];

export interface Write {
  readonly operation: number;
  readonly name: string;
  readonly at: Anchor;
}

/** Actions that change a variable whose name is a literal. */
export function writesOf({ operations }: Graph): readonly Write[] {
  return operations.flatMap((one, operation) => {
    if (!isType(one, ...WRITERS)) return [];
    const name = member(one.inputs, 'name');
    const text = plainText(name);
    return text === undefined ? [] : [{ operation, name: text, at: name?.from ?? one.at }];
  });
}

/** Declared type → JSON types that surely do not fit. null fits everywhere: it is "no value yet". */
const MISFITS: Readonly<Record<string, readonly string[]>> = {
  array: ['boolean', 'number', 'string', 'object'],
  object: ['boolean', 'number', 'string', 'array'],
  secureobject: ['boolean', 'number', 'string', 'array'],
  string: ['array', 'object'],
  securestring: ['array', 'object'],
  int: ['array', 'object', 'boolean'],
  integer: ['array', 'object', 'boolean'],
  float: ['array', 'object', 'boolean'],
  bool: ['array', 'object', 'number'],
  boolean: ['array', 'object', 'number'],
};

/** Does a value of this JSON type surely not fit the declared type? */
export function misfits(type: string, json: string | undefined): boolean {
  return json !== undefined && Object.hasOwn(MISFITS, type) && (MISFITS[type]?.includes(json) ?? false);
}

const NUMBER = /^\s*[-+]?[\d.,]+(?:e[-+]?\d+)?\s*$/i;
/** Texts that the platform may convert. */
const CONVERTED: Readonly<Record<string, RegExp>> = {
  int: NUMBER,
  float: NUMBER,
  bool: /^\s*(?:true|false|yes|no|[01])\s*$/i,
};

/** Is this a text that is no number, or no truth value, where one is declared? */
export function unconverted(type: string, text: string | undefined): boolean {
  if (text === undefined || text.length > 200 || !Object.hasOwn(CONVERTED, type)) return false;
  return CONVERTED[type]?.test(text) === false;
}

/**
 * Name of an action in the loop that reads what `writer` has set: one that runs after it. Looks at a bounded number
 * of readings.
 */
export function readerAfter(
  graph: Graph,
  writer: number,
  loop: number,
  readers: readonly number[],
): string | undefined {
  const inside = (index: number): boolean => {
    for (let at = index; at >= 0; at = graph.operations[at]?.parent ?? -1) if (at === loop) return index !== loop;
    return false;
  };
  const found = readers.slice(0, 200).filter((index) => inside(index) && graph.order.reaches(index, writer) === 'yes');
  return found.map((index) => graph.operations[index]?.name ?? '').sort()[0];
}
