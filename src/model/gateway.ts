/** An API of API Management and the checks of its policies. */

import type { Condition } from './condition.js';
import type { Anchor, Answer, FileId } from './place.js';
import type { Value } from './value.js';

/** A check of tokens in a policy of API Management. Names that an expression or a named value gives are holes. */
export interface GatewayCheck {
  readonly kind: 'validate-azure-ad-token' | 'validate-jwt';
  readonly at: Anchor;
  /** The token is looked for in the Authorization header. */
  readonly bearer: Answer;
  /** Of a refusal; null where it is not known. */
  readonly status: number | null;
  /** Empty = none are named. */
  readonly audiences: readonly Value[];
  readonly issuers: readonly Value[];
  readonly tenant: Value | null;
  readonly applications: readonly Value[];
}

/** An API of API Management, with the checks that every call of it meets. */
export interface GatewayApi {
  readonly id: string;
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly at: Anchor;
  readonly name: string;
  readonly service: Value;
  readonly api: Value;
  /** Where it begins below the gateway's host. */
  readonly path: Value | null;
  readonly deployed: Answer;
  /** See `WorkflowRef.conditions`. */
  readonly conditions?: readonly Condition[];
  readonly checks: readonly GatewayCheck[] | 'unknown';
}
