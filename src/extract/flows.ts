/**
 * Where secrets come into a workflow, and which later actions show them, followed along the reference graph by the parts
 * of bodies and objects that hold them. What securing covers: facts/security.md §7 (one hop downstream, not past Compose,
 * Parse JSON, variables and Response, whose data cannot be hidden).
 */
import type { Answer, Operation, Part, SecretOrigin, Shown, Workflow } from '../model.ts';
import { holds, type Taken } from '../parts.ts';
import { isSecretDue } from '../secret.ts';
import { itemsOf, member } from '../value.ts';
import { parametersOf } from './declared.ts';
import { ofCompose, putOut, showsAgain, takenBy } from './flow-parts.ts';
import { broughtBy, written } from './flow-sources.ts';
import { isType, secures } from './operations.ts';
import { graphOf, type Graph, type Reference } from './references.ts';
import { Meanwhile, OF_WORKFLOW } from '../meanwhile.ts';

export interface SecretSource extends Pick<SecretOrigin, 'name' | 'at' | 'what'> {
  /** Null for a parameter. */
  readonly operation: Operation | null;
  readonly secured: Answer;
  readonly spread: Spread;
}

/** How far something comes in a workflow. */
export interface Spread {
  /** Operations that hold it in clear, in the order of the walk. */
  readonly shown: readonly Operation[];
  /** Every operation that takes it, and where in its inputs. */
  readonly reached: Readers;
}

/** An operation that takes the secret, and the places in its inputs that do. */
export type Readers = ReadonlyMap<number, ReadonlySet<string>>;

/** `'A', 'B' and 2 more`: where a secret is shown; empty where that is nowhere. */
export function placesShown(shown: readonly (Pick<Shown, 'name'> & { readonly workflow?: string })[]): string {
  const first = shown
    .slice(0, 3)
    .map(({ name, workflow }) => (workflow === undefined ? `'${name}'` : `'${name}' of '${workflow}'`));
  const rest = shown.length - first.length;
  return first.join(', ') + (rest > 0 ? ` and ${String(rest)} more` : '');
}

const found = new Meanwhile<Workflow, readonly SecretSource[]>(OF_WORKFLOW);
/** Longest way that is followed. */
const FARTHEST = 12;
/** References of one workflow that are looked at along all ways together; beyond it a way ends with its first readers. */
const MOST_LOOKS = 200_000;
/** Parts of one operation's outputs that are told apart; beyond it all of them are taken to hold the secret. */
const MOST_PARTS = 32;

export function secretSourcesOf(workflow: Workflow): readonly SecretSource[] {
  const before = found.get(workflow);
  if (before !== undefined) return before;
  const sources = [...operationSources(workflow), ...parameterSources(workflow)];
  found.set(workflow, sources);
  return sources;
}

function operationSources(workflow: Workflow): readonly SecretSource[] {
  return workflow.operations.flatMap((operation) => {
    const what = broughtBy(operation);
    if (what === null) return [];
    const { name, at, role } = operation;
    const secured = secures(operation, 'outputs');
    const graph = graphOf(workflow);
    const first =
      role === 'action'
        ? readersOf(graph, operation, [[]])
        : readers(indexOf(graph).trigger, (one) => holdsHeader(takenBy(one)));
    return [{ name, at, operation, what, secured, spread: spread(graph, first, secured) }];
  });
}

/** Only where nothing can hide them: what else the history shows of a secure parameter is not documented. */
function parameterSources(workflow: Workflow): readonly SecretSource[] {
  return [...(parametersOf(workflow)?.values() ?? [])].flatMap(({ name, type, at }) => {
    if (type !== 'securestring' && type !== 'secureobject') return [];
    const graph = graphOf(workflow);
    const first = readersOfParameter(graph, name, type === 'secureobject');
    if (first.size === 0) return [];
    return [{ name, at, operation: null, what: 'parameter', secured: 'yes', spread: spread(graph, first, 'yes') }];
  });
}

/** What its first readers hand on, as far as it comes. @param secured the outputs that they read */
export function spread(graph: Graph, first: Readers, secured: Answer): Spread {
  const shown = new Map<number, Operation>();
  const reached = new Map<number, Set<string>>();
  const open: { readers: Readers; hop: number }[] = [{ readers: first, hop: 0 }];
  const known = indexOf(graph);
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const [index, places] of at.readers) {
      const reader = graph.operations[index];
      const fresh = reader === undefined ? [] : newIn(reached, index, places);
      if (reader === undefined || fresh.length === 0) continue;
      const parts = fresh.flatMap((place) => {
        const part = putOut(reader, place);
        return part === null ? [] : [part];
      });
      // Inputs of the first reader are hidden with the outputs of the source.
      const hidden = (at.hop === 0 && secured !== 'no') || secures(reader, 'inputs') !== 'no';
      if (!hidden || parts.length > 0 || showsAgain(reader)) shown.set(index, reader);
      if (parts.length > 0 && at.hop < FARTHEST && known.looks < MOST_LOOKS)
        open.push({ readers: readersOf(graph, reader, parts.length > MOST_PARTS ? [[]] : parts), hop: at.hop + 1 });
    }
  }
  return { shown: [...shown.values()], reached };
}

function newIn(reached: Map<number, Set<string>>, index: number, places: ReadonlySet<string>): readonly string[] {
  const before = reached.get(index) ?? new Set();
  reached.set(index, before);
  const fresh = [...places].filter((place) => !before.has(place));
  for (const place of fresh) before.add(place);
  return fresh;
}

/** Operations whose strings take these parts of what an action puts out, or of the variable that it sets. */
function readersOf(graph: Graph, operation: Operation, parts: readonly Part[]): Readers {
  const known = indexOf(graph);
  const variables = variablesOf(operation);
  const isCompose = isType(operation, 'compose');
  const read =
    variables.length > 0
      ? variables.flatMap((name) => known.variables.get(name) ?? [])
      : (known.actions.get(operation.name.toLowerCase()) ?? []);
  known.looks += read.length;
  return readers(read, (one) => {
    const taken = takenBy(one);
    if (taken === null) return false;
    const inside = isCompose ? ofCompose(taken, one) : taken;
    return parts.some((part) => holds(part, inside));
  });
}

/** The Authorization header, or all headers or outputs, of the trigger. */
function holdsHeader(taken: Taken | null): boolean {
  return taken !== null && holds(['headers', 'authorization'], { ...taken, open: false });
}

function readersOfParameter(graph: Graph, name: string, isObject: boolean): Readers {
  return readers(indexOf(graph).parameters.get(name.toLowerCase()) ?? [], (one) => {
    const last = takenBy(one)?.part.at(-1);
    return !isObject || last === undefined || isSecretDue({ key: last, parents: [] });
  });
}

export function readers(references: readonly Reference[], takes: (reference: Reference) => boolean): Readers {
  const out = new Map<number, Set<string>>();
  for (const reference of references) {
    if (!takes(reference)) continue;
    const { operation, path } = reference.written;
    const before = out.get(operation);
    if (before === undefined) out.set(operation, new Set([path]));
    else before.add(path);
  }
  return out;
}

/** References in inputs, by the lower-case name of what they read. */
interface ReadBy {
  readonly actions: ReadonlyMap<string, readonly Reference[]>;
  readonly variables: ReadonlyMap<string, readonly Reference[]>;
  readonly parameters: ReadonlyMap<string, readonly Reference[]>;
  readonly trigger: readonly Reference[];
  /** How many were looked at so far. */
  looks: number;
}

const indexes = new Meanwhile<Graph, ReadBy>(OF_WORKFLOW);

export function indexOf(graph: Graph): ReadBy {
  const before = indexes.get(graph);
  if (before !== undefined) return before;
  const by = { action: new Map<string, Reference[]>(), variable: new Map<string, Reference[]>() };
  const parameters = new Map<string, Reference[]>();
  const trigger: Reference[] = [];
  for (const reference of graph.references) {
    const { kind, name, written: place } = reference;
    // The platform shows no authentication in the history, and of conditions the answer alone.
    if (place.operation < 0 || place.field !== 'inputs' || place.path.startsWith('authentication')) continue;
    if (kind === 'trigger') trigger.push(reference);
    else if (name !== undefined && (kind === 'action' || kind === 'variable')) put(by[kind], name, reference);
    else if (name !== undefined && kind === 'parameter') put(parameters, name, reference);
  }
  const index = { actions: by.action, variables: by.variable, parameters, trigger, looks: 0 };
  indexes.set(graph, index);
  return index;
}

function put(map: Map<string, Reference[]>, name: string, reference: Reference): void {
  const key = name.toLowerCase();
  const before = map.get(key);
  if (before === undefined) map.set(key, [reference]);
  else before.push(reference);
}

function variablesOf(operation: Operation): readonly string[] {
  if (isType(operation, 'initializevariable')) {
    return (itemsOf(member(operation.inputs, 'variables')) ?? []).map((item) =>
      written(member(item, 'name')).toLowerCase(),
    );
  }
  return isType(operation, 'setvariable', 'appendtostringvariable', 'appendtoarrayvariable')
    ? [written(member(operation.inputs, 'name')).toLowerCase()]
    : [];
}
