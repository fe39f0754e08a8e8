/**
 * What all template instances of one deployment on paper share: budgets, faults, the way to linked files.
 * Every cap that cuts something leaves a fault that says what was cut.
 */
import type { Anchor, FileId, Json, JsonObject, Value } from '../model.ts';
import { freshBudget } from '../expression/arm/evaluate.ts';
import type { Budget } from '../expression/arm/scope.ts';
import { valuesOf, weightOf } from '../expression/arm/weigh.ts';
import { hole } from '../value.ts';
import { Faults } from './faults.ts';
import type { Template } from './parse.ts';

export type Lookup = (path: string) => { readonly file: FileId; readonly value: Json } | undefined;

/** Something whose outputs `reference()` can read: a nested deployment of this template. */
export interface Referable {
  outputs(): Value | undefined;
}

/** Documented: 800 copies a loop (facts/arm-templates.md §1.5). */
export const LOOP_CAP = 800;
/** Resources of one document, all loops and nested deployments together: twice what one deployment may hold. */
const INSTANCE_CAP = 1600;
/** Passes through property, variable and output loops of one document. */
const ITERATION_CAP = 40_000;
/** Nested deployments inside nested deployments. */
export const NESTING_CAP = 8;
/** Names and nested passes that need each other in a row; real chains have fewer than ten. */
const CHAIN_CAP = 96;
/** Size of one evaluated value in characters; a template may have 4 MB after expansion (facts/arm-templates.md §1.5). */
const SIZE_CAP = 4_000_000;
/** Values of all resources and outputs of one deployment that are not as they stand in the text; a kilobyte for each. */
const VALUE_CAP = 400_000;

export class Run {
  readonly faults = new Faults();
  readonly rootFile: FileId;
  readonly linked: Lookup;
  /** Nested deployments by canonical resource id (see `keyOf`); null where two have it. */
  readonly deployments = new Map<string, Referable | null>();
  readonly templates = new WeakMap<JsonObject, Template>();
  /** Expression evaluation of the whole document draws on this. */
  readonly budget: Budget = freshBudget();
  #instances = 0;
  #iterations = 0;
  #chain = 0;
  #values = 0;

  constructor(rootFile: FileId, linked: Lookup) {
    this.rootFile = rootFile;
    this.linked = linked;
  }

  /** May one more resource be made? A fault where not. */
  instance(at: Anchor): boolean {
    this.#instances += 1;
    if (this.#instances <= INSTANCE_CAP) return true;
    this.limit(at, `more than ${INSTANCE_CAP} resources: the rest is not looked at`, 'instances');
    return false;
  }

  /** May more resources be made at all, whatever a loop asks for? */
  hasRoom(): boolean {
    return this.#instances <= INSTANCE_CAP;
  }

  iteration(at: Anchor): boolean {
    this.#iterations += 1;
    if (this.#iterations <= ITERATION_CAP) return true;
    this.limit(at, `loops make more than ${ITERATION_CAP} passes: the rest is not looked at`, 'iterations');
    return false;
  }

  /** No name is on its way to its value. */
  get isOutermost(): boolean {
    return this.#chain <= 1;
  }

  /** Runs `work` one step deeper in a chain of names; a hole where the chain is too long or the stack ends. */
  deeper(at: Anchor, name: string, work: () => Value): Value {
    if (this.#chain >= CHAIN_CAP) {
      return this.failed(at, name, `more than ${CHAIN_CAP} names need each other in a row`);
    }
    if (this.#values > VALUE_CAP) return this.full(at, name);
    this.#chain += 1;
    try {
      return this.sized(work(), at, name);
    } catch (error) {
      // Only the stack may end here: anything else is a bug of ours and must be seen.
      if (!(error instanceof RangeError)) throw error;
      return this.failed(at, name, 'nested too deep to evaluate');
    } finally {
      this.#chain -= 1;
    }
  }

  failed(at: Anchor, name: string, message: string): Value {
    this.limit(at, message, name);
    return hole(`${at.file}#${at.pointer}:limit(${name})`, 'any', { from: at, error: message });
  }

  limit(at: Anchor, message: string, name: string): void {
    this.faults.add({ kind: 'limit', at, message, name });
  }

  private full(at: Anchor, name: string): Value {
    return this.failed(at, name, `more than ${VALUE_CAP} evaluated values`);
  }

  /** The value, or a hole where it would be longer than Azure accepts (doubling variables). */
  private sized(value: Value, at: Anchor, name: string): Value {
    const weight = weightOf(value);
    if (weight > SIZE_CAP) return this.failed(at, name, `longer than ${SIZE_CAP} characters`);
    // What is evaluated on the way to something else is part of that.
    if (this.#chain === 1) this.#values += valuesOf(value);
    return this.#values <= VALUE_CAP ? value : this.full(at, name);
  }
}
