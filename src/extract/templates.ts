/**
 * Templates → the workflows that Azure would create, one deployment on paper for each environment
 * (architecture.md, "Environments and defaults"). What a template leaves out is what deploys: its view is complete.
 */
import type { CloudName, Connector, Deployment, Document, FileId, Gateway, Json, Site } from '../model.ts';
import { GATEWAY_TYPE, SITE_TYPE, WORKFLOW_TYPE } from '../recognise.ts';
import type { Resource } from '../template/deploy.ts';
import { valuesOf, weightOf } from '../expression/arm/weigh.ts';
import { deploy } from '../template/deploy.ts';
import { parameterFilesFor, type SettingsEnvironments } from '../template/companions.ts';
import { parseParameterFile } from '../template/parameters.ts';
import { parseTemplate } from '../template/parse.ts';
import type { Lookup } from '../template/run.ts';
import { member } from '../value.ts';
import { connectorsIn } from './connector.ts';
import { deploymentOf } from './deployment.ts';
import { folderOf } from './exports.ts';
import { gatewaysIn } from './gateway.ts';
import { sitesIn } from './site-template.ts';
import type { WorkflowParts } from './workflow.ts';

/** The parameter files and linked files of a project, by id. */
export interface TemplateContext {
  /** Those that a template in this folder may have. */
  readonly parameterFiles: (folder: string) => readonly FileId[];
  /** What the settings say about them; empty = told from their names. */
  readonly environments: () => SettingsEnvironments;
  /** The cloud that everything is deployed to, where the settings say it. */
  readonly cloud: () => CloudName | undefined;
  readonly value: (file: FileId) => Json | undefined;
  /** Surely not there: its folder was read and it was not in it. */
  readonly missing: (file: FileId) => boolean;
}

export interface TemplateFacts {
  readonly workflows: readonly WorkflowParts[];
  readonly sites: readonly Site[];
  readonly gateways: readonly Gateway[];
  readonly connectors: readonly Connector[];
  /** One for each environment; none for a template that is not about Logic Apps. */
  readonly deployments: readonly Deployment[];
  /** Other files whose templates this one deploys: they need no deployment of their own. */
  readonly linked: readonly FileId[];
}

/**
 * Resources of one template in all its environments together. Each may call each environment's others, so that many parameter
 * files beside many workflows are their product: half a millisecond and some 40 KB for each.
 */
const EVERYWHERE_CAP = 8_000;

/** Their values that are not as they stand in the text; a kilobyte for each. */
const VALUE_CAP = 500_000;

const NOTHING: TemplateFacts = { workflows: [], sites: [], gateways: [], connectors: [], deployments: [], linked: [] };

export function templateWorkflows(document: Document, context: TemplateContext): TemplateFacts {
  if (document.value === undefined) return NOTHING;
  const template = parseTemplate(document.value, document.id);
  const companions = parameterFilesFor(
    document.id,
    context.parameterFiles(folderOf(document.id)),
    context.environments(),
  );
  const sets = companions.map(({ environment, file, specific }) => {
    const set = parseParameterFile(context.value(file) ?? {}, file);
    return { environments: [environment], parameters: specific ? set : ({ ...set, loose: true } as const) };
  });
  const linkedTo = lookupFrom(context);
  const cloud = context.cloud();
  const runs = sets.length === 0 ? [{ environments: [], parameters: null }] : sets;
  const workflows: WorkflowParts[] = [];
  const sites: Site[] = [];
  const gateways: Gateway[] = [];
  const connectors: Connector[] = [];
  const deployments: Deployment[] = [];
  const linked = new Set<FileId>();
  const taken = { resources: 0, values: 0 };
  for (const [index, { environments, parameters }] of runs.entries()) {
    const deployed = deploy({
      file: document.id,
      template,
      parameters,
      environment: environments[0] ?? 'defaults',
      linked: linkedTo,
      ...(cloud === undefined ? {} : { deployment: { cloud } }),
    });
    const holds = (type: string): boolean => deployed.resources.some(({ typeName }) => typeName.startsWith(type));
    if (holds(SITE_TYPE)) sites.push(...sitesIn(document, deployed.resources, environments));
    if (holds(GATEWAY_TYPE)) gateways.push(...gatewaysIn(document, deployed.resources, environments));
    connectors.push(...connectorsIn(document, deployed.resources, environments));
    for (const resource of deployed.resources) {
      if (resource.file !== document.id) linked.add(resource.file);
      if (resource.typeName === WORKFLOW_TYPE && !resource.existing)
        workflows.push(partsOf(document, resource, environments));
    }
    const deployment = deploymentOf(document, deployed, environments, parameters, context);
    const beyond = take(taken, deployed.resources);
    const ends = beyond !== null && index + 1 < runs.length;
    if (deployment !== null)
      deployments.push(ends ? cutAfter(deployment, document.id, beyond, `${index + 1} of ${runs.length}`) : deployment);
    if (ends) break;
  }
  return { workflows, sites, gateways, connectors, deployments, linked: [...linked] };
}

/** Counts the resources of one environment; what there is more of than may be, if anything. */
function take(taken: { resources: number; values: number }, resources: readonly Resource[]): string | null {
  taken.resources += resources.length;
  for (const { properties } of resources) taken.values += properties === null ? 0 : valuesOf(properties);
  if (taken.resources > EVERYWHERE_CAP) return `${EVERYWHERE_CAP} resources`;
  return taken.values > VALUE_CAP ? `${VALUE_CAP} evaluated values` : null;
}

/** The deployment that is the last one looked at, which it says. */
function cutAfter(deployment: Deployment, file: FileId, beyond: string, done: string): Deployment {
  const message = `more than ${beyond} in ${done} parameter files: the others are not looked at`;
  return { ...deployment, faults: [...deployment.faults, { kind: 'limit', at: { file, pointer: '' }, message }] };
}

function lookupFrom(context: TemplateContext): Lookup {
  return (path) => {
    const value = context.value(path);
    return value === undefined ? undefined : { file: path, value };
  };
}

function partsOf(document: Document, resource: Resource, environments: readonly string[]): WorkflowParts {
  const { properties, value } = resource;
  const definition = member(properties, 'definition');
  return {
    file: resource.file,
    project: document.project,
    environments,
    view: 'template',
    plan: 'consumption',
    complete: properties !== null && properties.kind !== 'hole',
    deployed: resource.condition,
    conditions: resource.conditions,
    at: resource.at,
    name: resource.name,
    resourceId: resource.id,
    definition,
    characters: definition === null || definition === undefined ? 0 : weightOf(definition),
    properties,
    identity: withTenant(member(value, 'identity'), resource),
    parameters: member(properties, 'parameters'),
    app: null,
    ...(resource.symbol === null ? {} : { symbol: resource.symbol }),
  };
}

/** An identity that the template creates lives in the tenant of the subscription that it is deployed to. */
function withTenant(identity: ReturnType<typeof member>, resource: Resource): ReturnType<typeof member> {
  if (identity === null || identity === undefined) return identity;
  const entries = [
    { key: 'tenantId', value: resource.tenantId },
    { key: 'type', value: member(identity, 'type') },
    { key: 'userAssignedIdentities', value: member(identity, 'userAssignedIdentities') },
  ];
  const given = entries.flatMap(({ key, value }) => (value === null || value === undefined ? [] : [{ key, value }]));
  if (identity.kind === 'hole' || identity.kind === 'choice') return undefined;
  return { kind: 'object', entries: given, ...(identity.from === undefined ? {} : { from: identity.from }) };
}
