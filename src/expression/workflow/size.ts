/**
 * Bounds on computed values and on the work for one string. Values are shared, so a few steps of doubling could make
 * one that no walk ends on; and a short call on a long parameter could be repeated without end.
 */
import type { Value } from '../../model.ts';
import { entriesOf, itemsOf } from '../../value.ts';
import { MAX_COMPUTED } from './spec.ts';
import { Meanwhile, OF_DOCUMENT } from '../../meanwhile.ts';

/** Members of a computed list or object, or of what an earlier action holds. */
const MAX_MEMBERS = 500;

/** What one string may cost: characters read and members looked at, grows with its own length. */
const BASE = 6000;
const PER_CHARACTER = 30;

export interface Budget {
  left: number;
}

export function budgetFor(length: number): Budget {
  return { left: BASE + PER_CHARACTER * length };
}

/** Takes the cost out of the budget; false once it is spent. */
export function spend(budget: Budget, cost: number): boolean {
  budget.left -= cost;
  return budget.left >= 0;
}

/** Values never change, so each is measured once. */
const measured = new Meanwhile<object, boolean>(OF_DOCUMENT);

/** Too large to be handed on or computed with. */
export function isLarge(value: Value): boolean {
  if (value.kind === 'known' && typeof value.value === 'string') return value.value.length > MAX_COMPUTED;
  const key = value.kind === 'known' ? value.value : value;
  if (typeof key !== 'object' || key === null) return false;
  const before = measured.get(key);
  if (before !== undefined) return before;
  const large = !fits(value, { members: 0 });
  measured.set(key, large);
  return large;
}

function fits(value: Value, count: { members: number }): boolean {
  count.members += 1;
  if (count.members > MAX_MEMBERS) return false;
  if (value.kind === 'known' && typeof value.value === 'string') return value.value.length <= MAX_COMPUTED;
  if (value.kind === 'choice') return fits(value.then, count) && fits(value.else, count);
  const items = itemsOf(value) ?? entriesOf(value)?.map((entry) => entry.value) ?? [];
  return count.members + items.length <= MAX_MEMBERS && items.every((item) => fits(item, count));
}
