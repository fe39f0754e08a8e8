/** An operation that calls somebody, and what it proves itself by. */

import type { BodyShape } from './contract.js';
import type { Anchor, Answer } from './place.js';
import type { Value } from './value.js';
import type { Identity, Plan, View, WorkflowRef } from './workflow.js';

/** What a sender puts on the wire to prove who it is. */
export type Credential =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'managed-identity';
      /** null = left out: the platform asks for the ARM audience. */
      readonly audience: Value | null;
      readonly identity: Value | null;
      readonly at: Anchor;
    }
  | {
      readonly kind: 'oauth';
      readonly audience: Value | null;
      readonly tenant: Value | null;
      /** Application that asks for the token. */
      readonly clientId?: Value;
      readonly at: Anchor;
    }
  /** Basic, ClientCertificate, Raw, a literal Authorization header: `header` = an Authorization header is sent. */
  | { readonly kind: 'other'; readonly type: string; readonly header: Answer; readonly at: Anchor }
  | { readonly kind: 'unknown' };

export type Via = 'http' | 'workflow-action' | 'batch' | 'function' | 'api-management' | 'connector';

export interface Sender {
  readonly id: string;
  readonly workflow: WorkflowRef;
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly view: View;
  readonly complete: boolean;
  readonly app: string | null;
  /** The workflow's own resource id: its system-assigned identity is told by it. */
  readonly resourceId: Value | null;
  readonly operation: string;
  /** The operation. */
  readonly at: Anchor;
  readonly via: Via;
  readonly target: Target;
  readonly method: Value | null;
  /** A signature travels in the URL or in `queries`. */
  readonly sas: Answer;
  readonly sasAt: Anchor | null;
  /** `inputs.queries` is there and may hold a signature. */
  readonly queries?: 'unknown';
  /** `uses` = the `listCallbackUrl()` or `reference()` chain behind the URL, when there is one. */
  readonly credential: Credential;
  /** A header `Authorization` beside the credential. */
  readonly authorizationHeader: Answer;
  readonly authorizationHeaderAt: Anchor | null;
  readonly identity: Identity;
  readonly outgoing: readonly Value[] | null;
  /** Its outputs are read by a later operation of the workflow. */
  readonly outputsUsed: boolean;
  /** What it sends, where it sends a body of known shape. */
  readonly body?: BodyShape;
}

export type Target =
  | {
      readonly kind: 'url';
      readonly url: Value;
      readonly at: Anchor;
      /** The call's own name for its receiver, where the URL came from `listCallbackUrl(id)`. */
      readonly callback?: { readonly id: Value; readonly member: 'value' | 'basePath' };
    }
  | {
      readonly kind: 'workflow';
      readonly workflow: Value;
      readonly trigger: Value | null;
      readonly at: Anchor;
      /** SendToBatch: the batch that is named. */
      readonly batch?: Value | null;
    }
  /** An operation of a custom connector, which knows where it goes. */
  | { readonly kind: 'connector'; readonly api: Value; readonly path: Value | null; readonly at: Anchor }
  /** A function of a Function app, or an API of API Management, by its resource id. */
  | { readonly kind: 'resource'; readonly id: Value; readonly at: Anchor }
  | { readonly kind: 'unknown'; readonly at: Anchor };
