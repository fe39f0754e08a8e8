/**
 * The triggers and actions of a definition, nested ones included, in the order in which they are written.
 * Scopes: Scope, If, Foreach, Until, Switch and the tools of Agent (facts/workflow-language.md).
 */
import type { Operation, Value } from '../model.ts';
import { asText, below, entriesOf, member } from '../value.ts';

/** All operations of a definition; empty where the definition is not known. */
export function operationsOf(definition: Value | null | undefined): readonly Operation[] {
  const out: Operation[] = [];
  collect(member(definition, 'triggers'), 'trigger', [], out);
  collect(member(definition, 'actions'), 'action', [], out);
  return out;
}

function collect(operations: Value | null | undefined, role: Operation['role'], scope: readonly string[], out: Operation[]): void {
  for (const { key, value } of entriesOf(operations) ?? []) {
    const operation = operationOf(key, value, operations?.from && below(operations.from, key), role, scope);
    if (operation === undefined) continue;
    out.push(operation);
    if (role === 'action') for (const inner of innerScopes(value)) collect(inner, 'action', [...scope, key], out);
  }
}

function operationOf(name: string, value: Value, place: Operation['at'] | undefined, role: Operation['role'], scope: readonly string[]): Operation | undefined {
  const at = value.from ?? place;
  if (at === undefined || entriesOf(value) === undefined) return undefined;
  return {
    role,
    name,
    type: asText(member(value, 'type')) ?? '',
    kind: asText(member(value, 'kind')) ?? '',
    at,
    inputs: member(value, 'inputs') ?? null,
    value,
    scope,
    runAfter: member(value, 'runAfter') ?? null,
  };
}

/** The `actions` objects that an action holds. */
function innerScopes(action: Value): readonly Value[] {
  const found = [member(action, 'actions'), member(member(action, 'else'), 'actions'), member(member(action, 'default'), 'actions')];
  for (const container of ['cases', 'tools']) {
    for (const { value } of entriesOf(member(action, container)) ?? []) found.push(member(value, 'actions'));
  }
  return found.filter((value): value is Value => value !== null && value !== undefined);
}

/** Is it the operation type, without letter case? Real files hold `http`, `request`, `foreach` … */
export function isType(operation: Operation, ...types: readonly string[]): boolean {
  return types.includes(operation.type.toLowerCase());
}
