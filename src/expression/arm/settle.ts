/** Puts the defaults of parameters in, where a value rests on parameters that the deployment may override. */
import type { Anchor, Value } from '../../model.ts';
import { arrayOf, join, objectOf } from '../../value.ts';
import { access, apply, choose, silent } from './apply.ts';
import { fnNamed } from './functions.ts';
import type { Frame } from './kinds.ts';

export interface Settled {
  readonly value: Value;
  readonly assumed: readonly { readonly name: string; readonly at: Anchor | null }[];
}

const MAX_STEPS = 20_000;

export function settle(value: Value): Settled {
  if (!rests(value, 0)) return { value, assumed: [] };
  const assumed = new Map<string, Anchor | null>();
  let steps = MAX_STEPS;
  const frame: Frame = { charge: (count) => { steps -= count / 100; }, fail: silent };
  const go = (at: Value, depth: number): Value => {
    steps -= 1;
    if (steps < 0 || depth > 60 || !rests(at, 0)) return at;
    const sourced = at.from === undefined ? {} : { from: at.from };
    switch (at.kind) {
      case 'known':
        return at;
      case 'text':
        return { ...join(at.parts.map((part) => (typeof part === 'string' ? part : go(part, depth + 1)))), ...sourced };
      case 'object':
        return objectOf(at.entries.map((entry) => ({ ...entry, value: go(entry.value, depth + 1) })), at.from ?? { file: '', pointer: '' });
      case 'array':
        return arrayOf(at.items.map((item) => go(item, depth + 1)), at.from ?? { file: '', pointer: '' });
      case 'choice':
        return { ...choose(at, go(at.then, depth + 1), go(at.else, depth + 1)), ...sourced };
      case 'hole': {
        if (at.default !== undefined) {
          assumed.set(at.name.replace(/^.*:(?=@?parameters\()/, ''), at.default.from ?? null);
          return { ...go(at.default, depth + 1), ...sourced };
        }
        const call = at.call;
        if (call === undefined) return at;
        const args = call.args.map((arg) => go(arg, depth + 1));
        const [base, key] = args;
        if (call.fn === 'get' && base !== undefined && key !== undefined) return { ...access(base, key, frame), ...sourced };
        const fn = fnNamed(call.fn);
        return fn === undefined || fn.lazy !== undefined || fn.kind !== 'pure' ? { ...at, call: { ...call, args } } : { ...apply(fn, args, frame), ...sourced };
      }
    }
  };
  const settled = go(value, 0);
  return { value: settled, assumed: [...assumed].map(([name, at]) => ({ name, at })) };
}

/** Does any part rest on a default? */
function rests(value: Value, depth: number): boolean {
  if (depth > 60) return false;
  switch (value.kind) {
    case 'known':
      return false;
    case 'text':
      return value.parts.some((part) => typeof part !== 'string' && rests(part, depth + 1));
    case 'object':
      return value.entries.some((entry) => rests(entry.value, depth + 1));
    case 'array':
      return value.items.some((item) => rests(item, depth + 1));
    case 'choice':
      return rests(value.then, depth + 1) || rests(value.else, depth + 1);
    case 'hole':
      return value.default !== undefined || (value.call?.args.some((arg) => rests(arg, depth + 1)) ?? false);
  }
}
