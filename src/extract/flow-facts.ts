/**
 * What a workflow does with secrets, as facts: those that it brings itself, and what becomes of each part of what it is
 * called with and of what its own calls are answered, so that a secret can be followed from one workflow into the next.
 */
import type {
  Operation,
  Part,
  Passed,
  SecretFlow,
  SecretOrigin,
  Sender,
  Shown,
  Workflow,
  WorkflowFlows,
} from '../model.ts';
import { fit, member } from '../value.ts';
import { indexOf, readers, secretSourcesOf, spread, type Readers, type SecretSource, type Spread } from './flows.ts';
import { partOf, takenBy } from './flow-parts.ts';
import { isType, secures } from './operations.ts';
import { graphOf, type Graph, type Reference } from './references.ts';
import { refOf } from './workflow.ts';

/** Parts of one request or answer that are told apart: what else is read of it is not followed. */
const MOST_PARTS = 60;
/** Places that one flow names; the rest is as good as said. */
const MOST_SHOWN = 20;

/** null where no secret comes, goes or could pass through. @param senders of this workflow */
export function flowsOf(workflow: Workflow, senders: readonly Sender[]): WorkflowFlows | null {
  const maker = new FlowMaker(workflow, senders);
  const flows = [...maker.brought(), ...maker.given(), ...maker.answered()];
  return flows.length === 0
    ? null
    : { workflow: refOf(workflow), environments: workflow.environments, flows: fit(flows) };
}

class FlowMaker {
  readonly #workflow: Workflow;
  readonly #graph: Graph;
  /** Senders by the place of their operation. */
  readonly #senders: ReadonlyMap<string, Sender>;
  readonly #wantsTrigger: boolean;

  constructor(workflow: Workflow, senders: readonly Sender[]) {
    this.#workflow = workflow;
    this.#graph = graphOf(workflow);
    const http = senders.filter(({ via }) => via === 'workflow-action' || via === 'http');
    this.#senders = new Map(http.map((sender) => [sender.at.pointer, sender]));
    this.#wantsTrigger = workflow.operations.some(
      (one) => one.role === 'trigger' && isType(one, 'request', 'manual') && member(one.value, 'splitOn') === null,
    );
  }

  /** Of the secrets that it brings itself. */
  brought(): readonly SecretFlow[] {
    return secretSourcesOf(this.#workflow).flatMap((one) => {
      if (one.secured === 'unknown') return [];
      const flow = this.#flow({ kind: 'source', source: this.#origin(one) }, one.spread, () => true);
      const says = flow.shown.length + flow.passed.length > 0 || one.operation !== null;
      return says ? [flow] : [];
    });
  }

  #origin({ name, at, what, operation, secured }: SecretSource): SecretOrigin {
    const open = secured === 'no' && !this.#workflow.stateless;
    const securable = operation === null ? undefined : securableOf(operation);
    return { name, at, what, operation: operation?.name ?? null, open, ...(securable && { securable }) };
  }

  /** Of what it is called with. What is read of it alone matters: the trigger itself shows all of it, or nothing. */
  given(): readonly SecretFlow[] {
    if (!this.#wantsTrigger) return [];
    const triggers = this.#workflow.operations.filter(({ role }) => role === 'trigger');
    const hidden = triggers.every((one) => secures(one, 'outputs') === 'yes');
    return partsRead(indexOf(this.#graph).trigger).flatMap(([part, first]) => {
      const way = spread(this.#graph, first, hidden ? 'yes' : 'no');
      const flow = this.#flow({ kind: 'trigger', part }, way, isCallOfWorkflow);
      // What an open trigger shows, its readers need not show again.
      const { shown, passed } = hidden ? flow : { ...flow, shown: [] };
      return shown.length + passed.length > 0 ? [{ ...flow, shown, passed }] : [];
    });
  }

  /** Of what the workflows that it calls answer. */
  answered(): readonly SecretFlow[] {
    return [...this.#senders.values()].filter(isCallOfWorkflow).flatMap((sender) => {
      const call = this.#graph.operations.find(({ at }) => at.pointer === sender.at.pointer);
      if (call?.role !== 'action') return [];
      const secured = secures(call, 'outputs');
      const own: SecretFlow = {
        from: { kind: 'call', sender: sender.id, part: [] },
        shown: secured === 'no' && !this.#workflow.stateless ? [{ name: call.name, at: call.at }] : [],
        passed: [],
      };
      const read = partsRead(indexOf(this.#graph).actions.get(call.name.toLowerCase()) ?? []).map(([part, first]) => {
        const way = spread(this.#graph, first, secured);
        return this.#flow({ kind: 'call', sender: sender.id, part }, way, isCallOfWorkflow);
      });
      return [own, ...read].filter(({ shown, passed }) => shown.length + passed.length > 0);
    });
  }

  #flow(from: SecretFlow['from'], { shown, reached }: Spread, passes: (sender: Sender) => boolean): SecretFlow {
    const seen: Shown[] = shown.slice(0, MOST_SHOWN).map(({ name, at }) => ({ name, at }));
    return { from, shown: this.#workflow.stateless ? [] : seen, passed: this.#passed(reached, passes) };
  }

  #passed(reached: Readers, passes: (sender: Sender) => boolean): readonly Passed[] {
    const out: Passed[] = [];
    for (const [index, places] of reached) {
      const operation = this.#graph.operations[index];
      if (operation === undefined) continue;
      const sender = this.#senders.get(operation.at.pointer);
      const leaves = isType(operation, 'response') || (sender !== undefined && passes(sender));
      if (!leaves) continue;
      for (const place of [...places].slice(0, MOST_PARTS)) {
        const part = partOf(place, 'body', 'headers', 'queries');
        if (part === null) continue;
        out.push(sender === undefined ? { to: 'caller', part } : { to: 'call', sender: sender.id, part });
      }
    }
    return fit(out);
  }
}

/** A call of a Logic App, as far as one can tell before calls are linked. */
function isCallOfWorkflow({ via, target }: Sender): boolean {
  return via === 'workflow-action' || (target.kind === 'url' && target.callback !== undefined);
}

/** What is read of a request or an answer: each part, and who reads exactly it. */
function partsRead(references: readonly Reference[]): readonly (readonly [Part, Readers])[] {
  const by = new Map<string, { readonly part: Part; readonly references: Reference[] }>();
  for (const reference of references) {
    const taken = takenBy(reference);
    // Which member a computed name takes is not known.
    if (taken === null || taken.open) continue;
    const key = taken.part.join('/');
    const before = by.get(key);
    if (before !== undefined) before.references.push(reference);
    else if (by.size < MOST_PARTS) by.set(key, { part: taken.part, references: [reference] });
  }
  return [...by.values()].map((one) => [one.part, readers(one.references, () => true)]);
}

function securableOf({ at, value }: Operation): SecretOrigin['securable'] {
  const configuration = member(value, 'runtimeConfiguration');
  if (configuration === null) return { at, key: 'runtimeConfiguration' };
  if (configuration?.from === undefined || member(configuration, 'secureData') !== null) return undefined;
  return { at: configuration.from, key: 'secureData' };
}
