/**
 * What the deployment knows: parameters, variables, loops, subscription, group, tenant, environment
 * (facts/arm-templates.md §2.8–§2.10). What is not given becomes a hole of that place.
 */
import type { HoleType, Value } from '../../model.ts';
import { asText, entriesOf, hole, join, known, objectOf, typeOf } from '../../value.ts';
import { callHole, errorIn } from './apply.ts';
import { environmentIn } from './clouds.ts';
import { Failure, type Fn, type Scene } from './kinds.ts';
import type { Node } from './nodes.ts';
import type { ArmScope } from './scope.ts';
import { clip } from '../../secret.ts';

const GUID = { shape: { minLength: 36, maxLength: 36, alphabet: 'guid' } } as const;

/** Places of a deployment: known, or a hole that all deployments to the same place share. */
export const CONTEXTS = {
  subscriptionId: ({ deployment }: ArmScope): Value =>
    deployment.subscriptionId ?? hole(`${deployment.scopeId}:subscription().subscriptionId`, 'string', GUID),
  resourceGroupName: ({ deployment }: ArmScope): Value =>
    deployment.resourceGroupName ?? hole(`${deployment.scopeId}:resourceGroup().name`, 'string'),
  managementGroupName: ({ deployment }: ArmScope): Value =>
    deployment.managementGroupName ?? hole(`${deployment.scopeId}:managementGroup().name`, 'string'),
  tenantId: ({ deployment }: ArmScope): Value =>
    deployment.tenantId ?? hole(`${deployment.scopeId}:tenant().tenantId`, 'string', GUID),
  hole: (fn: string, type: HoleType, args: readonly Value[], scene: Scene): Value =>
    callHole(fn, type, args, scene, undefined, `${scene.scope.deployment.scopeId}:`),
};

/** Members that documents name; there may be more. */
function entries(of: Readonly<Record<string, Value>>): Value {
  return objectOf(
    Object.entries(of).map(([key, value]) => ({ key, value })),
    undefined,
    true,
  );
}

function named(scene: Scene, name: string, type: HoleType = 'string'): Value {
  return hole(`${scene.scope.deployment.scopeId}:${name}`, type);
}

function subscription(scene: Scene): Value {
  const id = CONTEXTS.subscriptionId(scene.scope);
  return entries({
    id: join(['/subscriptions/', id]),
    subscriptionId: id,
    tenantId: CONTEXTS.tenantId(scene.scope),
    displayName: named(scene, 'subscription().displayName'),
  });
}

function resourceGroup(scene: Scene): Value {
  const name = CONTEXTS.resourceGroupName(scene.scope);
  const id = join(['/subscriptions/', CONTEXTS.subscriptionId(scene.scope), '/resourceGroups/', name]);
  const location = scene.scope.deployment.location ?? named(scene, 'resourceGroup().location');
  return entries({
    id,
    name,
    type: known('Microsoft.Resources/resourceGroups'),
    location,
    managedBy: named(scene, 'resourceGroup().managedBy', 'any'),
    tags: named(scene, 'resourceGroup().tags', 'object'),
    properties: named(scene, 'resourceGroup().properties', 'object'),
  });
}

function tenant(scene: Scene): Value {
  const id = CONTEXTS.tenantId(scene.scope);
  return entries({
    id: join(['/tenants/', id]),
    tenantId: id,
    displayName: named(scene, 'tenant().displayName'),
    countryCode: named(scene, 'tenant().countryCode'),
  });
}

/** The text of `type` is not sure: docs and tests disagree (§2.8). */
function managementGroup(scene: Scene): Value {
  const name = CONTEXTS.managementGroupName(scene.scope);
  const id = join(['/providers/Microsoft.Management/managementGroups/', name]);
  return entries({
    id,
    name,
    type: named(scene, 'managementGroup().type'),
    properties: named(scene, 'managementGroup().properties', 'object'),
  });
}

/** Each template instance is a deployment of its own, even to the same place. */
function deployment(scene: Scene): Value {
  const own = (name: string, type: HoleType): Value => hole(`${scene.scope.id}:deployment().${name}`, type);
  return entries({
    name: own('name', 'string'),
    properties: own('properties', 'object'),
    location: own('location', 'string'),
  });
}

/** Members known one by one go first. */
function environment(scene: Scene): Value {
  const { cloud, environment: some } = scene.scope.deployment;
  const whole = environmentIn(cloud);
  const given = entriesOf(some) ?? [];
  if (given.length === 0) return whole;
  const names = new Set(given.map((entry) => entry.key.toLowerCase()));
  const rest = (entriesOf(whole) ?? []).filter((entry) => !names.has(entry.key.toLowerCase()));
  return objectOf([...given, ...rest], undefined, true);
}

function zero(name: string, make: (scene: Scene) => Value): Fn {
  return { name, min: 0, max: 0, lazy: (_, scene) => make(scene) };
}

function lookUp(name: 'parameters' | 'variables', node: Node, scene: Scene): Value {
  const key = scene.evaluate(node);
  const text = asText(key);
  const failed = errorIn([key]);
  if (failed !== undefined) return failed;
  if (text === undefined) return callHole(name, 'any', [key], scene, undefined, `${scene.scope.id}:`);
  const value = name === 'parameters' ? scene.scope.parameter(text) : scene.scope.variable(text);
  if (value === undefined)
    return scene.fail(
      new Failure(
        name === 'parameters' ? 'unknown-parameter' : 'unknown-variable',
        `there is no ${name === 'parameters' ? 'parameter' : 'variable'} '${clip(text, 60)}'`,
        text,
      ),
    );
  return scene.through(value, { label: `${name}('${text}')`, at: value.from ?? null });
}

/** (), (offset), (loop), (loop, offset); outside of its loop an error (§2.10). */
function copyIndex(nodes: readonly Node[], scene: Scene): Value {
  const args = nodes.map((node) => scene.evaluate(node));
  const failed = errorIn(args);
  if (failed !== undefined) return failed;
  const [first] = args;
  const nameless = first === undefined || typeOf(first) === 'int';
  const name = nameless ? null : asText(first);
  if (name === undefined) return CONTEXTS.hole('copyIndex', 'int', args, scene);
  const offset = nameless ? first : args[1];
  if (nameless && args.length === 2) return scene.fail(new Failure('type', 'copyIndex() takes the loop first'));
  const index = scene.scope.copyIndex(name);
  if (index === undefined)
    return scene.fail(new Failure('placement', 'copyIndex() stands outside of its loop', name ?? undefined));
  if (offset === undefined) return index;
  if (index.kind === 'known' && offset.kind === 'known') {
    if (typeof offset.value !== 'number') return scene.fail(new Failure('type', 'copyIndex() takes an int as offset'));
    return known(Number(index.value) + offset.value);
  }
  return offset.kind === 'known' && offset.value === 0
    ? index
    : callHole('add', 'int', [index, offset], scene, { alphabet: 'digits' });
}

export const CONTEXT: readonly Fn[] = [
  {
    name: 'parameters',
    min: 1,
    max: 1,
    lazy: ([node]: readonly [Node], scene) => lookUp('parameters', node, scene),
  },
  {
    name: 'variables',
    min: 1,
    max: 1,
    lazy: ([node]: readonly [Node], scene) => lookUp('variables', node, scene),
  },
  zero('subscription', subscription),
  zero('resourceGroup', resourceGroup),
  zero('tenant', tenant),
  zero('managementGroup', managementGroup),
  zero('deployment', deployment),
  zero('environment', environment),
  { name: 'copyIndex', min: 0, max: 2, lazy: copyIndex },
];
