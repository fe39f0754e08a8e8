/**
 * What is wrong in the shape of one authorization policy: portal labels for claim names, `values`, lists, limits, types
 * (facts/security.md §1.4). Speaks of what is surely there; unknown parts are passed over.
 */
import type { Anchor, Policy, Value } from '../model.ts';
import { asText, entriesOf, itemsOf, member, typeOf } from '../value.ts';
import { clip } from '../secret.ts';

export interface Flaw {
  readonly flaw:
    | 'label'
    | 'letter-case'
    | 'values'
    | 'array'
    | 'claims-shape'
    | 'value-length'
    | 'claim-count'
    | 'type-missing'
    | 'type-unknown';
  readonly at: Anchor;
  /** What the message names: claim, its right name, counts. Names that are not known read `(name)`. */
  readonly data: {
    readonly name: string;
    readonly raw: string;
    readonly type: string;
    readonly count: number;
    readonly length: number;
  };
}

/** What the portal's form shows instead of the claim's name (azure-docs#61656). Lower case. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['issuer', 'iss'],
  ['audience', 'aud'],
  ['subject', 'sub'],
  ['jwt id', 'jti'],
  ['jwtid', 'jti'],
  ['jwt_id', 'jti'],
]);

const MOST_CLAIMS = 10;
const LONGEST_VALUE = 150;
const NOTHING = { name: '(name)', raw: '', type: '', count: 0, length: 0 };

export function policyFlaws(policy: Policy): readonly Flaw[] {
  if (policy.value === undefined) return [];
  const claims = member(policy.value, 'claims');
  const items = itemsOf(claims) ?? [];
  const flaws = items.flatMap((item) => claimFlaws(item, item.from ?? policy.at));
  if (items.length > MOST_CLAIMS)
    flaws.push({ flaw: 'claim-count', at: claims?.from ?? policy.at, data: { ...NOTHING, count: items.length } });
  if (entriesOf(claims) !== undefined)
    flaws.push({ flaw: 'claims-shape', at: claims?.from ?? policy.at, data: NOTHING });
  return [...flaws, ...typeFlaws(policy)];
}

function typeFlaws(policy: Policy): readonly Flaw[] {
  if (policy.type === null) return [{ flaw: 'type-missing', at: policy.at, data: NOTHING }];
  const type = asText(policy.type);
  if (type === undefined || ['aad', 'aadpop'].includes(type.toLowerCase())) return [];
  return [{ flaw: 'type-unknown', at: policy.type.from ?? policy.at, data: { ...NOTHING, type: clip(type, 40) } }];
}

function claimFlaws(item: Value, at: Anchor): Flaw[] {
  const written = member(item, 'name');
  const name = asText(written) ?? NOTHING.name;
  return [...nameFlaws(asText(written), written?.from ?? at), ...valueFlaws(item, at, name)];
}

function nameFlaws(name: string | undefined, at: Anchor): Flaw[] {
  if (name === undefined) return [];
  const flaws: Flaw[] = [];
  const raw = LABELS.get(name.toLowerCase());
  if (raw !== undefined) flaws.push({ flaw: 'label', at, data: { ...NOTHING, name, raw } });
  // Documented for appid alone; of other names the letter case is not known to count (facts/security.md §1.4).
  if (name !== 'appid' && name.toLowerCase() === 'appid')
    flaws.push({ flaw: 'letter-case', at, data: { ...NOTHING, name, raw: 'appid' } });
  return flaws;
}

function valueFlaws(item: Value, at: Anchor, name: string): Flaw[] {
  const flaws: Flaw[] = [];
  const value = member(item, 'value');
  const many = member(item, 'values');
  if (value === null && many !== null && many !== undefined)
    flaws.push({ flaw: 'values', at: many.from ?? at, data: { ...NOTHING, name, length: asText(many)?.length ?? 0 } });
  if (value !== null && value !== undefined && typeOf(value) === 'array')
    flaws.push({ flaw: 'array', at: value.from ?? at, data: { ...NOTHING, name } });
  const length = leastLength(value);
  if (length > LONGEST_VALUE)
    flaws.push({ flaw: 'value-length', at: value?.from ?? at, data: { ...NOTHING, name, length } });
  return flaws;
}

/** Unknown parts count as empty. */
function leastLength(value: Value | null | undefined): number {
  if (value?.kind === 'text')
    return value.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0);
  return asText(value)?.length ?? 0;
}
