/** Does the batch that a call sends to exist? Names without letter case: which of them counts is not documented (facts/doors.md §2). */
import type { Anchor, Call } from '../model.ts';
import { asText } from '../value.ts';

export interface MissingBatch {
  readonly at: Anchor;
  readonly name: string;
  readonly workflow: string;
  /** The batches that there are, for a sentence. */
  readonly has: string;
  readonly place: Anchor;
}

/** The batch that is named and surely not configured. */
export function missingBatch({ sender: { target }, receiver }: Call): MissingBatch | null {
  const name = target.kind === 'workflow' ? asText(target.batch) : undefined;
  const batches = receiver?.batches ?? null;
  if (target.kind !== 'workflow' || name === undefined || receiver === null || batches === null) return null;
  if (batches.some((one) => one.toLowerCase() === name.toLowerCase())) return null;
  const has = batches.map((one) => `'${one}'`).join(', ');
  return { at: target.batch?.from ?? target.at, name, workflow: receiver.workflow.name, has, place: receiver.at };
}
