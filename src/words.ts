/**
 * What rules say to people, by data. The door of a room (`.config/rooms.mjs`): in the command line these words stand there
 * alone, since a run that finds nothing never shows them.
 */
import type { Finding } from './model.ts';
import type { AnyRule, RuleMeta } from './rule.ts';

/** Title, reason and remedy of a rule, each a sentence or two. */
export function wordsOf({ title, why, remedy }: Words & Pick<RuleMeta, 'id'>): Words {
  return { title, why, remedy };
}

export type Words = Pick<RuleMeta, 'title' | 'why' | 'remedy'>;

/** The sentence of a finding. Throws where a finding names a message that its rule lacks (a bug of ours). */
export function sentence(rule: AnyRule, finding: Finding): { text: string; remedy: string } {
  const message = rule.messages[finding.message];
  if (message === undefined) throw new Error(`rule ${rule.meta.id} has no message '${finding.message}'`);
  const said = message(finding.data as never);
  return typeof said === 'string' ? { text: said, remedy: rule.meta.remedy } : said;
}
