/** Senders, receivers and doors for the tests of `link`: everything that a test does not name is ordinary. */
import type {
  Access,
  Anchor,
  Claim,
  Credential,
  Inventory,
  Policy,
  Reach,
  Receiver,
  Sender,
  Site,
  SiteAuth,
  SiteProvider,
  Value,
} from '../../src/model.ts';
import { known } from '../../src/value.ts';

export const TENANT = '0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42';
export const OTHER_TENANT = '7e31f5a8-2c96-4d1b-9f04-a85d6b20c713';
export const APP = '8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24';
export const OTHER_APP = 'd15b7c90-46fa-4e28-b3c1-90a72ef4d658';
export const V1 = `https://sts.windows.net/${TENANT}/`;
export const V2 = `https://login.microsoftonline.com/${TENANT}/v2.0`;

export const at: Anchor = { file: 'a.json', pointer: '' };

function value(text: string | Value): Value {
  return typeof text === 'string' ? known(text) : text;
}

export function claim(name: string, text: string | Value): Claim {
  return { name: known(name), value: value(text), at };
}

export function policy(claims: readonly Claim[], name = 'callers', type = 'AAD'): Policy {
  return { name, at, type: known(type), claims };
}

/** One policy for each token version. */
export function bothVersions(audience: string | Value, tenant = TENANT): readonly Policy[] {
  return [
    policy([claim('iss', `https://sts.windows.net/${tenant}/`), claim('aud', audience)], 'v1'),
    policy([claim('iss', `https://login.microsoftonline.com/${tenant}/v2.0`), claim('aud', audience)], 'v2'),
  ];
}

export function identity(audience: string | Value | null): Credential {
  return { kind: 'managed-identity', audience: audience === null ? null : value(audience), identity: null, at };
}

export function ranges(...texts: readonly string[]): Reach {
  return { kind: 'ranges', ranges: texts.map((text) => known(text)), complete: true, at };
}

export function access(more: Partial<Access> = {}): Access {
  return { at, reach: { kind: 'any' }, sas: { kind: 'off', at }, policies: bothVersions(APP), ...more };
}

export function sender(more: Partial<Sender> = {}): Sender {
  return {
    id: 'sender',
    workflow: { id: 'w1', file: 'a.json', name: 'orders-sender', at },
    project: '',
    environments: [],
    plan: 'consumption',
    view: 'export',
    complete: true,
    app: null,
    resourceId: null,
    operation: 'Send_order',
    at,
    via: 'http',
    target: { kind: 'unknown', at },
    method: null,
    sas: 'no',
    sasAt: null,
    credential: { kind: 'none' },
    authorizationHeader: 'no',
    authorizationHeaderAt: null,
    identity: {
      kind: 'present',
      at,
      system: 'yes',
      user: 'no',
      userAssigned: [],
      principalId: null,
      tenantId: known(TENANT),
    },
    outgoing: null,
    outputsUsed: false,
    ...more,
  };
}

export function receiver(guard: Access | null = access(), more: Partial<Receiver> = {}): Receiver {
  return {
    id: 'receiver',
    workflow: { id: 'w2', file: 'b.json', name: 'orders-receiver', at },
    project: '',
    environments: [],
    plan: 'consumption',
    view: 'export',
    complete: true,
    deployed: 'yes',
    app: null,
    trigger: 'manual',
    triggerType: 'request',
    triggerKind: 'http',
    at,
    resourceId: null,
    accessEndpoint: null,
    access: guard,
    state: null,
    demandsAuthorization: 'no',
    method: null,
    relativePath: null,
    batches: null,
    responds: 'unknown',
    ...more,
  };
}

export function inventory(more: Partial<Inventory> = {}): Inventory {
  return { audiences: [], complete: true, versions: {}, appIds: {}, ...more };
}

export function provider(more: Partial<SiteProvider> = {}): SiteProvider {
  return {
    at,
    clientId: known(APP),
    issuer: known(V2),
    audiences: [known('api://orders')],
    applications: [],
    identities: [],
    groups: [],
    otherChecks: 'no',
    ...more,
  };
}

/** At work: a call without a token gets 401. */
export function siteAuth(more: Partial<SiteAuth> = {}): SiteAuth {
  return {
    at,
    version: 2,
    enabled: 'yes',
    enabledAt: at,
    runtime: 'yes',
    inFile: 'no',
    requires: 'yes',
    unauthenticated: '401',
    unauthenticatedAt: at,
    excludedPaths: [],
    provider: provider(),
    otherProvider: 'no',
    ...more,
  };
}

export function site(auth: Site['auth'] = siteAuth(), more: Partial<Site> = {}): Site {
  return {
    id: 'site',
    file: 'b.json',
    project: '',
    environments: [],
    view: 'template',
    at,
    name: 'orders-app',
    nameValue: known('orders-app'),
    resourceId: null,
    hosts: [],
    kind: 'workflow',
    deployed: 'yes',
    auth,
    sas: { kind: 'on', at: null },
    reach: { kind: 'any' },
    settings: [],
    appSettings: 'unknown',
    limits: 'no',
    identity: { kind: 'unknown' },
    ...more,
  };
}
