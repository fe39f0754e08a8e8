/**
 * What a function of the ARM language is, for the tables in `functions-*.ts`, and what it may ask of the
 * evaluation around it. Types and two small classes; no functions of the language stand here.
 */
import type { Hole, HoleType, Json, Shape, Step, Value } from '../../model.ts';
import type { Node } from './nodes.ts';
import type { ArmScope, ExpressionFault } from './scope.ts';

/** An evaluation that surely fails at deployment: given back, never thrown. */
export class Failure {
  readonly kind: ExpressionFault['kind'];
  readonly message: string;
  readonly name: string | undefined;

  constructor(kind: ExpressionFault['kind'], message: string, name?: string) {
    this.kind = kind;
    this.message = message;
    this.name = name;
  }
}

/** The budget is used up: thrown, and caught at the door of evaluate.ts and settle.ts. */
export class Exhausted extends Error {}

/** What a function may ask for. */
export interface Frame {
  /** Counts characters (and items) before they are made; throws `Exhausted`. */
  charge(characters: number): void;
  fail(failure: Failure): Hole;
}

/** What a function that evaluates its own arguments may ask for. */
export interface Scene extends Frame {
  readonly scope: ArmScope;
  /** Unique for this place in the text: for holes that must not be shared. */
  readonly site: string;
  evaluate(node: Node): Value;
  /** Evaluates what may never run: faults in it are not reported. */
  perhaps(node: Node, bindings?: ReadonlyMap<string, Value>): Value;
  with(bindings: ReadonlyMap<string, Value>, node: Node): Value;
  binding(name: string): Value | undefined;
  through(value: Value, step: Step): Value;
}

/**
 * One function of the language. Arity is checked before anything below is called, so that a function of two arguments
 * may say so (`[left, right]: readonly [Value, Value]`): these three are methods for that alone.
 */
export interface Fn {
  /** As documented; callers compare without letter case. */
  readonly name: string;
  readonly min: number;
  /** null = any number. */
  readonly max: number | null;
  /** Type of what `fold` and `apply` give; 'any' without it. */
  readonly returns?: HoleType;
  /** What is known of a text result that is not known. */
  readonly shape?: Shape;
  /** All arguments known: the value; a failure; undefined where the platform's answer is not documented. */
  fold?(args: readonly Json[], frame: Frame): Json | Failure | undefined;
  /** Works on values that are not fully known; undefined = cannot say (then `fold`, then a hole). */
  apply?(args: readonly Value[], frame: Frame): Value | Failure | undefined;
  /** `apply` takes choices as they are (text parts, items): they are not spread over the branches. */
  readonly keepsChoices?: true;
  /** `apply` decides which failed arguments matter: not those that are never reached. */
  readonly ownErrors?: true;
  /** Evaluates its own arguments. */
  lazy?(args: readonly Node[], scene: Scene): Value;
}
