/**
 * What a workflow expression may ask for while it is evaluated; `extract/` implements it. Names are given as
 * written, the implementation compares without letter case (facts/workflow-language.md §4).
 */
import type { Anchor, Step, Value } from '../../model.ts';
import type { Budget } from './size.ts';

export type WorkflowFaultKind = 'syntax' | 'length' | 'unknown-function' | 'arity' | 'unknown-parameter';

export interface WorkflowFault {
  readonly kind: WorkflowFaultKind;
  /** The string, with `slice` where the place inside it is known; undefined where the value came without a place. */
  readonly at: Anchor | undefined;
  readonly message: string;
  /** The name that is unknown, where one is. */
  readonly name?: string;
}

export type ActionAccessor = 'actions' | 'body' | 'outputs';

export interface WorkflowScope {
  /** Names the workflow (file and pointer) in hole names: unique in a run. */
  readonly id: string;
  /** The value, or a hole; undefined = surely not declared. */
  parameter(name: string): Value | undefined;
  /** The setting of the app, or a hole named for the app; undefined = nothing is known of the app. */
  appSetting(name: string): Value | undefined;
  /** Only where the variable surely is assigned once and before the reading. */
  variable?(name: string): Value | undefined;
  /** What `actions('x')`, `outputs('x')` or `body('x')` give, where that is known (Compose). Must end for cycles. */
  action?(name: string, accessor: ActionAccessor): Value | undefined;
  /** The action surely runs once at most in a run (no loop around it), so that two readings agree. */
  stable?(action: string): boolean;
  fault(fault: WorkflowFault): void;
}

/** One string under evaluation. */
export interface Site {
  readonly scope: WorkflowScope;
  readonly at: Anchor | undefined;
  /** Names the string within a run: prefix of names that must not repeat. */
  readonly id: string;
  /** Holes stood in the text, so offsets mean nothing to a reader of the file. */
  readonly pieced: boolean;
  /** Hops through parameters and settings, in order. */
  readonly steps: Step[];
  readonly budget: Budget;
}

/** A place inside the string, for a fault. */
export function place(site: Site, start: number, end: number): Anchor | undefined {
  if (site.at === undefined || site.pieced || site.at.slice !== undefined) return site.at;
  return { ...site.at, slice: [start, end] };
}
