/** The world inside a user function (facts/arm-templates.md §3.4), and what a wrong number of arguments is called. */
import type { Value } from '../../model.ts';
import { known } from '../../value.ts';
import { clip } from '../../secret.ts';
import { callHole, silent } from './apply.ts';
import { Failure } from './kinds.ts';
import type { ArmScope } from './scope.ts';

function arity(min: number, max: number | null): string {
  const count = max === null ? `at least ${min}` : min === max ? `${min}` : `${min} to ${max}`;
  return `${count} argument${count === '1' || count === 'at least 1' ? '' : 's'}`;
}

/** Inside a user function parameters() reads its own; a template parameter there is not sure to work (§3.4). */
export function inside(scope: ArmScope, args: ReadonlyMap<string, Value>, muted: boolean): ArmScope {
  const frame = { charge: (): void => undefined, fail: silent };
  return {
    id: scope.id,
    deployment: scope.deployment,
    position: 'function',
    budget: scope.budget,
    parameter: (name) =>
      args.get(name.toLowerCase()) ??
      callHole('parameters', 'any', [known(name)], frame, undefined, `${scope.id}:function:`),
    variable: (name) => scope.variable(name),
    userFunction: (name) => scope.userFunction(name),
    copyIndex: () => undefined,
    reference: () => undefined,
    fault: (fault) => {
      if (!muted) scope.fault(fault);
    },
  };
}

export function noSuchFunction(name: string): Failure {
  return new Failure('unknown-function', `there is no function '${clip(name, 60)}'`, name);
}

/** Too few or too many arguments; undefined = as many as it takes. */
export function countFault(
  { name, min, max }: { readonly name: string; readonly min: number; readonly max: number | null },
  given: number,
): Failure | undefined {
  if (given >= min && (max === null || given <= max)) return undefined;
  return new Failure('arity', `${name}() takes ${arity(min, max)}, not ${given}`, name);
}
