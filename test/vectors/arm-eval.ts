/**
 * Vectors of kind `arm-eval`: an expression, what is known around it, and its value, `unknown` or `error`. Verdicts:
 * `unsound` = something is said that is not so (a value or an error where there is none, or another one), `fail` =
 * nothing is said where it could be.
 */
import { settle } from '../../src/expression/arm/settle.ts';
import type { Json, Value } from '../../src/model.ts';
import { type Context, isObject, type Verdict, World } from './arm-scope.ts';

interface Vector {
  readonly id: string;
  readonly authority: string;
  readonly expression: Json;
  readonly context: Context;
  readonly expected: { readonly status: string; readonly value?: Json };
}

export function run(vectors: readonly unknown[]): Verdict[] {
  return vectors.map((data) => {
    if (!isVector(data)) throw new Error('not an arm-eval vector');
    const { id, authority } = data;
    return { id, authority, ...judge(data) };
  });
}

function isVector(data: unknown): data is Vector {
  return (
    isObject(data) &&
    typeof data['id'] === 'string' &&
    'expression' in data &&
    isObject(data['context']) &&
    isObject(data['expected'])
  );
}

function judge({ expression, context, expected }: Vector): Pick<Verdict, 'verdict' | 'note'> {
  const world = new World(context);
  const value = valueOf(expression, context, world);
  const failed = value.kind === 'hole' && value.error !== undefined;
  const said = value.kind === 'known' ? JSON.stringify(value.value) : failed ? `error: ${value.error}` : 'unknown';
  switch (expected.status) {
    case 'value': {
      if (value.kind === 'known' && alike(value.value, expected.value)) return { verdict: 'pass' };
      return { verdict: value.kind === 'known' || failed ? 'unsound' : 'fail', note: said };
    }
    case 'error':
      if (failed && world.faults.length > 0) return { verdict: 'pass' };
      return { verdict: value.kind === 'known' ? 'unsound' : 'fail', note: said };
    case 'unknown':
      return value.kind === 'known' || failed || world.faults.length > 0
        ? { verdict: 'unsound', note: said }
        : { verdict: 'pass' };
    default:
      throw new Error(`no such status: ${expected.status}`);
  }
}

/** Defaults are put in afterwards; those that nobody would take for a value hold where they are closed. */
function valueOf(expression: Json, context: Context, world: World): Value {
  const evaluated = world.evaluate(expression);
  if (context.assume !== 'defaults') return evaluated;
  const settled = settle(evaluated).value;
  return settled.kind === 'known' ? settled : settle(new World(context, { closed: true }).evaluate(expression)).value;
}

/** Objects without regard to the order of members, which the platform does not promise. */
function alike(left: Json, right: Json | undefined): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right ?? null));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}
