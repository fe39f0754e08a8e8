/**
 * Values that a workflow gives itself once: a variable that is initialized and never written again, the output of
 * Compose. So a URL or an audience that is put together from them is known before the run.
 */
import type { ActionAccessor, WorkflowScope } from '../expression/workflow/scope.ts';
import { evaluateWorkflow } from '../expression/workflow/evaluate.ts';
import type { Operation, Value } from '../model.ts';
import { asText, itemsOf, member, objectOf } from '../value.ts';
import { isType } from './operations.ts';

const WRITERS = [
  'setvariable',
  'appendtoarrayvariable',
  'appendtostringvariable',
  'incrementvariable',
  'decrementvariable',
];
const LOOPS = ['foreach', 'until'];

interface Assigned {
  /** Lower-case name → initial value; only variables that nothing else writes. */
  readonly variables: ReadonlyMap<string, Value>;
  /** Lower-case names of Compose actions → their inputs. */
  readonly composed: ReadonlyMap<string, Value>;
  /** Lower-case names of actions that run once at most. */
  readonly once: ReadonlySet<string>;
}

function read(operations: readonly Operation[]): Assigned {
  const variables = new Map<string, Value>();
  const composed = new Map<string, Value>();
  const once = new Set<string>();
  const loops = new Set(operations.filter((one) => isType(one, ...LOOPS)).map(({ name }) => name));
  const written = new Set<string>();
  for (const operation of operations) {
    const repeated = operation.scope.some((name) => loops.has(name));
    if (operation.role === 'action' && !repeated) once.add(operation.name.toLowerCase());
    if (isType(operation, ...WRITERS)) written.add(asText(member(operation.inputs, 'name'))?.toLowerCase() ?? '*');
    if (isType(operation, 'initializevariable')) initialize(operation, variables, written);
    if (isType(operation, 'compose') && operation.inputs !== null && !repeated)
      composed.set(operation.name.toLowerCase(), operation.inputs);
  }
  // A writer whose target is not a literal may write any of them.
  if (written.has('*')) variables.clear();
  for (const name of written) variables.delete(name);
  return { variables, composed, once };
}

function initialize(operation: Operation, variables: Map<string, Value>, written: Set<string>): void {
  for (const item of itemsOf(member(operation.inputs, 'variables')) ?? []) {
    const name = asText(member(item, 'name'))?.toLowerCase();
    const value = member(item, 'value');
    if (name === undefined) continue;
    if (variables.has(name)) written.add(name);
    if (value !== null && value !== undefined) variables.set(name, value);
  }
}

/** What `actions('Compose')` gives beside its outputs the run decides. */
function actionOf(outputs: Value | undefined): Value | undefined {
  return outputs === undefined ? undefined : objectOf([{ key: 'outputs', value: outputs }], undefined, true);
}

/** Adds `variables()` and `outputs('Compose')` to a scope. What refers to itself stays unknown. */
export function withAssigned(scope: WorkflowScope, operations: readonly Operation[]): WorkflowScope {
  let assigned: Assigned | undefined;
  const known = (): Assigned => (assigned ??= read(operations));
  const open = new Set<string>();
  const results = new Map<string, Value | undefined>();
  const guarded = (key: string, value: Value | undefined): Value | undefined => {
    if (results.has(key)) return results.get(key);
    if (value === undefined || open.has(key) || open.size > 40) return undefined;
    open.add(key);
    const result = evaluateWorkflow(value, full, { deep: true });
    open.delete(key);
    if (open.size === 0) results.set(key, result);
    return result;
  };
  const composed = (name: string): Value | undefined =>
    guarded(`a:${name.toLowerCase()}`, known().composed.get(name.toLowerCase()));
  const full: WorkflowScope = {
    ...scope,
    variable: (name) => guarded(`v:${name.toLowerCase()}`, known().variables.get(name.toLowerCase())),
    action: (name: string, accessor: ActionAccessor) =>
      accessor === 'outputs' ? composed(name) : accessor === 'actions' ? actionOf(composed(name)) : undefined,
    stable: (name) => known().once.has(name.toLowerCase()),
  };
  return full;
}
