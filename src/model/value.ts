/** JSON that may not be fully known. */

import type { Anchor, Json } from './place.js';

/** One step on the way of a value, for `trace`: `← parameters('audience')`, `← prod.parameters.json`. */
export interface Step {
  readonly label: string;
  readonly at: Anchor | null;
}

interface Sourced {
  /** The place that a person would look at and edit: where the value is used. */
  readonly from?: Anchor;
  /** The steps in between, nearest first. */
  readonly via?: readonly Step[];
}

/** JSON that may not be fully known before deployment. */
export type Value = Known | Text | ObjectValue | ArrayValue | Choice | Hole;

export interface Known extends Sourced {
  readonly kind: 'known';
  readonly value: Json;
}

/** A string of joined parts, at least one of them not known. Neighbouring literals are merged, empty ones dropped. */
export interface Text extends Sourced {
  readonly kind: 'text';
  readonly parts: readonly (string | Hole | Choice)[];
}

/** An object with at least one member that is not known (else it is `known`). */
export interface ObjectValue extends Sourced {
  readonly kind: 'object';
  readonly entries: readonly Entry[];
  /** There may be more members than these. */
  readonly open?: true;
}

export interface Entry {
  readonly key: string;
  /** Set where the key itself is an expression that is not fully known; `key` is then its written text. */
  readonly name?: Value;
  readonly value: Value;
}

export interface ArrayValue extends Sourced {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** There may be more items than these. */
  readonly open?: true;
}

/** `if` with a condition that is not known. Conditions with equal names decide alike. */
export interface Choice extends Sourced {
  readonly kind: 'choice';
  readonly condition: string;
  /** The condition itself, where it is kept: assumed defaults may decide it. */
  readonly test?: Value;
  readonly then: Value;
  readonly else: Value;
}

export type HoleType = 'string' | 'int' | 'bool' | 'object' | 'array' | 'null' | 'any';

/** What is known of a text that is not known. */
export interface Shape {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly alphabet?: 'base32' | 'guid' | 'digits';
  /** The only values it can have (compared as the platform does). */
  readonly allowed?: readonly Json[];
}

/** Something that is not known before deployment (or before the run). */
export interface Hole extends Sourced {
  readonly kind: 'hole';
  /** Two holes with the same name hold the same thing. A name carries its scope; `once` names never repeat. */
  readonly name: string;
  readonly type: HoleType;
  readonly shape?: Shape;
  readonly secure?: true;
  /** A parameter's default, which the deployment may override. */
  readonly default?: Value;
  /** What computes it, where that is known: `reference`, `listCallbackUrl`, `toLower`, `get` (property access) … */
  readonly call?: { readonly fn: string; readonly args: readonly Value[] };
  /** Evaluation surely fails at deployment; why, for people. */
  readonly error?: string;
}
