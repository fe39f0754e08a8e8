/** Puts defaults in and applies again what was computed from them: the work behind `settle.ts`. */
import type { Anchor, Entry, Hole, Value } from '../../model.ts';
import { arrayOf, join, objectOf } from '../../value.ts';
import { access, apply, branch, callHole, choose, silent } from './apply.ts';
import { fnNamed } from './functions.ts';
import { Exhausted, Failure, type Frame } from './kinds.ts';
import { rests } from './rests.ts';
import { partsOf } from './text.ts';

const MAX_STEPS = 20_000;
const MAX_CHARACTERS = 4_000_000;
const MAX_DEPTH = 200;

export interface Settled {
  readonly value: Value;
  /** The parameters whose defaults were taken, and where those stand. */
  readonly assumed: readonly { readonly name: string; readonly at: Anchor | null }[];
}

/** Of a value that rests on defaults. */
export function settled(value: Value): Settled {
  const settler = new Settler();
  try {
    const made = settler.settle(value, 0);
    return { value: made, assumed: [...settler.assumed].map(([name, at]) => ({ name, at })) };
  } catch (thrown) {
    if (!(thrown instanceof Exhausted)) throw thrown;
    return { value, assumed: [] };
  }
}

class Settler implements Frame {
  readonly assumed = new Map<string, Anchor | null>();
  private readonly done = new Map<Value, Value>();
  private steps = MAX_STEPS;
  private characters = MAX_CHARACTERS;

  charge(characters: number): void {
    this.characters -= characters;
    if (this.characters < 0) throw new Exhausted('the settled texts grow too large');
  }

  readonly fail = silent;

  settle(value: Value, depth: number): Value {
    if (value.kind === 'known') return value;
    const had = this.done.get(value);
    if (had !== undefined) return had;
    this.steps -= 1;
    if (this.steps < 0 || depth > MAX_DEPTH) throw new Exhausted('the value nests too deeply');
    const settled = rests(value, depth) ? sourced(this.anew(value, depth + 1), value) : value;
    this.done.set(value, settled);
    return settled;
  }

  private anew(value: Exclude<Value, { kind: 'known' }>, depth: number): Value {
    switch (value.kind) {
      case 'text':
        return join(
          value.parts.flatMap((part) => (typeof part === 'string' ? [part] : this.part(this.settle(part, depth)))),
        );
      case 'array':
        return arrayOf(
          value.items.map((item) => this.settle(item, depth)),
          undefined,
          value.open,
        );
      case 'object':
        return objectOf(
          value.entries.map((entry) => this.entry(entry, depth)),
          undefined,
          value.open,
        );
      case 'choice': {
        const [then, otherwise] = [this.settle(value.then, depth), this.settle(value.else, depth)];
        if (value.test === undefined) return choose(value, then, otherwise);
        const test = this.settle(value.test, depth);
        if (test === value.test) return choose(value, then, otherwise);
        const chosen = branch(
          test,
          () => then,
          () => otherwise,
        );
        return chosen instanceof Failure ? this.fail(chosen) : chosen;
      }
      case 'hole':
        return this.hole(value, depth);
    }
  }

  /** What a settled value reads like inside a text; a bool or a list there is not documented. */
  private part(value: Value): readonly (string | Value)[] {
    return partsOf(value) ?? (value.kind === 'hole' ? [value] : [callHole('concat', 'string', [value], this)]);
  }

  private entry(entry: Entry, depth: number): Entry {
    const value = this.settle(entry.value, depth);
    if (entry.name === undefined) return { ...entry, value };
    const name = this.settle(entry.name, depth);
    return name.kind === 'known' && typeof name.value === 'string'
      ? { key: name.value, value }
      : { key: entry.key, name, value };
  }

  private hole(hole: Hole, depth: number): Value {
    if (hole.default !== undefined) {
      this.assumed.set(spoken(hole.name), hole.default.from ?? hole.from ?? null);
      return this.settle(hole.default, depth);
    }
    if (hole.call === undefined) return hole;
    const { fn: name } = hole.call;
    const args = hole.call.args.map((arg) => this.settle(arg, depth));
    const [base, key] = args;
    if (name === 'get' && base !== undefined && key !== undefined) return access(base, key, this);
    const fn = fnNamed(name);
    // Only the deployment knows what these give: the same call, of the settled arguments.
    if (fn === undefined || (fn.apply === undefined && fn.fold === undefined)) return this.again(hole, name, args);
    const value = apply(fn, args, this);
    return value.kind === 'hole' && hole.secure === true ? { ...value, secure: true } : value;
  }

  private again(hole: Hole, name: string, args: readonly Value[]): Hole {
    const stem = name.toLowerCase();
    const at = hole.name.indexOf(`${stem}(`);
    const prefix = at < 0 ? '' : hole.name.slice(0, at);
    const made = callHole(name, hole.type, args, this, hole.shape, prefix);
    return hole.secure === true ? { ...made, secure: true } : made;
  }
}

/** The place and the steps are those of the value that was settled. */
function sourced(value: Value, old: Value): Value {
  const from = old.from === undefined ? {} : { from: old.from };
  const via = old.via === undefined ? {} : { via: old.via };
  return { ...value, ...from, ...via };
}

/** The hole's name without the scope in front: `parameters('audience')`. */
function spoken(name: string): string {
  const at = name.lastIndexOf("parameters('");
  return at >= 0 && name.endsWith("')") ? name.slice(at) : name;
}
