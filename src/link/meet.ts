/**
 * Which receiver does a sender reach? By address alone: the workflow id of a callback URL against
 * `accessEndpoint`, resource ids, names inside a Standard app. Two different sure matches are no match.
 * Indexed, so that linking stays linear in senders and receivers.
 */
import { chainOf, partsOf } from '../extract/url.ts';
import type { Assumption, Receiver, Sender, Unlinked, Value } from '../model.ts';
import { asText } from '../value.ts';
import type { WorkflowKey } from './identify.ts';
import { callbackAddress, endpointId, meets, standardAddress, symbolOf, workflowKey } from './identify.ts';

export type Meeting =
  | { readonly receiver: Receiver; readonly assumptions: readonly Assumption[] }
  | { readonly receiver: null; readonly why: Unlinked };

export interface Doors {
  readonly byEndpoint: ReadonlyMap<string, readonly Receiver[]>;
  readonly byName: ReadonlyMap<string, readonly { readonly receiver: Receiver; readonly key: WorkflowKey }[]>;
  readonly byApp: ReadonlyMap<string, readonly Receiver[]>;
  /** By the id as it is written, unknown parts by name. */
  readonly bySymbol: ReadonlyMap<string, readonly Receiver[]>;
}

export function doorsOf(receivers: readonly Receiver[]): Doors {
  const byEndpoint = new Map<string, Receiver[]>();
  const byName = new Map<string, { receiver: Receiver; key: WorkflowKey }[]>();
  const byApp = new Map<string, Receiver[]>();
  const bySymbol = new Map<string, Receiver[]>();
  for (const receiver of receivers) {
    const endpoint = receiver.accessEndpoint === null ? undefined : endpointId(receiver.accessEndpoint);
    if (endpoint !== undefined) add(byEndpoint, `${receiver.project}|${endpoint}`, receiver);
    const key = receiver.resourceId === null ? undefined : workflowKey(receiver.resourceId);
    if (key !== undefined) add(byName, `${receiver.project}|${key.name}`, { receiver, key });
    const symbol = receiver.resourceId === null ? undefined : symbolOf(receiver.resourceId);
    if (symbol !== undefined) add(bySymbol, `${receiver.project}|${symbol.symbol}`, receiver);
    if (receiver.plan === 'standard') add(byApp, `${receiver.project}|${receiver.app ?? ''}|${receiver.workflow.name.toLowerCase()}`, receiver);
  }
  return { byEndpoint, byName, byApp, bySymbol };
}

function add<T>(table: Map<string, T[]>, key: string, item: T): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [item]);
  else list.push(item);
}

export function meet(sender: Sender, doors: Doors): Meeting {
  const { target } = sender;
  if (target.kind === 'unknown') return { receiver: null, why: 'target-unknown' };
  if (target.kind === 'workflow') return meetWorkflow(sender, target.workflow, asText(target.trigger) ?? null, doors);
  if (target.callback !== undefined) return meetId(sender, target.callback.id, null, doors);
  return meetUrl(sender, target.url, doors);
}

function meetUrl(sender: Sender, url: Value, doors: Doors): Meeting {
  const callback = callbackAddress(url);
  if (callback !== undefined) {
    const found = doors.byEndpoint.get(`${sender.project}|${callback.id}`) ?? [];
    return choose(sender, found, callback.trigger, [], 'not-in-project');
  }
  const [head] = partsOf(url);
  const chain = head === undefined || typeof head === 'string' ? undefined : chainOf(head);
  if (chain?.fn === 'reference' && chain.path.at(-1) === 'accessendpoint' && chain.args[0] !== undefined) {
    const rest = partsOf(url)[1];
    const trigger = typeof rest === 'string' ? (/^\/triggers\/([^/?#]+)[/?#]/i.exec(rest)?.[1] ?? null) : null;
    return meetId(sender, chain.args[0], trigger, doors);
  }
  if (standardAddress(url) !== undefined) return { receiver: null, why: 'not-in-project' };
  if (typeof head !== 'string' || !/^https?:\/\/[^/?#]+[/?#]/i.test(head)) {
    const whole = asText(url);
    return { receiver: null, why: whole === undefined ? 'target-unknown' : 'external' };
  }
  return { receiver: null, why: 'external' };
}

function meetWorkflow(sender: Sender, workflow: Value, trigger: string | null, doors: Doors): Meeting {
  const name = asText(workflow);
  if (sender.plan === 'consumption' || (name?.includes('/') ?? workflow.kind === 'text')) return meetId(sender, workflow, trigger, doors);
  if (name === undefined) return { receiver: null, why: 'target-unknown' };
  if (sender.app === null) return { receiver: null, why: 'not-in-project' };
  const found = doors.byApp.get(`${sender.project}|${sender.app}|${name.toLowerCase()}`) ?? [];
  return choose(sender, found, trigger, [], 'no-such-workflow');
}

function meetId(sender: Sender, id: Value, trigger: string | null, doors: Doors): Meeting {
  const symbol = symbolOf(id);
  const sure = symbol === undefined ? [] : (doors.bySymbol.get(`${sender.project}|${symbol.symbol}`) ?? []);
  if (symbol !== undefined && sure.length > 0) return choose(sender, sure, trigger ?? symbol.trigger, [], 'not-in-project');
  const key = workflowKey(id);
  if (key === undefined) return { receiver: null, why: 'target-unknown' };
  const found = (doors.byName.get(`${sender.project}|${key.name}`) ?? []).filter((door) => meets({ key, real: sender.view !== 'template' }, { key: door.key, real: door.receiver.view !== 'template' }));
  const assumed = [...key.assumptions, ...found.flatMap((door) => door.key.assumptions)];
  const receivers = found.map((door) => door.receiver);
  return choose(sender, receivers, trigger ?? key.trigger, assumed, 'not-in-project');
}

/**
 * One receiver out of those that match. Several views of one workflow are one receiver: the sender's own document
 * first, then a template of its environment, then the export.
 */
function choose(sender: Sender, found: readonly Receiver[], trigger: string | null, assumptions: readonly Assumption[], none: Unlinked): Meeting {
  const fitting = found.filter((receiver) => joins(sender, receiver) && (trigger === null || receiver.trigger.toLowerCase() === trigger.toLowerCase()));
  if (fitting.length === 0) return { receiver: null, why: none };
  const own = fitting.filter((receiver) => receiver.workflow.file === sender.workflow.file);
  const views = own.length > 0 ? own : fitting.filter((receiver) => receiver.view === 'template');
  const candidates = views.length > 0 ? views : fitting;
  const [first] = candidates;
  if (first === undefined) return { receiver: null, why: none };
  if (candidates.length > 1) return { receiver: null, why: 'ambiguous' };
  return { receiver: first, assumptions: distinct(assumptions) };
}

/** Nothing links across environments; what has none joins all. */
function joins(sender: Sender, receiver: Receiver): boolean {
  const mine = sender.environments;
  return mine.length === 0 || receiver.environments.length === 0 || receiver.environments.some((one) => mine.includes(one));
}

function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  const seen = new Set<string>();
  return assumptions.filter(({ text }) => !seen.has(text) && seen.add(text));
}
