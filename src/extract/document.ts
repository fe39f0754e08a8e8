/** One document of a known kind → its workflows, senders, receivers and secrets. Sees no other document but the context handed in. */
import type {
  AppFiles,
  AppPart,
  Deployment,
  Document,
  DocumentKind,
  Facts,
  FileId,
  Ignore,
  Receiver,
  SecretSpan,
  SecretUse,
  Sender,
  View,
  Workflow,
  WorkflowCard,
  WorkflowFlows,
} from '../model.ts';
import { evaluatedIn, secretsOfDocument } from '../secret.ts';
import { appPartOfHost, appPartOfWorkflow } from './app.ts';
import { withAssigned } from './assigned.ts';
import { secretsBeside } from './beside.ts';
import { Bounds, crowdedFile } from './bounds.ts';
import { readCodeFile, workflowBeside } from './code-file.ts';
import { type SecretsOfCode, secretsOfCode } from './code-secrets.ts';
import { exportedWorkflows, folderOf } from './exports.ts';
import { type FedSpan, secretsFed } from './fed.ts';
import { flowsOf } from './flow-facts.ts';
import { ignoresOf } from './ignores.ts';
import { receiversOf } from './receiver.ts';
import { rememberText } from './references.ts';
import { Owners, secretUses } from './secrets.ts';
import { sendersOf } from './sender.ts';
import { exportedGateways } from './gateway-files.ts';
import { secretsOfPolicy } from './policy-xml.ts';
import { exportedSites } from './site-export.ts';
import type { TemplateContext, TemplateFacts } from './templates.ts';
import { templateWorkflows } from './templates.ts';
import type { WorkflowParts } from './workflow.ts';
import { scopeOf, workflowOf } from './workflow.ts';

/** What a document may ask about its project. */
export interface ProjectContext extends TemplateContext {
  /** The files of a Standard app, by the app's folder. */
  readonly appFiles: (folder: string) => AppFiles;
}

/** Whether what a document of this kind says depends on the rest of its project. */
export function asksProject(kind: DocumentKind): boolean {
  return ['template', 'standard-workflow', 'connections', 'host', 'code'].includes(kind);
}

/** Everything that one document says but for its workflows; `facts` is the light part that goes on to be linked. */
export interface Extracted {
  readonly facts: Facts;
  /** Of this document, and of files beside it that it alone gives away. */
  readonly secretSpans: readonly SecretSpan[];
  readonly secrets: readonly SecretUse[];
  readonly linked: readonly FileId[];
  /** Templates about Logic Apps: one for each environment. */
  readonly deployments: readonly Deployment[];
  /** What the author asked to pass over, in `metadata.laudit`. */
  readonly ignores: readonly Ignore[];
  /** The view of its first workflow, where that leaves something out. */
  readonly narrow: View | null;
  /** What was too large to be taken in, for people. */
  readonly limits: readonly string[];
}

/**
 * Workflows are made one after the other and handed to `meet`, since each is many times what is kept of it: who keeps none
 * needs the memory of one.
 */
export function extract(
  document: Document,
  kind: DocumentKind,
  context: ProjectContext,
  meet: (workflow: Workflow) => void,
): Extracted {
  const { parts, sites, gateways, connectors, linked, deployments } = partsOf(document, kind, context);
  const folder = folderOf(document.id);
  const own = kind === 'host' ? appPartOfHost(document, folder, context.appFiles(folder)) : null;
  const secrets = secretsOf(document, kind, context);
  const owners = new Owners(secrets.sure);
  const number = numbers();
  const said = nothing();
  add(said.apps, list(own));
  const bounds = new Bounds(document.id, document.text, kind === 'template');
  let narrow: View | null = null;
  for (const [index, written] of parts.entries()) {
    const { part, made } = bounded(written, bounds);
    const workflow = number(made);
    if (index === 0 && !workflow.complete) narrow = workflow.view;
    rememberText(workflow, document.id, document.value);
    const scope = withAssigned(scopeOf(part), workflow.operations);
    const senders = sendersOf(workflow, scope);
    add(said.workflows, [cardOf(workflow)]);
    add(said.senders, senders);
    bounds.calls(senders.length);
    add(said.receivers, receiversOf(workflow, scope));
    // About the Standard app around it.
    add(said.apps, list(appPartOfWorkflow(workflow)));
    add(said.flows, list(flowsOf(workflow, senders)));
    owners.add(workflow);
    meet(workflow);
  }
  const environments = [...parts, ...sites, ...gateways, ...connectors].flatMap((one) => one.environments);
  const about = { file: document.id, project: document.project, kind, environments: [...new Set(environments)] };
  const facts: Facts = { ...about, sites, gateways, connectors, ...said };
  const { secretSpans, sure, others } = secrets;
  const uses = [...secretUses(document, kind, sure, owners), ...others];
  const limits = [...bounds.said, ...crowdedFile(document, kind)];
  return { facts, secretSpans, secrets: uses, linked, deployments, ignores: ignoresOf(document), narrow, limits };
}

/** A workflow, without its definition where that is too large. */
function bounded(written: WorkflowParts, bounds: Bounds): { part: WorkflowParts; made: Workflow } {
  const part = bounds.within(written);
  const made = workflowOf(part);
  const bare = bounds.crowded(made.operations, part);
  return bare === null ? { part, made } : { part: bare, made: workflowOf(bare) };
}

/** What the workflows of a document say, one after the other. */
interface Said {
  readonly workflows: WorkflowCard[];
  readonly senders: Sender[];
  readonly receivers: Receiver[];
  readonly apps: AppPart[];
  readonly flows: WorkflowFlows[];
}

function nothing(): Said {
  return { workflows: [], senders: [], receivers: [], apps: [], flows: [] };
}

/** One by one: a workflow may have more operations than a call takes arguments. */
function add<T>(all: T[], more: readonly T[]): void {
  for (const one of more) all.push(one);
}

function list<T>(one: T | null): readonly T[] {
  return one === null ? [] : [one];
}

interface Secrets extends Pick<Extracted, 'secretSpans'> {
  /** Worth a finding in this document. */
  readonly sure: readonly (SecretSpan | FedSpan)[];
  /** Those that say all about themselves already. */
  readonly others: readonly SecretUse[];
}

/** What must not be shown, and what of it is worth a finding. */
function secretsOf(document: Document, kind: DocumentKind, context: ProjectContext): Secrets {
  const { id, text, value } = document;
  if (kind === 'code') {
    const { secretSpans, secrets } = readCodeFile(document, context.value(workflowBeside(id)));
    return { secretSpans, sure: [], others: secrets };
  }
  if (kind === 'policy') return { secretSpans: secretsOfPolicy(text, id), sure: [], others: [] };
  if (kind === 'other' || value === undefined) return { secretSpans: [], sure: [], others: [] };
  const spans = secretsOfDocument(value, id);
  const inCode = evaluatedIn(value, 'code').length === 0 ? NO_CODE : secretsOfCode(value, id, spans);
  const known = new Set([...spans, ...inCode.pieces].map(({ at }) => at.pointer));
  const fed = secretsFed(value, id).filter(({ at }) => !known.has(at.pointer));
  const beside = secretsBeside(document, kind, context);
  const sure = [
    ...spans.filter((span) => !inCode.names.has(span)),
    ...inCode.found,
    ...fed.filter((span) => span.sure),
  ];
  return {
    secretSpans: [...spans, ...inCode.pieces, ...fed.map(bare), ...beside.secretSpans],
    sure,
    others: beside.secrets,
  };
}

const NO_CODE: SecretsOfCode = { found: [], pieces: [], names: new Set() };

/** What is remembered of a span. */
function bare({ at, kind, length }: SecretSpan): SecretSpan {
  return { at, kind, length };
}

function partsOf(
  document: Document,
  kind: DocumentKind,
  context: ProjectContext,
): { parts: readonly WorkflowParts[] } & Pick<
  TemplateFacts,
  'sites' | 'gateways' | 'connectors' | 'linked' | 'deployments'
> {
  if (kind === 'template') {
    const { workflows, ...rest } = templateWorkflows(document, context);
    return { parts: workflows, ...rest };
  }
  return {
    parts: exportedWorkflows(
      document,
      kind,
      kind === 'standard-workflow' ? context.appFiles(appOf(document.id)) : null,
    ),
    sites: kind === 'site' || kind === 'site-auth' ? exportedSites(document, kind) : [],
    gateways: kind === 'gateway' || kind === 'policy' ? exportedGateways(document, kind) : [],
    connectors: [],
    linked: [],
    deployments: [],
  };
}

/**
 * Copies of a loop, and a linked template that is deployed twice, stand at one place and are workflows of their own: the
 * second and all after it get a number, or each would be taken for the other's receivers.
 */
function numbers(): (workflow: Workflow) => Workflow {
  const seen = new Map<string, number>();
  return (workflow) => {
    const before = seen.get(workflow.id) ?? 0;
    seen.set(workflow.id, before + 1);
    return before === 0 ? workflow : { ...workflow, id: `${workflow.id}[${before}]` };
  };
}

/** The folder above the workflow's own. */
function appOf(id: string): string {
  return id.split('/').slice(0, -2).join('/');
}

function cardOf(workflow: Workflow): WorkflowCard {
  const { id, file, name, at, project, environments, plan, resourceId, app, files, closed, operations } = workflow;
  const triggers = operations
    .filter(({ role }) => role === 'trigger')
    .map((trigger) => ({ name: trigger.name, type: trigger.type.toLowerCase() }));
  const sure = closed && triggers.length > 0 && triggers.every(({ type }) => type !== '');
  return {
    id,
    file,
    name,
    at,
    project,
    environments,
    plan,
    resourceId,
    app,
    wholeApp: files?.host === true,
    triggers: sure ? triggers : null,
  };
}
