/** What is answered, by the cause of the refusal. */
import type { Reason, Response } from '../model.ts';

/** Responses by cause: code and status from facts/security.md §5; null where sources disagree. */
export const RESPONSES: Readonly<Record<Reason['code'], Response>> = {
  'audience-missing': { status: null, code: 'MisMatchingOAuthClaims' },
  'audience-mismatch': { status: null, code: 'MisMatchingOAuthClaims' },
  'issuer-mismatch': { status: null, code: 'MisMatchingOAuthClaims' },
  'claim-mismatch': { status: null, code: 'MisMatchingOAuthClaims' },
  // The token request itself fails; the receiver is never reached.
  'audience-unknown': { status: null, code: 'AADSTS500011' },
  'sas-and-authorization': { status: null, code: 'DirectApiRequestHasMoreThanOneAuthorization' },
  'sas-off': { status: 401, code: 'DirectApiInvalidAuthorizationScheme' },
  'no-credentials': { status: 401, code: 'DirectApiAuthorizationRequired' },
  'no-policy': { status: 401, code: 'OAuthAccessPolicyNotFound' },
  'wrong-scheme': { status: null, code: 'DirectApiInvalidAuthorizationScheme' },
  address: { status: null, code: 'AuthorizationFailed' },
  'nested-only': { status: 401, code: 'AuthorizationFailed' },
  'identity-absent': { status: null, code: 'WorkflowManagedServiceIdentityNotSpecified' },
  'identity-not-attached': { status: null, code: 'WorkflowManagedServiceIdentityNotSpecified' },
  // Reported of the same engine, without a documented status (facts/doors.md on `state`).
  disabled: { status: null, code: 'WorkflowTriggerIsNotEnabled' },
  // The code is reported by several users of the Request trigger, its status is not documented.
  method: { status: null, code: 'TriggerRequestMethodNotValid' },
};
