/**
 * Type, name and canonical id of a resource: full type and name of children, `{base}/providers/{ns}/{t1}/{n1}/…`
 * (facts/arm-templates.md §2.6, §3.5). A hole in a name is taken to hold no `/` (assumption N of §5.5).
 */
import type { Anchor, JsonObject, Value } from '../model.ts';
import { asText, below, hole, join, known } from '../value.ts';
import type { Frame } from './frame.ts';
import { find } from './json.ts';
import type { Loops } from './stage.ts';

/** A resource type without the slash that may end it. */
export function trimType(value: Value): Value {
  const text = asText(value);
  return text?.endsWith('/') === true ? { ...value, kind: 'known', value: text.replace(/(?<!\/)\/+$/, '') } : value;
}

/** The type of a nested child: the parent's and its own, unless it is already written in full. */
export function fullType(parent: Value, own: Value, at: Anchor): Value {
  const above = asText(parent);
  const below_ = asText(own);
  if (above !== undefined && below_?.toLowerCase().startsWith(`${above.toLowerCase()}/`) === true) return own;
  return join([parent, '/', own], own.from ?? at);
}

/** The segments of a name: cut at the slashes of its known parts. */
export function segmentsOf(name: Value): readonly Value[] {
  const parts = name.kind === 'text' ? name.parts : [name];
  const segments: (string | Value)[][] = [[]];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : asText(part);
    if (text === undefined) segments[segments.length - 1]?.push(part);
    text?.split('/').forEach((piece, index) => {
      if (index > 0) segments.push([]);
      segments[segments.length - 1]?.push(piece);
    });
  }
  return segments.map((segment) => join(segment));
}

export interface Identity {
  readonly id: Value;
  /** Surely as many name segments as type segments. */
  readonly sound: boolean;
}

/** The canonical id below `base`; a hole where type or name cannot be cut into segments. */
export function identify(frame: Frame, base: Value, type: Value, name: Value, at: Anchor, key: string): Identity {
  const unknown = (error?: string): Value =>
    hole(`${frame.id}:id@${key}`, 'string', error === undefined ? { from: at } : { from: at, error });
  const text = asText(type);
  if (text === undefined) return { id: unknown(), sound: true };
  const [namespace = '', ...types] = text.split('/');
  const names = segmentsOf(name);
  if (types.length === 0 || names.length !== types.length) {
    const certain = types.length > 0 && name.kind === 'known';
    return { id: unknown(certain ? 'incorrect segment lengths' : undefined), sound: !certain };
  }
  if (text.toLowerCase() === 'microsoft.resources/resourcegroups') {
    return { id: join([base, '/resourceGroups/', name], at), sound: true };
  }
  const path = types.flatMap((segment, index) => ['/', segment, '/', names[index] ?? '']);
  return { id: join([base, '/providers/', namespace, ...path], at), sound: true };
}

/** What a resource's id starts with: its `scope`, or the group or subscription that the deployment goes to. */
export function baseOf(frame: Frame, raw: JsonObject, at: Anchor, loops: Loops): Value {
  const read = (name: string): Value | undefined => {
    const found = find(raw, name);
    return found === undefined || found.value === null
      ? undefined
      : frame.evaluate(found.value, below(at, found.key), 'name', loops);
  };
  const subscription = read('subscriptionId');
  const group = read('resourceGroup');
  const scope = read('scope');
  if (scope !== undefined) return scopeBase(frame, scope);
  if (subscription === undefined && group === undefined) return deploymentBase(frame);
  const sub = subscription ?? frame.evaluate('[subscription().subscriptionId]', at, 'name');
  return join(group === undefined ? ['/subscriptions/', sub] : ['/subscriptions/', sub, '/resourceGroups/', group]);
}

/** `/` is the tenant, a full id stands for itself, anything else is relative to the deployment. */
function scopeBase(frame: Frame, scope: Value): Value {
  const text = asText(scope);
  if (text === '/') return known('');
  if (text !== undefined && !text.startsWith('/')) return join([deploymentBase(frame), '/providers/', text]);
  const first = scope.kind === 'text' ? scope.parts[0] : undefined;
  if (typeof first === 'string' && !first.startsWith('/')) return join([deploymentBase(frame), '/providers/', scope]);
  return scope;
}

function deploymentBase(frame: Frame): Value {
  const { kind } = frame.deployment;
  if (kind === 'resourceGroup') return frame.evaluate('[resourceGroup().id]', frame.template.at, 'property');
  if (kind === 'subscription') return frame.evaluate('[subscription().id]', frame.template.at, 'property');
  return known('');
}
