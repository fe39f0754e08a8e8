/** Rows of the decision table beside credential × door: who calls by its ids, with which method, through which connector. */
import { identityOf } from '../src/extract/identity.ts';
import { answer } from '../src/link/answer.ts';
import { connectorsOf, throughConnector } from '../src/link/connectors.ts';
import type { Answer, Connector, JsonObject, Plan, Policy, SasState, Sender, Value } from '../src/model.ts';
import { hole, known } from '../src/value.ts';
import type { Row } from './decision-table.ts';
import { access, APP, at, claim, identity, OTHER_APP, policy, receiver, sender, TENANT, V1, V2 } from './link/parts.ts';

const CLIENT = '5d0e8a31-94b7-4c62-8f1d-7a20c3b6e915';
const OBJECT = 'c83f6b12-0d5e-49a7-b264-e19f70d8453a';
const USER = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/caller';

// ---------------------------------------------------------------- by their ids

/** One policy for each token version, each with the claim that names the caller there. */
function named(client: 'appid' | 'oid', id: string): readonly Policy[] {
  return [
    policy([claim('iss', V1), claim('aud', APP), claim(client, id)], 'v1'),
    policy([claim('iss', V2), claim('aud', APP), claim(client === 'appid' ? 'azp' : 'oid', id)], 'v2'),
  ];
}

export const CLAIMS: Readonly<Record<string, readonly Policy[]>> = {
  'appid and azp with its client id': named('appid', CLIENT),
  'appid and azp with another client id': named('appid', OTHER_APP),
  'appid and azp with its object id': named('appid', OBJECT),
  'oid with its object id': named('oid', OBJECT),
  'oid with another object id': named('oid', OTHER_APP),
};

export const IDS: Readonly<Record<string, JsonObject>> = {
  'a token of an identity whose ids are known': { clientId: CLIENT, principalId: OBJECT },
  'a token of an identity whose ids are not known': {},
};

function byName(): readonly Row[] {
  return Object.entries(IDS).flatMap(([caller, ids]) =>
    Object.entries(CLAIMS).map(([door, policies]): Row => {
      const value = known({ type: 'UserAssigned', tenantId: TENANT, userAssignedIdentities: { [USER]: ids } });
      const credential = { kind: 'managed-identity', audience: known(APP), identity: known(USER), at } as const;
      const from = sender({ identity: identityOf(value, at), credential });
      const outcome = answer(from, receiver(access({ policies })), 'no', null);
      return { plan: 'Named callers', caller, door: [door], column: 'any', outcome };
    }),
  );
}

// ---------------------------------------------------------------- by their methods

const UNKNOWN = hole('method', 'string');

export const METHODS: Readonly<Record<string, Value | null>> = {
  none: null,
  POST: known('POST'),
  GET: known('GET'),
  'not known': UNKNOWN,
};

const SENT: Readonly<Record<string, Value>> = {
  POST: known('POST'),
  GET: known('GET'),
  'not known': hole('sent', 'string'),
};

function byMethod(): readonly Row[] {
  return (['consumption', 'standard'] as const satisfies readonly Plan[]).flatMap((plan) =>
    Object.entries(METHODS).flatMap(([method, wanted]) =>
      Object.entries(SENT).map(([column, sent]): Row => {
        const from = sender({ credential: identity(APP), method: sent });
        const outcome = answer(from, receiver(access(), { plan, method: wanted }), 'no', null);
        return { plan: 'Methods', caller: 'a token for the audience', door: [plan, method], column, outcome };
      }),
    ),
  );
}

// ---------------------------------------------------------------- through a connector

const API = known('/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/customApis/ways');

export const CONNECTORS: Readonly<Record<string, { readonly open: Answer; readonly signs: Answer }>> = {
  'without sign-in': { open: 'yes', signs: 'no' },
  'without sign-in, whose description holds a signature': { open: 'yes', signs: 'yes' },
  'with a sign-in': { open: 'no', signs: 'no' },
  'with a sign-in, whose description holds a signature': { open: 'no', signs: 'yes' },
};

const SAS: Readonly<Record<string, SasState>> = {
  on: { kind: 'on', at: null },
  off: { kind: 'off', at },
  'not known': { kind: 'unknown' },
};

export const CONNECTIONS: Readonly<Record<string, Partial<Sender>>> = {
  'what a connection adds': {},
  'the managed identity of a connection': { credential: identity(APP) },
};

function byConnector(): readonly Row[] {
  return Object.entries(CONNECTIONS).flatMap(([caller, carried]) =>
    Object.entries(CONNECTORS).flatMap(([door, { open, signs }]) =>
      Object.entries(SAS).map(([column, sas]): Row => {
        const base = known('https://example.org');
        const place = { id: 'ways', file: 'a.json', project: '', environments: [], at, name: 'ways' };
        const connector: Connector = { ...place, resourceId: API, deployed: 'yes', base, open, signs };
        const target = { kind: 'connector', api: API, path: known('/orders'), at } as const;
        const from = throughConnector(sender({ via: 'connector', target, ...carried }), connectorsOf([connector]));
        const outcome = answer(from, receiver(access({ sas })), from.sas, null);
        return { plan: 'Connectors', caller, door: [door], column, outcome };
      }),
    ),
  );
}

export function moreRows(): readonly Row[] {
  return [...byName(), ...byMethod(), ...byConnector()];
}
