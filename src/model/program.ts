/** All facts linked: who calls whom, and what is answered. */

import type { App } from './app.js';
import type { WorkflowCard } from './facts.js';
import type { LinkedFlow } from './flow.js';
import type { MetApi } from './gateway.js';
import type { Anchor, JsonObject } from './place.js';
import type { LinkedReceiver, Receiver } from './receiver.js';
import type { Sender } from './sender.js';
import type { Site } from './site.js';

/** Something taken for granted to find a receiver or to know a value; named in `trace`. */
export interface Assumption {
  readonly text: string;
  readonly at: Anchor | null;
  /** The verdict rests on an overridable default: findings are one level softer. */
  readonly softens: boolean;
}

export type ReasonCode =
  | 'audience-missing'
  | 'audience-mismatch'
  | 'issuer-mismatch'
  | 'claim-mismatch'
  | 'audience-unknown'
  | 'sas-and-authorization'
  | 'sas-off'
  | 'no-credentials'
  | 'no-policy'
  | 'wrong-scheme'
  | 'address'
  | 'nested-only'
  | 'identity-absent'
  | 'identity-not-attached'
  | 'disabled'
  | 'method';

export interface Reason {
  readonly code: ReasonCode;
  readonly data: JsonObject;
  /** Where the receiver's half stands. */
  readonly at: Anchor | null;
  /** What is answered, where another than a Consumption workflow answers. */
  readonly response?: Response;
}

/** `status` is null where sources disagree. */
export interface Response {
  readonly status: number | null;
  readonly code: string;
  /** Who answers in front of the workflow: 'App Service authentication', 'API Management'. */
  readonly by?: string;
}

export type Outcome =
  | { readonly verdict: 'accepted'; readonly by: string; readonly at: Anchor | null }
  | { readonly verdict: 'refused'; readonly responses: readonly Response[]; readonly because: readonly Reason[] }
  | {
      readonly verdict: 'unknown';
      readonly missing: readonly string[];
      /** What would refuse the call if the undocumented half of a fact went that way (letter case of an audience). */
      readonly suspects: readonly Reason[];
    };

/** Why a sender has no receiver. The list is closed. */
export type Unlinked =
  /** The address is surely no workflow's, or another kind of service's. */
  | 'external'
  | 'target-unknown'
  /** A workflow's address, but of none that was read. */
  | 'not-in-project'
  /** Two different workflows match. */
  | 'ambiguous'
  /** The Standard app was read whole and has no such workflow. */
  | 'no-such-workflow'
  /** The workflow was read, and has no trigger of that name. */
  | 'no-such-trigger'
  /** The workflow was read, and its trigger cannot be called in this way. */
  | 'not-callable';

export interface Call {
  readonly id: string;
  readonly sender: Sender;
  readonly receiver: Receiver | null;
  /** The site that is called, or that stands in front of the receiver. */
  readonly site: Site | null;
  /** The API of API Management that is called. */
  readonly api: MetApi | null;
  readonly unlinked: Unlinked | null;
  /** The workflow that was found although no call reaches it (no such trigger, not callable). */
  readonly near: WorkflowCard | null;
  readonly outcome: Outcome;
  readonly assumptions: readonly Assumption[];
  readonly environments: readonly string[];
}

/** A site with all that was read about it, and the Standard app that runs in it. */
export interface LinkedSite extends Site {
  /** Folder of the app; null where it is not known which one it is. */
  readonly app: string | null;
  /** The triggers of that app. */
  readonly receivers: readonly Receiver[];
  /** Those that call it. */
  readonly callers: readonly Sender[];
  /** It runs Logic Apps or is called by them, as far as can be told: other sites are not judged. */
  readonly ours: boolean;
  readonly assumptions: readonly Assumption[];
}

export interface Program {
  readonly workflows: readonly WorkflowCard[];
  readonly calls: readonly Call[];
  readonly senders: readonly Sender[];
  readonly receivers: readonly LinkedReceiver[];
  readonly sites: readonly LinkedSite[];
  readonly apps: readonly App[];
  readonly flows: readonly LinkedFlow[];
}
