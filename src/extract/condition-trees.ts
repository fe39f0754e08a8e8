/**
 * Conditions written as a tree of objects, `{ "and": [{ "equals": [a, b] }] }`: each member is a call of the function of that
 * name (facts/workflow-language.md §8).
 */
import { functionNamed } from '../expression/workflow/functions.ts';
import type { Anchor, Operation, Value } from '../model.ts';
import { itemsOf, member } from '../value.ts';
import { allEntries, keyPlace } from './literals.ts';
import { isType } from './operations.ts';

export interface ConditionCall {
  readonly name: string;
  readonly at: Anchor;
  /** How many operands are listed; undefined where that is not known. */
  readonly count: number | undefined;
}

/** More calls than a designer shows. */
const MOST = 2000;

/** Every call in the condition of an If or Until; none where the condition is a text. */
export function conditionCalls(operation: Operation): readonly ConditionCall[] {
  const out: ConditionCall[] = [];
  if (!isType(operation, 'if', 'until')) return out;
  const waiting: (Value | null | undefined)[] = [member(operation.value, 'expression')];
  while (waiting.length > 0 && out.length < MOST) {
    const tree = waiting.pop() ?? undefined;
    for (const entry of allEntries(tree) ?? []) {
      // A name may be an expression or a token of a delivery tool.
      if (tree === undefined || !/^[A-Za-z]\w{0,79}$/.test(entry.key)) continue;
      const items = itemsOf(entry.value);
      const open = entry.value.kind === 'array' && entry.value.open === true;
      out.push({ name: entry.key, at: keyPlace(tree, entry, operation.at), count: open ? undefined : items?.length });
      const kind = functionNamed(entry.key)?.name;
      // What stands below other functions is data, which may look like anything.
      if (kind === 'and' || kind === 'or' || kind === 'not') waiting.push(...(items ?? [entry.value]));
    }
  }
  return out;
}
