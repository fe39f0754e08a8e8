/**
 * Triggers that somebody can call → Receiver. Request triggers, webhooks and batch (facts/security.md §1,
 * facts/doors.md §2); a recurrence has no door.
 */
import { demandsAuthorization } from '../expression/workflow/conditions.ts';
import type { WorkflowScope } from '../expression/workflow/evaluate.ts';
import type { Anchor, Answer, Operation, Receiver, Value, Workflow } from '../model.ts';
import { asText, entriesOf, hole, member } from '../value.ts';
import { contractOf } from './contract.ts';
import { optionsOf, secures } from './operations.ts';
import { refOf } from './workflow.ts';

const CALLABLE = ['request', 'httpwebhook', 'apiconnectionwebhook', 'apiconnectionnotification', 'batch', 'manual'];

export function receiversOf(workflow: Workflow, scope: WorkflowScope): readonly Receiver[] {
  return workflow.operations
    .filter((operation) => operation.role === 'trigger' && CALLABLE.includes(operation.type.toLowerCase()))
    .map((trigger) => receiverOf(workflow, trigger, scope));
}

function receiverOf(workflow: Workflow, trigger: Operation, scope: WorkflowScope): Receiver {
  const demands = demandsAuthorization(member(trigger.value, 'conditions') ?? null, scope);
  return {
    id: `${workflow.id}<${trigger.at.pointer}`,
    workflow: refOf(workflow),
    project: workflow.project,
    environments: workflow.environments,
    plan: workflow.plan,
    view: workflow.view,
    complete: workflow.complete,
    deployed: workflow.deployed,
    app: workflow.app,
    trigger: trigger.name,
    triggerType: trigger.type.toLowerCase(),
    triggerKind: trigger.kind.toLowerCase(),
    at: trigger.at,
    resourceId: workflow.resourceId,
    accessEndpoint: workflow.accessEndpoint,
    access: workflow.access,
    state: workflow.state,
    method: orUnknown(member(trigger.inputs, 'method'), `${workflow.id}<${trigger.at.pointer}:method`),
    relativePath: member(trigger.inputs, 'relativePath') ?? null,
    batches: batchesOf(trigger),
    responds: responds(workflow),
    shows: shows(workflow, trigger),
    demandsAuthorization: demands,
    ...deadConditions(trigger, demands),
    ...declaredBody(trigger),
  };
}

/** Runs of stateless workflows are not kept (facts/workflow-language.md §7: unless an app setting asks for it). */
function shows({ stateless }: Workflow, trigger: Operation): Answer {
  if (stateless) return 'unknown';
  const hidden = secures(trigger, 'outputs');
  return hidden === 'no' ? 'yes' : hidden === 'yes' ? 'no' : 'unknown';
}

/** null = surely not there. */
function orUnknown(value: Value | null | undefined, name: string): Value | null {
  return value === undefined ? hole(name, 'string') : value;
}

/** Without the option the header is not shown to conditions (facts/security.md §1.4, §1.5, §9 #22). */
function deadConditions(trigger: Operation, demands: Answer): { deadConditions?: Anchor } {
  const options = optionsOf(trigger);
  if (demands !== 'yes' || options === undefined || options.includes('includeauthorizationheadersinoutputs')) return {};
  return { deadConditions: member(trigger.value, 'conditions')?.from ?? trigger.at };
}

/** Inline configurations only: in an integration account the names live elsewhere (facts/doors.md §2). */
function batchesOf(trigger: Operation): readonly string[] | null {
  if (
    trigger.type.toLowerCase() !== 'batch' ||
    asText(member(trigger.inputs, 'mode'))?.toLowerCase() === 'integrationaccount'
  )
    return null;
  const configurations = member(trigger.inputs, 'configurations');
  const entries = entriesOf(configurations);
  if (entries === undefined || entries.some(({ name }) => name !== undefined)) return null;
  return configurations?.kind === 'object' && configurations.open === true ? null : entries.map(({ key }) => key);
}

function declaredBody(trigger: Operation): Pick<Receiver, 'body'> {
  const body = trigger.type.toLowerCase() === 'request' ? contractOf(trigger) : null;
  return body === null ? {} : { body };
}

function responds({ operations, closed }: Workflow): Answer {
  if (operations.some((operation) => operation.role === 'action' && operation.type.toLowerCase() === 'response'))
    return 'yes';
  return closed && operations.every(({ type }) => type !== '') ? 'no' : 'unknown';
}
