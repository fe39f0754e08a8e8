/** How a finding, or a call, says that it is about something that may not be deployed. */
import type { Condition, Finding, Related } from '../model.ts';
import { clip } from '../secret.ts';

/** So much of an expression is quoted; its place is shown beside it. */
const QUOTED = 120;
/** A deployment in a deployment in a deployment: the nearest say enough in a sentence, the places name all. */
const SAID = 2;

/** When it is deployed, as a clause: `the condition [parameters('deploy')] holds`. */
export function clauseOf({ kind, text }: Condition): string {
  const quoted = text.length > QUOTED ? clip(text, QUOTED - 1, '…') : text;
  if (kind === 'count') return quoted === '' ? 'its loop makes a copy' : `the count ${quoted} is not 0`;
  if (kind === 'parent')
    return quoted === '' ? 'it is deployed without its parent' : `the condition ${quoted} of its parent holds`;
  return quoted === '' ? 'its condition holds' : `the condition ${quoted} holds`;
}

/** A sentence to end a message with; '' where there is no condition. */
export function conditionalSentence({ conditions = [] }: Finding): string {
  if (conditions.length === 0) return '';
  return ` It applies only where ${conditions.slice(0, SAID).map(clauseOf).join(', and ')}.`;
}

/** The finding with the places of its conditions beside those that the rule names. */
export function withConditions(finding: Finding): Finding {
  const { conditions = [], related } = finding;
  if (conditions.length === 0) return finding;
  const places = conditions.map(({ kind, at }): Related => ({ at, message: PLACES[kind] }));
  return { ...finding, related: [...related, ...places] };
}

const PLACES: Readonly<Record<Condition['kind'], string>> = {
  condition: 'decides at deployment whether it is there',
  count: 'decides at deployment how many there are, perhaps none',
  parent: 'decides at deployment whether its parent is there',
};
