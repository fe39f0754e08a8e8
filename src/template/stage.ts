/** What evaluating needs of a template instance (`Frame`), so that loops and frames do not import each other. Types only. */
import type { Anchor, Json, Value } from '../model.ts';
import type { ArmScope, Position } from '../expression/arm/scope.ts';
import type { Run } from './run.ts';

export interface Loop {
  /** Lower case; '' where the loop has none. */
  readonly name: string;
  readonly index: Value;
  /** `copyIndex()` without a name means the resource's or output's loop, not one inside properties. */
  readonly outer: boolean;
}
export type Loops = readonly Loop[];

export interface Stage {
  /** Names the template instance in hole names. */
  readonly id: string;
  readonly run: Run;
  evaluate(raw: Json, at: Anchor, position: Position, loops?: Loops): Value;
  scope(position: Position, loops: Loops): ArmScope;
}
