/** What the deployment knows: parameters, variables, subscription, group, tenant, environment, references (facts/arm-templates.md §2.7–§2.9). */
import type { HoleType, Json, Value } from '../../model.ts';
import { arrayOf, asText, hole, join, known, objectOf } from '../../value.ts';
import { callHole } from './apply.ts';
import { Failure, type Fn, type Scene } from './kinds.ts';
import type { Node } from './parse.ts';
import type { ArmScope } from './scope.ts';

export const CONTEXTS = {
  subscriptionId: ({ deployment }: ArmScope): Value =>
    deployment.subscriptionId ?? hole(`${deployment.scopeId}:subscription().subscriptionId`, 'string', { shape: { minLength: 36, maxLength: 36, alphabet: 'guid' } }),
  resourceGroupName: ({ deployment }: ArmScope): Value => deployment.resourceGroupName ?? hole(`${deployment.scopeId}:resourceGroup().name`, 'string'),
  tenantId: ({ deployment }: ArmScope): Value =>
    deployment.tenantId ?? hole(`${deployment.scopeId}:tenant().tenantId`, 'string', { shape: { minLength: 36, maxLength: 36, alphabet: 'guid' } }),
  hole: (fn: string, type: HoleType, args: readonly Value[], scene: Scene): Value => callHole(fn, type, args, scene, undefined, `${scene.scope.deployment.scopeId}:`),
};

function entries(of: Readonly<Record<string, Value>>): Value {
  return objectOf(Object.entries(of).map(([key, value]) => ({ key, value })), { file: '', pointer: '' });
}

function plain(value: Json): Value {
  return known(value);
}

function named(scene: Scene, name: string, type: HoleType = 'string'): Value {
  return hole(`${scene.scope.deployment.scopeId}:${name}`, type);
}

function subscription(scene: Scene): Value {
  const id = CONTEXTS.subscriptionId(scene.scope);
  return entries({ id: join(['/subscriptions/', id]), subscriptionId: id, tenantId: CONTEXTS.tenantId(scene.scope), displayName: named(scene, 'subscription().displayName') });
}

function resourceGroup(scene: Scene): Value {
  const name = CONTEXTS.resourceGroupName(scene.scope);
  const id = join(['/subscriptions/', CONTEXTS.subscriptionId(scene.scope), '/resourceGroups/', name]);
  const location = scene.scope.deployment.location ?? named(scene, 'resourceGroup().location');
  return entries({ id, name, type: plain('Microsoft.Resources/resourceGroups'), location, managedBy: named(scene, 'resourceGroup().managedBy', 'any'), tags: named(scene, 'resourceGroup().tags', 'object'), properties: named(scene, 'resourceGroup().properties', 'object') });
}

function tenant(scene: Scene): Value {
  const id = CONTEXTS.tenantId(scene.scope);
  return entries({ id: join(['/tenants/', id]), tenantId: id, displayName: named(scene, 'tenant().displayName'), countryCode: named(scene, 'tenant().countryCode') });
}

const PUBLIC: Json = {
  name: 'AzureCloud',
  gallery: 'https://gallery.azure.com/',
  graph: 'https://graph.windows.net/',
  graphAudience: 'https://graph.windows.net/',
  portal: 'https://portal.azure.com',
  resourceManager: 'https://management.azure.com/',
  authentication: { loginEndpoint: 'https://login.microsoftonline.com/', audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'], tenant: 'common', identityProvider: 'AAD' },
  suffixes: { storage: 'core.windows.net', keyvaultDns: '.vault.azure.net', sqlServerHostname: '.database.windows.net', acrLoginServer: '.azurecr.io' },
};

function zero(name: string, returns: HoleType, make: (scene: Scene) => Value): Fn {
  return { name, min: 0, max: 0, kind: 'context', returns, lazy: (_, scene) => make(scene) };
}

function lookUp(name: 'parameters' | 'variables', nodes: readonly Node[], scene: Scene): Value {
  const [node] = nodes;
  const key = node === undefined ? known('') : scene.evaluate(node);
  const text = asText(key);
  if (text === undefined) return CONTEXTS.hole(name, 'any', [key], scene);
  const value = name === 'parameters' ? scene.scope.parameter(text) : scene.scope.variable(text);
  if (value === undefined) return scene.fail(new Failure(name === 'parameters' ? 'unknown-parameter' : 'unknown-variable', `there is no ${name === 'parameters' ? 'parameter' : 'variable'} '${text.slice(0, 60)}'`, text));
  return scene.through(value, { label: `${name}('${text}')`, at: value.from ?? null });
}

function copyIndex(nodes: readonly Node[], scene: Scene): Value {
  const args = nodes.map((node) => scene.evaluate(node));
  const name = asText(args[0]) ?? null;
  const offset = args.find((arg) => arg.kind === 'known' && typeof arg.value === 'number');
  const index = scene.scope.copyIndex(name);
  if (index === undefined) return scene.fail(new Failure('placement', 'copyIndex() stands outside of its loop'));
  if (offset === undefined) return index;
  if (index.kind === 'known' && offset.kind === 'known') return known(Number(index.value) + Number(offset.value));
  return callHole('add', 'int', [index, offset], scene);
}

function reference(nodes: readonly Node[], scene: Scene): Value {
  const args = nodes.map((node) => scene.evaluate(node));
  const [target] = args;
  const full = asText(args[2])?.toLowerCase() === 'full';
  const found = target === undefined ? undefined : scene.scope.reference(target, full);
  return found ?? callHole('reference', 'any', args, scene, undefined, target?.kind === 'known' && !String(target.value).includes('/') ? `${scene.scope.id}:` : '');
}

export const CONTEXT: readonly Fn[] = [
  { name: 'parameters', min: 1, max: 1, kind: 'context', returns: 'any', lazy: (nodes, scene) => lookUp('parameters', nodes, scene) },
  { name: 'variables', min: 1, max: 1, kind: 'context', returns: 'any', lazy: (nodes, scene) => lookUp('variables', nodes, scene) },
  zero('subscription', 'object', subscription),
  zero('resourceGroup', 'object', resourceGroup),
  zero('tenant', 'object', tenant),
  zero('managementGroup', 'object', (scene) => named(scene, 'managementGroup()', 'object')),
  zero('deployment', 'object', (scene) => hole(`${scene.scope.id}:deployment()`, 'object')),
  zero('deployer', 'object', (scene) => hole(`${scene.scope.id}:deployer()`, 'object')),
  zero('environment', 'object', (scene) => (scene.scope.deployment.cloud === 'AzureCloud' ? known(PUBLIC) : hole('environment()', 'object', { call: { fn: 'environment', args: [] } }))),
  { name: 'copyIndex', min: 0, max: 2, kind: 'iteration', returns: 'int', lazy: copyIndex },
  { name: 'reference', min: 1, max: 3, kind: 'runtime', returns: 'any', lazy: reference },
  { name: 'references', min: 1, max: 2, kind: 'runtime', returns: 'array' },
  { name: 'providers', min: 1, max: 2, kind: 'runtime', returns: 'any' },
  { name: 'pickZones', min: 3, max: 5, kind: 'runtime', returns: 'array', apply: () => undefined },
  { name: 'newGuid', min: 0, max: 0, kind: 'runtime', returns: 'string', lazy: (_, scene) => hole(`newGuid()@${scene.site}`, 'string') },
  { name: 'utcNow', min: 0, max: 1, kind: 'runtime', returns: 'string', lazy: (_, scene) => hole(`utcNow()@${scene.site}`, 'string') },
  { name: 'createArray', min: 0, max: null, kind: 'pure', returns: 'array', keepsChoices: true, apply: (args) => arrayOf(args, { file: '', pointer: '' }) },
];
