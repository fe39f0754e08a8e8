/** Where a nested deployment goes: its `subscriptionId`, `resourceGroup` and `scope` (facts/arm-templates.md §3.6). */
import type { Anchor, JsonObject, Value } from '../model.ts';
import type { DeploymentContext } from '../expression/arm/scope.ts';
import { asText, below } from '../value.ts';
import { keyOf } from './key.ts';
import type { Frame } from './frame.ts';
import { find } from './json.ts';
import type { Loops } from './stage.ts';

/**
 * The context of the child. Deployments to equal places get equal `scopeId`s; what the child inherits is handed down
 * as the parent's own values.
 */
export function targetOf(frame: Frame, raw: JsonObject, at: Anchor, loops: Loops): DeploymentContext {
  const read = (name: string): Value | undefined => {
    const found = find(raw, name);
    if (found === undefined || found.value === null) return undefined;
    return frame.evaluate(found.value, below(at, found.key), 'name', loops);
  };
  const parent = frame.deployment;
  const subscription = read('subscriptionId');
  const group = read('resourceGroup');
  const scope = read('scope');
  if (scope !== undefined) return scoped(frame, scope);
  if (subscription === undefined && group === undefined) return parent;
  const inherited = (text: string): Value => frame.evaluate(text, at, 'property');
  const place =
    (subscription === undefined ? parent.scopeId : `/subscriptions/${nameOf(subscription)}`) +
    (group === undefined ? '' : `/resourceGroups/${nameOf(group)}`);
  return {
    kind: group === undefined ? 'subscription' : 'resourceGroup',
    scopeId: place,
    tenantId: parent.tenantId ?? inherited('[tenant().tenantId]'),
    subscriptionId: subscription ?? parent.subscriptionId ?? inherited('[subscription().subscriptionId]'),
    ...(group === undefined ? {} : { resourceGroupName: group }),
    ...(parent.cloud === undefined ? {} : { cloud: parent.cloud }),
  };
}

function scoped(frame: Frame, scope: Value): DeploymentContext {
  const text = asText(scope)?.toLowerCase();
  const tenantId = frame.deployment.tenantId ?? frame.evaluate('[tenant().tenantId]', frame.template.at, 'property');
  const cloud = frame.deployment.cloud === undefined ? {} : { cloud: frame.deployment.cloud };
  const scopeId = `scope:${nameOf(scope)}`;
  if (text === '/') return { kind: 'tenant', scopeId, tenantId, ...cloud };
  const subscription = /^\/subscriptions\/([^/]+)$/.exec(text ?? '')?.[1];
  if (subscription === undefined) return { kind: 'managementGroup', scopeId, tenantId, ...cloud };
  return { kind: 'subscription', scopeId, tenantId, subscriptionId: { kind: 'known', value: subscription }, ...cloud };
}

function nameOf(value: Value): string {
  return (keyOf(value) ?? JSON.stringify(value.from ?? null)).replaceAll('\u0000', `'`);
}
