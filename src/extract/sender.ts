/**
 * Operations that call somebody → Sender. Http action and polling trigger, HttpWebhook (subscribe and
 * unsubscribe), the Workflow action. Places of each member: facts/security.md §3.1, §3.4.
 */
import type { WorkflowScope } from '../expression/workflow/evaluate.ts';
import { evaluateWorkflow } from '../expression/workflow/evaluate.ts';
import type { Anchor, Operation, Sender, Target, Value, Workflow } from '../model.ts';
import { seal } from '../secret.ts';
import { below, member } from '../value.ts';
import { shapeOf } from './contract.ts';
import { authorizationHeader, credentialOf } from './credential.ts';
import { byConnection } from './connection-sender.ts';
import { isType } from './operations.ts';
import { graphOf } from './references.ts';
import { signatureInQueries, urlFacts } from './url.ts';
import { refOf } from './workflow.ts';

type Maybe = Value | null | undefined;

export function sendersOf(workflow: Workflow, scope: WorkflowScope): readonly Sender[] {
  const senders = workflow.operations.flatMap((operation) => sendersOfOperation(workflow, operation, scope));
  if (!senders.some(({ via }) => via === 'workflow-action')) return senders;
  const read = readActions(workflow);
  return senders.map((sender) =>
    read.has(sender.operation.toLowerCase()) ? { ...sender, outputsUsed: true } : sender,
  );
}

function sendersOfOperation(workflow: Workflow, operation: Operation, scope: WorkflowScope): readonly Sender[] {
  const { inputs } = operation;
  if (inputs === null) return [];
  const connected = byConnection(workflow, operation, scope);
  if (connected !== null) return [{ ...common(workflow, operation, ''), ...connected }];
  if (isType(operation, 'http')) return [httpSender(workflow, operation, inputs, scope, '')];
  if (isType(operation, 'httpwebhook')) {
    return ['subscribe', 'unsubscribe'].flatMap((half) => {
      const request = member(inputs, half);
      return request !== null && request !== undefined && member(request, 'uri') !== null
        ? [httpSender(workflow, operation, request, scope, half)]
        : [];
    });
  }
  if (isType(operation, 'workflow', 'sendtobatch')) return [workflowSender(workflow, operation, inputs, scope)];
  if (isType(operation, 'function')) return [resourceSender(workflow, operation, inputs, scope, 'function')];
  return isType(operation, 'apimanagement')
    ? [resourceSender(workflow, operation, inputs, scope, 'api-management')]
    : [];
}

/** Lower-case names of the actions whose outputs an expression reads. Only asked where somebody calls a workflow. */
function readActions(workflow: Workflow): ReadonlySet<string> {
  const read = new Set<string>();
  for (const { kind, name, call } of graphOf(workflow).references) {
    if (kind === 'action' && name !== undefined && call.n.toLowerCase() !== 'actions') read.add(name.toLowerCase());
  }
  return read;
}

type Common = Omit<
  Sender,
  'via' | 'target' | 'method' | 'sas' | 'sasAt' | 'credential' | 'authorizationHeader' | 'authorizationHeaderAt'
>;

function common(workflow: Workflow, operation: Operation, half: string): Common {
  return {
    id: `${workflow.id}>${operation.at.pointer}${half}`,
    workflow: refOf(workflow),
    project: workflow.project,
    environments: workflow.environments,
    plan: workflow.plan,
    view: workflow.view,
    complete: workflow.complete,
    app: workflow.app,
    resourceId: workflow.resourceId,
    operation: operation.name,
    at: operation.at,
    identity: workflow.identity,
    outgoing: workflow.outgoing,
    outputsUsed: false,
  };
}

function evaluated(value: Maybe, scope: WorkflowScope): Maybe {
  return value === null || value === undefined ? value : evaluateWorkflow(value, scope, { deep: true });
}

function httpSender(
  workflow: Workflow,
  operation: Operation,
  request: Value,
  scope: WorkflowScope,
  half: string,
): Sender {
  const uri = evaluated(member(request, 'uri'), scope);
  const inQueries = signatureInQueries(evaluated(member(request, 'queries'), scope));
  const header = authorizationHeader(evaluated(member(request, 'headers'), scope));
  const place = request.from ?? operation.at;
  const facts = uri === null || uri === undefined ? null : urlFacts(uri);
  const sasInUrl = facts?.signature ?? 'unknown';
  const sas =
    sasInUrl === 'yes' || inQueries.answer === 'yes'
      ? 'yes'
      : sasInUrl === 'no' && inQueries.answer === 'no'
        ? 'no'
        : 'unknown';
  const sasAt = inQueries.answer === 'yes' ? (inQueries.at?.from ?? null) : sas === 'no' ? null : (uri?.from ?? null);
  return {
    via: 'http',
    target: urlTarget(uri, facts?.callback ?? null, place),
    method: evaluated(member(request, 'method'), scope) ?? null,
    sas,
    sasAt,
    credential: credentialOf(evaluated(member(request, 'authentication'), scope), operation.at),
    authorizationHeader: header.answer,
    authorizationHeaderAt: header.at,
    ...common(workflow, operation, half),
    ...(inQueries.answer === 'unknown' ? { queries: 'unknown' as const } : {}),
    ...sentBody(member(request, 'body'), operation),
  };
}

/** Only objects and lists: how a text is read depends on its headers. */
function sentBody(body: Maybe, operation: Operation): Pick<Sender, 'body'> {
  const shape = body === null || body === undefined ? null : shapeOf(body, operation.at);
  return shape?.kind === 'object' || shape?.kind === 'array' ? { body: shape } : {};
}

function urlTarget(
  uri: Maybe,
  callback: { readonly id: Value; readonly member: 'value' | 'basePath' } | null,
  place: Anchor,
): Target {
  if (uri === null || uri === undefined) return { kind: 'unknown', at: place };
  const at = uri.from ?? below(place, 'uri');
  // Facts never hold a signature: seal() leaves a hole of its length.
  return { kind: 'url', url: seal(uri), at, ...(callback === null ? {} : { callback }) };
}

const NO_SECRET = { sas: 'no', sasAt: null, authorizationHeader: 'no', authorizationHeaderAt: null } as const;

/** The Workflow action and SendToBatch carry no token and no signature of their own (facts/security.md §3.4, facts/doors.md §2). */
function workflowSender(workflow: Workflow, operation: Operation, inputs: Value, scope: WorkflowScope): Sender {
  const host = member(inputs, 'host');
  const id = evaluated(member(member(host, 'workflow'), 'id'), scope);
  const trigger = evaluated(member(host, 'triggerName'), scope);
  const at = id?.from ?? operation.at;
  const isBatch = isType(operation, 'sendtobatch');
  const batch = isBatch ? { batch: evaluated(member(inputs, 'batchName'), scope) ?? null } : {};
  return {
    via: isBatch ? 'batch' : 'workflow-action',
    target:
      id === null || id === undefined
        ? { kind: 'unknown', at }
        : { kind: 'workflow', workflow: id, trigger: trigger ?? null, at, ...batch },
    method: null,
    credential: { kind: 'none' },
    ...common(workflow, operation, ''),
    ...NO_SECRET,
    ...(isBatch ? {} : sentBody(member(inputs, 'body'), operation)),
  };
}

/** Function and ApiManagement name their target by resource id (facts/doors.md §1.7, §4); Standard names a connection instead. */
function resourceSender(
  workflow: Workflow,
  operation: Operation,
  inputs: Value,
  scope: WorkflowScope,
  via: 'function' | 'api-management',
): Sender {
  const holder = member(inputs, via === 'function' ? 'function' : 'api');
  const id = evaluated(member(holder, 'id'), scope);
  // A function with a description is called by its URL (facts/doors.md §4).
  const uri = holder === null && via === 'function' ? evaluated(member(inputs, 'uri'), scope) : null;
  const at = id?.from ?? uri?.from ?? operation.at;
  const header = authorizationHeader(evaluated(member(inputs, 'headers'), scope));
  return {
    via,
    target:
      id !== null && id !== undefined
        ? { kind: 'resource', id, at }
        : uri === null || uri === undefined
          ? { kind: 'unknown', at }
          : { kind: 'url', url: seal(uri), at },
    method: evaluated(member(inputs, 'method'), scope) ?? null,
    credential: credentialOf(evaluated(member(inputs, 'authentication'), scope), operation.at),
    authorizationHeader: header.answer,
    authorizationHeaderAt: header.at,
    sas: 'no',
    sasAt: null,
    ...common(workflow, operation, ''),
  };
}
