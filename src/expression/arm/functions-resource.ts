/** Resource ids as text in canonical form, so that every way to write one gives the same value (facts/arm-templates.md §2.6). */
import type { Value } from '../../model.ts';
import { asText, join, known, typeOf } from '../../value.ts';
import { errorIn } from './apply.ts';
import { CONTEXTS } from './functions-context.ts';
import { Failure, type Fn, type Scene } from './kinds.ts';
import { partsOf } from './text.ts';
import { clip } from '../../secret.ts';

type Prefix = readonly (string | Value)[];

/** "all function arguments must be string literals" (Azure/azure-quickstart-templates#2124). */
const NO_TEXT = new Failure('type', 'a resource id is made of texts');

/** "function requires exactly one multi-segmented argument" (Azure/azure-quickstart-templates#1965, Azure/bicep#8510). */
const TWO_TYPES = new Failure('failed', 'a name in a resource id holds a slash: each name is an argument of its own');

interface Parts {
  readonly before: readonly Value[];
  readonly type: string;
  readonly names: readonly Value[];
}

const NO_TYPE = new Failure('failed', 'none of the arguments is a resource type like Namespace/type');

/**
 * The type is the first literal with a slash; group and subscription stand before it. An argument before it that
 * may hold a slash itself leaves it open: a hole stands for a name and holds none (§5.5, assumption N).
 */
function split(args: readonly Value[], most: number): Parts | Failure | undefined {
  const at = args.findIndex((arg) => asText(arg)?.includes('/') === true);
  const before = args.slice(0, Math.max(at, 0));
  if (at < 0) return args.every((arg) => arg.kind === 'known') ? NO_TYPE : undefined;
  if (at > most)
    return before.every((arg) => arg.kind === 'known')
      ? new Failure('arity', 'too many arguments stand before the resource type')
      : undefined;
  const names = args.slice(at + 1);
  if ([...before, ...names].some(isNoText)) return NO_TEXT;
  if (names.some((name) => /\/./.test(asText(name) ?? ''))) return TWO_TYPES;
  if (before.some((one) => mayHoldSlash(one) || asText(one) === '') || names.some(isOdd)) return undefined;
  return { before, type: (asText(args[at]) ?? '').replace(/\/$/, ''), names };
}

function isNoText(value: Value): boolean {
  return value.kind === 'known' && typeof value.value !== 'string';
}

/** An empty name, or a slash at its end: no source says what becomes of them. */
function isOdd(name: Value): boolean {
  const text = asText(name);
  return text === '' || text?.endsWith('/') === true;
}

function mayHoldSlash(value: Value): boolean {
  if (value.kind === 'text') return value.parts.some((part) => typeof part === 'string' && part.includes('/'));
  return (
    value.kind === 'choice' &&
    (mayHoldSlash(value.then) ||
      mayHoldSlash(value.else) ||
      asText(value.then)?.includes('/') === true ||
      asText(value.else)?.includes('/') === true)
  );
}

function provider(prefix: Prefix, { before, type, names }: Parts): Value | Failure | undefined {
  const [namespace = '', ...types] = type.split('/');
  if (types.length !== names.length) {
    // With an unknown before it, this may not be the type after all.
    return before.every((one) => one.kind === 'known')
      ? new Failure('failed', `the type '${clip(type, 80)}' takes ${types.length} names, not ${names.length}`)
      : undefined;
  }
  if (types.length === 0 || names.some((name) => partsOf(name) === undefined && typeOf(name) !== 'any'))
    return undefined;
  const tail = types.flatMap((one, index) => [`/${one}/`, names[index] ?? known('')]);
  return join([...prefix, `/providers/${namespace}`, ...tail]);
}

function resourceId(args: readonly Value[], scene: Scene): Value | Failure | undefined {
  const parts = split(args, 2);
  if (parts === undefined || parts instanceof Failure) return parts;
  const { kind } = scene.scope.deployment;
  const [first, second] = parts.before;
  const sub = CONTEXTS.subscriptionId(scene.scope);
  // A deployment to a subscription was seen to refuse a group before the type (Azure/bicep#3619).
  if (second !== undefined && kind !== 'resourceGroup') return undefined;
  if (first !== undefined && second !== undefined)
    return provider(['/subscriptions/', first, '/resourceGroups/', second], parts);
  if (kind === 'resourceGroup')
    return provider(
      ['/subscriptions/', sub, '/resourceGroups/', first ?? CONTEXTS.resourceGroupName(scene.scope)],
      parts,
    );
  if (kind === 'subscription') return provider(['/subscriptions/', first ?? sub], parts);
  return first === undefined ? provider([], parts) : undefined;
}

function subscriptionResourceId(args: readonly Value[], scene: Scene): Value | Failure | undefined {
  const parts = split(args, 1);
  if (parts === undefined || parts instanceof Failure) return parts;
  return provider(['/subscriptions/', parts.before[0] ?? CONTEXTS.subscriptionId(scene.scope)], parts);
}

function tenantResourceId(args: readonly Value[]): Value | Failure | undefined {
  const parts = split(args, 0);
  return parts === undefined || parts instanceof Failure ? parts : provider([], parts);
}

function managementGroupResourceId(args: readonly Value[], scene: Scene): Value | Failure | undefined {
  const parts = split(args, 1);
  if (parts === undefined || parts instanceof Failure) return parts;
  const group = parts.before[0] ?? CONTEXTS.managementGroupName(scene.scope);
  return provider(['/providers/Microsoft.Management/managementGroups/', group], parts);
}

function extensionResourceId([base, ...rest]: readonly Value[]): Value | Failure | undefined {
  const parts = split(rest, 0);
  if (parts === undefined || parts instanceof Failure) return parts;
  return base === undefined || (partsOf(base) === undefined && typeOf(base) !== 'any')
    ? undefined
    : provider([base], parts);
}

function scoped(
  name: string,
  min: number,
  make: (args: readonly Value[], scene: Scene) => Value | Failure | undefined,
): Fn {
  return {
    name,
    min,
    max: null,
    lazy: (nodes, scene) => {
      const args = nodes.map((node) => scene.evaluate(node));
      const failed = errorIn(args);
      if (failed !== undefined) return failed;
      scene.charge(args.length * 16);
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
  scoped('managementGroupResourceId', 2, managementGroupResourceId),
  scoped('extensionResourceId', 3, (args) => extensionResourceId(args)),
];
