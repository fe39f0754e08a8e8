/**
 * Connections of a Standard app that no access policy opens to it: the app reaches a connection of kind V2 by its identity,
 * and needs an `accessPolicies` child for that (facts/doors.md §5). Only templates that create both are judged.
 */
import type { Deployment, Value } from '../model.ts';
import { SITE_TYPE } from '../recognise.ts';
import type { Resource } from '../template/deploy.ts';
import { keyOf } from '../template/key.ts';
import { asText, join, member, path, show } from '../value.ts';
import { identityOf } from './identity.ts';

const CONNECTION = 'microsoft.web/connections';
const POLICY = 'microsoft.web/connections/accesspolicies';

export function ungrantedIn(resources: readonly Resource[]): Deployment['ungranted'] {
  const connections = resources.filter(isUsedByIdentity);
  const app = resources.find(isApp);
  if (connections.length === 0 || app === undefined || hasUnread(resources)) return [];
  const granted = resources.filter(({ typeName }) => typeName === POLICY).map(({ name }) => connectionOf(name));
  if (granted.includes(undefined)) return [];
  return connections.flatMap(({ name, at }) => {
    const key = keyOf(name);
    // Two names that are not written alike may be one.
    const isSure =
      key !== undefined && !granted.includes(key) && (isKnown(name) ? granted.every(isPlain) : granted.length === 0);
    return isSure ? [{ name: show(name), at, app: show(app.name), appAt: app.at }] : [];
  });
}

function isUsedByIdentity({ typeName, value, existing, condition, symbolic }: Resource): boolean {
  if (typeName !== CONNECTION || existing || condition !== 'yes' || symbolic) return false;
  if (asText(member(value, 'kind'))?.toLowerCase() !== 'v2') return false;
  const [single, several] = [['parameterValueType'], ['parameterValueSet', 'name']].map((names) =>
    asText(path(value, 'properties', ...names))?.toLowerCase(),
  );
  return single === 'alternative' || several === 'managedidentityauth';
}

function isApp({ typeName, value, existing, condition, at }: Resource): boolean {
  if (typeName !== SITE_TYPE || existing || condition !== 'yes') return false;
  if (asText(member(value, 'kind'))?.toLowerCase().includes('workflowapp') !== true) return false;
  return identityOf(member(value, 'identity'), at).kind === 'present';
}

/** A deployment whose template is not there to be read may grant anything. */
function hasUnread(resources: readonly Resource[]): boolean {
  const read = new Set(resources.map(({ within }) => within));
  return resources.some(({ typeName }, index) => typeName === 'microsoft.resources/deployments' && !read.has(index));
}

/** `<connection>/<any name>` → key of the connection; undefined where it cannot be told. */
function connectionOf(name: Value): string | undefined {
  const parts = name.kind === 'text' ? name.parts : [asText(name) ?? name];
  const at = parts.findIndex((part) => typeof part === 'string' && part.includes('/'));
  const part = parts[at];
  if (typeof part !== 'string') return undefined;
  return keyOf(join([...parts.slice(0, at), part.slice(0, part.indexOf('/'))]));
}

function isKnown(name: Value): boolean {
  return asText(name) !== undefined;
}

/** Without an unknown part. */
function isPlain(key: string | undefined): boolean {
  return key?.includes('\u0000') === false;
}
