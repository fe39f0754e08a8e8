/** Who asks for a token: what exports and the directory say of client and object ids, against the claims of a policy. */
import { describe, expect, test } from 'vitest';
import { identityOf } from '../../src/extract/identity.ts';
import { parseInventory } from '../../src/extract/inventory.ts';
import { answer } from '../../src/link/answer.ts';
import type { Inventory, Outcome, Policy, Sender, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { access, APP, at, claim, OTHER_APP, policy, receiver, sender, TENANT, V1, V2 } from './parts.ts';

const CLIENT = '5d0e8a31-94b7-4c62-8f1d-7a20c3b6e915';
const OBJECT = 'c83f6b12-0d5e-49a7-b264-e19f70d8453a';
const ID =
  '/subscriptions/2f6d1c84-7b39-4e05-a6c1-93d80b5f4e72/resourceGroups/orders/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders-caller';

const listed = parseInventory([[{ id: ID.toUpperCase(), clientId: CLIENT, principalId: OBJECT, tenantId: TENANT }]]);

function both(caller: string | Value): readonly Policy[] {
  return [
    policy([claim('iss', V1), claim('aud', APP), claim('appid', caller)], 'v1'),
    policy([claim('iss', V2), claim('aud', APP), claim('azp', caller)], 'v2'),
  ];
}

function call(identity: Value | null = known(ID), users: object = {}): Sender {
  const value = known({ type: 'UserAssigned', tenantId: TENANT, userAssignedIdentities: { [ID]: { ...users } } });
  return sender({
    identity: identityOf(value, at),
    credential: { kind: 'managed-identity', audience: known(APP), identity, at },
  });
}

function ask(from: Sender, policies: readonly Policy[], inventory: Inventory | null = null): Outcome {
  return answer(from, receiver(access({ policies })), 'no', inventory);
}

describe('a user-assigned identity', () => {
  test('is known by its client id where the inventory lists it', () => {
    expect(ask(call(), both(CLIENT), listed).verdict).toBe('accepted');
    expect(ask(call(), both(OTHER_APP), listed)).toMatchObject({
      verdict: 'refused',
      because: [{ code: 'claim-mismatch', data: { claim: 'appid', accepted: [OTHER_APP] } }],
    });
  });

  test('is known where its own export shows it', () => {
    const from = call(known(ID), { clientId: CLIENT, principalId: OBJECT });
    expect(ask(from, both(CLIENT)).verdict).toBe('accepted');
    expect(ask(from, both(OBJECT)).verdict).toBe('refused');
    expect(ask(from, [policy([claim('iss', V1), claim('aud', APP), claim('oid', OBJECT)])]).verdict).toBe('unknown');
  });

  test('is not known without either', () => {
    expect(ask(call(), both(CLIENT)).verdict).toBe('unknown');
    expect(ask(call(null), both(CLIENT), listed).verdict).toBe('unknown');
    expect(ask(call(hole('id', 'string')), both(CLIENT), listed).verdict).toBe('unknown');
  });

  test('is meant by reference() of its own id, and not by that of another', () => {
    const referred = (id: string) =>
      hole(`get(reference(${id}), 'clientId')`, 'any', {
        call: {
          fn: 'get',
          args: [
            hole(`reference(${id})`, 'object', { call: { fn: 'reference', args: [known(id)] } }),
            known('clientId'),
          ],
        },
      });
    expect(ask(call(), both(referred(ID.toLowerCase()))).verdict).toBe('accepted');
    expect(ask(call(), both(referred(`${ID}-2`))).verdict).toBe('refused');
    expect(ask(call(), both(join([referred(ID), 'x']))).verdict).not.toBe('accepted');
  });

  test('with the claim of the other version is nothing to be sure of', () => {
    const crossed = [
      policy([claim('iss', V1), claim('aud', APP), claim('azp', CLIENT)], 'v1'),
      policy([claim('iss', V2), claim('aud', APP), claim('appid', CLIENT)], 'v2'),
    ];
    expect(ask(call(), crossed, listed).verdict).toBe('unknown');
    const another = [policy([claim('iss', V1), claim('aud', APP), claim('azp', OTHER_APP)], 'v1')];
    expect(ask(call(), another, listed).verdict).toBe('refused');
  });
});

test('a system-assigned identity is known by its object id where the directory lists its principal', () => {
  const inventory = parseInventory([[{ id: OBJECT, appId: CLIENT, servicePrincipalNames: [CLIENT, APP] }]]);
  const identity = identityOf(
    known({ type: 'SystemAssigned', principalId: OBJECT.toUpperCase(), tenantId: TENANT }),
    at,
  );
  const from = sender({ identity, credential: { kind: 'managed-identity', audience: known(APP), identity: null, at } });
  expect(ask(from, both(CLIENT), inventory).verdict).toBe('accepted');
  expect(ask(from, both(OTHER_APP), inventory).verdict).toBe('refused');
  expect(ask(from, both(CLIENT)).verdict).toBe('unknown');
});

test('an application is known by the client id that it authenticates with', () => {
  const credential = {
    kind: 'oauth',
    audience: known(APP),
    tenant: known(TENANT),
    clientId: known(CLIENT),
    at,
  } as const;
  expect(ask(sender({ credential }), both(CLIENT)).verdict).toBe('accepted');
  expect(ask(sender({ credential }), both(OTHER_APP)).verdict).toBe('refused');
});
