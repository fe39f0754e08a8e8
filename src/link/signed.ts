/**
 * Does a receiver's signed URL have a caller? What the analysed senders say: a call with a signature says yes, and "no" is
 * said only where calls are known, all of them by URL and without a signature, and no sender whose target is not known
 * might be one more. How a Workflow action is let in where SAS is off is not documented (facts/security.md §1.5).
 */
import type { Answer, Call, LinkedReceiver, Receiver, Unlinked } from '../model.ts';
import { add } from './doors.ts';

/** Calls that may go to any receiver of their project, for all that is known. */
const OPEN: ReadonlySet<Unlinked> = new Set<Unlinked>(['target-unknown', 'not-in-project', 'ambiguous']);

/** Receivers with what is known of signed calls; those that share one access control share the answer. */
export function withSigned(receivers: readonly Receiver[], calls: readonly Call[]): readonly LinkedReceiver[] {
  const doorOf = new Map(receivers.map((receiver) => [receiver.id, doorName(receiver)]));
  const callers = new Map<string, Call[]>();
  const loose = new Set<string>();
  for (const call of calls) {
    const door = call.receiver === null ? undefined : doorOf.get(call.receiver.id);
    if (door !== undefined) add(callers, door, call);
    else if (call.unlinked !== null && OPEN.has(call.unlinked) && call.sender.sas !== 'no')
      loose.add(call.sender.project);
  }
  const answers = new Map([...callers].map(([door, own]) => [door, answerOf(own)] as const));
  return receivers.map((receiver) => {
    const said = answers.get(doorName(receiver)) ?? 'unknown';
    return { ...receiver, signed: said === 'no' && loose.has(receiver.project) ? 'unknown' : said };
  });
}

function doorName({ id, project, access }: Receiver): string {
  return access === null ? id : `${project}\n${access.at.file}#${access.at.pointer}`;
}

function answerOf(calls: readonly Call[]): Answer {
  if (calls.some(({ sender }) => sender.sas === 'yes')) return 'yes';
  return calls.every(({ sender }) => sender.sas === 'no' && sender.target.kind === 'url') ? 'no' : 'unknown';
}
