/**
 * Which receiver does a sender reach? By address alone: the workflow id of a callback URL against
 * `accessEndpoint`, resource ids, names inside a Standard app. Two different sure matches are no match.
 */
import { chainOf, partsOf } from '../extract/url.ts';
import type { Assumption, Receiver, Sender, Unlinked, Value, WorkflowCard } from '../model.ts';
import { asText } from '../value.ts';
import { type Door, type Doors, endpointFor } from './doors.ts';
import {
  callbackAddress,
  isOwnPlace,
  meets,
  standardAddress,
  symbolOf,
  workflowKey,
  type WorkflowKey,
} from './identify.ts';

export type Meeting =
  | { readonly receiver: Receiver; readonly assumptions: readonly Assumption[] }
  | { readonly receiver: null; readonly why: Unlinked; readonly near: WorkflowCard | null };

function none(why: Unlinked, near: WorkflowCard | null = null): Meeting {
  return { receiver: null, why, near };
}

export function meet(sender: Sender, doors: Doors): Meeting {
  const { target } = sender;
  // A custom connector that was not read, or that does not say where it goes.
  if (target.kind === 'unknown' || target.kind === 'connector') return none('target-unknown');
  if (target.kind === 'workflow') return meetWorkflow(sender, target.workflow, asText(target.trigger) ?? null, doors);
  // A function or an API is somebody else's door.
  if (target.kind === 'resource') return none(isWritten(target.id) ? 'external' : 'target-unknown');
  if (target.callback !== undefined) return meetId(sender, target.callback.id, null, doors);
  return meetUrl(sender, target.url, doors);
}

/** Says what kind of resource it is, if not which one. */
function isWritten(id: Value): boolean {
  return symbolOf(id)?.symbol.includes('/providers/') === true;
}

function meetUrl(sender: Sender, url: Value, doors: Doors): Meeting {
  const told = doors.endpoints.length === 0 ? undefined : endpointFor(url, doors);
  if (told !== undefined)
    return choose(sender, doors.byWorkflow.get(`${sender.project}|${told.workflow}`) ?? [], told.trigger, []);
  const callback = callbackAddress(url);
  if (callback !== undefined) {
    const found = doors.byEndpoint.get(`${sender.project}|${callback.id}`) ?? [];
    return choose(sender, found, callback.trigger, []);
  }
  const [head] = partsOf(url);
  const chain = head === undefined || typeof head === 'string' ? undefined : chainOf(head);
  if (chain?.fn === 'reference' && chain.path.at(-1) === 'accessendpoint' && chain.args[0] !== undefined) {
    const rest = partsOf(url)[1];
    const trigger = typeof rest === 'string' ? (/^\/triggers\/([^/?#]+)[/?#]/i.exec(rest)?.[1] ?? null) : null;
    return meetId(sender, chain.args[0], trigger, doors);
  }
  if (standardAddress(url) !== undefined) return none('not-in-project');
  const whole = asText(url) !== undefined;
  // A text that is no URL is to be filled in by something that is not seen.
  const address = whole ? /^\s*https?:\/\/[^/?#]/i : /^https?:\/\/[^/?#]+[/?#]/i;
  return none(typeof head === 'string' && address.test(head) ? 'external' : 'target-unknown');
}

function meetWorkflow(sender: Sender, workflow: Value, trigger: string | null, doors: Doors): Meeting {
  const name = asText(workflow);
  const isId = name?.includes('/') ?? workflow.kind === 'text';
  if (sender.plan === 'consumption' || isId) return meetId(sender, workflow, trigger, doors);
  if (name === undefined) return none('target-unknown');
  if (sender.app === null) return none('not-in-project');
  const found = doors.byApp.get(`${sender.project}|${sender.app}|${name.toLowerCase()}`) ?? [];
  if (found.length > 0) return choose(sender, found, trigger, []);
  return none(doors.wholeApps.has(`${sender.project}|${sender.app}`) ? 'no-such-workflow' : 'not-in-project');
}

function meetId(sender: Sender, id: Value, trigger: string | null, doors: Doors): Meeting {
  const symbol = symbolOf(id);
  const sure = symbol === undefined ? [] : (doors.bySymbol.get(`${sender.project}|${symbol.symbol}`) ?? []);
  if (symbol !== undefined && sure.length > 0) return choose(sender, sure, trigger ?? symbol.trigger, []);
  const key = workflowKey(id);
  if (key === undefined) return none('target-unknown');
  const mine = { key, real: sender.view !== 'template' };
  const found = (doors.byName.get(`${sender.project}|${key.name}`) ?? []).filter(({ door, key: yours }) =>
    meets(mine, { key: yours, real: door.view !== 'template' }),
  );
  const assumed = [
    ...key.assumptions,
    ...found.flatMap((door) => [...door.key.assumptions, ...onePlace(sender, key, door)]),
  ];
  return choose(
    sender,
    found.map(({ door }) => door),
    trigger ?? key.trigger,
    assumed,
  );
}

/** Documents that are deployed apart meet only if they are deployed to one place. */
function onePlace(
  sender: Sender,
  mine: WorkflowKey,
  { door, key }: { readonly door: Door; readonly key: WorkflowKey },
): readonly Assumption[] {
  const { file } = door.card;
  if (file === sender.workflow.file || !(isOwnPlace(mine) || isOwnPlace(key))) return [];
  const text = `'${sender.workflow.file}' and '${file}' belong to one resource group`;
  return [{ text, at: null, softens: false }];
}

/**
 * One receiver out of those that match. Several views of one workflow are one receiver: the sender's own document
 * first, then a template of its environment, then the export.
 */
function choose(
  sender: Sender,
  found: readonly Door[],
  trigger: string | null,
  assumptions: readonly Assumption[],
): Meeting {
  const joined = found.filter(({ card }) => joins(sender, card));
  const own = joined.filter(({ card }) => card.file === sender.workflow.file);
  const templates = own.length > 0 ? own : joined.filter(({ view }) => view === 'template');
  const candidates = templates.length > 0 ? templates : joined;
  const [only] = candidates;
  if (only === undefined) return none('not-in-project');
  if (candidates.length > 1) return none('ambiguous');
  return throughTrigger(sender, only, trigger, assumptions);
}

/** The trigger that is named, else the only one that can be called in this way. */
export function throughTrigger(
  sender: Sender,
  { card, receivers }: Door,
  trigger: string | null,
  assumptions: readonly Assumption[],
): Meeting {
  const named = receivers.filter(
    (receiver) => trigger === null || receiver.trigger.toLowerCase() === trigger.toLowerCase(),
  );
  const fitting = named.filter((receiver) => callable(sender, receiver));
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return { receiver: first, assumptions: distinct(assumptions) };
  if (fitting.length > 1) return none('ambiguous');
  if (card.triggers === null) return none('not-in-project', card);
  const exists = trigger === null || card.triggers.some(({ name }) => name.toLowerCase() === trigger.toLowerCase());
  return none(exists ? 'not-callable' : 'no-such-trigger', card);
}

/** SendToBatch reaches batch triggers, everything else reaches the others (facts/doors.md §2). */
function callable(sender: Sender, receiver: Receiver): boolean {
  return (sender.via === 'batch') === (receiver.triggerType === 'batch');
}

/** Nothing links across environments; what has none joins all. */
function joins(sender: Sender, { environments }: WorkflowCard): boolean {
  const mine = sender.environments;
  return mine.length === 0 || environments.length === 0 || environments.some((one) => mine.includes(one));
}

function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  const seen = new Set<string>();
  return assumptions.filter(({ text }) => !seen.has(text) && seen.add(text));
}
