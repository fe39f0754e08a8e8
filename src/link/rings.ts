/** Rings among the calls of a program: workflows that call each other until one calls the first again. Linear in the calls. */
import type { Call, Program } from '../model.ts';

/**
 * Rings may share workflows, and there are more of them than anybody could count: of those that share some, one is told,
 * then those that are left without its workflows, and so on.
 */
const ROUNDS = 20;

/** A call whose receiver is known, by the ids of the workflows at its ends. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly call: Call;
}

/** Each as its calls, the first one made by the workflow whose call stands first in the program. No workflow is in two of them. */
export function ringsOf({ calls }: Pick<Program, 'calls'>): readonly (readonly Call[])[] {
  let steps = calls.flatMap((call): Step[] =>
    call.receiver === null ? [] : [{ from: call.sender.workflow.id, to: call.receiver.workflow.id, call }],
  );
  const rings: (readonly Call[])[] = [];
  for (let round = 0; round < ROUNDS && steps.length > 0; round += 1) {
    const knots = knotsOf(steps);
    // What stays within a knot leads back to where it began, and nothing else does.
    steps = steps.filter(({ from, to }) => knots.get(from) === knots.get(to));
    const told = new Set<string>();
    const within = grouped(steps, ({ from }) => from);
    for (const first of firstOfEach(steps, knots)) {
      const ring = [first, ...wayBack(first, within)];
      for (const { from } of ring) told.add(from);
      rings.push(ring.map(({ call }) => call));
    }
    steps = steps.filter(({ from, to }) => !told.has(from) && !told.has(to));
  }
  return rings;
}

/** The first call of each knot. */
function firstOfEach(steps: readonly Step[], knots: ReadonlyMap<string, number>): readonly Step[] {
  const firsts = new Map<number | undefined, Step>();
  for (const step of steps) if (!firsts.has(knots.get(step.from))) firsts.set(knots.get(step.from), step);
  return [...firsts.values()];
}

/** The fewest calls that lead from the end of `start` to its beginning; there are some. */
function wayBack(start: Step, steps: ReadonlyMap<string, readonly Step[]>): readonly Step[] {
  const came = new Map<string, Step | null>([[start.to, null]]);
  const open = [start.to];
  for (const at of open) {
    if (came.has(start.from)) break;
    for (const step of steps.get(at) ?? []) {
      if (came.has(step.to)) continue;
      came.set(step.to, step);
      open.push(step.to);
    }
  }
  const way: Step[] = [];
  for (let step = came.get(start.from); step; step = came.get(step.from)) way.push(step);
  return way.reverse();
}

/** Workflow → its knot: those of one knot all lead to each other. Kosaraju's way, without recursion. */
function knotsOf(steps: readonly Step[]): ReadonlyMap<string, number> {
  const onward = grouped(steps, ({ from }) => from);
  const back = grouped(steps, ({ to }) => to);
  const knots = new Map<string, number>();
  for (const root of leftLast(onward).reverse()) {
    if (knots.has(root)) continue;
    const knot = knots.size;
    const open = [root];
    knots.set(root, knot);
    for (const at of open)
      for (const { from } of back.get(at) ?? [])
        if (!knots.has(from)) {
          knots.set(from, knot);
          open.push(from);
        }
  }
  return knots;
}

/** Every workflow in the order in which a walk along the calls, depth first, has seen all that it leads to. */
function leftLast(onward: ReadonlyMap<string, readonly Step[]>): string[] {
  const seen = new Set<string>();
  const left: string[] = [];
  for (const root of onward.keys()) {
    const way: { readonly at: string; next: number }[] = [];
    const enter = (at: string): void => {
      if (seen.has(at)) return;
      seen.add(at);
      way.push({ at, next: 0 });
    };
    enter(root);
    for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
      const step = onward.get(here.at)?.[here.next++];
      if (step !== undefined) enter(step.to);
      else left.push(way.pop()?.at ?? '');
    }
  }
  return left;
}

function grouped(steps: readonly Step[], keyOf: (step: Step) => string): ReadonlyMap<string, readonly Step[]> {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const group = groups.get(keyOf(step));
    if (group === undefined) groups.set(keyOf(step), [step]);
    else group.push(step);
  }
  return groups;
}
