/** Is what is called deployed, wherever the caller is? */
import type { Answer, Condition, Sender } from '../model.ts';

interface Door {
  readonly deployed: Answer;
  readonly conditions?: readonly Condition[];
}

/** Surely deployed, or on no other conditions than the caller: without its caller no call is made. */
export function isThere({ deployed, conditions }: Door, { workflow }: Sender): boolean {
  if (deployed === 'yes') return true;
  if (conditions === undefined || conditions.length === 0) return false;
  const met = new Set((workflow.conditions ?? []).map(({ name }) => name));
  return conditions.every(({ name }) => name !== null && met.has(name));
}
