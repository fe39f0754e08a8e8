/** Why a rule exists, in a sentence or two. In the command line these texts stand here alone: the build takes them out of the rules, since a run that judges never shows them. */
import type { RuleMeta } from '../rule.ts';

export function whyOf({ why }: Pick<RuleMeta, 'id' | 'why'>): string {
  return why;
}
