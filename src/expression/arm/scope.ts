/**
 * What an ARM expression may ask for while it is evaluated. `template/` implements it; `evaluate.ts` uses it.
 * Names are given as written; the implementation compares without letter case (facts/arm-templates.md §1.2).
 */
import type { Anchor, CloudName, ExpressionFaultKind, Json, Value } from '../../model.ts';

export type DeploymentKind = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** What is known of the deployment; what is absent becomes a named hole of this scope. */
export interface DeploymentContext {
  readonly kind: DeploymentKind;
  /** Prefix of hole names for subscription(), resourceGroup() …: equal for deployments to the same place. */
  readonly scopeId: string;
  readonly subscriptionId?: Value;
  readonly resourceGroupName?: Value;
  readonly tenantId?: Value;
  readonly location?: Value;
  readonly managementGroupName?: Value;
  /** Members of environment() that are known although the cloud is not. */
  readonly environment?: Value;
  readonly cloud?: CloudName;
}

export interface UserFunction {
  readonly parameters: readonly string[];
  /** The `output.value`, still with expressions. */
  readonly body: Json;
  readonly at: Anchor;
}

export type Position =
  'property' | 'default' | 'output' | 'variable' | 'function' | 'name' | 'condition' | 'copy-count';

export interface ExpressionFault {
  readonly kind: ExpressionFaultKind;
  /** The string that holds the expression, with `slice` where the place inside is known. */
  readonly at: Anchor;
  readonly message: string;
  /** The name that is unknown, where one is. */
  readonly name?: string;
}

/** Shared by all evaluation of one document, so that hostile input ends: see the caps in evaluate.ts. */
export interface Budget {
  steps: number;
  characters: number;
  /** Nesting of evaluations right now, kept by evaluate.ts. */
  depth?: number;
  /** Nesting too deep was reported once. */
  told?: boolean;
  /** The limit was reached and reported once. */
  spent?: boolean;
}

export interface ArmScope {
  /** Names the template instance (file, or file and pointer of the nested deployment) in hole names. */
  readonly id: string;
  readonly deployment: DeploymentContext;
  readonly position: Position;
  /** The value, a hole for a parameter without one (with `default` where overridable); undefined = not declared. */
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  userFunction(name: string): UserFunction | undefined;
  /** Index of the loop (null = the innermost one): a known int or a hole; undefined = no such loop. */
  copyIndex(loop: string | null): Value | undefined;
  /** Lets the template answer `reference(target, api, 'Full')` (nested outputs); undefined = leave it a hole. */
  reference(target: Value, full: boolean): Value | undefined;
  fault(fault: ExpressionFault): void;
  readonly budget: Budget;
  /** What texts came to in this very scope, where the same text comes to the same again wherever it stands. */
  readonly texts?: Map<string, Value> | undefined;
}
