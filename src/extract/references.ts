/**
 * The reference graph of a workflow: what its expressions name, who holds whom and what runs before what. Made once for
 * each workflow and shared by all rules; every string is parsed once. Linear in the size of the definition.
 * Names compare without letter case (facts/workflow-language.md §4).
 */
import type { Call, Expression, Span } from '../expression/workflow/ast.ts';
import { withPlaceholders } from '../expression/placeholders.ts';
import { callsOf } from '../expression/workflow/print.ts';
import type { Anchor, Json, Operation, Workflow } from '../model.ts';
import { asText, member } from '../value.ts';
import { expressionsOf, type Expressions, type Written } from './expressions.ts';
import { orderOf, type Order } from './order.ts';
import { Meanwhile, OF_WORKFLOW } from '../meanwhile.ts';

export type ReferenceKind =
  | 'action'
  | 'trigger'
  | 'parameter'
  | 'variable'
  | 'item'
  | 'loop-item'
  | 'iteration-index'
  | 'result'
  | 'app-setting'
  | 'connection'
  | 'agent-parameter'
  | 'context';

/** A call of a function and the string that it stands in. */
export interface Use {
  readonly call: Call;
  readonly written: Written;
}

export interface Reference extends Use {
  readonly kind: ReferenceKind;
  /** The name as written; undefined where it is computed, holds an unknown part, or the kind has none. */
  readonly name: string | undefined;
}

export interface Graph extends Expressions {
  readonly workflow: Workflow;
  readonly operations: readonly Operation[];
  /** Lower-case name → indexes of the actions that have it. */
  readonly actions: ReadonlyMap<string, readonly number[]>;
  readonly triggers: ReadonlyMap<string, number>;
  /** Every call of a function, outer ones before their arguments. */
  readonly calls: readonly Use[];
  readonly references: readonly Reference[];
  readonly order: Order;
}

const KINDS: ReadonlyMap<string, ReferenceKind> = new Map<string, ReferenceKind>([
  ...[
    'actions',
    'body',
    'outputs',
    'actionbody',
    'actionoutputs',
    'formdatavalue',
    'formdatamultivalues',
    'multipartbody',
  ].map((name) => [name, 'action'] as const),
  ...[
    'trigger',
    'triggerbody',
    'triggeroutputs',
    'triggerformdatavalue',
    'triggerformdatamultivalues',
    'triggermultipartbody',
    'triggers',
  ].map((name) => [name, 'trigger'] as const),
  ['parameters', 'parameter'],
  ['variables', 'variable'],
  ['item', 'item'],
  ['items', 'loop-item'],
  ['iterationindexes', 'iteration-index'],
  ['result', 'result'],
  ['appsetting', 'app-setting'],
  ['agentparameters', 'agent-parameter'],
  ['action', 'context'],
  ['listcallbackurl', 'context'],
]);

const NAMELESS = new Set<ReferenceKind>(['trigger', 'item', 'context']);

const graphs = new Meanwhile<Workflow, Graph>(OF_WORKFLOW);

export function graphOf(workflow: Workflow): Graph {
  const before = graphs.get(workflow);
  if (before !== undefined) return before;
  const graph = make(workflow);
  graphs.set(workflow, graph);
  return graph;
}

function make(workflow: Workflow): Graph {
  const { operations } = workflow;
  const expressions = expressionsOf(operations, workflow.definition);
  const actions = new Map<string, number[]>();
  const triggers = new Map<string, number>();
  operations.forEach(({ role, name }, index) => {
    const key = name.toLowerCase();
    const same = actions.get(key);
    if (role === 'trigger') triggers.set(key, index);
    else if (same === undefined) actions.set(key, [index]);
    else same.push(index);
  });
  const calls = expressions.written.flatMap((written) => callsOf(written.template).map((call) => ({ call, written })));
  const references = calls.flatMap(referencesIn);
  return {
    workflow,
    operations,
    actions,
    triggers,
    calls,
    references,
    order: orderIn(workflow),
    ...expressions,
  };
}

/** Definitions of 2015 had no runAfter: what an action reads, it waits for, and `conditions` name the rest. */
function orderIn({ operations, definition }: Workflow): Order {
  const order = orderOf(operations);
  const schema = asText(member(definition, '$schema')) ?? '';
  if (!/\/schemas\/201[45]-/i.test(schema)) return order;
  const reaches: Order['reaches'] = (from, to) => (order.reaches(from, to) === 'yes' ? 'yes' : 'unknown');
  return { ...order, reaches };
}

function referencesIn({ call, written }: Use): readonly Reference[] {
  const kind = KINDS.get(call.n.toLowerCase());
  if (kind === undefined) return [];
  const name = NAMELESS.has(kind) ? undefined : literal(call.a[0]);
  const key = kind === 'parameter' && name?.toLowerCase() === '$connections' ? literal(call.d[0]?.e) : undefined;
  const found: Reference = { kind, name, call, written };
  return key === undefined ? [found] : [found, { kind: 'connection', name: key, call, written }];
}

/** The text of a literal without unknown parts; `#name#` is filled in by template galleries. */
function literal(expression: Expression | undefined): string | undefined {
  if (expression?.t !== 'str' || expression.parts !== undefined) return undefined;
  return isPlainName(expression.v) ? expression.v : undefined;
}

export function isPlainName(name: string): boolean {
  return !/#\w{1,80}#/.test(name) && withPlaceholders(name, undefined).kind === 'known';
}

/** The operation in whose field the reference stands; undefined in outputs of the definition. */
export function operationOf(graph: Graph, { operation }: Pick<Written, 'operation'>): Operation | undefined {
  return graph.operations[operation];
}

/** Indexes of the enclosing operations, innermost first. */
export function enclosing(graph: Graph, index: number): readonly number[] {
  const out: number[] = [];
  for (let at = graph.operations[index]?.parent ?? -1; at >= 0; at = graph.operations[at]?.parent ?? -1) out.push(at);
  return out;
}

/** What the file holds, by workflow: tells whether offsets in a value are offsets in the written string. */
const texts = new Meanwhile<Workflow, { readonly file: string; readonly value: Json | undefined }>(OF_WORKFLOW);

export function rememberText(workflow: Workflow, file: string, value: Json | undefined): void {
  texts.set(workflow, { file, value });
}

/** The place of an expression inside its string, where the string is written as it is deployed. */
export function placeOf(
  workflow: Workflow,
  written: Written,
  span: { readonly start: number; readonly end: number },
): Anchor {
  const { at, text, template, onKey } = written;
  const source = texts.get(workflow);
  if (onKey || template.pieced || at.slice !== undefined || source?.file !== at.file) return at;
  return pointed(source.value, at.pointer) === text ? { ...at, slice: [span.start, span.end] } : at;
}

function pointed(root: Json | undefined, pointer: string): Json | undefined {
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;
  }
  return value;
}

/** Where a finding about a reference stands, and what it is said about. */
export interface Spot {
  readonly at: Anchor;
  /** Name of the operation, or 'outputs'. */
  readonly place: string;
  readonly more: { readonly operation?: string };
}

/** @param span the part of the string that is meant; the call where left out */
export function spotOf(graph: Graph, { written, call }: Use, span: Span = call): Spot {
  const operation = operationOf(graph, written);
  const more = operation === undefined ? {} : { operation: operation.name };
  return { at: placeOf(graph.workflow, written, span), place: operation?.name ?? 'outputs', more };
}
