/** Every workflow that was read, indexed by the addresses that a sender may use; so that linking stays linear. */
import type { Facts, Receiver, Value, View, WorkflowCard } from '../model.ts';
import { partsOf } from '../extract/url.ts';
import { glob } from '../glob.ts';
import type { WorkflowKey } from './identify.ts';
import { endpointId, symbolOf, workflowKey } from './identify.ts';

/** A workflow with its triggers that can be called. */
export interface Door {
  readonly card: WorkflowCard;
  readonly view: View | null;
  readonly receivers: readonly Receiver[];
}

/** Keys begin with the project: nothing links across projects. */
export interface Doors {
  readonly byEndpoint: ReadonlyMap<string, readonly Door[]>;
  readonly byName: ReadonlyMap<string, readonly { readonly door: Door; readonly key: WorkflowKey }[]>;
  readonly byApp: ReadonlyMap<string, readonly Door[]>;
  /** By the id as it is written, unknown parts by name. */
  readonly bySymbol: ReadonlyMap<string, readonly Door[]>;
  /** `project|folder` of Standard apps that were read whole. */
  readonly wholeApps: ReadonlySet<string>;
  /** By the workflow's name alone, for the user's `endpoints`. */
  readonly byWorkflow: ReadonlyMap<string, readonly Door[]>;
  readonly endpoints: readonly Endpoint[];
}

/** URLs that the user says lead to a workflow, a service of API Management or a site. */
export interface Endpoint {
  readonly matches: (url: string) => boolean;
  /** Name of either, lower case. */
  readonly workflow: string;
  readonly trigger: string | null;
}

/** @param broken projects with a file that could not be read: what is not seen there may exist */
export function doorsOf(
  facts: readonly Facts[],
  broken: ReadonlySet<string>,
  endpoints: Readonly<Record<string, string>> = {},
): Doors {
  const byEndpoint = new Map<string, Door[]>();
  const byName = new Map<string, { door: Door; key: WorkflowKey }[]>();
  const byApp = new Map<string, Door[]>();
  const bySymbol = new Map<string, Door[]>();
  const wholeApps = new Set<string>();
  const byWorkflow = new Map<string, Door[]>();
  for (const { door, endpoint } of facts.flatMap(doorsIn)) {
    const { card } = door;
    const { project } = card;
    const hex = endpoint === null ? undefined : endpointId(endpoint);
    if (hex !== undefined) add(byEndpoint, `${project}|${hex}`, door);
    add(byWorkflow, `${project}|${card.name.toLowerCase()}`, door);
    const key = card.resourceId === null ? undefined : workflowKey(card.resourceId);
    if (key !== undefined) add(byName, `${project}|${key.name}`, { door, key });
    const symbol = card.resourceId === null ? undefined : symbolOf(card.resourceId);
    if (symbol !== undefined) add(bySymbol, `${project}|${symbol.symbol}`, door);
    if (card.plan === 'standard') add(byApp, `${project}|${card.app ?? ''}|${card.name.toLowerCase()}`, door);
    if (card.wholeApp && !broken.has(project)) wholeApps.add(`${project}|${card.app ?? ''}`);
  }
  return {
    byEndpoint,
    byName,
    byApp,
    bySymbol,
    wholeApps,
    byWorkflow,
    endpoints: Object.entries(endpoints).map(endpointOf),
  };
}

/** The user's word for a URL, its query aside. */
export function endpointFor(url: Value, { endpoints }: Pick<Doors, 'endpoints'>): Endpoint | undefined {
  const [head] = partsOf(url);
  if (typeof head !== 'string') return undefined;
  const address = (head.split(/[?#]/, 1)[0] ?? '').toLowerCase();
  return endpoints.find(({ matches }) => matches(address));
}

function endpointOf([url, name]: readonly [string, string]): Endpoint {
  const [workflow, trigger] = name.split('/');
  // `…/orders/*` means everything below.
  return {
    matches: glob(url.toLowerCase().replace(/\/\*$/, '/**')),
    workflow: (workflow ?? '').toLowerCase(),
    trigger: trigger ?? null,
  };
}

function doorsIn({ workflows, receivers }: Facts): readonly { door: Door; endpoint: Value | null }[] {
  const own = new Map<string, Receiver[]>();
  for (const receiver of receivers) add(own, receiver.workflow.id, receiver);
  return workflows.map((card) => {
    const mine = own.get(card.id) ?? [];
    return { door: { card, view: mine[0]?.view ?? null, receivers: mine }, endpoint: mine[0]?.accessEndpoint ?? null };
  });
}

export function add<T>(table: Map<string, T[]>, key: string, item: T): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [item]);
  else list.push(item);
}
