/**
 * Addresses as keys: what a sender aims at and what a receiver is, in forms that can be joined.
 * Callback URL shapes: facts/security.md §4.1; resource ids: facts/arm-templates.md §5.3 (mode "id").
 */
import type { Assumption, Value } from '../model.ts';
import { asText } from '../value.ts';
import { partsOf } from '../extract/url.ts';
import { settle } from '../expression/arm/settle.ts';
import { taken } from './assumed.ts';

/** The subscription or resource group that a template is deployed to, whatever its name: no name holds this character. */
const OWN = '\u0000own';
const OWN_HOLE = /:(?:resourceGroup\(\)\.name|subscription\(\)\.subscriptionId)$/;

/** A workflow's ARM id, with null where only the deployment knows the segment, and OWN for the place of the deployment. */
export interface WorkflowKey {
  readonly subscription: string | null;
  readonly group: string | null;
  /** Lower case. */
  readonly name: string;
  readonly trigger: string | null;
  readonly assumptions: readonly Assumption[];
}

/** `/subscriptions/S/resourceGroups/G/providers/Microsoft.Logic/workflows/N[/triggers/T]` → key; undefined where the name is not known. */
export function workflowKey(id: Value): WorkflowKey | undefined {
  const { value, assumed } = settle(id);
  const segments = segmentsOf(value);
  if (segments === undefined) return undefined;
  const at = segments.findIndex(
    (segment, index) => segment === 'microsoft.logic' && segments[index + 1] === 'workflows',
  );
  const name = at < 0 ? undefined : segments[at + 2];
  // Named after its resource group: two templates name two so.
  if (name === undefined || name === null || name === '' || name === OWN) return undefined;
  const trigger = segments[at + 3] === 'triggers' ? (segments[at + 4] ?? null) : null;
  return {
    subscription: after(segments, 'subscriptions', at),
    group: after(segments, 'resourcegroups', at),
    name,
    trigger,
    assumptions: assumed.map(taken),
  };
}

/**
 * The id itself as a key, unknown parts by name: two equal keys surely name the same resource, whatever the
 * deployment gives. The trigger is taken off. undefined where the id is one unknown.
 */
export function symbolOf(id: Value): { readonly symbol: string; readonly trigger: string | null } | undefined {
  const texts: string[] = [];
  for (const part of partsOf(id)) {
    if (typeof part === 'string') texts.push(part.toLowerCase());
    else if (part.kind === 'hole') texts.push(`{${part.name}}`);
    else return undefined;
  }
  const whole = texts.join('').replace(/\/$/, '');
  const found = /\/triggers\/([^/{}]+)$/.exec(whole);
  return { symbol: found === null ? whole : whole.slice(0, found.index), trigger: found?.[1] ?? null };
}

/** Segments in lower case; null for one that is (or holds) an unknown. A hole is taken to hold no slash (facts/arm-templates.md §5.5 N). */
function segmentsOf(value: Value): readonly (string | null)[] | undefined {
  const segments: (string | null)[] = [''];
  for (const part of partsOf(value)) {
    const last = segments.length - 1;
    if (typeof part !== 'string') {
      segments[last] = segments[last] === '' && part.kind === 'hole' && OWN_HOLE.test(part.name) ? OWN : null;
      continue;
    }
    part
      .toLowerCase()
      .split('/')
      .forEach((piece, index) => {
        if (index > 0) segments.push(piece);
        else if (segments[last] === OWN || segments[last] === null)
          segments[last] = piece === '' ? (segments[last] ?? null) : null;
        else segments[last] = `${segments[last] ?? ''}${piece}`;
      });
  }
  return segments.length > 3 ? segments : undefined;
}

function after(segments: readonly (string | null)[], word: string, before: number): string | null {
  const at = segments.indexOf(word);
  return at >= 0 && at < before ? (segments[at + 1] ?? null) : null;
}

/** Is the place of the deployment part of it? Two templates may be deployed to two places. */
export function isOwnPlace({ subscription, group }: WorkflowKey): boolean {
  return subscription === OWN || group === OWN;
}

export interface Named {
  readonly key: WorkflowKey;
  /** From an export: the id is that of a resource that exists, not one that a template makes up. */
  readonly real: boolean;
}

/**
 * Do the two name the same workflow, if all documents of a project share subscription and resource group? A group that
 * a template names beside its own is another one, and one that only the deployment knows may be.
 */
export function meets(a: Named, b: Named): boolean {
  const agree = (x: string | null, y: string | null): boolean => {
    if (x === null || y === null) return false;
    return x === y || (x === OWN && b.real) || (y === OWN && a.real);
  };
  return a.key.name === b.key.name && agree(a.key.subscription, b.key.subscription) && agree(a.key.group, b.key.group);
}

/** The workflow's 32 hex digits in an access endpoint or a Consumption callback URL, lower case. */
export function endpointId(value: Value): string | undefined {
  const [head] = partsOf(value);
  if (typeof head !== 'string') return undefined;
  return /^https:\/\/[^/?#]+\/workflows\/([0-9a-f]{32})(?:[/?]|$)/i.exec(head)?.[1]?.toLowerCase();
}

export interface UrlAddress {
  readonly id: string;
  /** null where the URL does not reach as far, or it is not known. */
  readonly trigger: string | null;
}

/** A Consumption callback URL. */
export function callbackAddress(url: Value): UrlAddress | undefined {
  const id = endpointId(url);
  const [head] = partsOf(url);
  if (id === undefined || typeof head !== 'string') return undefined;
  const whole = partsOf(url).length === 1;
  const found = /\/triggers\/([^/?#]+)([/?#]|$)/i.exec(head);
  const trigger = found?.[1] !== undefined && (found[2] !== '' || whole) ? decode(found[1]) : null;
  return { id, trigger };
}

/** A Standard callback URL: host, workflow and trigger (facts/security.md §4.1). */
export function standardAddress(
  url: Value,
): { readonly host: string; readonly workflow: string; readonly trigger: string } | undefined {
  const text = asText(url) ?? partsOf(url)[0];
  if (typeof text !== 'string') return undefined;
  const found = /^https:\/\/([^/?#]+)\/api\/([^/?#]+)\/triggers\/([^/?#]+)\/invoke(?:[/?#]|$)/i.exec(text);
  if (found?.[1] === undefined || found[2] === undefined || found[3] === undefined) return undefined;
  return {
    host: found[1].toLowerCase(),
    workflow: decode(found[2]).toLowerCase(),
    trigger: decode(found[3]).toLowerCase(),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
