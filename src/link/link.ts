/**
 * Senders, receivers → Program: every call with its outcome. Sees facts only, never a document.
 */
import type { Answer, Assumption, Call, Facts, Inventory, Outcome, Program, Receiver, Sender } from '../model.ts';
import { alone, answer, unknown } from './answer.ts';
import type { Doors } from './doors.ts';
import { binder, boundReceiver, boundSender } from './bind.ts';
import { doorsOf } from './doors.ts';
import { meet } from './meet.ts';
import { Settling } from './settled.ts';

export interface LinkOptions {
  readonly inventory?: Inventory | null;
  /** Projects with a file that could not be read: nothing is said to be absent there. */
  readonly broken?: ReadonlySet<string>;
  /** The user's texts for parameters and app settings. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Glob of a URL → name of the workflow (and `/trigger`) behind it. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Facts of other repositories: they join every project. */
  readonly foreign?: readonly Facts[];
}

export function link(facts: readonly Facts[], options: LinkOptions = {}): Program {
  const { inventory = null, broken = new Set<string>(), bindings = {}, endpoints = {}, foreign = [] } = options;
  const give = binder(bindings);
  const all = [...facts, ...joinEvery(facts, foreign)];
  const senders = all.flatMap((one) => one.senders).map((sender) => (give === undefined ? sender : boundSender(sender, give)));
  const bound = give === undefined ? all : all.map((one) => ({ ...one, receivers: one.receivers.map((receiver) => boundReceiver(receiver, give)) }));
  const doors = doorsOf(bound, broken, endpoints);
  const calls = senders.map((sender) => callOf(sender, doors, inventory));
  return { workflows: all.flatMap((one) => one.workflows), calls, senders, receivers: bound.flatMap((one) => one.receivers) };
}

/** Nothing links across projects but by facts files: what is foreign is seen from each project of this run. */
function joinEvery(facts: readonly Facts[], foreign: readonly Facts[]): readonly Facts[] {
  if (foreign.length === 0) return [];
  const projects = new Set(facts.map(({ project }) => project));
  return foreign.flatMap((one) => [...(projects.size === 0 ? [''] : projects)].map((project) => seenFromProject(one, project)));
}

function seenFromProject(facts: Facts, project: string): Facts {
  return {
    ...facts,
    project,
    workflows: facts.workflows.map((card) => ({ ...card, project })),
    senders: facts.senders.map((sender) => ({ ...sender, project })),
    receivers: facts.receivers.map((receiver) => ({ ...receiver, project })),
  };
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
