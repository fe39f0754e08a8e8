/** What the triggers of a workflow allow: answers to a request, and stateless runs (facts/workflow-language.md §5). */
import type { Operation } from '../model.ts';
import { member } from '../value.ts';
import { allEntries } from './literals.ts';
import { isKnownType } from './operation-types.ts';
import { isType } from './operations.ts';
import type { Graph } from './references.ts';

const CALLED = ['request', 'manual', 'httpwebhook', 'apiconnectionwebhook', 'openapiconnectionwebhook'];

/** Every trigger is known, and none of them can be answered. */
export function nobodyWaits({ workflow, triggers, operations }: Graph): boolean {
  const all = [...triggers.values()].map((index) => operations[index]);
  const shown = allEntries(member(workflow.definition, 'triggers'))?.length;
  return (
    shown === all.length &&
    all.length > 0 &&
    all.every((one) => one !== undefined && isKnownType(one) && !isType(one, ...CALLED))
  );
}

const STATEFUL = ['recurrence', 'slidingwindow', 'apiconnection', 'apiconnectionwebhook', 'apiconnectionnotification'];

/** Stateless workflows have push triggers only, and none of managed connectors. */
export function wantsState(trigger: Operation): boolean {
  return isType(trigger, ...STATEFUL);
}
