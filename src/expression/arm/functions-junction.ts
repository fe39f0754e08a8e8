/**
 * and() and or() of the ARM language (facts/arm-templates.md §2.1): an operand decides where nothing else fails.
 */
import type { Value } from '../../model.ts';
import { known, typeOf } from '../../value.ts';
import { apply, callHole, errorIn } from './apply.ts';
import { Failure, type Fn } from './kinds.ts';

const bools = { returns: 'bool' } as const;

export function wantBool(fn: string): Failure {
  return new Failure('type', `${fn}() takes bools`);
}

/** Stands among the operands of a junction of which one fails if it is evaluated. */
const OR_FAILURE = 'or a failure';

/** As many terms of an operand are looked at; a larger one counts as one that may fail. */
const MAX_TERMS = 200;

/** Fails for sure, in a branch that may be taken, or if an operand is evaluated that need not be. */
function mayFail(value: Value): boolean {
  const terms: Value[] = [value];
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at];
    if (at >= MAX_TERMS) return true;
    if (term?.kind === 'choice') terms.push(term.then, term.else);
    if (term?.kind !== 'hole') continue;
    if (term.error !== undefined) return true;
    const { fn, args } = term.call ?? { fn: '', args: [] };
    if ((fn === 'and' || fn === 'or') && args.some((arg) => arg.kind === 'known' && arg.value === OR_FAILURE))
      return true;
    terms.push(...args.slice(0, MAX_TERMS));
  }
  return false;
}

/**
 * A deciding operand decides, if nothing else fails: whether the operands behind it, or behind one that is not known, are
 * evaluated is not documented (§2.1).
 */
function evaluateJunction(name: 'and' | 'or', deciding: boolean): NonNullable<Fn['lazy']> {
  return (args, scene) => {
    const open: Value[] = [];
    let decided = false;
    let doubtful = false;
    for (const arg of args) {
      const reached: boolean = !decided && open.length === 0;
      const value: Value = reached ? scene.evaluate(arg) : scene.perhaps(arg);
      const failed = errorIn([value]);
      if (failed !== undefined && reached) return failed;
      if (!reached && mayFail(value)) doubtful = true;
      else if (value.kind !== 'known') open.push(value);
      else if (typeof value.value === 'boolean') decided ||= value.value === deciding;
      else if (reached) return scene.fail(wantBool(name));
      else doubtful = true;
    }
    if (doubtful) return callHole(name, 'bool', [...(decided ? [known(deciding)] : open), known(OR_FAILURE)], scene);
    if (decided) return known(deciding);
    const [first] = open;
    if (first === undefined) return known(!deciding);
    return open.length === 1 && typeOf(first) === 'bool' ? first : apply(named(name, deciding), open, scene);
  };
}

/** Operands that are evaluated already: a deciding one decides, neutral ones go. */
function junction(args: readonly Value[], deciding: boolean): Value | undefined {
  const failed = args.findIndex((arg) => errorIn([arg]) !== undefined);
  if (failed >= 0) {
    // Only a failure that is surely reached counts.
    const reached = args.slice(0, failed).every((arg) => arg.kind === 'known' && arg.value !== deciding);
    return reached ? args[failed] : undefined;
  }
  if (args.some((arg) => arg.kind === 'known' && arg.value === deciding)) return known(deciding);
  const open = args.filter((arg) => arg.kind !== 'known' || arg.value !== !deciding);
  const [first] = open;
  if (first === undefined) return known(!deciding);
  return open.length === 1 && typeOf(first) === 'bool' ? first : undefined;
}

function named(name: 'and' | 'or', deciding: boolean): Fn {
  return {
    name,
    min: 2,
    max: null,
    ...bools,
    ownErrors: true,
    lazy: evaluateJunction(name, deciding),
    apply: (args) => junction(args, deciding),
  };
}

export const JUNCTION: readonly Fn[] = [named('and', false), named('or', true)];
