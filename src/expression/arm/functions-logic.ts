/**
 * Functions of the ARM language that choose and compare (facts/arm-templates.md §2.1, §2.2).
 */
import { same } from '../../compare.ts';
import type { Json, Value } from '../../model.ts';
import { known, typeOf } from '../../value.ts';
import { branch, callHole, errorIn } from './apply.ts';
import { wantBool } from './functions-junction.ts';
import { Failure, type Fn, type Frame, type Scene } from './kinds.ts';
import type { Node } from './nodes.ts';
import { compareTexts } from './text.ts';
import { weightOf } from './weigh.ts';

/** Larger values with unknown parts are not compared: their branches multiply. */
const MAX_COMPARED = 20_000;

const bools = { returns: 'bool' } as const;

function evaluateIf([test, then, otherwise]: readonly [Node, Node, Node], scene: Scene): Value {
  const condition = scene.evaluate(test);
  const failed = errorIn([condition]);
  if (failed !== undefined) return failed;
  const sure = condition.kind === 'known';
  const run = (node: Node) => (): Value => (sure ? scene.evaluate(node) : scene.perhaps(node));
  const value = branch(condition, run(then), run(otherwise));
  return value instanceof Failure ? scene.fail(value) : value;
}

function isNull(value: Value): boolean {
  return value.kind === 'known' && value.value === null;
}

/** Surely not null: then later operands of coalesce() are never reached. */
function isSurelyPresent(value: Value): boolean {
  return value.kind !== 'hole' && value.kind !== 'choice' && !isNull(value);
}

function evaluateCoalesce(args: readonly Node[], scene: Scene): Value {
  const values: Value[] = [];
  for (const arg of args) {
    const value = values.every(isNull) ? scene.evaluate(arg) : scene.perhaps(arg);
    values.push(value);
    if (isSurelyPresent(value) || errorIn([value]) !== undefined) break;
  }
  return coalesce(values, scene);
}

/** Drops nulls, and what stands behind a value that is surely there. */
function coalesce(values: readonly Value[], frame: Frame): Value {
  const open: Value[] = [];
  for (const value of values.flatMap((one) =>
    one.kind === 'hole' && one.call?.fn === 'coalesce' ? one.call.args : [one],
  )) {
    if (isNull(value)) continue;
    if (open.length === 0 && errorIn([value]) !== undefined) return value;
    open.push(value);
    if (isSurelyPresent(value)) break;
  }
  const [first] = open;
  if (first === undefined) return known(null);
  return open.length === 1 ? first : callHole('coalesce', typeOfAll(open), open, frame);
}

function typeOfAll(values: readonly Value[]): ReturnType<typeof typeOf> {
  const [first, ...rest] = values.map(typeOf);
  return first !== undefined && rest.every((type) => type === first) ? first : 'any';
}

/** Mixed types are not documented (§7.1), except that null differs from everything else. */
function equals([left, right]: readonly [Value, Value], frame: Frame): Value | undefined {
  const weight = weightOf(left) + weightOf(right);
  frame.charge(weight);
  if (weight > MAX_COMPARED && (left.kind !== 'known' || right.kind !== 'known')) return undefined;
  const types = [typeOf(left), typeOf(right)];
  const answer = same(left, right);
  if (answer === 'yes') return known(true);
  const mixed = types[0] !== types[1] && !types.includes('null');
  return answer === 'no' && !mixed ? known(false) : undefined;
}

function not([arg]: readonly [Value]): Value | undefined {
  return arg.kind === 'hole' && arg.call?.fn === 'not' ? arg.call.args[0] : undefined;
}

function comparison(name: string, holds: (order: number) => boolean): Fn {
  return {
    name,
    min: 2,
    max: 2,
    ...bools,
    fold: ([left, right]) => {
      if (typeof left === 'number' && typeof right === 'number') return holds(Math.sign(left - right));
      if (typeof left === 'string' && typeof right === 'string') {
        const order = compareTexts(left, right);
        return order === undefined ? undefined : holds(order);
      }
      return typeof left === typeof right ? new Failure('type', `${name}() takes ints or texts`) : undefined;
    },
  };
}

function toBool(value: Json | undefined): Json | Failure | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value === 'number') return undefined;
  const text = typeof value === 'string' ? value.toLowerCase() : undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  // White space and digits in a text: not documented.
  if (text !== undefined && /^\s|\s$|^[-+]?\d+$/.test(text)) return undefined;
  return new Failure('type', 'bool() takes true, false, 1 or 0');
}

export const LOGIC: readonly Fn[] = [
  { name: 'true', min: 0, max: 0, ...bools, fold: () => true },
  { name: 'false', min: 0, max: 0, ...bools, fold: () => false },
  { name: 'null', min: 0, max: 0, fold: () => null },
  { name: 'if', min: 3, max: 3, lazy: evaluateIf },
  {
    name: 'coalesce',
    min: 1,
    max: null,
    ownErrors: true,
    lazy: evaluateCoalesce,
    apply: coalesce,
  },
  {
    name: 'not',
    min: 1,
    max: 1,
    ...bools,
    fold: ([arg]) => (typeof arg === 'boolean' ? !arg : wantBool('not')),
    apply: not,
  },
  {
    name: 'bool',
    min: 1,
    max: 1,
    ...bools,
    fold: ([arg]) => toBool(arg),
    apply: ([arg]: readonly [Value]) => (typeOf(arg) === 'bool' ? arg : undefined),
  },
  { name: 'equals', min: 2, max: 2, ...bools, apply: equals },
  comparison('less', (order) => order < 0),
  comparison('lessOrEquals', (order) => order <= 0),
  comparison('greater', (order) => order > 0),
  comparison('greaterOrEquals', (order) => order >= 0),
  {
    name: 'fail',
    min: 1,
    max: 1,
    apply: () => new Failure('failed', 'fail() stops the deployment'),
  },
];
