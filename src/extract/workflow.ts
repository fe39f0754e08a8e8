/**
 * One workflow, wherever it came from (export, template, Standard folder), → Workflow with the scope in which
 * its expressions are read. What a view does not show stays unknown: facts/security.md §8.
 */
import { settle } from '../expression/arm/settle.ts';
import { filled } from '../expression/placeholders.ts';
import { evaluateWorkflow, type WorkflowScope } from '../expression/workflow/evaluate.ts';
import type {
  Anchor,
  Answer,
  AppFiles,
  Condition,
  FileId,
  Plan,
  Value,
  View,
  Workflow,
  WorkflowRef,
} from '../model.ts';
import { asText, hole, itemsOf, member, show } from '../value.ts';
import { accessOf, doubted, sectionsOf, strayPoliciesOf } from './access.ts';
import { identityOf } from './identity.ts';
import { operationsIn } from './operations.ts';

type Maybe = Value | null | undefined;

/** The pieces of one workflow before they are read. null = surely absent, undefined = this view does not show it. */
export interface WorkflowParts {
  readonly file: FileId;
  readonly project: string;
  readonly environments: readonly string[];
  readonly view: View;
  readonly plan: Plan;
  readonly complete: boolean;
  readonly deployed: Answer;
  readonly conditions?: readonly Condition[];
  readonly at: Anchor;
  readonly name: Value;
  readonly resourceId: Value | null;
  readonly definition: Maybe;
  /** Of the definition, as if it were written out; where several workflows may share it. */
  readonly characters?: number;
  /** Where `accessControl`, `state`, `accessEndpoint`, `endpointsConfiguration` stand. */
  readonly properties: Maybe;
  readonly identity: Maybe;
  /** Values for the definition's parameters: `{ name: { value } }`. */
  readonly parameters: Maybe;
  readonly app: string | null;
  /** What of the access settings may be there though this view leaves it out. */
  readonly doubt?: 'all' | 'sas';
  /** Symbolic name in the template or in the Bicep file. */
  readonly symbol?: string;
  /** Standard: Stateful, Stateless, Agent … as written. */
  readonly kind?: string | undefined;
  /** Standard: the files of the app. */
  readonly files?: AppFiles;
}

export function workflowOf(written: WorkflowParts): Workflow {
  const parts = filledIn(written);
  const { file, project, environments, view, plan, complete, deployed, at, properties, app } = parts;
  const accessControl = filledMaybe(member(properties, 'accessControl'));
  const seesAccess = complete || (accessControl !== null && accessControl !== undefined);
  return {
    id: `${file}#${at.pointer}@${environments.join(',')}`,
    file,
    name: nameOf(parts),
    at,
    project,
    environments,
    plan,
    view,
    complete,
    deployed,
    nameValue: parts.name,
    resourceId: parts.resourceId,
    accessEndpoint: member(properties, 'accessEndpoint') ?? null,
    identity: identityOf(parts.identity, at),
    access: plan === 'standard' || !seesAccess ? null : accessIn(parts, accessControl),
    sections: [...sectionsOf(accessControl), ...strayPoliciesOf(properties)],
    state: member(properties, 'state') ?? null,
    outgoing: addresses(properties),
    app,
    stateless: plan === 'standard' && parts.kind?.toLowerCase() === 'stateless',
    definition: parts.definition ?? null,
    given: parts.parameters === undefined ? hole(`${file}#${at.pointer}:parameters`, 'object') : parts.parameters,
    files: parts.files ?? null,
    ...(parts.conditions === undefined || parts.conditions.length === 0 ? {} : { conditions: parts.conditions }),
    ...operationsIn(parts.definition),
  };
}

/** What other nouns keep of their workflow. */
export function refOf({ id, file, name, at, conditions }: Workflow): WorkflowRef {
  return conditions === undefined ? { id, file, name, at } : { id, file, name, at, conditions };
}

/**
 * Tokens that another tool fills in are holes: in the name, the ids and the access settings here, in the definition where
 * its texts are read.
 */
function filledIn(parts: WorkflowParts): WorkflowParts {
  const { name, resourceId, identity } = parts;
  return {
    ...parts,
    name: filled(name),
    resourceId: resourceId === null ? null : filled(resourceId),
    identity: filledMaybe(identity),
  };
}

function filledMaybe(value: Maybe): Maybe {
  return value === null || value === undefined ? value : filled(value);
}

function accessIn({ at, doubt }: WorkflowParts, accessControl: Maybe): Workflow['access'] {
  const access = accessOf(accessControl, at);
  return doubt === undefined || accessControl === null ? access : doubted(access, doubt);
}

/** The name for people, with the defaults of parameters put in; what nobody knows has the name that its author gave it. */
function nameOf({ name, symbol }: WorkflowParts): string {
  const { value } = settle(name);
  return asText(value) === undefined && symbol !== undefined ? symbol : show(value);
}

/** `endpointsConfiguration.workflow.outgoingIpAddresses[].address` of an export (facts/security.md §4.2). */
function addresses(properties: Maybe): readonly Value[] | null {
  const items = itemsOf(
    member(member(member(properties, 'endpointsConfiguration'), 'workflow'), 'outgoingIpAddresses'),
  );
  if (items === undefined || items.length === 0) return null;
  return items.map((item) => member(item, 'address') ?? hole('address', 'string'));
}

/** In which `@parameters('x')` and `@appsetting('X')` of the workflow are read. */
export function scopeOf(parts: WorkflowParts): WorkflowScope {
  const id = `${parts.file}#${parts.at.pointer}`;
  const declared = member(parts.definition, 'parameters');
  const outside: WorkflowScope = {
    id,
    parameter: () => undefined,
    appSetting: (name) => hole(`${parts.project}/${parts.app ?? id}:@appsetting('${name.toLowerCase()}')`, 'string'),
    fault: () => undefined,
  };
  // Values in parameters.json of a Standard app are expressions themselves, over app settings alone.
  const parameter = (name: string): Value | undefined => {
    const value = parameterOf(parts, declared, name, id);
    return parts.plan === 'standard' && value !== undefined ? evaluateWorkflow(value, outside, { deep: true }) : value;
  };
  return { ...outside, parameter };
}

/**
 * A workflow parameter: the value given beside the definition, else the default. In a whole resource the default is
 * what runs; where the resource is not shown somebody may give another value, so it is a default only.
 */
function parameterOf(parts: WorkflowParts, declared: Maybe, name: string, id: string): Value | undefined {
  const declaration = member(declared, name);
  const given = member(member(parts.parameters, name), 'value');
  // parameters.json of a Standard app declares what it gives, for all of its workflows.
  const isOfApp = parts.plan === 'standard' && given !== null && given !== undefined;
  if (declaration === null && declared !== undefined && !isOfApp) return undefined;
  const type = asText(member(declaration, 'type'))?.toLowerCase() ?? '';
  const holeName = `${id}:@parameters('${name.toLowerCase()}')`;
  if (type.startsWith('secure')) return hole(holeName, 'any', { secure: true });
  if (given !== null && given !== undefined) return given;
  const fallback = member(declaration, 'defaultValue');
  if (fallback === null || fallback === undefined) return hole(holeName, 'any');
  const sure = parts.complete && given === null;
  return sure ? fallback : hole(holeName, 'any', isPlaceholderLike(fallback) ? {} : { default: fallback });
}

/** An empty default is there for the designer's sake (facts/security.md §7), not a value. */
function isPlaceholderLike(value: Value): boolean {
  return asText(value)?.trim() === '';
}
