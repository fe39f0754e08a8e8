/**
 * The XML of an API Management policy → the checks of tokens that every call meets (facts/doors.md §1.1–§1.4). Only
 * checks that stand in `inbound` itself are read; what stands inside a condition, or behind a step that may end the call
 * or change its header, makes the policy unknown. Text that is no well-formed XML (`rawxml` need not be) is unknown too.
 */
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import type { Anchor, GatewayCheck, Value } from '../model.ts';
import { hole, known } from '../value.ts';

export interface PolicyText {
  /** undefined = it cannot be said. */
  readonly checks: readonly GatewayCheck[] | undefined;
  /** The policy of the wider scope is put in. */
  readonly base: boolean;
}

const UNREAD: PolicyText = { checks: undefined, base: false };
/** The service takes no longer ones; longer texts are not looked at. */
const LONGEST = 300_000;

/** Steps that neither end a call nor touch its Authorization header. */
const HARMLESS = new Set([
  'base', 'cors', 'rate-limit', 'rate-limit-by-key', 'quota', 'quota-by-key', 'set-variable', 'ip-filter', 'trace',
  'emit-metric', 'log-to-eventhub', 'set-backend-service', 'rewrite-uri', 'set-query-parameter', 'limit-concurrency',
]); // prettier-ignore

export function readPolicy(text: string, at: Anchor): PolicyText {
  if (text.length > LONGEST) return UNREAD;
  try {
    const { root } = parseXml(text);
    const inbound = root?.name === 'policies' ? elementsOf(root).find(({ name }) => name === 'inbound') : undefined;
    return inbound === undefined ? UNREAD : readInbound(elementsOf(inbound), at);
  } catch {
    return UNREAD;
  }
}

function readInbound(steps: readonly XmlElement[], at: Anchor): PolicyText {
  const checks: GatewayCheck[] = [];
  const base = steps.some(({ name }) => name === 'base');
  for (const step of steps) {
    const check = checkOf(step, at);
    if (check !== undefined) checks.push(check);
    else if (!HARMLESS.has(step.name) && !(step.name === 'set-header' && !touchesToken(step))) {
      // What comes behind it is met by some calls only; what came before is met by all.
      const more = steps
        .slice(steps.indexOf(step))
        .some((one) => one.name === 'base' || checkOf(one, at) !== undefined);
      return checks.length === 0 && more ? UNREAD : { checks, base: base && !more };
    }
  }
  return { checks, base };
}

function touchesToken({ attributes }: XmlElement): boolean {
  const name = attributeOf(attributes, 'name')?.toLowerCase();
  return name === undefined || name === 'authorization' || isExpression(name);
}

function checkOf(step: XmlElement, at: Anchor): GatewayCheck | undefined {
  const { name, attributes } = step;
  if (name !== 'validate-azure-ad-token' && name !== 'validate-jwt') return undefined;
  const header = attributeOf(attributes, 'header-name') ?? (name === 'validate-jwt' ? undefined : 'Authorization');
  const elsewhere = ['query-parameter-name', 'token-value'].some((one) => attributeOf(attributes, one) !== undefined);
  const status = attributeOf(attributes, 'failed-validation-httpcode') ?? '401';
  const tenant = attributeOf(attributes, 'tenant-id');
  return {
    kind: name,
    at,
    bearer: header?.toLowerCase() === 'authorization' && !elsewhere ? 'yes' : 'unknown',
    status: /^\d{3}$/.test(status) ? Number(status) : null,
    audiences: listed(step, 'audiences', 'audience', at),
    issuers: listed(step, 'issuers', 'issuer', at),
    tenant: tenant === undefined ? null : valueOf(tenant, `${name}/tenant-id`, at),
    applications: listed(step, 'client-application-ids', 'application-id', at),
  };
}

function listed(step: XmlElement, list: string, item: string, at: Anchor): readonly Value[] {
  const lists = elementsOf(step).filter(({ name }) => name === list);
  const items = lists.flatMap((one) => elementsOf(one).filter(({ name }) => name === item));
  return items.map((one, index) => valueOf(one.text.trim(), `${step.name}/${list}/${String(index)}`, at));
}

/** `{{name}}` is a named value, `@(…)` an expression of the gateway: both are unknown here. */
function valueOf(text: string, name: string, at: Anchor): Value {
  return isExpression(text) || text === ''
    ? hole(`${at.file}#${at.pointer}/${name}`, 'string', { from: at })
    : known(text, at);
}

function isExpression(text: string): boolean {
  return text.startsWith('@') || text.includes('{{');
}

function elementsOf(parent: XmlElement): readonly XmlElement[] {
  return parent.children.filter((child) => child instanceof XmlElement);
}

function attributeOf(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
