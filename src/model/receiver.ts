/** A trigger that can be called, with its guard. */

import type { BodyContract } from './contract.js';
import type { Anchor, Answer } from './place.js';
import type { Value } from './value.js';
import type { Access, Plan, View, WorkflowRef } from './workflow.js';

/** One trigger that can be called. */
export interface Receiver {
  readonly id: string;
  readonly workflow: WorkflowRef;
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly view: View;
  readonly complete: boolean;
  readonly deployed: Answer;
  readonly app: string | null;
  readonly trigger: string;
  /** 'request', 'httpwebhook', 'apiconnectionwebhook', 'batch', … lower case. */
  readonly triggerType: string;
  /** 'http', 'agent', 'button' …, lower case; '' where absent. */
  readonly triggerKind: string;
  readonly at: Anchor;
  readonly resourceId: Value | null;
  readonly accessEndpoint: Value | null;
  readonly access: Access | null;
  readonly state: Value | null;
  /** A trigger condition that demands an Authorization header (Bearer or PoP). */
  readonly demandsAuthorization: Answer;
  /** The conditions, where they demand a header that `operationOptions` surely keeps from them. */
  readonly deadConditions?: Anchor;
  /** Method that a request trigger fixes; null = any. */
  readonly method: Value | null;
  /** Path below `/invoke/` that a request trigger wants, `/orders/{id}` say; null = none. */
  readonly relativePath: Value | null;
  /** Names of the batches that a batch trigger configures inline; null where they are not all known. */
  readonly batches: readonly string[] | null;
  /** The workflow holds a Response action. */
  readonly responds: Answer;
  /** Its run history shows what it is called with; absent in facts of other repositories. */
  readonly shows?: Answer;
  /** What its schema says about the body of a call; absent where it has none. */
  readonly body?: BodyContract;
}

/** A receiver with what its callers say together. */
export interface LinkedReceiver extends Receiver {
  /** Does an analysed sender call it with a signature? unknown: one may, or nobody is known to call it. */
  readonly signed: Answer;
}
