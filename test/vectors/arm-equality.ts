/**
 * Vectors of kind `arm-equality`: two expressions of one template (or of two, with `leftScope` and `rightScope`), how to
 * compare them, and whether they are equal. Verdicts: `unsound` = equal or different where that is not so, `fail` =
 * nothing is said where it could be.
 */
import type { Answer, Json, Value } from '../../src/model.ts';
import { join, type Mode, same } from '../../src/value.ts';
import { type Context, isObject, type Verdict, World } from './arm-scope.ts';

interface Vector {
  readonly id: string;
  readonly authority: string;
  readonly left: Json;
  readonly right: Json;
  readonly compare: string;
  readonly context: Context;
  readonly expected: string;
}

const ANSWERS: Readonly<Record<string, Answer>> = { equal: 'yes', different: 'no', unknown: 'unknown' };

export function run(vectors: readonly unknown[]): Verdict[] {
  return vectors.map((data) => {
    if (!isVector(data)) throw new Error('not an arm-equality vector');
    const { id, authority } = data;
    const said = answer(data);
    const wanted = ANSWERS[data.expected];
    if (said === wanted) return { id, authority, verdict: 'pass' };
    return { id, authority, verdict: said === 'unknown' ? 'fail' : 'unsound', note: said };
  });
}

function isVector(data: unknown): data is Vector {
  return (
    isObject(data) &&
    ['id', 'compare', 'expected'].every((key) => typeof data[key] === 'string') &&
    Object.keys(ANSWERS).some((one) => one === data['expected']) &&
    'left' in data &&
    'right' in data &&
    isObject(data['context'])
  );
}

function answer({ left, right, compare, context }: Vector): Answer {
  const parent = new World(context, { id: 'parent' });
  const inner = new World({ ...context, parameters: {}, variables: {} }, { id: 'nested', parent });
  const of = (scope: string | undefined): World => (scope === 'nested-inner' ? inner : parent);
  const [a, b] = [of(context.leftScope).evaluate(left), of(context.rightScope).evaluate(right)];
  if (compare === 'callee') return same(target(a), target(b), 'id');
  return compare === 'dependsOn' ? same(full(a, parent), full(b, parent), 'id') : same(a, b, modeOf(compare));
}

/** `Namespace/type/name` in dependsOn is a resource of this deployment (facts/arm-templates.md §5.2, rule 6). */
function full(value: Value, world: World): Value {
  const first = value.kind === 'text' ? value.parts[0] : value.kind === 'known' ? value.value : undefined;
  const relative = typeof first === 'string' && /^[A-Za-z]\w*\.[\w.]+\//.test(first);
  return relative ? join([world.evaluate('[resourceGroup().id]'), '/providers/', value]) : value;
}

/** What a `reference()` or `list*()` asks. */
function target(value: Value): Value {
  return (value.kind === 'hole' ? value.call?.args[0] : undefined) ?? value;
}

function modeOf(compare: string): Mode {
  switch (compare) {
    case 'ordinal':
      return 'exact';
    case 'name':
      return 'name';
    case 'type':
    case 'resourceId':
    case 'id':
      return 'id';
    default:
      throw new Error(`no such comparison: ${compare}`);
  }
}
