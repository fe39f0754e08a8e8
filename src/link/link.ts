/**
 * Senders, receivers → Program: every call with its outcome. Sees facts only, never a document.
 */
import type { Answer, Assumption, Call, Facts, Inventory, Outcome, Program, Receiver, Sender } from '../model.ts';
import { alone, answer, unknown } from './answer.ts';
import type { Doors } from './doors.ts';
import { doorsOf } from './doors.ts';
import { meet } from './meet.ts';
import { Settling } from './settled.ts';

/** @param broken projects with a file that could not be read: nothing is said to be absent there */
export function link(facts: readonly Facts[], inventory: Inventory | null, broken: ReadonlySet<string> = new Set()): Program {
  const senders = facts.flatMap((one) => one.senders);
  const receivers = facts.flatMap((one) => one.receivers);
  const doors = doorsOf(facts, broken);
  const calls = senders.map((sender) => callOf(sender, doors, inventory));
  return { workflows: facts.flatMap((one) => one.workflows), calls, senders, receivers };
}

function callOf(sender: Sender, doors: Doors, inventory: Inventory | null): Call {
  const meeting = meet(sender, doors);
  const { receiver } = meeting;
  const found: readonly Assumption[] = meeting.receiver === null ? [] : meeting.assumptions;
  const judged = receiver === null ? { outcome: alone(sender, inventory), assumptions: [] } : judge(sender, receiver, inventory);
  return {
    id: sender.id,
    sender,
    receiver,
    unlinked: meeting.receiver === null ? meeting.why : null,
    near: meeting.receiver === null ? meeting.near : null,
    outcome: judged.outcome,
    assumptions: [...found, ...judged.assumptions.filter(({ text }) => !found.some((one) => one.text === text))],
    environments: environmentsOf(sender, receiver),
  };
}

/** First without any default; only what stays open is judged with them. */
function judge(sender: Sender, receiver: Receiver, inventory: Inventory | null): { outcome: Outcome; assumptions: readonly Assumption[] } {
  const outcome = outcomeOf(sender, receiver, inventory);
  if (outcome.verdict !== 'unknown') return { outcome, assumptions: [] };
  const settling = new Settling();
  const settled = outcomeOf(settling.sender(sender), settling.receiver(receiver), inventory);
  const decided = settling.assumptions.length > 0 && (settled.verdict !== 'unknown' || settled.suspects.length > 0);
  return decided ? { outcome: settled, assumptions: settling.assumptions } : { outcome, assumptions: [] };
}

function outcomeOf(sender: Sender, receiver: Receiver, inventory: Inventory | null): Outcome {
  if (receiver.deployed !== 'yes') return unknown(['whether the receiver is deployed']);
  return answer(sender, receiver, carriesSas(sender, receiver), inventory);
}

/**
 * `listCallbackUrl().value` carries a signature where SAS is on, and none where it is off
 * (facts/security.md §1.5: "then the trigger URL carries only api-version").
 */
export function carriesSas(sender: Sender, receiver: Receiver): Answer {
  if (sender.target.kind !== 'url' || sender.target.callback?.member !== 'value' || sender.sas === 'yes') return sender.sas;
  const state = receiver.access?.sas.kind ?? 'unknown';
  return state === 'on' ? 'yes' : state === 'off' ? 'no' : 'unknown';
}

function environmentsOf(sender: Sender, receiver: Receiver | null): readonly string[] {
  if (receiver === null || receiver.environments.length === 0) return sender.environments;
  if (sender.environments.length === 0) return receiver.environments;
  return sender.environments.filter((one) => receiver.environments.includes(one));
}
