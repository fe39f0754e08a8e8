/** The policies of a door against the tokens that a sender may get: the nearest cause, and what is not known. */
import { describe, expect, test } from 'vitest';
import { judgeToken } from '../../src/link/judge.ts';
import type { Token } from '../../src/link/tokens.ts';
import type { Claim, Credential, Policy, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { access, APP, at, claim, identity, OTHER_APP, OTHER_TENANT, policy, TENANT, V1, V2 } from './parts.ts';

const OBJECT = 'c83f6b12-0d5e-49a7-b264-e19f70d8453a';

function token(version: 1 | 2, aud: string | Value = APP): Token {
  return {
    version,
    aud: typeof aud === 'string' ? known(aud) : aud,
    tenant: known(TENANT),
    oid: known(OBJECT),
    client: known(OTHER_APP),
    resource: null,
    kind: 'system',
  };
}

function judged(
  policies: readonly Policy[] | 'unknown',
  tokens: readonly Token[] = [token(1)],
  credential: Credential = identity(APP),
) {
  return judgeToken(access({ policies }), tokens, credential);
}

/** The cause of the refusal, with what it says. */
function cause(policies: readonly Policy[], tokens?: readonly Token[], credential?: Credential) {
  const verdict = judged(policies, tokens, credential);
  if (verdict.kind !== 'refused') throw new Error(verdict.kind);
  expect(verdict.because).toHaveLength(1);
  return verdict.because[0];
}

const iss = claim('iss', V1);
const aud = claim('aud', APP);
const placed = (one: Claim, pointer: string): Claim => ({ ...one, at: { file: 'b.json', pointer } });

describe('what is missing', () => {
  test.each<[string, readonly Policy[] | 'unknown', readonly Token[], readonly string[]]>([
    ['the policies', 'unknown', [token(1)], ['the authorization policies of the receiver']],
    ['its audience', [policy([iss, aud])], [token(1, hole('x', 'string'))], ['which audience the token carries']],
    ['a claim', [policy([iss, aud, claim('Roles', 'x')])], [token(1)], ["the claim 'roles' of the token"]],
    ['two claims', [policy([iss, aud, claim('roles', 'x'), claim('groups', 'y')])], [token(1)], ["the claim 'roles' of the token", "the claim 'groups' of the token"]],
    ['the issuer', [policy([claim('iss', hole('x', 'string')), aud])], [token(1)], ['which tenant and token version the token is issued by']],
    ['which kind of policy it is', [policy([iss, aud], 'p', 'Certificate')], [token(1)], ['what the policies demand']],
    ['the version: one is let in, the other is not', [policy([iss, aud])], [token(1), token(2)], ['which token version the application behind the audience issues']],
    ['the version, where a policy beside it is open', [policy([iss, aud]), policy([iss, aud, claim('roles', 'x')])], [token(1), token(2)], ['which token version the application behind the audience issues']],
    ['a claim of the policy that may let it in, not of one that does not', [policy([iss, aud, claim('roles', 'x')]), policy([iss, claim('aud', OTHER_APP), claim('groups', 'y')])], [token(1)], ["the claim 'roles' of the token"]],
  ])('%s', (_, policies, tokens, missing) => {
    expect(judged(policies, tokens)).toEqual({ kind: 'unknown', missing, suspects: [] });
  }); // prettier-ignore
});

test('without a token that is known nothing is decided, but where there is no policy', () => {
  const [one, none] = [access({ policies: [policy([iss, aud])] }), access({ policies: [] })];
  expect(judgeToken(one, undefined, identity(null))).toEqual({
    kind: 'unknown',
    missing: ['the audience of the token'],
    suspects: [],
  });
  expect(judgeToken(none, undefined, identity(null))).toMatchObject({ because: [{ code: 'no-policy', at: none.at }] });
});

describe('letter case of an audience', () => {
  const upper = claim('aud', APP.toUpperCase());
  const suspect = {
    code: 'audience-mismatch',
    data: { asked: APP, accepted: [APP.toUpperCase()], nearest: APP.toUpperCase(), difference: 'case' },
    at,
  };

  test('is the suspect where nothing else is in the way', () => {
    expect(judged([policy([iss, upper])])).toMatchObject({ kind: 'unknown', suspects: [suspect] });
    const beside = policy([iss, aud, claim('roles', 'x')]);
    expect(judged([policy([iss, upper]), beside])).toMatchObject({ kind: 'unknown', suspects: [suspect] });
    const other = policy([claim('iss', `https://sts.windows.net/${OTHER_TENANT}/`), aud]);
    expect(judged([policy([iss, upper]), other])).toMatchObject({ kind: 'unknown', suspects: [suspect] });
  });

  test('is none where another claim fails anyway', () => {
    const policies = [policy([iss, upper, claim('oid', TENANT)]), policy([iss, aud, claim('roles', 'x')])];
    expect(judged(policies)).toMatchObject({ kind: 'unknown', suspects: [] });
  });
});

describe('the nearest cause', () => {
  const here = { code: 'issuer-mismatch', data: { accepted: [V2] } };

  test.each<[string, readonly Policy[], readonly Token[], object]>([
    ['no audience fits', [policy([iss, claim('aud', OTHER_APP)])], [token(1)], { code: 'audience-mismatch', data: { accepted: [OTHER_APP] } }],
    ['the audience fits, the issuer does not', [policy([claim('iss', V2), aud])], [token(1)], here],
    ['one policy has the audience, another the issuer', [policy([claim('iss', V2), aud]), policy([iss, claim('aud', OTHER_APP)])], [token(1)], here],
    ['no policy names an audience', [policy([claim('iss', V2)])], [token(1)], here],
    ['no policy names an audience, each fails otherwise', [policy([claim('iss', V2), claim('oid', TENANT)]), policy([iss, claim('oid', TENANT)])], [token(1)], { code: 'claim-mismatch', data: { claim: 'oid', accepted: [TENANT] } }],
    ['another claim', [policy([iss, aud, claim('oid', TENANT)])], [token(1)], { code: 'claim-mismatch', data: { claim: 'oid', accepted: [TENANT] } }],
    ['issuer here, another claim there', [policy([claim('iss', V2), aud]), policy([iss, aud, claim('tid', OTHER_TENANT)])], [token(1)], { code: 'claim-mismatch', data: { claim: 'tid', accepted: [OTHER_TENANT] } }],
    ['another scheme', [policy([iss, aud], 'p', 'AADPOP')], [token(1)], { code: 'wrong-scheme', data: {} }],
    ['another scheme here, another audience there', [policy([iss, aud], 'p', 'AADPOP'), policy([iss, claim('aud', OTHER_APP)])], [token(1)], { code: 'wrong-scheme' }],
    ['of two versions the one that the policy is meant for', [policy([iss, claim('aud', OTHER_APP)])], [token(1), token(2)], { code: 'audience-mismatch' }],
    ['of two versions the one that the policy is meant for: its other claim', [policy([iss, aud, claim('oid', TENANT)])], [token(1), token(2)], { code: 'claim-mismatch', data: { claim: 'oid' } }],
  ])('%s', (_, policies, tokens, expected) => {
    expect(cause(policies, tokens)).toMatchObject(expected);
  }); // prettier-ignore

  test('stands where the claim does that refuses', () => {
    expect(cause([policy([placed(claim('iss', V2), '/iss'), aud])])?.at?.pointer).toBe('/iss');
    expect(cause([policy([iss, aud, placed(claim('oid', TENANT), '/oid')])])?.at?.pointer).toBe('/oid');
    expect(cause([policy([iss, placed(claim('aud', OTHER_APP), '/aud')])])?.at?.pointer).toBe('/aud');
    const from = { file: 'b.json', pointer: '/value' };
    expect(cause([policy([iss, placed(claim('aud', known(OTHER_APP, from)), '/aud')])])?.at).toEqual(from);
    expect(cause([policy([iss, placed(claim('aud', known(`${APP}/`, from)), '/aud')])])?.at).toEqual(from);
  });

  test('names each accepted text once', () => {
    const twice = [policy([iss, claim('aud', OTHER_APP)]), policy([claim('iss', V2), claim('aud', OTHER_APP)])];
    expect(cause(twice)?.data).toMatchObject({ accepted: [OTHER_APP] });
  });
});

describe('the nearest accepted audience', () => {
  test.each<[string, readonly (string | Value)[], string, string]>([
    ['https://orders.example/', ['https://orders.example'], 'https://orders.example', 'slash'],
    ['https://orders.example', ['https://orders.example//'], 'https://orders.example//', 'slash'],
    [' https://orders.example', ['https://orders.example'], 'https://orders.example', 'blank'],
    ['api://orders', ['orders'], 'orders', 'scheme'],
    ['orders', ['API://Orders/'], 'API://Orders/', 'scheme'],
    ['API://orders ', ['orders'], 'orders', 'scheme'],
    ['api://orders', ['api://stock', 'api://orders/', 'orders'], 'api://orders/', 'slash'],
    ['api://orders', ['api://stock', 'api://bills'], 'api://stock', 'other'],
    ['api://orders/a', ['api://ordersa'], 'api://ordersa', 'other'],
    ['orders', ['xapi://orders'], 'xapi://orders', 'other'],
    ['orders', ['ordersStryker'], 'ordersStryker', 'other'],
  ])('%j against %j: %s, %s', (asked, accepted, nearest, difference) => {
    const policies = accepted.map((one) => policy([iss, claim('aud', one)]));
    expect(cause(policies, [token(1, asked)], identity(asked))).toMatchObject({
      code: 'audience-mismatch',
      data: { asked, nearest, difference },
    });
  });

  test('may hold an unknown part', () => {
    const part = hole("main.json:parameters('name')", 'string');
    const [asked, accepted] = [join(['api://', part]), join(['api://', part, '/'])];
    expect(cause([policy([iss, claim('aud', accepted)])], [token(1, asked)], identity(asked))).toMatchObject({
      data: { difference: 'slash' },
    });
  });

  test('without an audience that one is asked for: the default, which is missing', () => {
    expect(cause([policy([iss, aud])], [token(1, 'https://management.azure.com/')], identity(null))).toMatchObject({
      code: 'audience-missing',
      data: { asked: 'https://management.azure.com/', nearest: APP, difference: 'other' },
    });
  });

  test('of an application that signs in by itself', () => {
    const credential: Credential = { kind: 'oauth', audience: known(`${APP}/`), tenant: known(TENANT), at };
    expect(cause([policy([iss, aud])], [token(1, `${APP}/`)], credential)).toMatchObject({
      code: 'audience-mismatch',
      data: { asked: `${APP}/`, difference: 'slash' },
    });
  });
});
