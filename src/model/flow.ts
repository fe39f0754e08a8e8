/** Secrets on their way through workflows and from one into another: names and places, never values. */

import type { Anchor } from './place.js';
import type { WorkflowRef } from './workflow.js';

/** Members from the top of a request or of an answer, lower case: `['body', 'token']`, `['headers', 'x-key']`; shorter = all below it. */
export type Part = readonly string[];

/** An operation whose inputs or outputs hold a secret in clear in the run history. */
export interface Shown {
  readonly name: string;
  readonly at: Anchor;
}

/** What brings a secret into a workflow. */
export interface SecretOrigin {
  /** Of the operation, or of the parameter. */
  readonly name: string;
  readonly at: Anchor;
  readonly what: 'key-vault' | 'token' | 'authorization' | 'parameter';
  /** The operation that brings it; null for a parameter. */
  readonly operation: string | null;
  /** The history shows it where it is brought already. */
  readonly open: boolean;
  /** Where nothing says yet what of the operation is secured: the member that would, and what it would stand in. */
  readonly securable?: { readonly at: Anchor; readonly key: 'runtimeConfiguration' | 'secureData' };
}

export type FlowOrigin =
  | { readonly kind: 'source'; readonly source: SecretOrigin }
  /** A part of what the workflow is called with. */
  | { readonly kind: 'trigger'; readonly part: Part }
  /** A part of what a call of the workflow is answered. */
  | { readonly kind: 'call'; readonly sender: string; readonly part: Part };

/** Where a secret leaves the workflow: with a call, or with the answer to whoever called. */
export type Passed =
  | { readonly to: 'call'; readonly sender: string; readonly part: Part }
  | { readonly to: 'caller'; readonly part: Part };

/** What a workflow does with a secret that it brings or is given. */
export interface SecretFlow {
  readonly from: FlowOrigin;
  readonly shown: readonly Shown[];
  readonly passed: readonly Passed[];
}

export interface WorkflowFlows {
  readonly workflow: WorkflowRef;
  readonly environments: readonly string[];
  readonly flows: readonly SecretFlow[];
}

/** A secret that a workflow brings, with every place in the project where run histories show it. */
export interface LinkedFlow {
  readonly workflow: WorkflowRef;
  readonly environments: readonly string[];
  readonly source: SecretOrigin;
  /** In the workflow itself. */
  readonly shown: readonly Shown[];
  /** In workflows that it is handed to, or that are answered with it, nearest first. */
  readonly beyond: readonly (Shown & { readonly workflow: string })[];
  /** A call on the way was found by a value that a deployment may override. */
  readonly softened: boolean;
}
