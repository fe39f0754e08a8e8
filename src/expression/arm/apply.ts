/**
 * Applies a function to evaluated arguments: known ones fold, choices spread over their branches (bounded),
 * the rest becomes a hole that says what computes it (facts/arm-templates.md §5.2). Also property access.
 */
import type { Choice, Hole, HoleType, Value } from '../../model.ts';
import { arrayOf, isObjectValue, itemsOf, known, member, typeOf } from '../../value.ts';
import { Failure, type Fn, type Frame } from './kinds.ts';
import { callName, canon } from '../../compare/canon.ts';
import { pieceAt } from './pieces.ts';
import { weigh } from './weigh.ts';
import { clip } from '../../secret.ts';

const MAX_LEAVES = 16;

export function errorIn(args: readonly Value[]): Hole | undefined {
  return args.find((arg): arg is Hole => arg.kind === 'hole' && arg.error !== undefined);
}

/** The function's result. Failures become holes with `error` through `frame.fail`. */
export function apply(fn: Fn, args: readonly Value[], frame: Frame): Value {
  const failed = fn.ownErrors === true ? undefined : errorIn(args);
  if (failed !== undefined) return failed;
  const folded =
    fold(fn, args, frame) ??
    (fn.keepsChoices === true ? undefined : spread(fn, args, frame)) ??
    fn.apply?.(args, frame);
  const result =
    folded instanceof Failure
      ? frame.fail(folded)
      : (folded ?? callHole(fn.name, fn.returns ?? 'any', args, frame, fn.shape));
  frame.charge(weigh(result));
  return result;
}

function fold(fn: Fn, args: readonly Value[], frame: Frame): Value | Failure | undefined {
  if (fn.fold === undefined || !args.every((arg) => arg.kind === 'known')) return undefined;
  const result = fn.fold(
    args.map((arg) => arg.value),
    frame,
  );
  return result === undefined || result instanceof Failure ? result : known(result);
}

/** What a function computes, when it cannot be said. */
export function callHole(
  fn: string,
  type: HoleType,
  args: readonly Value[],
  frame: Frame,
  shape?: Hole['shape'],
  prefix = '',
): Hole {
  const name = `${prefix}${callName(fn, args)}`;
  frame.charge(name.length);
  const secure = args.some(isSecure);
  return {
    kind: 'hole',
    name,
    type,
    ...(shape === undefined ? {} : { shape }),
    ...(secure ? { secure: true as const } : {}),
    call: { fn, args },
  };
}

function isSecure(value: Value): boolean {
  if (value.kind === 'hole') return value.secure === true;
  if (value.kind === 'text') return value.parts.some((part) => typeof part !== 'string' && isSecure(part));
  return value.kind === 'choice' && (isSecure(value.then) || isSecure(value.else));
}

function leaves(value: Value): number {
  return value.kind === 'choice' ? leaves(value.then) + leaves(value.else) : 1;
}

/** `f(if(c, x, y))` is `if(c, f(x), f(y))`; the same condition in other arguments decides alike. */
function spread(fn: Fn, args: readonly Value[], frame: Frame): Value | undefined {
  const choice = args.find((arg): arg is Choice => arg.kind === 'choice');
  if (choice === undefined || args.reduce((total, arg) => total * leaves(arg), 1) > MAX_LEAVES) return undefined;
  const quiet: Frame = { charge: (characters) => frame.charge(characters), fail: silent };
  const side = (which: 'then' | 'else'): Value =>
    apply(
      fn,
      args.map((arg) => decide(arg, choice.condition, which)),
      quiet,
    );
  return choose(choice, side('then'), side('else'));
}

function decide(value: Value, condition: string, which: 'then' | 'else'): Value {
  let at = value;
  while (at.kind === 'choice' && at.condition === condition) at = at[which];
  return at;
}

/** An error that nobody hears of: in a branch that may not be taken. */
export function silent(failure: Failure): Hole {
  return { kind: 'hole', name: `error(${failure.message})`, type: 'any', error: failure.message };
}

/** A choice, folded where both branches are the same. */
export function choose(choice: Pick<Choice, 'condition' | 'test'>, then: Value, otherwise: Value): Value {
  const left = decide(then, choice.condition, 'then');
  const right = decide(otherwise, choice.condition, 'else');
  if (canon(left) === canon(right)) return left;
  const test = choice.test === undefined ? {} : { test: choice.test };
  return { kind: 'choice', condition: choice.condition, ...test, then: left, else: right };
}

/** `if`: a known condition decides, a choice spreads, any other is kept by its canonical name. */
export function branch(condition: Value, then: () => Value, otherwise: () => Value): Value | Failure {
  if (condition.kind === 'known') {
    if (typeof condition.value !== 'boolean') return new Failure('type', 'if() takes a bool as condition');
    return condition.value ? then() : otherwise();
  }
  if (condition.kind === 'choice' && condition.then.kind === 'known' && condition.else.kind === 'known') {
    const [left, right] = [condition.then.value, condition.else.value];
    if (left === true && right === false) return choose(condition, then(), otherwise());
    if (left === false && right === true) return choose(condition, otherwise(), then());
  }
  if (condition.kind === 'hole' && condition.call?.fn === 'not' && condition.call.args[0] !== undefined) {
    return branch(condition.call.args[0], otherwise, then);
  }
  const name = condition.kind === 'hole' ? condition.name : canon(condition);
  return choose({ condition: name, test: condition }, then(), otherwise());
}

/** `base[key]`, `base.key`: property names ignore letter case (§1.2); what is surely absent is an error (§2.1). */
export function access(base: Value, key: Value, frame: Frame): Value {
  const failed = errorIn([base, key]);
  if (failed !== undefined) return failed;
  if (base.kind === 'choice' && leaves(base) <= MAX_LEAVES) {
    const quiet: Frame = { charge: (characters) => frame.charge(characters), fail: silent };
    return choose(base, access(base.then, key, quiet), access(base.else, key, quiet));
  }
  const found = key.kind === 'known' ? step(base, key.value) : undefined;
  if (found instanceof Failure) return frame.fail(found);
  return found ?? getHole(base, key, frame);
}

/** One step by a known key; undefined = cannot be said. */
function step(base: Value, key: unknown): Value | Failure | undefined {
  if (typeof key === 'number') return item(base, key);
  if (typeof key !== 'string') return new Failure('type', 'a property name must be a text and an index a whole number');
  if (base.kind === 'hole') return undefined;
  if (!isObjectValue(base) && base.kind !== 'choice') {
    return new Failure('type', `there is no property '${clip(key, 60, '…')}' on ${article(typeOf(base))}`);
  }
  const found = member(base, key);
  return found === null ? new Failure('failed', `there is no property '${clip(key, 60, '…')}' in the object`) : found;
}

function item(base: Value, index: number): Value | Failure | undefined {
  if (base.kind === 'hole') return pieceAt(base, index);
  const items = itemsOf(base);
  if (items === undefined)
    return base.kind === 'choice'
      ? undefined
      : new Failure('type', `an index needs an array, not ${article(typeOf(base))}`);
  if (!Number.isInteger(index) || index < 0) return new Failure('failed', `the index ${index} is not in the array`);
  const open = base.kind === 'array' && base.open === true;
  return (
    items[index] ??
    (open ? undefined : new Failure('failed', `the index ${index} is not in the array of ${items.length}`))
  );
}

/** `name.key`: property names in lower case, since the platform ignores it. */
function getHole(base: Value, key: Value, frame: Frame): Hole {
  const args = [base, key];
  const hole = callHole('get', 'any', args, frame);
  if (base.kind !== 'hole' || key.kind !== 'known') return open(hole, base, key);
  if (typeof key.value !== 'number' && typeof key.value !== 'string') return hole;
  const part = typeof key.value === 'number' ? `[${key.value}]` : propertyName(key.value.toLowerCase());
  const name = `${base.name}${part}`;
  return open(name.length <= 2_000 ? { ...hole, name } : hole, base, key);
}

function propertyName(key: string): string {
  return /^[a-z_$][a-z0-9_$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** Members of a callback address that hold no signature (facts/arm-templates.md §2.7). */
const PUBLIC_MEMBERS = new Set(['basepath', 'relativepath', 'relativepathparameters', 'method']);

function open(hole: Hole, base: Value, key: Value): Hole {
  if (hole.secure !== true || base.kind !== 'hole' || base.call?.fn.toLowerCase() !== 'listcallbackurl') return hole;
  if (key.kind !== 'known' || typeof key.value !== 'string' || !PUBLIC_MEMBERS.has(key.value.toLowerCase()))
    return hole;
  const { secure: _, ...rest } = hole;
  return rest;
}

/** A step by a key that may be missing: then null (tryGet, §2.3). */
export function tryAccess(base: Value, key: Value): Value | undefined {
  const next = key.kind === 'known' ? step(base, key.value) : undefined;
  if (!(next instanceof Failure)) return next;
  return next.kind === 'failed' ? known(null) : undefined;
}

/** Items of an array value, all of them; undefined where that cannot be said. */
export function allItems(value: Value | undefined): readonly Value[] | undefined {
  return value?.kind === 'array' && value.open === true ? undefined : itemsOf(value);
}

/** Array of the given items, for `apply` functions. */
export function items(values: readonly Value[]): Value {
  return arrayOf(values);
}

function article(type: HoleType): string {
  return type === 'null' || type === 'any' ? 'this' : `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;
}
