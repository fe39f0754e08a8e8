/**
 * The triggers and actions of a definition, nested ones included, in the order in which they are written.
 * Scopes: Scope, If, Foreach, Until, Switch and the tools of Agent (facts/workflow-language.md).
 */
import type { Answer, Operation, Value } from '../model.ts';
import { asText, below, entriesOf, itemsOf, member, path } from '../value.ts';

export interface Operations {
  readonly operations: readonly Operation[];
  /** No action hides behind what is not known. */
  readonly closed: boolean;
}

/** Triggers first, then actions, each before those that it holds. */
export function operationsIn(definition: Value | null | undefined): Operations {
  const found: Found = { operations: [], closed: true };
  collect(member(definition, 'triggers'), { role: 'trigger', scope: [], parent: -1, branch: 'triggers' }, found);
  found.closed = true;
  collect(member(definition, 'actions'), { role: 'action', scope: [], parent: -1, branch: 'actions' }, found);
  return found;
}

interface Found {
  readonly operations: Operation[];
  closed: boolean;
}

type Place = Pick<Operation, 'role' | 'scope' | 'parent' | 'branch'>;

function collect(operations: Value | null | undefined, place: Place, found: Found): void {
  if (!isClosed(operations)) found.closed = false;
  for (const { key, value, name } of entriesOf(operations) ?? []) {
    const operation = operationOf(key, value, operations?.from && below(operations.from, key), place);
    if (operation === undefined || name !== undefined) found.closed = false;
    if (operation === undefined) continue;
    found.operations.push(operation);
    if (place.role === 'trigger') continue;
    const [scope, parent] = [[...place.scope, key], found.operations.length - 1];
    for (const { branch, actions } of innerScopes(value, found))
      collect(actions, { role: 'action', scope, parent, branch }, found);
  }
}

/** Absent, or an object all of whose members are shown. */
function isClosed(value: Value | null | undefined): boolean {
  if (value === null) return true;
  return entriesOf(value) !== undefined && !(value?.kind === 'object' && value.open === true);
}

function operationOf(
  name: string,
  value: Value,
  above: Operation['at'] | undefined,
  place: Place,
): Operation | undefined {
  const at = value.from ?? above;
  if (at === undefined || entriesOf(value) === undefined) return undefined;
  return {
    name,
    type: asText(member(value, 'type')) ?? '',
    kind: asText(member(value, 'kind')) ?? '',
    at,
    inputs: member(value, 'inputs') ?? null,
    value,
    runAfter: member(value, 'runAfter') ?? null,
    ...place,
  };
}

/** The lists of actions that an action holds. */
function innerScopes(action: Value, found: Found): readonly { readonly branch: string; readonly actions: Value }[] {
  const lists = [
    { branch: 'actions', actions: member(action, 'actions') },
    { branch: 'else', actions: member(member(action, 'else'), 'actions') },
    { branch: 'default', actions: member(member(action, 'default'), 'actions') },
  ];
  for (const container of ['cases', 'tools']) {
    const cases = member(action, container);
    if (!isClosed(cases)) found.closed = false;
    for (const { key, value } of entriesOf(cases) ?? [])
      lists.push({ branch: `${container}/${key}`, actions: member(value, 'actions') });
  }
  if (lists.some(({ actions }) => actions === undefined)) found.closed = false;
  return lists.flatMap(({ branch, actions }) =>
    actions === null || actions === undefined ? [] : [{ branch, actions }],
  );
}

/** Is it the operation type, without letter case? Real files hold `http`, `request`, `foreach` … */
export function isType(operation: Operation, ...types: readonly string[]): boolean {
  return types.includes(operation.type.toLowerCase());
}

/** Tokens of `operationOptions`, lower case, parted by commas or blanks (facts/workflow-language.md §8); undefined where they are not known. */
export function optionsOf(operation: Operation): readonly string[] | undefined {
  const options = member(operation.value, 'operationOptions');
  if (options === null || (options?.kind === 'known' && options.value === null)) return [];
  return asText(options)
    ?.toLowerCase()
    .split(/[,\s]+/)
    .filter((token) => token !== '');
}

/** Does `runtimeConfiguration.secureData.properties` name this half (facts/security.md §7)? */
export function secures(operation: Operation, half: 'inputs' | 'outputs'): Answer {
  const properties = path(operation.value, 'runtimeConfiguration', 'secureData', 'properties');
  if (properties === null || (properties?.kind === 'known' && properties.value === null)) return 'no';
  const items = itemsOf(properties);
  if (items === undefined) return 'unknown';
  const words = items.map((item) => asText(item)?.toLowerCase());
  if (words.includes(half)) return 'yes';
  return words.includes(undefined) || (properties?.kind === 'array' && properties.open === true) ? 'unknown' : 'no';
}
