/** What one document says in one environment. */

import type { AppPart } from './app.js';
import type { Connector } from './connector.js';
import type { WorkflowFlows } from './flow.js';
import type { Gateway } from './gateway.js';
import type { FileId } from './place.js';
import type { Receiver } from './receiver.js';
import type { Sender } from './sender.js';
import type { Site } from './site.js';
import type { Value } from './value.js';
import type { DocumentKind, Plan, WorkflowRef } from './workflow.js';

/** A workflow as linking knows it: enough to say that it, or its trigger, surely is not there. */
export interface WorkflowCard extends WorkflowRef {
  readonly project: string;
  readonly environments: readonly string[];
  readonly plan: Plan;
  readonly resourceId: Value | null;
  readonly app: string | null;
  /** `host.json` stands beside it: the folder is a whole app. */
  readonly wholeApp: boolean;
  /** null where they are not all known. */
  readonly triggers: readonly { readonly name: string; readonly type: string }[] | null;
}

/** What one document says in one environment; the light part, kept for linking. */
export interface Facts {
  readonly file: FileId;
  readonly project: string;
  readonly kind: DocumentKind;
  readonly environments: readonly string[];
  readonly workflows: readonly WorkflowCard[];
  readonly senders: readonly Sender[];
  readonly receivers: readonly Receiver[];
  readonly sites: readonly Site[];
  readonly gateways: readonly Gateway[];
  /** Parts of Standard apps; not for other repositories. */
  readonly apps?: readonly AppPart[];
  readonly connectors: readonly Connector[];
  /** What its workflows do with secrets; not for other repositories. */
  readonly flows?: readonly WorkflowFlows[];
}
