/** Secrets as spans: a kind and a place, never a text. */

import type { Anchor } from './place.js';

/** What a secret is, closed so that a rule cannot ask for a kind that is never found (facts/security.md §4.4). */
export type SecretKind =
  | 'sas-signature'
  | 'account-key'
  | 'connection-string'
  | 'password'
  | 'client-secret'
  | 'certificate'
  | 'private-key'
  | 'function-key'
  | 'api-key'
  | 'api-management-key'
  | 'service-bus-key'
  | 'cosmos-key'
  | 'search-key'
  | 'redis-key'
  | 'registry-key'
  | 'event-grid-key'
  | 'devops-token'
  | 'token'
  | 'bearer-token'
  | 'basic-credentials'
  | 'authorization-header'
  | 'url-credentials'
  | 'webhook';

/** Where a secret stands; never its text nor a digest of it. */
export interface SecretSpan {
  readonly at: Anchor;
  readonly kind: SecretKind;
  readonly length: number;
}
