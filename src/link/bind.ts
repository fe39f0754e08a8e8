/**
 * Gives unknown values the text that the user's `bindings` say: `parameter:NAME` for a template's or a workflow's
 * parameter, `appsetting:NAME` for a setting of a Standard app, `namedvalue:NAME` for one of API Management. A binding is a fact to the user: what rests on it
 * is as sure as what the files say.
 */
import { settle } from '../expression/arm/settle.ts';
import { urlFacts } from '../extract/url.ts';
import type {
  Access,
  Answer,
  Connector,
  Credential,
  Facts,
  Gateway,
  GatewayPolicy,
  Reach,
  Receiver,
  Sender,
  Site,
  Target,
  Value,
} from '../model.ts';
import { seal } from '../secret.ts';
import { known, show } from '../value.ts';
import { authWith, checkWith } from './with.ts';

type Give = (value: Value) => Value;

const MAX_DEPTH = 40;

/** undefined where there is nothing to bind. */
export function binder(bindings: Readonly<Record<string, string>>): Give | undefined {
  const texts = new Map(Object.entries(bindings).map(([key, text]) => [key.toLowerCase(), text]));
  if (texts.size === 0) return undefined;
  return (value) => {
    const given = withDefaults(value, (name) => textFor(name, texts));
    return given === value ? value : onlyBound(given, value);
  };
}

/** Holes whose name has a value get it as their default; everything else stays as it is. */
export function withDefaults(value: Value, valueOf: (name: string) => Value | undefined, depth = 0): Value {
  if (depth > MAX_DEPTH) return value;
  const go = (inner: Value): Value => withDefaults(inner, valueOf, depth + 1);
  switch (value.kind) {
    case 'known':
      return value;
    case 'text': {
      const parts = value.parts.map((part) => (typeof part === 'string' ? part : go(part)));
      return parts.every((part, index) => part === value.parts[index])
        ? value
        : { ...value, parts: parts as typeof value.parts };
    }
    case 'choice': {
      const [then, otherwise] = [go(value.then), go(value.else)];
      return then === value.then && otherwise === value.else ? value : { ...value, then, else: otherwise };
    }
    case 'object':
    case 'array':
      return value;
    case 'hole': {
      const given = valueOf(value.name);
      if (given !== undefined) return { ...value, default: given };
      const args = value.call?.args.map(go);
      if (value.call === undefined || args === undefined || args.every((arg, index) => arg === value.call?.args[index]))
        return value;
      return { ...value, call: { ...value.call, args } };
    }
  }
}

function textFor(name: string, texts: ReadonlyMap<string, string>): Value | undefined {
  const text = texts.get(keyOf(name));
  return text === undefined ? undefined : known(text);
}

/** `scope:parameters('x')`, `scope:@parameters('x')` and `scope:@appsetting('x')` as the user writes them. */
function keyOf(name: string): string {
  const found = /(?:^|:)@?(parameters|appsetting|namedvalue)\('([^']*)'\)$/i.exec(name);
  if (found?.[1] === undefined || found[2] === undefined) return '';
  const kind = found[1].toLowerCase();
  return `${kind === 'parameters' ? 'parameter' : kind}:${found[2].toLowerCase()}`;
}

function onlyBound(given: Value, before: Value): Value {
  const { value } = settle(given);
  return before.from === undefined ? value : { ...value, from: before.from };
}

export function boundSender(sender: Sender, give: Give): Sender {
  const target = boundTarget(sender.target, give);
  return {
    ...sender,
    target,
    sas: boundSas(sender, target),
    credential: boundCredential(sender.credential, give),
    method: sender.method === null ? null : give(sender.method),
    resourceId: sender.resourceId === null ? null : give(sender.resourceId),
  };
}

/** Whether a signature travels was asked of the URL before it was known. */
export function boundSas(sender: Sender, target: Target): Answer {
  if (sender.sas !== 'unknown' || target.kind !== 'url' || sender.target === target) return sender.sas;
  const { signature } = urlFacts(target.url);
  return signature === 'no' && sender.queries === 'unknown' ? 'unknown' : signature;
}

function boundTarget(target: Target, give: Give): Target {
  if (target.kind === 'url') {
    const url = give(target.url);
    // What the user binds may be a signed URL: facts hold none.
    return url === target.url ? target : { ...target, url: seal(url) };
  }
  if (target.kind === 'workflow')
    return {
      ...target,
      workflow: give(target.workflow),
      trigger: target.trigger === null ? null : give(target.trigger),
    };
  if (target.kind === 'connector')
    return { ...target, api: give(target.api), path: target.path === null ? null : give(target.path) };
  return target.kind === 'resource' ? { ...target, id: give(target.id) } : target;
}

function boundCredential(credential: Credential, give: Give): Credential {
  if (credential.kind !== 'managed-identity' && credential.kind !== 'oauth') return credential;
  return { ...credential, audience: credential.audience === null ? null : give(credential.audience) };
}

/** All that may be called. */
export function boundDoors(facts: Facts, give: Give): Facts {
  return {
    ...facts,
    receivers: facts.receivers.map((receiver) => boundReceiver(receiver, give)),
    sites: facts.sites.map((site) => boundSite(site, give)),
    gateways: facts.gateways.map((gateway) => boundGateway(gateway, give)),
    connectors: facts.connectors.map((connector) => boundConnector(connector, give)),
  };
}

function boundConnector(connector: Connector, give: Give): Connector {
  const { resourceId, base } = connector;
  return {
    ...connector,
    resourceId: resourceId === null ? null : give(resourceId),
    base: base === null ? null : seal(give(base)),
  };
}

function boundReceiver(receiver: Receiver, give: Give): Receiver {
  return receiver.access === null ? receiver : { ...receiver, access: boundAccess(receiver.access, give) };
}

function boundAccess(access: Access, give: Give): Access {
  const { policies } = access;
  const reach = boundReach(access.reach, give);
  if (policies === 'unknown') return { ...access, reach };
  const bound = policies.map((policy) => ({
    ...policy,
    claims:
      policy.claims === 'unknown'
        ? policy.claims
        : policy.claims.map((claim) => ({ ...claim, value: claim.value === null ? null : give(claim.value) })),
  }));
  return { ...access, reach, policies: bound };
}

/** A site's name may be bound too: it is found by it. */
function boundSite(site: Site, give: Give): Site {
  const nameValue = site.nameValue === null ? null : give(site.nameValue);
  return {
    ...site,
    name: nameValue === site.nameValue || nameValue === null ? site.name : show(nameValue),
    nameValue,
    resourceId: site.resourceId === null ? null : give(site.resourceId),
    hosts: site.hosts.map(give),
    auth: typeof site.auth === 'string' ? site.auth : authWith(site.auth, give),
    reach: boundReach(site.reach, give),
    settings: site.settings.map((one) => ({ ...one, value: give(one.value) })),
  };
}

function boundReach(reach: Reach, give: Give): Reach {
  return reach.kind === 'ranges' ? { ...reach, ranges: reach.ranges.map(give) } : reach;
}

function boundGateway(gateway: Gateway, give: Give): Gateway {
  const orNull = (value: Value | null): Value | null => (value === null ? null : give(value));
  return {
    ...gateway,
    service: orNull(gateway.service),
    hosts: gateway.hosts.map(give),
    apis: gateway.apis.map((api) => ({
      ...api,
      api: give(api.api),
      path: orNull(api.path),
      version: api.version === null ? null : { ...api.version, name: give(api.version.name) },
    })),
    operations: gateway.operations.map((one) => ({
      ...one,
      path: one.path.map(give),
      method: orNull(one.method),
      template: orNull(one.template),
    })),
    policies: gateway.policies.map((policy) => boundPolicy(policy, give)),
    namedValues: gateway.namedValues.map((one) => ({ ...one, value: orNull(one.value) })),
  };
}

function boundPolicy(policy: GatewayPolicy, give: Give): GatewayPolicy {
  const { path, steps } = policy;
  if (steps === 'unknown' || 'link' in steps) return { ...policy, path: path.map(give) };
  const [before, after] = [steps.before, steps.after].map((list) => list.map((check) => checkWith(check, give)));
  return { ...policy, path: path.map(give), steps: { ...steps, before: before ?? [], after: after ?? [] } };
}
