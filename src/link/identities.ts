/** Whether the workflow can get a token at all: which identity an action means, and whether the workflow has it. */
import type { Sender } from '../model.ts';
import { same } from '../value.ts';

/**
 * The action names an identity that surely is not among those of the workflow: it fails as one without any identity does
 * (facts/security.md §3.3, §8 row 18).
 */
export function isNotAttached({ credential, identity, complete }: Sender): boolean {
  if (!complete || credential.kind !== 'managed-identity' || credential.identity === null) return false;
  // With a type that is not known, identities may come from elsewhere.
  if (identity.kind !== 'present' || identity.user === 'unknown' || identity.system === 'unknown') return false;
  const named = credential.identity;
  return identity.userAssigned.every((one) => same(one, named, 'id') === 'no');
}

/** The action names none, so the system-assigned identity is meant, and the workflow has user-assigned ones alone. */
export function isAmbiguous({ credential, identity, complete }: Sender): boolean {
  if (!complete || credential.kind !== 'managed-identity' || credential.identity !== null) return false;
  return identity.kind === 'present' && identity.system === 'no' && identity.user === 'yes';
}
