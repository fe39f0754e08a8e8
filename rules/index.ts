/** Every rule, by category and id. A test compares this list with the folders, the pages and the fixtures. */
import type { AnyRule } from '../src/rule.ts';
import { itemOutsideLoop } from './definition/item-outside-loop.ts';
import { loopReferenceUnknown } from './definition/loop-reference-unknown.ts';
import { referenceCase } from './definition/reference-case.ts';
import { referenceNotUpstream } from './definition/reference-not-upstream.ts';
import { scopeResultUnknown } from './definition/scope-result-unknown.ts';
import { unknownAction } from './definition/unknown-action.ts';
import { authorizationHeaderLogged } from './exposure/authorization-header-logged.ts';
import { ipRangeAny } from './exposure/ip-range-any.ts';
import { ipRangeInvalid } from './exposure/ip-range-invalid.ts';
import { ipRangeUnusable } from './exposure/ip-range-unusable.ts';
import { ipRangeWide } from './exposure/ip-range-wide.ts';
import { openTrigger } from './exposure/open-trigger.ts';
import { policyCallerUnchecked } from './exposure/policy-caller-unchecked.ts';
import { policyClaimInvalid } from './exposure/policy-claim-invalid.ts';
import { policyIssuerInvalid } from './exposure/policy-issuer-invalid.ts';
import { policyMisplaced } from './exposure/policy-misplaced.ts';
import { policyTooBroad } from './exposure/policy-too-broad.ts';
import { policyUnsatisfiable } from './exposure/policy-unsatisfiable.ts';
import { policyWithoutAudience } from './exposure/policy-without-audience.ts';
import { policyWithoutIssuer } from './exposure/policy-without-issuer.ts';
import { requestWithoutSchema } from './exposure/request-without-schema.ts';
import { sasNotDisabled } from './exposure/sas-not-disabled.ts';
import { triggerConditionDead } from './exposure/trigger-condition-dead.ts';
import { webhookLockedOut } from './exposure/webhook-locked-out.ts';
import { sasUrl } from './secrets/sas-url.ts';
import { duplicateKey } from './template/duplicate-key.ts';
import { jsonSyntax } from './template/json-syntax.ts';
import { audienceMalformed } from './trust/audience-malformed.ts';
import { audienceMismatch } from './trust/audience-mismatch.ts';
import { audienceMissing } from './trust/audience-missing.ts';
import { audienceUnknown } from './trust/audience-unknown.ts';
import { callWithoutCredentials } from './trust/call-without-credentials.ts';
import { callerIpRefused } from './trust/caller-ip-refused.ts';
import { identityAbsent } from './trust/identity-absent.ts';
import { issuerMismatch } from './trust/issuer-mismatch.ts';
import { policyAbsent } from './trust/policy-absent.ts';
import { sasRefused } from './trust/sas-refused.ts';
import { sasWithAuthorization } from './trust/sas-with-authorization.ts';

export const rules: readonly AnyRule[] = [
  itemOutsideLoop,
  loopReferenceUnknown,
  referenceCase,
  referenceNotUpstream,
  scopeResultUnknown,
  unknownAction,
  authorizationHeaderLogged,
  ipRangeAny,
  ipRangeInvalid,
  ipRangeUnusable,
  ipRangeWide,
  openTrigger,
  policyCallerUnchecked,
  policyClaimInvalid,
  policyIssuerInvalid,
  policyMisplaced,
  policyTooBroad,
  policyUnsatisfiable,
  policyWithoutAudience,
  policyWithoutIssuer,
  requestWithoutSchema,
  sasNotDisabled,
  triggerConditionDead,
  webhookLockedOut,
  sasUrl,
  duplicateKey,
  jsonSyntax,
  audienceMalformed,
  audienceMismatch,
  audienceMissing,
  audienceUnknown,
  callWithoutCredentials,
  callerIpRefused,
  identityAbsent,
  issuerMismatch,
  policyAbsent,
  sasRefused,
  sasWithAuthorization,
];
