/** Secrets over the bounds of workflows: along the calls that are linked, down into what is called and back with its answer. */
import type { Call, LinkedFlow, Part, Passed, SecretFlow, WorkflowFlows } from '../model.ts';
import { holds } from '../parts.ts';
import { add } from './doors.ts';

/** Flows that one secret is followed through. */
const MOST_STEPS = 400;

/** Every secret that a workflow brings. @param all what each workflow does with secrets */
export function flowsTogether(all: readonly WorkflowFlows[], calls: readonly Call[]): readonly LinkedFlow[] {
  const ways = new Ways(all, calls);
  return all.flatMap((home) =>
    home.flows.flatMap(({ from, ...flow }) => {
      if (from.kind !== 'source') return [];
      const { beyond, softened } = flow.passed.length === 0 ? NOWHERE : ways.follow(home, { from, ...flow });
      const { workflow, environments } = home;
      return [{ workflow, environments, source: from.source, shown: flow.shown, beyond, softened }];
    }),
  );
}

type Beyond = Pick<LinkedFlow, 'beyond' | 'softened'>;
const NOWHERE: Beyond = { beyond: [], softened: false };

interface Step {
  readonly home: WorkflowFlows;
  readonly flow: SecretFlow;
  /** The call by which the secret came in; null where it was brought, or came back with an answer. */
  readonly entry: Call | null;
}

class Ways {
  readonly #homes: ReadonlyMap<string, WorkflowFlows>;
  readonly #calls: ReadonlyMap<string, readonly Call[]>;
  readonly #callers: ReadonlyMap<string, readonly Call[]>;

  constructor(all: readonly WorkflowFlows[], calls: readonly Call[]) {
    const bySender = new Map<string, Call[]>();
    const byReceiver = new Map<string, Call[]>();
    for (const call of calls) {
      // What is refused runs nothing.
      if (call.receiver === null || call.outcome.verdict === 'refused') continue;
      add(bySender, call.sender.id, call);
      add(byReceiver, call.receiver.workflow.id, call);
    }
    this.#homes = new Map(all.map((one) => [one.workflow.id, one]));
    this.#calls = bySender;
    this.#callers = byReceiver;
  }

  follow(home: WorkflowFlows, source: SecretFlow): Beyond {
    const beyond = new Map<string, LinkedFlow['beyond'][number]>();
    let softened = false;
    const open: Step[] = [{ home, flow: source, entry: null }];
    const seen = new Set<string>();
    for (let step = open.shift(); step !== undefined && seen.size < MOST_STEPS; step = open.shift()) {
      for (const [passed, call] of this.#onwards(step)) {
        const key = `${passed.to} ${call.id} ${passed.part.join('/')}`;
        if (seen.has(key)) continue;
        seen.add(key);
        softened ||= call.assumptions.some((one) => one.softens);
        const next = this.#next(passed, call);
        for (const one of [...atDoor(passed, call), ...next.flatMap(shownBy)])
          beyond.set(`${one.at.file}#${one.at.pointer}`, one);
        open.push(...next);
      }
    }
    return { beyond: [...beyond.values()], softened };
  }

  #onwards(step: Step): readonly (readonly [Passed, Call])[] {
    return step.flow.passed.flatMap((passed) => this.#along(passed, step).map((call) => [passed, call] as const));
  }

  /** The calls that carry it on. */
  #along(passed: Passed, { home, entry }: Step): readonly Call[] {
    if (passed.to === 'call') return this.#calls.get(passed.sender) ?? [];
    return entry === null ? (this.#callers.get(home.workflow.id) ?? []) : [entry];
  }

  /** What the workflow at the other end does with it. */
  #next({ to, part }: Passed, call: Call): readonly Step[] {
    const id = to === 'call' ? call.receiver?.workflow.id : call.sender.workflow.id;
    const home = id === undefined ? undefined : this.#homes.get(id);
    if (home === undefined) return [];
    const takes = ({ from }: SecretFlow): boolean =>
      to === 'call'
        ? from.kind === 'trigger' && holdsPart(part, from.part)
        : from.kind === 'call' && from.sender === call.sender.id && holdsPart(part, from.part);
    return home.flows.filter(takes).map((flow) => ({ home, flow, entry: to === 'call' ? call : null }));
  }
}

function shownBy({ home, flow }: Step): LinkedFlow['beyond'] {
  return flow.shown.map((one) => ({ ...one, workflow: home.workflow.name }));
}

/** The trigger that it is handed to. */
function atDoor({ to }: Passed, { receiver }: Call): LinkedFlow['beyond'] {
  if (to !== 'call' || receiver?.shows !== 'yes') return [];
  return [{ name: receiver.trigger, at: receiver.at, workflow: receiver.workflow.name }];
}

function holdsPart(secret: Part, part: Part): boolean {
  return holds(secret, { part, open: false });
}
