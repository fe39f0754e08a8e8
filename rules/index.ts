/** Every rule, by category and id. A test compares this list with the folders, the pages and the fixtures. */
import type { AnyRule } from '../src/rule.ts';
import { actionUnreachable } from './definition/action-unreachable.ts';
import { agentShape } from './definition/agent-shape.ts';
import { argumentType } from './definition/argument-type.ts';
import { concurrencyLimit } from './definition/concurrency-limit.ts';
import { countLimit } from './definition/count-limit.ts';
import { definitionShape } from './definition/definition-shape.ts';
import { duplicateActionName } from './definition/duplicate-action-name.ts';
import { expressionSyntax } from './definition/expression-syntax.ts';
import { functionArity } from './definition/function-arity.ts';
import { functionContext } from './definition/function-context.ts';
import { inlineCodeHiddenDependency } from './definition/inline-code-hidden-dependency.ts';
import { inlineCodeSyntax } from './definition/inline-code-syntax.ts';
import { inlineCodeUnknownAction } from './definition/inline-code-unknown-action.ts';
import { inlineCodeUnsupported } from './definition/inline-code-unsupported.ts';
import { interpolationOfObject } from './definition/interpolation-of-object.ts';
import { invalidDuration } from './definition/invalid-duration.ts';
import { invalidMethod } from './definition/invalid-method.ts';
import { invalidRecurrence } from './definition/invalid-recurrence.ts';
import { invalidRetryPolicy } from './definition/invalid-retry-policy.ts';
import { invalidTimeZone } from './definition/invalid-time-zone.ts';
import { invalidUrl } from './definition/invalid-url.ts';
import { invalidValue } from './definition/invalid-value.ts';
import { itemOutsideLoop } from './definition/item-outside-loop.ts';
import { lengthLimit } from './definition/length-limit.ts';
import { literalLooksLikeExpression } from './definition/literal-looks-like-expression.ts';
import { loopReferenceUnknown } from './definition/loop-reference-unknown.ts';
import { missingArtifact } from './definition/missing-artifact.ts';
import { missingInput } from './definition/missing-input.ts';
import { nameInvalid } from './definition/name-invalid.ts';
import { nestingLimit } from './definition/nesting-limit.ts';
import { operationMisplaced } from './definition/operation-misplaced.ts';
import { operationOptionUnknown } from './definition/operation-option-unknown.ts';
import { parameterTypeMismatch } from './definition/parameter-type-mismatch.ts';
import { parameterWithoutValue } from './definition/parameter-without-value.ts';
import { referenceCase } from './definition/reference-case.ts';
import { referenceNotUpstream } from './definition/reference-not-upstream.ts';
import { requestBodyMismatch } from './definition/request-body-mismatch.ts';
import { runAfterCycle } from './definition/run-after-cycle.ts';
import { runAfterShape } from './definition/run-after-shape.ts';
import { runAfterStatus } from './definition/run-after-status.ts';
import { runAfterUnknown } from './definition/run-after-unknown.ts';
import { scopeResultUnknown } from './definition/scope-result-unknown.ts';
import { staticResultUnknown } from './definition/static-result-unknown.ts';
import { switchCaseDuplicate } from './definition/switch-case-duplicate.ts';
import { unknownAction } from './definition/unknown-action.ts';
import { unknownAppSetting } from './definition/unknown-app-setting.ts';
import { unknownConnection } from './definition/unknown-connection.ts';
import { unknownFunction } from './definition/unknown-function.ts';
import { unknownOperationType } from './definition/unknown-operation-type.ts';
import { unknownParameter } from './definition/unknown-parameter.ts';
import { unknownProperty } from './definition/unknown-property.ts';
import { unknownTriggerOutput } from './definition/unknown-trigger-output.ts';
import { unknownVariable } from './definition/unknown-variable.ts';
import { unusedAppSetting } from './definition/unused-app-setting.ts';
import { unusedConnection } from './definition/unused-connection.ts';
import { unusedParameter } from './definition/unused-parameter.ts';
import { unusedVariable } from './definition/unused-variable.ts';
import { variableNotInitialized } from './definition/variable-not-initialized.ts';
import { variableRace } from './definition/variable-race.ts';
import { variableSelfReference } from './definition/variable-self-reference.ts';
import { variableTypeMismatch } from './definition/variable-type-mismatch.ts';
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
import { runHistoryOpen } from './exposure/run-history-open.ts';
import { sasNotDisabled } from './exposure/sas-not-disabled.ts';
import { siteAuthAnonymous } from './exposure/site-auth-anonymous.ts';
import { siteAuthAnyCaller } from './exposure/site-auth-any-caller.ts';
import { siteAuthIneffective } from './exposure/site-auth-ineffective.ts';
import { siteAuthIssuer } from './exposure/site-auth-issuer.ts';
import { siteAuthOff } from './exposure/site-auth-off.ts';
import { siteRunHistoryBlocked } from './exposure/site-run-history-blocked.ts';
import { siteTransport } from './exposure/site-transport.ts';
import { triggerConditionDead } from './exposure/trigger-condition-dead.ts';
import { webhookLockedOut } from './exposure/webhook-locked-out.ts';
import { callbackUrlExposed } from './secrets/callback-url-exposed.ts';
import { credentialsOverHttp } from './secrets/credentials-over-http.ts';
import { hardcodedCredential } from './secrets/hardcoded-credential.ts';
import { plaintextHttp } from './secrets/plaintext-http.ts';
import { sasUrl } from './secrets/sas-url.ts';
import { secretInInlineCode } from './secrets/secret-in-inline-code.ts';
import { secretInParameterFile } from './secrets/secret-in-parameter-file.ts';
import { secretInPlainParameter } from './secrets/secret-in-plain-parameter.ts';
import { secretInRunHistory } from './secrets/secret-in-run-history.ts';
import { secureDataIneffective } from './secrets/secure-data-ineffective.ts';
import { secureParameterDefault } from './secrets/secure-parameter-default.ts';
import { secureParameterInlined } from './secrets/secure-parameter-inlined.ts';
import { duplicateKey } from './template/duplicate-key.ts';
import { encoding } from './template/encoding.ts';
import { environmentDiffers } from './template/environment-differs.ts';
import { jsonSyntax } from './template/json-syntax.ts';
import { linkedTemplateMissing } from './template/linked-template-missing.ts';
import { templateExpressionFails } from './template/template-expression-fails.ts';
import { templateExpressionSyntax } from './template/template-expression-syntax.ts';
import { templateFunctionArity } from './template/template-function-arity.ts';
import { templateParameterValue } from './template/template-parameter-value.ts';
import { templateShape } from './template/template-shape.ts';
import { templateUnknownFunction } from './template/template-unknown-function.ts';
import { templateUnknownParameter } from './template/template-unknown-parameter.ts';
import { templateUnknownVariable } from './template/template-unknown-variable.ts';
import { templateUnusedParameter } from './template/template-unused-parameter.ts';
import { workflowParameterExtra } from './template/workflow-parameter-extra.ts';
import { workflowParameterMissing } from './template/workflow-parameter-missing.ts';
import { audienceForOtherService } from './trust/audience-for-other-service.ts';
import { audienceMalformed } from './trust/audience-malformed.ts';
import { audienceMismatch } from './trust/audience-mismatch.ts';
import { audienceMissing } from './trust/audience-missing.ts';
import { audienceUnknown } from './trust/audience-unknown.ts';
import { callCycle } from './trust/call-cycle.ts';
import { callWithoutCredentials } from './trust/call-without-credentials.ts';
import { callerClaimMismatch } from './trust/caller-claim-mismatch.ts';
import { callerIpRefused } from './trust/caller-ip-refused.ts';
import { cloudMixed } from './trust/cloud-mixed.ts';
import { connectionAccessPolicyMissing } from './trust/connection-access-policy-missing.ts';
import { identityAbsent } from './trust/identity-absent.ts';
import { identityAmbiguous } from './trust/identity-ambiguous.ts';
import { identityKindUnsupported } from './trust/identity-kind-unsupported.ts';
import { identityNotAttached } from './trust/identity-not-attached.ts';
import { identityUnused } from './trust/identity-unused.ts';
import { issuerMismatch } from './trust/issuer-mismatch.ts';
import { methodMismatch } from './trust/method-mismatch.ts';
import { policyAbsent } from './trust/policy-absent.ts';
import { receiverDisabled } from './trust/receiver-disabled.ts';
import { receiverMissing } from './trust/receiver-missing.ts';
import { receiverNotCallable } from './trust/receiver-not-callable.ts';
import { receiverUnreachable } from './trust/receiver-unreachable.ts';
import { sasRefused } from './trust/sas-refused.ts';
import { sasWithAuthorization } from './trust/sas-with-authorization.ts';
import { senderUnlinked } from './trust/sender-unlinked.ts';
import { targetRetired } from './trust/target-retired.ts';
import { tokenSentToStranger } from './trust/token-sent-to-stranger.ts';

export const rules: readonly AnyRule[] = [
  actionUnreachable,
  agentShape,
  argumentType,
  concurrencyLimit,
  countLimit,
  definitionShape,
  duplicateActionName,
  expressionSyntax,
  functionArity,
  functionContext,
  inlineCodeHiddenDependency,
  inlineCodeSyntax,
  inlineCodeUnknownAction,
  inlineCodeUnsupported,
  interpolationOfObject,
  invalidDuration,
  invalidMethod,
  invalidRecurrence,
  invalidRetryPolicy,
  invalidTimeZone,
  invalidUrl,
  invalidValue,
  itemOutsideLoop,
  lengthLimit,
  literalLooksLikeExpression,
  loopReferenceUnknown,
  missingArtifact,
  missingInput,
  nameInvalid,
  nestingLimit,
  operationMisplaced,
  operationOptionUnknown,
  parameterTypeMismatch,
  parameterWithoutValue,
  referenceCase,
  referenceNotUpstream,
  requestBodyMismatch,
  runAfterCycle,
  runAfterShape,
  runAfterStatus,
  runAfterUnknown,
  scopeResultUnknown,
  staticResultUnknown,
  switchCaseDuplicate,
  unknownAction,
  unknownAppSetting,
  unknownConnection,
  unknownFunction,
  unknownOperationType,
  unknownParameter,
  unknownProperty,
  unknownTriggerOutput,
  unknownVariable,
  unusedAppSetting,
  unusedConnection,
  unusedParameter,
  unusedVariable,
  variableNotInitialized,
  variableRace,
  variableSelfReference,
  variableTypeMismatch,
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
  runHistoryOpen,
  sasNotDisabled,
  siteAuthAnonymous,
  siteAuthAnyCaller,
  siteAuthIneffective,
  siteAuthIssuer,
  siteAuthOff,
  siteRunHistoryBlocked,
  siteTransport,
  triggerConditionDead,
  webhookLockedOut,
  callbackUrlExposed,
  credentialsOverHttp,
  hardcodedCredential,
  plaintextHttp,
  sasUrl,
  secretInInlineCode,
  secretInParameterFile,
  secretInPlainParameter,
  secretInRunHistory,
  secureDataIneffective,
  secureParameterDefault,
  secureParameterInlined,
  duplicateKey,
  encoding,
  environmentDiffers,
  jsonSyntax,
  linkedTemplateMissing,
  templateExpressionFails,
  templateExpressionSyntax,
  templateFunctionArity,
  templateParameterValue,
  templateShape,
  templateUnknownFunction,
  templateUnknownParameter,
  templateUnknownVariable,
  templateUnusedParameter,
  workflowParameterExtra,
  workflowParameterMissing,
  audienceForOtherService,
  audienceMalformed,
  audienceMismatch,
  audienceMissing,
  audienceUnknown,
  callCycle,
  callWithoutCredentials,
  callerClaimMismatch,
  callerIpRefused,
  cloudMixed,
  connectionAccessPolicyMissing,
  identityAbsent,
  identityAmbiguous,
  identityKindUnsupported,
  identityNotAttached,
  identityUnused,
  issuerMismatch,
  methodMismatch,
  policyAbsent,
  receiverDisabled,
  receiverMissing,
  receiverNotCallable,
  receiverUnreachable,
  sasRefused,
  sasWithAuthorization,
  senderUnlinked,
  targetRetired,
  tokenSentToStranger,
];
