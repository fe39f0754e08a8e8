/** Why a resource may be deployed or not. */

import type { Anchor } from './place.js';

/**
 * What decides at deployment whether a resource is there, where that is not known before: a condition, or the count of a
 * loop; its own, its parent's ('parent': whether that one counts is disputed), or that of the deployment that brings it.
 */
export interface Condition {
  /** Conditions with equal names decide alike; a name carries its scope. null = like no other. */
  readonly name: string | null;
  readonly kind: 'condition' | 'count' | 'parent';
  /** Where it is written. */
  readonly at: Anchor;
  /** The expression as written; empty where it is no text. */
  readonly text: string;
}
