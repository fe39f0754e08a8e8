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
  SecretSpan,
  SecretUse,
  Workflow,
  WorkflowCard,
} from '../model.ts';
import { secretsOfDocument } from '../secret.ts';
import { appPartOfHost, appPartOfWorkflow } from './app.ts';
import { withAssigned } from './assigned.ts';
import { secretsBeside } from './beside.ts';
import { readCodeFile, workflowBeside } from './code-file.ts';
import { secretsOfCode } from './code-secrets.ts';
import { exportedWorkflows, folderOf } from './exports.ts';
import { secretsFed } from './fed.ts';
import { flowsOf } from './flow-facts.ts';
import { ignoresOf } from './ignores.ts';
import { receiversOf } from './receiver.ts';
import { rememberText } from './references.ts';
import { secretUses } from './secrets.ts';
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

/** Everything that one document says; `facts` is the light part that goes on to be linked. */
export interface Extracted {
  readonly facts: Facts;
  readonly workflows: readonly Workflow[];
  /** Of this document, and of files beside it that it alone gives away. */
  readonly secretSpans: readonly SecretSpan[];
  readonly secrets: readonly SecretUse[];
  readonly linked: readonly FileId[];
  /** Templates about Logic Apps: one for each environment. */
  readonly deployments: readonly Deployment[];
  /** What the author asked to pass over, in `metadata.laudit`. */
  readonly ignores: readonly Ignore[];
}

export function extract(document: Document, kind: DocumentKind, context: ProjectContext): Extracted {
  const { parts, sites, gateways, connectors, linked, deployments } = partsOf(document, kind, context);
  const workflows = numbered(parts.map(workflowOf));
  for (const workflow of workflows) rememberText(workflow, document.id, document.value);
  const scopes = parts.map((one, index) => withAssigned(scopeOf(one), workflows[index]?.operations ?? []));
  const senders = workflows.map((workflow, index) =>
    scopes[index] === undefined ? [] : sendersOf(workflow, scopes[index]),
  );
  const facts: Facts = {
    file: document.id,
    project: document.project,
    kind,
    environments: [
      ...new Set([...parts, ...sites, ...gateways, ...connectors].flatMap(({ environments }) => environments)),
    ],
    workflows: workflows.map(cardOf),
    senders: senders.flat(),
    receivers: workflows.flatMap((workflow, index) =>
      scopes[index] === undefined ? [] : receiversOf(workflow, scopes[index]),
    ),
    sites,
    gateways,
    apps: appPartsOf(document, kind, context, workflows),
    connectors,
    flows: workflows.flatMap((workflow, index) => flowsOf(workflow, senders[index] ?? []) ?? []),
  };
  const secrets = secretsOf(document, kind, context, workflows);
  return { facts, workflows, ...secrets, linked, deployments, ignores: ignoresOf(document) };
}

/** What a workflow, or the mark of a whole app, says about the Standard app around it. */
function appPartsOf(
  document: Document,
  kind: DocumentKind,
  context: ProjectContext,
  workflows: readonly Workflow[],
): readonly AppPart[] {
  const folder = folderOf(document.id);
  const own = kind === 'host' ? [appPartOfHost(document, folder, context.appFiles(folder))] : [];
  return [...own, ...workflows.map(appPartOfWorkflow)].flatMap((part) => (part === null ? [] : [part]));
}

/** What must not be shown, and what of it is worth a finding. */
function secretsOf(
  document: Document,
  kind: DocumentKind,
  context: ProjectContext,
  workflows: readonly Workflow[],
): Pick<Extracted, 'secretSpans' | 'secrets'> {
  const { id, text, value } = document;
  if (kind === 'code') return readCodeFile(document, context.value(workflowBeside(id)));
  if (kind === 'policy') return { secretSpans: secretsOfPolicy(text, id), secrets: [] };
  if (kind === 'other' || value === undefined) return { secretSpans: [], secrets: [] };
  const spans = secretsOfDocument(value, id);
  const inCode = secretsOfCode(value, id, spans);
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
    secrets: [...secretUses(document, kind, sure, workflows), ...beside.secrets],
  };
}

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
function numbered(workflows: readonly Workflow[]): readonly Workflow[] {
  const seen = new Map<string, number>();
  return workflows.map((workflow) => {
    const before = seen.get(workflow.id) ?? 0;
    seen.set(workflow.id, before + 1);
    return before === 0 ? workflow : { ...workflow, id: `${workflow.id}[${before}]` };
  });
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
