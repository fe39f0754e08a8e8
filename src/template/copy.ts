/**
 * Loops: `copy` on resources, inside properties, variables and outputs (facts/arm-templates.md §3.5, §3.3, §3.8).
 * A count that is not known gives one symbolic pass whose index is a hole.
 */
import type { Anchor, Json, JsonObject, Value } from '../model.ts';
import { evaluate } from '../expression/arm/evaluate.ts';
import type { Position } from '../expression/arm/scope.ts';
import { isCopy, traitsOf } from '../expression/arm/traits.ts';
import { arrayOf, below, hole, known, objectOf, isObject } from '../value.ts';
import { find, isArray, textOf } from './json.ts';
import { LOOP_CAP } from './run.ts';
import type { Loops, Stage } from './stage.ts';

export type { Loop } from './stage.ts';

export interface Passes {
  /** One list of loops for each pass. */
  readonly loops: readonly Loops[];
  /** The count is not known: the one pass stands for none or many. */
  readonly symbolic: boolean;
}

/** The passes of one `copy` object; without `count` one pass, with a fault. */
export function passes(frame: Stage, copy: JsonObject, at: Anchor, around: Loops, outer: boolean): Passes {
  const name = (textOf(copy, 'name') ?? '').toLowerCase();
  const count = find(copy, 'count');
  const value =
    count === undefined ? undefined : frame.evaluate(count.value, below(at, count.key), 'copy-count', around);
  if (value === undefined) frame.run.faults.add({ kind: 'template-shape', at, message: `a loop has a 'count'` });
  const n = value === undefined ? null : wholeNumber(frame, value, at, name);
  if (n === null) {
    const id = `${frame.id}:copyIndex('${name}')@${at.pointer}${suffix(around)}`;
    const index = hole(id, 'int', { shape: { alphabet: 'digits' } });
    return { loops: [[...around, { name, index, outer }]], symbolic: true };
  }
  if (n > LOOP_CAP) {
    frame.run.limit(at, `a loop makes ${n} copies, ${LOOP_CAP} are allowed: the rest is not looked at`, name);
  }
  const loops: Loops[] = [];
  for (let index = 0; index < Math.min(n, LOOP_CAP); index += 1) {
    if (!frame.run.iteration(at)) break;
    loops.push([...around, { name, index: known(index), outer }]);
  }
  return { loops, symbolic: false };
}

/** The count, where it is known; what is no count is a fault and counts as unknown. */
function wholeNumber(frame: Stage, value: Value, at: Anchor, name: string): number | null {
  if (value.kind !== 'known') return null;
  const raw = value.value;
  const n = typeof raw === 'number' ? raw : typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : NaN;
  if (Number.isInteger(n) && n >= 0) return n;
  const message = `the count of a loop is a whole number from 0 to ${LOOP_CAP}`;
  frame.run.faults.add({ kind: 'type', at: value.from ?? at, message, name });
  return null;
}

/** Tells passes apart in names: `[2][0]`, `[*]` for a symbolic one; '' without loops. */
export function suffix(loops: Loops): string {
  return loops
    .map(({ index }) => (index.kind === 'known' && typeof index.value === 'number' ? `[${index.value}]` : '[*]'))
    .join('');
}

/** Is there a text in here that looks like an expression? */
export function mentionsExpression(raw: Json): boolean {
  if (typeof raw === 'string') return raw.startsWith('[');
  if (typeof raw !== 'object' || raw === null) return false;
  return Object.entries(raw).some(([key, value]) => key.startsWith('[') || mentionsExpression(value));
}

/** Evaluates JSON of any depth, property loops included, in one frame's scope. */
export function evaluateTree(frame: Stage, raw: Json, at: Anchor, position: Position, loops: Loops): Value {
  if (!traitsOf(raw).loops) return evaluate(raw, at, frame.scope(position, loops));
  if (isArray(raw)) {
    return arrayOf(
      raw.map((item, index) => evaluateTree(frame, item, below(at, index), position, loops)),
      at,
    );
  }
  if (!isObject(raw)) return known(raw, at);
  const entries = Object.entries(raw).flatMap(([key, value]) => {
    const place = below(at, key);
    if (isCopy(key, value)) {
      return value.map((item, index) => ({
        key: textOf(item, 'name') ?? '',
        value: evaluateLoop(frame, item, below(place, index), position, loops, false),
      }));
    }
    return [
      { ...keyEntry(frame, key, at, position, loops), value: evaluateTree(frame, value, place, position, loops) },
    ];
  });
  return objectOf(entries, at);
}

/** Keys follow the rules of strings (facts/arm-templates.md §1.1 rule 7): the evaluator knows them. */
function keyEntry(
  frame: Stage,
  key: string,
  at: Anchor,
  position: Position,
  loops: Loops,
): { key: string; name?: Value } {
  if (!key.startsWith('[')) return { key };
  const value = evaluate({ [key]: 0 }, at, frame.scope(position, loops));
  if (value.kind === 'known' && isObject(value.value)) return { key: Object.keys(value.value)[0] ?? key };
  const entry = value.kind === 'object' ? value.entries[0] : undefined;
  return entry?.name === undefined ? { key: entry?.key ?? key } : { key: entry.key, name: entry.name };
}

/** The array that a `{name, count, input}` makes; open where the count is not known. */
export function evaluateLoop(
  frame: Stage,
  copy: JsonObject,
  at: Anchor,
  position: Position,
  around: Loops,
  outer: boolean,
): Value {
  const input = find(copy, 'input');
  if (input === undefined) {
    frame.run.faults.add({ kind: 'template-shape', at, message: `a loop has an 'input'` });
    return hole(`${frame.id}:loop@${at.pointer}`, 'array', { from: at });
  }
  const { loops, symbolic } = passes(frame, copy, at, around, outer);
  const place = below(at, input.key);
  const items = loops.map((each) => evaluateTree(frame, input.value, place, position, each));
  return arrayOf(items, at, symbolic);
}
