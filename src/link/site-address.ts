/**
 * Which site, and what in it, does a sender aim at? Host names, resource ids of functions and of Standard triggers
 * (facts/security.md §4.1, facts/arm-templates.md §4.3).
 */
import { chainOf, partsOf } from '../extract/url.ts';
import type { Sender, Value } from '../model.ts';
import { keyOf } from '../template/key.ts';
import { asText, join } from '../value.ts';
import { symbolOf } from './identify.ts';

/** A path as far as it is written; what follows is not known unless it is whole. */
export interface Path {
  readonly text: string;
  readonly whole: boolean;
}

export interface SiteAddress {
  /** The site's name, where the address says it. */
  readonly name: Value | null;
  /** Lower case, where it is known. */
  readonly host: string | null;
  readonly path: Path | null;
  /** Of a Standard trigger. */
  readonly workflow: string | null;
  readonly trigger: string | null;
}

export function siteAddress({ target }: Sender): SiteAddress | undefined {
  if (target.kind === 'resource') return idAddress(target.id);
  if (target.kind !== 'url') return undefined;
  return target.callback === undefined ? urlAddress(target.url) : idAddress(target.callback.id);
}

const SITE_ID = /^(.*\/providers\/microsoft\.web\/sites\/)([^/]+)(\/.*)?$/;
const RUNTIME = /^\/hostruntime\/runtime\/webhooks\/workflow\/api\/management\/workflows\/([^/{}]+)$/;

/** `…/sites/x/functions/f`, `…/sites/x/hostruntime/…/workflows/w/triggers/t`. */
function idAddress(id: Value): SiteAddress | undefined {
  const symbol = symbolOf(id);
  const found = symbol === undefined ? null : SITE_ID.exec(symbol.symbol);
  const name = siteSegment(id);
  if (symbol === undefined || found === null || name === undefined) return undefined;
  const workflow = RUNTIME.exec(found[3] ?? '')?.[1] ?? null;
  const invoke =
    workflow === null || symbol.trigger === null ? null : `/api/${workflow}/triggers/${symbol.trigger}/invoke`;
  return {
    name,
    host: null,
    path: invoke === null ? null : { text: invoke, whole: true },
    workflow,
    trigger: symbol.trigger,
  };
}

/** The segment behind `/sites/`, with its unknown parts. */
function siteSegment(id: Value): Value | undefined {
  const parts = partsOf(id);
  const at = parts.findIndex((part) => typeof part === 'string' && /\/microsoft\.web\/sites\//i.test(part));
  const head = parts[at];
  if (typeof head !== 'string') return undefined;
  const own = head.slice(head.toLowerCase().indexOf('/microsoft.web/sites/') + '/microsoft.web/sites/'.length);
  return upTo([own, ...parts.slice(at + 1)], /\//).before;
}

/** Cuts at the first of the characters that stands in a literal part. */
function upTo(
  parts: readonly (string | Value)[],
  stops: RegExp,
): { readonly before: Value; readonly after: readonly (string | Value)[] } {
  const before: (string | Value)[] = [];
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') {
      before.push(part);
      continue;
    }
    const at = part.search(stops);
    if (at >= 0)
      return { before: join([...before, part.slice(0, at)]), after: [part.slice(at), ...parts.slice(index + 1)] };
    before.push(part);
  }
  return { before: join(before), after: [] };
}

const DOMAIN = /\.(?:azurewebsites\.net|azurewebsites\.us|chinacloudsites\.cn)$/i;
const INVOKE = /^\/api\/([^/?#]+)\/triggers\/([^/?#]+)\/invoke(?:[/?#]|$)/i;

function urlAddress(url: Value): SiteAddress | undefined {
  const [head, ...rest] = partsOf(url);
  const scheme = typeof head === 'string' ? /^https?:\/\//i.exec(head)?.[0] : undefined;
  if (typeof head !== 'string' || scheme === undefined) return undefined;
  const { before, after } = upTo([head.slice(scheme.length), ...rest], /[/?#]/);
  const host = withoutPort(before);
  const name = nameOfHost(host);
  const literal = asText(host)?.toLowerCase() ?? null;
  if (name === null && literal === null) return undefined;
  const path = pathOf(after);
  const found = INVOKE.exec(path.text + (path.whole ? '' : '\u0000'));
  const [workflow, trigger] = [found?.[1], found?.[2]].map((one) => (one === undefined ? null : decode(one)));
  return { name, host: literal, path, workflow: workflow ?? null, trigger: trigger ?? null };
}

function withoutPort(host: Value): Value {
  const parts = partsOf(host);
  const last = parts[parts.length - 1];
  return typeof last === 'string' ? join([...parts.slice(0, -1), last.replace(/:\d{1,5}$/, '')]) : host;
}

/** `<site>.azurewebsites.net`, or `reference(<site>).defaultHostName`. */
function nameOfHost(host: Value): Value | null {
  const parts = partsOf(host);
  const last = parts[parts.length - 1];
  if (typeof last === 'string') {
    const domain = DOMAIN.exec(last);
    if (domain === null) return null;
    const name = join([...parts.slice(0, -1), last.slice(0, domain.index)]);
    return keyOf(name) === undefined || asText(name)?.includes('.') === true ? null : name;
  }
  const chain = parts.length === 1 && last !== undefined ? chainOf(last) : undefined;
  const id = chain?.args[0];
  if (chain?.fn !== 'reference' || id === undefined || chain.path.at(-1) !== 'defaulthostname') return null;
  // A reference by name alone stays inside its template.
  return siteSegment(id) ?? (asText(id)?.includes('/') === false ? id : null);
}

function pathOf(parts: readonly (string | Value)[]): Path {
  const [head, ...rest] = parts;
  if (head === undefined) return { text: '/', whole: true };
  const text = typeof head === 'string' ? head : '';
  const query = text.search(/[?#]/);
  return query >= 0 ? { text: text.slice(0, query), whole: true } : { text, whole: rest.length === 0 };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    return text.toLowerCase();
  }
}
