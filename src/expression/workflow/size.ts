/** Bounds on computed values. Values are shared, so a few steps of doubling could make one that no walk ends on. */
import type { Value } from '../../model.ts';
import { entriesOf, itemsOf } from '../../value.ts';
import { MAX_COMPUTED } from './spec.ts';

/** Members of a computed list or object, or of what an earlier action holds. */
const MAX_MEMBERS = 500;

/** Too large to be handed on; costs no more than MAX_MEMBERS steps beyond the widest single level. */
export function isLarge(value: Value): boolean {
  let members = 0;
  const fits = (one: Value): boolean => {
    members += 1;
    if (members > MAX_MEMBERS) return false;
    if (one.kind === 'known' && typeof one.value === 'string') return one.value.length <= MAX_COMPUTED;
    if (one.kind === 'choice') return fits(one.then) && fits(one.else);
    const items = itemsOf(one) ?? entriesOf(one)?.map((entry) => entry.value) ?? [];
    return members + items.length <= MAX_MEMBERS && items.every(fits);
  };
  return !fits(value);
}
