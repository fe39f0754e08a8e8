/** `.x`, `['x']` and `[0]` on values that may not be known. */
import type { Entry, ObjectValue, Value } from '../../model.ts';
import { itemsOf, known, member, isObject } from '../../value.ts';
import type { Dereference } from './ast.ts';
import { eachBranch } from './branch.ts';
import type { Site } from './scope.ts';
import type { Budget } from './size.ts';
import { isLarge, spend } from './size.ts';
import { here, ofProperty } from './unknown.ts';

/** Choices in choices that a property is looked up in: 2⁴ results at most. */
const MAX_CHOICES = 4;
/** Longer names do not go into names of holes. */
const MAX_NAME = 80;

export function property(base: Value, key: Value, deref: Dereference, site: Site, depth = 0): Value {
  if (base.kind === 'choice' && depth < MAX_CHOICES) {
    return eachBranch(base, (branch) => property(branch, key, deref, site, depth + 1));
  }
  const name = key.kind === 'known' ? key.value : undefined;
  const call = { fn: 'get', args: [base, key] };
  const unsure = (): Value => here(site, deref.start, `get${String(depth)}`, 'any', { call });
  if (typeof name !== 'string' && typeof name !== 'number') return unsure();
  if (base.kind === 'hole') {
    if (typeof name === 'string' && name.length > MAX_NAME) return unsure();
    const usual = base.default === undefined ? undefined : lookUp(base.default, name, deref.safe, site.budget);
    return ofProperty(site, deref.start, base, key, JSON.stringify(name), usual);
  }
  const found = lookUp(base, name, deref.safe, site.budget);
  for (const step of found?.via ?? []) if (!site.steps.includes(step)) site.steps.push(step);
  return found ?? unsure();
}

/**
 * A member or item; undefined where it cannot be said or the run would fail. `?` gives null for what is absent
 * (facts/workflow-language.md §2). Whether another letter case finds a member is not documented, so it does not here.
 */
function lookUp(base: Value, name: string | number, safe: boolean, budget: Budget): Value | undefined {
  const absent = safe ? known(null) : undefined;
  if (base.kind === 'known' && base.value === null) return absent;
  if (base.kind === 'known' && isObject(base.value) && typeof name === 'string' && Object.hasOwn(base.value, name)) {
    return member(base, name) ?? undefined;
  }
  // Beyond here members are counted out one by one.
  if (isLarge(base)) return undefined;
  if (typeof name === 'number') return item(base, name, budget);
  return base.kind === 'object' ? entry(base, name, absent, budget) : missing(base, name, absent, budget);
}

function entry(base: ObjectValue, name: string, absent: Value | undefined, budget: Budget): Value | undefined {
  if (!spend(budget, base.entries.length)) return undefined;
  const found = base.entries.find((one) => one.name === undefined && one.key === name);
  const lower = name.toLowerCase();
  const doubtful = (one: Entry): boolean => one.name !== undefined || one.key.toLowerCase() === lower;
  return found?.value ?? (base.open === true || base.entries.some(doubtful) ? undefined : absent);
}

/** A known object without the very name. */
function missing(base: Value, name: string, absent: Value | undefined, budget: Budget): Value | undefined {
  if (base.kind !== 'known' || !isObject(base.value)) return undefined;
  const keys = Object.keys(base.value);
  const lower = name.toLowerCase();
  return !spend(budget, keys.length) || keys.some((key) => key.toLowerCase() === lower) ? undefined : absent;
}

function item(base: Value, index: number, budget: Budget): Value | undefined {
  const items = itemsOf(base);
  return items !== undefined && spend(budget, items.length) ? items[index] : undefined;
}
