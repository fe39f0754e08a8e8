/**
 * Does a reference to an action hold? It must name an action that is over when the reader starts: one before it by
 * `runAfter`, or inside such a one, at its own level or that of any operation around it (facts/workflow-language.md §5).
 */
import type { Operation } from '../model.ts';
import { didYouMean } from '../nearest.ts';
import { isType } from './operations.ts';
import { type Graph, operationOf, type Reference } from './references.ts';
import { Meanwhile, OF_WORKFLOW } from '../meanwhile.ts';

export type Standing = 'fine' | 'missing' | 'from-trigger' | 'self' | 'around' | 'inside' | 'not-upstream' | 'unknown';

const MOST_NAMESAKES = 8;

/** Judges references of the kinds 'action' and 'result'. */
export function standingOf(graph: Graph, reference: Reference): Standing {
  const { name, written } = reference;
  if (name === undefined) return 'unknown';
  const key = name.toLowerCase();
  const targets = graph.actions.get(key);
  // The platform's own message lets a reference name the trigger too (facts/workflow-language.md §5).
  if (targets === undefined) return graph.triggers.has(key) ? 'fine' : graph.workflow.closed ? 'missing' : 'unknown';
  const reader = operationOf(graph, written);
  // Outputs of the definition may read any action.
  if (reader === undefined) return 'fine';
  if (reader.role === 'trigger') return 'from-trigger';
  // Names are unique in a workflow that deploys; where many share one, nothing is said.
  if (targets.length > MOST_NAMESAKES) return 'unknown';
  const all = targets.map((target) => standing(graph, reference, reader, target));
  return all.find((one) => one === 'fine') ?? all.find((one) => one === 'unknown') ?? all[0] ?? 'unknown';
}

function standing(graph: Graph, { written }: Reference, reader: Operation, target: number): Standing {
  const from = written.operation;
  const answer = graph.order.reaches(from, target);
  if (answer !== 'no') return answer === 'yes' ? 'fine' : 'unknown';
  // What an action tracks is evaluated when it is over; an agent's parts see each other in ways no page describes.
  if (written.field === 'trackedProperties' || isType(reader, 'agent')) return 'unknown';
  if (from === target) return 'self';
  if (holds(graph, target, from)) return 'around';
  if (!holds(graph, from, target)) return 'not-upstream';
  // The condition of Until is evaluated after its body.
  return isType(reader, 'until') && written.field === 'expression' ? 'fine' : 'inside';
}

/** Does the operation enclose the other one, at any depth? */
function holds(graph: Graph, outer: number, inner: number): boolean {
  for (let at = inner; at >= 0; at = graph.operations[at]?.parent ?? -1) if (at === outer && at !== inner) return true;
  return false;
}

const MOST_SUGGESTIONS = 40;
const suggested = new Meanwhile<Graph, number>(OF_WORKFLOW);

/** ` Did you mean 'x'?`, or nothing; bounded for each workflow, since every one looks at all names. */
export function suggestion(graph: Graph, name: string, names: Iterable<string>): string {
  const count = suggested.get(graph) ?? 0;
  suggested.set(graph, count + 1);
  return count < MOST_SUGGESTIONS && graph.operations.length <= 2000 ? didYouMean(name, names) : '';
}

const names = new Meanwhile<Graph, readonly string[]>(OF_WORKFLOW);

/** Names of the actions as written. */
export function actionNames(graph: Graph): readonly string[] {
  const before = names.get(graph);
  if (before !== undefined) return before;
  const made = graph.operations.flatMap(({ role, name }) => (role === 'action' ? [name] : []));
  names.set(graph, made);
  return made;
}
