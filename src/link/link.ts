/**
 * Facts → Program. Where nobody calls, and nothing stands in front of a workflow, there is nothing to link: such a run does not
 * open the room that knows how (`calls.ts`).
 */
import type { Facts, Program } from '../model.ts';
import { linkCalls } from './calls.ts';
import type { LinkOptions } from './options.ts';

export type { LinkOptions } from './options.ts';

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

/** Gateways and connectors are of use to who calls them. */
function isLinked({ senders, sites, apps = [], flows = [] }: Facts): boolean {
  // What a workflow does with secrets that it is called with is of use where somebody calls it.
  const brought = flows.some((one) => one.flows.some(({ from }) => from.kind === 'source'));
  return brought || [senders, sites, apps].some((list) => list.length > 0);
}
