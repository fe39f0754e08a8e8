/**
 * Facts → Program. Where nobody calls, and nothing stands in front of a workflow, there is nothing to link: such a run does not
 * open the room that knows how (`calls.ts`).
 */
import type { Facts, Inventory, Program } from '../model.ts';
import { linkCalls } from './calls.ts';

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
  const { foreign = [], bindings = {} } = options;
  if (foreign.length > 0 || Object.keys(bindings).length > 0 || facts.some(isLinked)) return linkCalls(facts, options);
  return {
    workflows: facts.flatMap((one) => one.workflows),
    calls: [],
    senders: [],
    // That nobody is known to call says nothing about who does.
    receivers: facts.flatMap((one) => one.receivers).map((receiver) => ({ ...receiver, signed: 'unknown' })),
    sites: [],
    apps: [],
    flows: [],
  };
}

function isLinked({ senders, sites, gateways, connectors, apps = [], flows = [] }: Facts): boolean {
  return [senders, sites, gateways, connectors, apps, flows].some((list) => list.length > 0);
}
