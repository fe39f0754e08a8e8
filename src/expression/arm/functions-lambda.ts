/**
 * Functions that take a lambda (facts/arm-templates.md §2.10). Bodies run on known and on unknown items alike;
 * where a decision hangs on an unknown, the result is a hole named by the list and the body over a symbolic item.
 */
import type { Entry, HoleType, Value } from '../../model.ts';
import { arrayOf, asText, entriesOf, hole, known, objectOf } from '../../value.ts';
import { allItems, callHole, errorIn } from './apply.ts';
import { wants } from './functions-text.ts';
import { Failure, type Fn, type Scene } from './kinds.ts';
import { canon } from '../../compare/canon.ts';
import type { Node } from './nodes.ts';
import { clip } from '../../secret.ts';

interface Lambda {
  readonly names: readonly string[];
  readonly body: Node;
}

/** A lambda is only legal as a direct argument; `most` counts its names. */
function lambdaOf(node: Node, least: number, most: number, scene: Scene): Lambda | Failure {
  if (node.kind !== 'call' || node.name.toLowerCase() !== 'lambda')
    return new Failure('type', 'a lambda() is wanted here');
  const body = node.args.at(-1);
  const names = node.args.slice(0, -1).map((arg) => asText(scene.evaluate(arg)));
  if (body === undefined || names.length < least || names.length > most)
    return new Failure('arity', 'the lambda() has a wrong number of names');
  if (!names.every((name) => name !== undefined)) return new Failure('type', 'names of a lambda() are texts');
  return { names, body };
}

function run({ names, body }: Lambda, values: readonly Value[], scene: Scene): Value {
  const bindings = new Map(
    names.map((name, index): [string, Value] => [name.toLowerCase(), values[index] ?? known(null)]),
  );
  return scene.with(bindings, body);
}

/** The whole call as a hole: the body over symbolic items tells two lambdas apart. */
function unknown(
  fn: Fn['name'],
  type: HoleType,
  first: readonly Value[],
  lambdas: readonly Lambda[],
  scene: Scene,
): Value {
  const bodies = lambdas.map(({ names, body }, at) => {
    // Bound by place, not by name, and by depth, so that nested lambdas stay apart.
    const depth = scene.binding('') === undefined ? 0 : Number(asText(scene.binding('')) ?? 0);
    const bindings = new Map(
      names.map((name, index): [string, Value] => [name.toLowerCase(), hole(`item${depth}.${at}.${index}`, 'any')]),
    );
    bindings.set('', known(String(depth + 1)));
    return scene.perhaps(body, bindings);
  });
  return callHole(fn, type, [...first, ...bodies], scene);
}

type Each = (items: readonly Value[], lambda: Lambda, scene: Scene) => Value | Failure | undefined;

function overArray(name: string, most: number, returns: HoleType, each: Each): Fn {
  return {
    name,
    min: 2,
    max: 2,
    lazy: ([list, body]: readonly [Node, Node], scene) => {
      const array = scene.evaluate(list);
      const lambda = lambdaOf(body, name === 'sort' ? 2 : 1, most, scene);
      if (lambda instanceof Failure) return scene.fail(lambda);
      const failed = errorIn([array]);
      if (failed !== undefined) return failed;
      const items = allItems(array);
      if (items === undefined && array.kind === 'known') return scene.fail(wants(name, 'an array first'));
      const result = items === undefined ? undefined : each(items, lambda, scene);
      if (result instanceof Failure) return scene.fail(result);
      return result ?? unknown(name, returns, [array], [lambda], scene);
    },
  };
}

const map: Each = (items, lambda, scene) => {
  const out = items.map((item, index) => run(lambda, [item, known(index)], scene));
  return errorIn(out) ?? arrayOf(out);
};

const filter: Each = (items, lambda, scene) => {
  const out: Value[] = [];
  for (const [index, item] of items.entries()) {
    const verdict = run(lambda, [item, known(index)], scene);
    if (verdict.kind !== 'known') return errorIn([verdict]);
    if (typeof verdict.value !== 'boolean') return wants('filter', 'a lambda that gives a bool');
    if (verdict.value) out.push(item);
  }
  return arrayOf(out);
};

/** By the predicate; ties of different items, both or neither of which come first, stay open: stability is not documented (§2.3). */
const sort: Each = (items, lambda, scene) => {
  const stopped: Value[] = [];
  const before = (left: Value, right: Value): boolean => {
    if (stopped.length > 0) return false;
    const verdict = run(lambda, [left, right], scene);
    if (verdict.kind === 'known' && typeof verdict.value === 'boolean') return verdict.value;
    stopped.push(verdict);
    return false;
  };
  const sorted = [...items].sort((left, right) => (before(left, right) ? -1 : before(right, left) ? 1 : 0));
  const ordered = sorted.every((item, index) => {
    const next = sorted[index + 1];
    return next === undefined || canon(item) === canon(next) || (before(item, next) && !before(next, item));
  });
  if (stopped.length > 0) return errorIn(stopped);
  return ordered ? arrayOf(sorted) : undefined;
};

function reduce([list, start, body]: readonly [Node, Node, Node], scene: Scene): Value {
  const [array, first] = [scene.evaluate(list), scene.evaluate(start)];
  const lambda = lambdaOf(body, 2, 3, scene);
  if (lambda instanceof Failure) return scene.fail(lambda);
  const failed = errorIn([array, first]);
  if (failed !== undefined) return failed;
  const items = allItems(array);
  if (items === undefined)
    return array.kind === 'known'
      ? scene.fail(wants('reduce', 'an array first'))
      : unknown('reduce', 'any', [array, first], [lambda], scene);
  let value = first;
  for (const [index, item] of items.entries()) {
    value = run(lambda, [value, item, known(index)], scene);
    if (errorIn([value]) !== undefined) return value;
  }
  return value;
}

function mapValues([object, body]: readonly [Node, Node], scene: Scene): Value {
  const value = scene.evaluate(object);
  const lambda = lambdaOf(body, 1, 1, scene);
  if (lambda instanceof Failure) return scene.fail(lambda);
  const failed = errorIn([value]);
  if (failed !== undefined) return failed;
  const entries = entriesOf(value);
  const whole = entries !== undefined && !(value.kind === 'object' && value.open === true);
  if (!whole)
    return value.kind === 'known'
      ? scene.fail(wants('mapValues', 'an object first'))
      : unknown('mapValues', 'object', [value], [lambda], scene);
  const out = entries.map((entry): Entry => ({ ...entry, value: run(lambda, [entry.value], scene) }));
  return errorIn(out.map((entry) => entry.value)) ?? objectOf(out);
}

/** toObject and groupBy: one lambda for the key, one for the value. */
function keyed(
  name: 'toObject' | 'groupBy',
  gather: (pairs: readonly (readonly [string, Value])[]) => Value | undefined,
): Fn {
  return {
    name,
    min: 2,
    max: 3,
    lazy: ([list, first, ...more]: readonly [Node, Node, ...Node[]], scene) => {
      const array = scene.evaluate(list);
      const key = lambdaOf(first, 1, 2, scene);
      if (key instanceof Failure) return scene.fail(key);
      const [value] = more.map((body) => lambdaOf(body, 1, 2, scene));
      if (value instanceof Failure) return scene.fail(value);
      const lambdas = value === undefined ? [key] : [key, value];
      const items = allItems(array);
      const failed = errorIn([array]);
      if (failed !== undefined) return failed;
      if (items === undefined && array.kind === 'known') return scene.fail(wants(name, 'an array first'));
      const pairs: (readonly [string, Value])[] = [];
      for (const [index, item] of (items ?? []).entries()) {
        const label = run(key, [item, known(index)], scene);
        const content = value === undefined ? item : run(value, [item, known(index)], scene);
        const broken = errorIn([label, content]);
        if (broken !== undefined) return broken;
        const text = asText(label);
        if (text === undefined)
          return label.kind === 'known'
            ? scene.fail(wants(name, 'a lambda that gives texts as keys'))
            : unknown(name, 'object', [array], lambdas, scene);
        pairs.push([text, content]);
      }
      return (items === undefined ? undefined : gather(pairs)) ?? unknown(name, 'object', [array], lambdas, scene);
    },
  };
}

/** Keys that repeat, also in another letter case: not documented (§2.3). */
function toObject(pairs: readonly (readonly [string, Value])[]): Value | undefined {
  const keys = new Set(pairs.map(([key]) => key.toLowerCase()));
  return keys.size === pairs.length ? objectOf(pairs.map(([key, value]) => ({ key, value }))) : undefined;
}

function groupBy(pairs: readonly (readonly [string, Value])[]): Value | undefined {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  const folded = new Set([...groups.keys()].map((key) => key.toLowerCase()));
  return folded.size === groups.size
    ? objectOf([...groups].map(([key, group]) => ({ key, value: arrayOf(group) })))
    : undefined;
}

function lambdaVariables([node]: readonly [Node], scene: Scene): Value {
  const text = asText(scene.evaluate(node));
  const value = text === undefined || text === '' ? undefined : scene.binding(text);
  return (
    value ?? scene.fail(new Failure('unknown-variable', `there is no lambda variable '${clip(text ?? '', 60)}'`, text))
  );
}

export const LAMBDAS: readonly Fn[] = [
  overArray('map', 2, 'array', map),
  overArray('filter', 2, 'array', filter),
  overArray('sort', 2, 'array', sort),
  { name: 'reduce', min: 3, max: 3, lazy: reduce },
  { name: 'mapValues', min: 2, max: 2, lazy: mapValues },
  keyed('toObject', toObject),
  keyed('groupBy', groupBy),
  {
    name: 'lambda',
    min: 2,
    max: null,
    lazy: (_, scene) =>
      scene.fail(new Failure('placement', 'lambda() only stands as an argument of functions that take one')),
  },
  { name: 'lambdaVariables', min: 1, max: 1, lazy: lambdaVariables },
];
