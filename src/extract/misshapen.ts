/** Members of a definition that have the wrong JSON type, or that must be there and are not (facts/workflow-language.md §6). */
import type { Anchor, Value, Workflow } from '../model.ts';
import { entriesOf, member } from '../value.ts';
import { sureType } from './literals.ts';
import { specOf } from './operation-table.ts';

export interface Misshapen {
  readonly at: Anchor;
  readonly what: string;
  readonly wanted: string;
  /** JSON type; null = absent. */
  readonly found: string | null;
  readonly operation?: string;
}

type Maybe = Value | null | undefined;

export function misshapen(workflow: Workflow): readonly Misshapen[] {
  const { definition, operations, at } = workflow;
  const out: Misshapen[] = [];
  const object = (value: Maybe, what: string, operation?: string): void => {
    const found = sureType(value);
    if (found === undefined || found === 'object' || found === 'null') return;
    out.push({
      at: value?.from ?? at,
      what,
      wanted: 'an object',
      found,
      ...(operation === undefined ? {} : { operation }),
    });
  };
  for (const name of ['triggers', 'actions', 'parameters', 'outputs', 'staticResults']) {
    const value = member(definition, name);
    object(value, `'${name}' of the definition`);
    if (name === 'staticResults') continue;
    for (const entry of entriesOf(value) ?? []) object(entry.value, `'${entry.key}' in ${name}`);
  }
  for (const operation of operations) {
    const { name, value } = operation;
    const type = sureType(member(value, 'type'));
    if (member(value, 'type') === null)
      out.push({ at: operation.at, what: `'${name}' has no type:`, wanted: 'a text', found: null, operation: name });
    else if (type !== undefined && type !== 'string')
      out.push({ at: operation.at, what: `the type of '${name}'`, wanted: 'a text', found: type, operation: name });
    if (specOf(operation)?.takesObject === true) object(operation.inputs, `'inputs' of '${name}'`, name);
    for (const list of ['actions', 'cases', 'else', 'default']) {
      const inner = operation.role === 'trigger' ? null : member(value, list);
      object(inner, `'${list}' of '${name}'`, name);
      if (list === 'actions')
        for (const entry of entriesOf(inner) ?? []) object(entry.value, `'${entry.key}' in '${name}'`, name);
    }
  }
  return out;
}
