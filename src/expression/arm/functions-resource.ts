/** Resource ids as text in canonical form, so that every way to write one gives the same value (facts/arm-templates.md §2.6). */
import type { Value } from '../../model.ts';
import { asText, join, known } from '../../value.ts';
import { CONTEXTS } from './functions-context.ts';
import { Failure, type Fn, type Scene } from './kinds.ts';

type Prefix = readonly (string | Value)[];

/** The type is the first literal with a slash; what stands before it are group and subscription. */
function split(args: readonly Value[]): { before: readonly Value[]; type: string; names: readonly Value[] } | undefined {
  const at = args.findIndex((arg) => asText(arg)?.includes('/') === true);
  if (at < 0 || at > 2) return undefined;
  return { before: args.slice(0, at), type: (asText(args[at]) ?? '').replace(/\/$/, ''), names: args.slice(at + 1) };
}

function provider(prefix: Prefix, type: string, names: readonly Value[]): Value | Failure {
  const [namespace, ...types] = type.split('/');
  if (types.length !== names.length) return new Failure('type', `the type ${type.slice(0, 80)} wants ${types.length} names, not ${names.length}`);
  const tail = types.flatMap((one, index) => [`/${one}/`, names[index] ?? known('')]);
  return join([...prefix, `/providers/${namespace ?? ''}`, ...tail]);
}

function resourceId(args: readonly Value[], scene: Scene): Value | Failure | undefined {
  const parts = split(args);
  if (parts === undefined) return undefined;
  const { deployment } = scene.scope;
  const [first, second] = parts.before;
  const sub = CONTEXTS.subscriptionId(scene.scope);
  if (deployment.kind === 'managementGroup' || deployment.kind === 'tenant') return provider([], parts.type, parts.names);
  if (deployment.kind === 'subscription') return provider(['/subscriptions/', first ?? sub], parts.type, parts.names);
  const group = second ?? first ?? CONTEXTS.resourceGroupName(scene.scope);
  return provider(['/subscriptions/', second === undefined ? sub : (first ?? sub), '/resourceGroups/', group], parts.type, parts.names);
}

function subscriptionResourceId(args: readonly Value[], scene: Scene): Value | Failure | undefined {
  const parts = split(args);
  if (parts === undefined) return undefined;
  return provider(['/subscriptions/', parts.before[0] ?? CONTEXTS.subscriptionId(scene.scope)], parts.type, parts.names);
}

function tenantResourceId(args: readonly Value[]): Value | Failure | undefined {
  const parts = split(args);
  return parts === undefined ? undefined : provider([], parts.type, parts.names);
}

function managementGroupResourceId(args: readonly Value[]): Value | Failure | undefined {
  const parts = split(args);
  const group = parts?.before[0];
  if (parts === undefined || group === undefined) return undefined;
  return provider(['/providers/Microsoft.Management/managementGroups/', group], parts.type, parts.names);
}

function extensionResourceId([base, ...rest]: readonly Value[]): Value | Failure | undefined {
  const parts = split(rest);
  return parts === undefined || base === undefined || parts.before.length > 0 ? undefined : provider([base], parts.type, parts.names);
}

function scoped(name: string, min: number, make: (args: readonly Value[], scene: Scene) => Value | Failure | undefined): Fn {
  return {
    name,
    min,
    max: null,
    kind: 'context',
    returns: 'string',
    lazy: (nodes, scene) => {
      const args = nodes.map((node) => scene.evaluate(node));
      const made = make(args, scene);
      if (made instanceof Failure) return scene.fail(made);
      return made ?? CONTEXTS.hole(name, 'string', args, scene);
    },
  };
}

export const RESOURCES: readonly Fn[] = [
  scoped('resourceId', 2, resourceId),
  scoped('subscriptionResourceId', 2, subscriptionResourceId),
  scoped('tenantResourceId', 2, (args) => tenantResourceId(args)),
  scoped('managementGroupResourceId', 2, (args) => managementGroupResourceId(args)),
  scoped('extensionResourceId', 3, (args) => extensionResourceId(args)),
];
