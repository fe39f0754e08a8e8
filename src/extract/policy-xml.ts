/**
 * The XML of an API Management policy → what its `inbound` section does with every call (facts/doors.md §1.1–§1.4). Only
 * checks that stand in `inbound` itself are read; what stands inside a condition, or behind a step that may end the call
 * or change its header, is met by some calls only. Text that is no well-formed XML (`rawxml` need not be) is unknown.
 */
import { withPlaceholders } from '../expression/placeholders.ts';
import type { Anchor, GatewayCheck, PolicySteps, SecretSpan, Value } from '../model.ts';
import { hole, join } from '../value.ts';
import { attributeOf, elementsOf, hasText, parseXmlText, type XmlElement } from './xml.ts';

/** The service takes no longer ones; longer texts are not looked at. */
const LONGEST = 300_000;

/** Steps that neither end a call nor touch its Authorization header, but for those that refuse it as a whole. */
const HARMLESS = new Set([
  'base', 'cors', 'rate-limit', 'rate-limit-by-key', 'quota', 'quota-by-key', 'set-variable', 'ip-filter', 'trace',
  'emit-metric', 'log-to-eventhub', 'set-backend-service', 'rewrite-uri', 'set-query-parameter', 'limit-concurrency',
]); // prettier-ignore

/** Where a check stands: in a file of its own the element, in a template the text that holds it. */
export type PlaceOf = (element: XmlElement) => Anchor;

/** @param at the place of the text, or of each element of it */
export function readPolicy(text: string, at: Anchor | PlaceOf): PolicySteps | 'unknown' {
  if (text.length > LONGEST) return 'unknown';
  const root = parseXmlText(text);
  const inbound = root?.name === 'policies' ? elementsOf(root).find(({ name }) => name === 'inbound') : undefined;
  // A token that is filled in later may bring steps of its own.
  if (root === undefined || inbound === undefined || hasText(root) || hasText(inbound)) return 'unknown';
  return readInbound(elementsOf(inbound), typeof at === 'function' ? at : () => at);
}

function readInbound(steps: readonly XmlElement[], placeOf: PlaceOf): PolicySteps {
  const before: GatewayCheck[] = [];
  const after: GatewayCheck[] = [];
  let base = false;
  for (const step of steps) {
    if (step.name === 'base') base = true;
    const check = checkOf(step, placeOf(step));
    if (check !== undefined) (base ? after : before).push(check);
    // What comes behind it is met by some calls only; what came before is met by all.
    else if (!HARMLESS.has(step.name) && !(step.name === 'set-header' && !touchesToken(step)))
      return { before, base, after, through: false };
  }
  return { before, base, after, through: true };
}

function touchesToken(step: XmlElement): boolean {
  const name = attributeOf(step, 'name')?.toLowerCase();
  return name === undefined || name === 'authorization' || isExpression(name);
}

function checkOf(step: XmlElement, at: Anchor): GatewayCheck | undefined {
  const { name } = step;
  if (name !== 'validate-azure-ad-token' && name !== 'validate-jwt') return undefined;
  const header = attributeOf(step, 'header-name') ?? (name === 'validate-jwt' ? undefined : 'Authorization');
  const elsewhere = ['query-parameter-name', 'token-value'].some((one) => attributeOf(step, one) !== undefined);
  const status = attributeOf(step, 'failed-validation-httpcode') ?? '401';
  const tenant = attributeOf(step, 'tenant-id');
  const scope = `${at.file}#${at.pointer}/${name}`;
  return {
    kind: name,
    at,
    bearer: header?.toLowerCase() === 'authorization' && !elsewhere ? 'yes' : 'unknown',
    status: /^\d{3}$/.test(status) ? Number(status) : null,
    audiences: listed(step, 'audiences', 'audience', at),
    issuers: listed(step, 'issuers', 'issuer', at),
    tenant: tenant === undefined ? null : valueOf(tenant, `${scope}/tenant-id`, at),
    applications: listed(step, 'client-application-ids', 'application-id', at),
  };
}

function listed(step: XmlElement, list: string, item: string, at: Anchor): readonly Value[] {
  const lists = elementsOf(step).filter(({ name }) => name === list);
  const items = lists.flatMap((one) => elementsOf(one).filter(({ name }) => name === item));
  return items.map((one, index) =>
    valueOf(one.text.trim(), `${at.file}#${at.pointer}/${step.name}/${list}/${String(index)}`, at),
  );
}

/** A named value by its display name, of these characters alone (facts/doors.md §1.4). */
const NAMED = /\{\{\s*([A-Za-z0-9._-]{1,256})\s*\}\}/g;

/** `@(…)` is an expression of the gateway, known to it alone; `{{name}}` a named value, looked up once all are read. */
function valueOf(text: string, name: string, at: Anchor): Value {
  const unknown = hole(name, 'string', { from: at });
  if (text === '' || text.startsWith('@')) return unknown;
  if (!text.includes('{{')) return withPlaceholders(text, at);
  const parts: (string | Value)[] = [];
  let end = 0;
  for (const found of text.matchAll(NAMED)) {
    parts.push(
      withPlaceholders(text.slice(end, found.index), at),
      hole(namedValue(found[1] ?? ''), 'string', { from: at }),
    );
    end = found.index + found[0].length;
  }
  const rest = text.slice(end);
  return rest.includes('{{') || end === 0 ? unknown : join([...parts, withPlaceholders(rest, at)], at);
}

/** How the hole of a named value is called; whose it is, is known by the policy that it stands in. */
function namedValue(name: string): string {
  return `namedValue('${name.toLowerCase()}')`;
}

/** The named value that a hole stands for; undefined where it stands for something else. */
export function namedValueIn(hole: string): string | undefined {
  return /^namedValue\('([^']*)'\)$/.exec(hole)?.[1];
}

function isExpression(text: string): boolean {
  return text.startsWith('@') || text.includes('{{') || withPlaceholders(text, undefined).kind !== 'known';
}

// ---------------------------------------------------------------- what must not be shown

const SECRET_ATTRIBUTES = ['password', 'certificate-id', 'thumbprint', 'client-secret'];
const SECRET_ELEMENTS = new Set(['key', 'value']);

/**
 * Values that may be secrets: of headers and parameters that are set, keys, passwords. Hidden wherever the text is shown; the
 * element as a whole, since the parser gives no closer places.
 */
export function secretsOfPolicy(text: string, file: string): readonly SecretSpan[] {
  const root = text.length > LONGEST ? undefined : parseXmlText(text);
  const spans: SecretSpan[] = [];
  const open = root === undefined ? [] : [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    open.push(...elementsOf(element));
    const own = element;
    const inAttribute = SECRET_ATTRIBUTES.some((name) => isLiteral(attributeOf(own, name)));
    const inText = SECRET_ELEMENTS.has(own.name) && elementsOf(own).length === 0 && isLiteral(own.text);
    if (!inAttribute && !inText) continue;
    const at: Anchor = { file, pointer: '', offset: [own.start, own.end] };
    spans.push({ at, kind: 'password', length: own.end - own.start });
  }
  return spans;
}

function isLiteral(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !isExpression(text.trim());
}
