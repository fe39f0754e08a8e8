/**
 * `accessControl` → Access: who may come in. Meaning of each shape: facts/security.md §1.1, §1.3–§1.5.
 * Names are read without letter case (real exports hold `SasAuthenticationPolicy.State`, facts/corpus.md §9).
 */
import { withPlaceholders } from '../expression/placeholders.ts';
import type { Access, AccessSection, Anchor, Claim, Policy, Reach, SasState, Value } from '../model.ts';
import { seal } from '../secret.ts';
import { asText, entriesOf, fit, hole, itemsOf, member } from '../value.ts';

type Maybe = Value | null | undefined;

/** Surely not there: absent, or written as null. */
function isAbsent(value: Maybe): value is null {
  return value === null || (value?.kind === 'known' && value.value === null);
}

/**
 * The guard of the triggers.
 * @param accessControl null = surely absent (a complete view), undefined = not to be said
 * @param at the resource, for findings about what is absent
 */
export function accessOf(accessControl: Maybe, at: Anchor): Access {
  const section = member(accessControl, 'triggers');
  const control = accessControl ?? null;
  const place = section?.from ?? control?.from ?? at;
  if (isAbsent(accessControl) || isAbsent(section)) {
    return { at: control?.from ?? at, reach: { kind: 'any' }, sas: { kind: 'on', at: null }, policies: [] };
  }
  if (section === undefined)
    return { at: place, reach: { kind: 'unknown' }, sas: { kind: 'unknown' }, policies: 'unknown' };
  return {
    at: place,
    reach: reachOf(member(section, 'allowedCallerIpAddresses'), place),
    sas: sasOf(member(section, 'sasAuthenticationPolicy'), place),
    policies: policiesOf(member(section, 'openAuthenticationPolicies'), place),
  };
}

/**
 * The same guard, where a view may leave out what is there: all of it (rows of Resource Graph), or the SAS switch alone,
 * which clients that are older than it drop (facts/security.md §8, open questions 12 and 13).
 */
export function doubted(access: Access, doubt: 'all' | 'sas'): Access {
  const sas: SasState = access.sas.kind === 'on' && access.sas.at === null ? { kind: 'unknown' } : access.sas;
  if (doubt === 'sas') return { ...access, sas };
  const { reach, policies } = access;
  return {
    ...access,
    sas,
    reach: reach.kind === 'any' ? { kind: 'unknown' } : reach,
    policies: policies.length === 0 ? 'unknown' : policies,
  };
}

/** The sections beside `triggers`: policies there do not guard the trigger. */
export function sectionsOf(accessControl: Maybe): readonly AccessSection[] {
  return (entriesOf(accessControl) ?? [])
    .filter(({ key }) => !['triggers', 'openauthenticationpolicies'].includes(key.toLowerCase()))
    .map(({ key, value }) => {
      const at = value.from ?? { file: '', pointer: '' };
      const policies = entriesOf(member(member(value, 'openAuthenticationPolicies'), 'policies'));
      return {
        section: key,
        at,
        reach: reachOf(member(value, 'allowedCallerIpAddresses'), at),
        hasPolicies: (policies?.length ?? 0) > 0,
      };
    });
}

/** `openAuthenticationPolicies` written where no section of `accessControl` is: nothing reads them there. */
export function strayPoliciesOf(properties: Maybe): readonly AccessSection[] {
  const places = [
    { section: 'accessControl', within: member(properties, 'accessControl') },
    { section: 'properties', within: properties },
    { section: 'definition', within: member(properties, 'definition') },
  ];
  return places.flatMap(({ section, within }) => {
    const found = member(within, 'openAuthenticationPolicies');
    if (found === null || found === undefined || entriesOf(found)?.length === 0) return [];
    return [
      { section, at: found.from ?? { file: '', pointer: '' }, reach: { kind: 'any' as const }, hasPolicies: true },
    ];
  });
}

/** Absent = any address; empty = only the Workflow action of other Logic Apps (facts/security.md §1.3). */
function reachOf(value: Maybe, at: Anchor): Reach {
  if (isAbsent(value)) return { kind: 'any' };
  const items = itemsOf(value);
  if (value === undefined || items === undefined) return { kind: 'unknown' };
  const place = value.from ?? at;
  const complete = !(value.kind === 'array' && value.open === true);
  if (items.length === 0) return complete ? { kind: 'nested-only', at: place } : { kind: 'unknown' };
  const ranges = items.map((item) => member(item, 'addressRange'));
  const stated = ranges.filter((range): range is Value => range !== null && range !== undefined);
  return { kind: 'ranges', ranges: stated, complete: complete && stated.length === items.length, at: place };
}

/** On by default (facts/security.md §1.5). */
function sasOf(value: Maybe, at: Anchor): SasState {
  if (isAbsent(value)) return { kind: 'on', at: null };
  const state = member(value, 'state');
  if (isAbsent(state)) return { kind: 'on', at: null };
  const text = asText(state)?.toLowerCase();
  const place = state?.from ?? at;
  if (text === 'disabled') return { kind: 'off', at: place };
  return text === 'enabled' ? { kind: 'on', at: place } : { kind: 'unknown' };
}

function policiesOf(value: Maybe, at: Anchor): readonly Policy[] | 'unknown' {
  if (isAbsent(value)) return [];
  const policies = member(value, 'policies');
  if (isAbsent(policies)) return [];
  const entries = entriesOf(policies);
  if (entries === undefined || (policies?.kind === 'object' && policies.open === true)) return 'unknown';
  return entries.map(({ key, value: policy }) => ({
    name: key,
    at: policy.from ?? at,
    type: policyType(member(policy, 'type'), policy.from ?? at),
    claims: claimsOf(member(policy, 'claims'), policy.from ?? at),
    value: seal(policy),
  }));
}

/** What cannot be said is a hole of its own; null stays "surely absent". */
function policyType(value: Maybe, at: Anchor): Value | null {
  if (value === undefined) return hole(`${at.file}#${at.pointer}/type`, 'string');
  return isAbsent(value) ? null : value;
}

function claimsOf(value: Maybe, at: Anchor): readonly Claim[] | 'unknown' {
  if (isAbsent(value)) return [];
  const items = itemsOf(value);
  if (value === undefined || items === undefined || (value.kind === 'array' && value.open === true)) return 'unknown';
  const claims: Claim[] = [];
  for (const item of items) {
    const name = member(item, 'name');
    if (name === undefined || entriesOf(item) === undefined) return 'unknown';
    if (name === null) continue;
    claims.push({ name, value: claimValue(member(item, 'value')), at: item.from ?? at });
  }
  return fit(claims);
}

/** Tokens of other tools are holes on this side as they are on the sender's; facts never hold a signature. */
function claimValue(value: Maybe): Value | null {
  const text = asText(value);
  if (value === null || value === undefined) return null;
  return seal(text === undefined ? value : withPlaceholders(text, value.from));
}
