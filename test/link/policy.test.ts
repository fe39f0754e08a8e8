/** One token against one policy, claim by claim; and the texts that say what is wrong with an issuer or an audience. */
import { describe, expect, test } from 'vitest';
import { audienceFault } from '../../src/link/audience.ts';
import { issuerFlaw, issuerScope } from '../../src/link/issuer.ts';
import { issuerForm, match } from '../../src/link/policy.ts';
import type { Token } from '../../src/link/tokens.ts';
import type { Claim, Value } from '../../src/model.ts';
import { hole, join, known } from '../../src/value.ts';
import { APP, at, claim, OTHER_APP, OTHER_TENANT, policy, TENANT, V1, V2 } from './parts.ts';

const OBJECT = 'c83f6b12-0d5e-49a7-b264-e19f70d8453a';
const open = hole("main.json:parameters('x')", 'string');

function token(version: 1 | 2, more: Partial<Token> = {}): Token {
  return {
    version,
    aud: known(APP),
    tenant: known(TENANT),
    oid: known(OBJECT),
    client: known(OTHER_APP),
    resource: null,
    kind: 'system',
    ...more,
  };
}

describe('a policy', () => {
  const answer = (claims: readonly Claim[], type = 'AAD', asked = token(1)) =>
    match(policy(claims, 'p', type), asked).answer;
  const whole = [claim('iss', V1), claim('aud', APP)];

  test.each([
    ['all match', whole, 'AAD', 'yes'],
    ['its type in other letters', whole, 'aad', 'yes'],
    ['PoP is wanted', whole, 'aadPop', 'no'],
    ['another type', whole, 'Certificate', 'unknown'],
    ['no issuer', [claim('aud', APP)], 'AAD', 'unknown'],
    ['no claims', [], 'AAD', 'unknown'],
    ['a claim that fails beside one that is not known', [claim('aud', OTHER_APP), claim('roles', 'x')], 'AAD', 'no'],
    ['a claim of the application', [...whole, claim('roles', 'Orders.Send')], 'AAD', 'unknown'],
    ['names of claims in other letters', [claim('ISS', V1), claim('Aud', APP)], 'AAD', 'yes'],
    ['the tenant', [...whole, claim('tid', TENANT.toUpperCase())], 'AAD', 'yes'],
    ['another tenant', [...whole, claim('tid', OTHER_TENANT)], 'AAD', 'no'],
    ['the object id as subject', [...whole, claim('sub', OBJECT)], 'AAD', 'yes'],
    ['the object id', [...whole, claim('oid', OBJECT)], 'AAD', 'yes'],
    ['another object id', [...whole, claim('oid', TENANT)], 'AAD', 'no'],
    ['the application', [...whole, claim('appid', OTHER_APP)], 'AAD', 'yes'],
    ['another application', [...whole, claim('appid', TENANT)], 'AAD', 'no'],
    ['the application, in the claim of the other version', [...whole, claim('azp', OTHER_APP)], 'AAD', 'unknown'],
    ['another application, in the claim of the other version', [...whole, claim('azp', TENANT)], 'AAD', 'no'],
  ] as const)('%s', (_, claims, type, expected) => {
    expect(answer(claims, type)).toBe(expected);
  });

  test('of a token of version 2', () => {
    const two = token(2);
    expect(answer([claim('iss', V2), claim('aud', APP), claim('azp', OTHER_APP)], 'AAD', two)).toBe('yes');
    expect(answer([claim('iss', V2), claim('aud', APP), claim('appid', OTHER_APP)], 'AAD', two)).toBe('unknown');
    expect(answer([claim('iss', V1), claim('aud', APP)], 'AAD', two)).toBe('no');
  });

  test('whose claims or type are not known is not decided', () => {
    const one = policy(whole);
    expect(match({ ...one, claims: 'unknown' }, token(1)).answer).toBe('unknown');
    expect(match({ ...one, type: null }, token(1)).answer).toBe('unknown');
    expect(match({ ...one, claims: [...whole, { name: open, value: known('x'), at }] }, token(1)).answer).toBe(
      'unknown',
    );
    expect(match({ ...one, claims: [...whole, { name: known('aud'), value: null, at }] }, token(1)).claims[2]).toEqual({
      name: 'aud',
      claim: { name: known('aud'), value: null, at },
      answer: 'unknown',
      caseOnly: false,
    });
  });

  test('and a caller of no known tenant', () => {
    const stranger = token(1, { tenant: null });
    expect(answer([...whole, claim('tid', TENANT)], 'AAD', stranger)).toBe('unknown');
    expect(answer([claim('iss', V2), claim('aud', APP)], 'AAD', stranger)).toBe('no');
  });

  test('letter case alone is told of an audience', () => {
    const [, audience] = match(policy([claim('iss', V1), claim('aud', APP.toUpperCase())]), token(1)).claims;
    expect(audience).toMatchObject({ name: 'aud', answer: 'unknown', caseOnly: true });
    const [, other] = match(policy([claim('iss', V1), claim('aud', OTHER_APP)]), token(1)).claims;
    expect(other).toMatchObject({ answer: 'no', caseOnly: false });
    const [, same] = match(policy([claim('iss', V1), claim('aud', APP)]), token(1)).claims;
    expect(same).toMatchObject({ answer: 'yes', caseOnly: false });
  });
});

describe('an issuer', () => {
  const unread = { version: null, tenant: null, exact: false };

  test.each<[string | Value, object]>([
    [V1, { version: 1, tenant: TENANT, exact: true }],
    [V1.slice(0, -1), { version: 1, tenant: TENANT, exact: false }],
    [`${V1}x`, { version: 1, tenant: `${TENANT}/x`, exact: false }],
    [`${V1}v2.0`, { version: 1, tenant: TENANT, exact: false }],
    [V2, { version: 2, tenant: TENANT, exact: true }],
    [`${V2}/`, { version: 2, tenant: TENANT, exact: false }],
    [V2.replace('/v2.0', '/V2.0'), { version: 2, tenant: TENANT, exact: false }],
    [V2.replace('/v2.0', ''), { version: null, tenant: TENANT, exact: false }],
    [V2.replace('/v2.0', '/'), { version: null, tenant: TENANT, exact: false }],
    [V2.replace('.com', '.us'), { version: 2, tenant: TENANT, exact: true }],
    [V2.replace('.com', '.cn'), unread],
    [V2.toUpperCase(), { version: 2, tenant: TENANT.toUpperCase(), exact: false }],
    [`x${V1}`, unread],
    [`x${V2}`, unread],
    [open, unread],
    [join(['https://sts.windows.net/', open, '/']), { version: 1, tenant: null, exact: true }],
    [join(['https://login.microsoftonline.com/', open, '/v2.0']), { version: 2, tenant: null, exact: true }],
  ])('%j', (text, expected) => {
    expect(issuerForm(typeof text === 'string' ? known(text) : text)).toEqual(expected);
  });

  const tenantId = hole('main.json:subscription().tenantId', 'string');

  test.each<[string | Value, string | null]>([
    [V1, null],
    [V2, null],
    [V1.slice(0, -1), 'form'],
    [`${V2}/`, 'form'],
    ['https://login.microsoftonline.com/common/v2.0', 'tenantless'],
    ['https://sts.windows.net/Organizations/', 'tenantless'],
    ['https://login.microsoftonline.com/consumers/x/v2.0', 'tenantless'],
    ['https://contoso.example/', 'prefix'],
    ['http://sts.windows.net/x/', 'prefix'],
    ['https://login.microsoftonline.us/x/v2.0', null],
    ['https://login.partner.microsoftonline.cn/x/v2.0', null],
    ['https://login.microsoftonline.us', null],
    ['https://login.microsoftonline.use/x', 'prefix'],
    ['see https://login.microsoftonline.us/x', 'prefix'],
    ['https://us/x', 'prefix'],
    ['#{issuer}#', null],
    ['{issuer}', null],
    ['<issuer>', null],
    ['$(issuer)', null],
    ['issuer of <tenant>', 'prefix'],
    [open, null],
    [join(['https://sts.', open]), null],
    [join(['https://stx.', open]), 'prefix'],
    [join(['https://sts.windows.net/', open]), null],
    [join(['https://sts.windows.net/', tenantId]), 'form'],
    [join(['https://sts.windows.net/', tenantId, '/']), null],
    [join(['https://login.microsoftonline.com/', tenantId, '/']), 'form'],
  ])('%j as a policy has it: %s', (text, flaw) => {
    expect(issuerFlaw(typeof text === 'string' ? known(text) : text)).toBe(flaw);
  });

  test.each<[string | Value, string | null]>([
    [V2, null],
    ['https://login.microsoftonline.com/common/v2.0', 'any-tenant'],
    ['https://login.microsoftonline.com/Common', 'any-tenant'],
    ['https://login.microsoftonline.com:443/organizations/v2.0', 'any-tenant'],
    ['https://login.microsoftonline.us/consumers/', 'any-tenant'],
    ['https://login.partner.microsoftonline.cn/common', 'any-tenant'],
    ['https://sts.windows.net/', 'any-tenant'],
    ['https://sts.windows.net', 'any-tenant'],
    ['https://login.microsoftonline.com/v2.0', 'any-tenant'],
    ['https://sts.windows.net/commoner/', null],
    ['https://sts.windows.network/common', null],
    ['https://contoso.example/common', null],
    ['http://sts.windows.net/common/', 'malformed'],
    ['sts.windows.net', 'malformed'],
    ['x https://sts.windows.net/', 'malformed'],
    ['<issuer>', null],
    [open, null],
    [join(['htt', open]), null],
    [join(['ftp', open]), 'malformed'],
    [join(['https://sts.windows.net/', open]), null],
    [join(['https://sts.windows.net/common', open]), null],
    [join(['https://sts.windows.net/common/', open]), 'any-tenant'],
  ])('%j as App Service authentication has it: %s', (text, scope) => {
    expect(issuerScope(typeof text === 'string' ? known(text) : text)).toBe(scope);
  });
});

describe('an audience', () => {
  const BARE = 'it is neither a URI nor an application id';
  const BLANK = 'it has a blank at its start or end';
  const URL = 'it is the URL of a trigger, not the identifier of an application';
  const SCOPE = "it ends with '/.default', which is a scope and not an audience";
  const HEX = '4e1b90c7a25d4f83b6e0c7d1982a5f34';

  test.each<[string | Value, string | undefined]>([
    [APP, undefined],
    ['api://orders', undefined],
    ['https://orders.contoso.example', undefined],
    [`${APP}/orders`, undefined],
    ['orders', BARE],
    ['orders.contoso.example', BARE],
    ['orders.contoso.example/api', BARE],
    ['orders api', undefined],
    ['<audience>', undefined],
    ['https://orders.contoso.example/.default', SCOPE],
    ['https://orders.contoso.example/.DEFAULT', SCOPE],
    ['https://orders.contoso.example/.default/x', undefined],
    ['', 'it is empty'],
    ['  ', 'it is empty'],
    [' api://orders', BLANK],
    ['api://orders ', BLANK],
    [`https://prod-01.westeurope.logic.azure.com/workflows/${HEX}`, URL],
    ['https://orders.contoso.example/triggers/manual/paths/invoke', URL],
    ['https://orders.contoso.example/api/intake/triggers/manual/invoke', URL],
    ['https://orders.contoso.example/triggers/a/b/invoke', undefined],
    ['https://orders.contoso.example/triggers//invoke', undefined],
    [open, undefined],
    [join(['orders', open]), undefined],
    [join([' api://', open]), BLANK],
    [join(['api://', open, ' ']), undefined],
    [join([open, '/.default']), SCOPE],
    [{ ...open, error: 'there is no parameter' }, 'it is an expression that cannot be evaluated'],
  ])('%j: %s', (audience, fault) => {
    expect(audienceFault(typeof audience === 'string' ? known(audience) : audience, true)).toBe(fault);
  });

  test('that is an expression of a template', () => {
    const outside = 'it is a template expression outside a template, and is sent as it stands';
    const unclosed = 'it is a template expression without its closing bracket or its quotes, and is sent as it stands';
    for (const text of ["[parameters('aud')]", "[[ parameters ('aud')] ", "[Concat('api://', 'x')]"]) {
      expect(audienceFault(known(text), true)).toBe(outside);
      expect(audienceFault(known(text), false)).toBeUndefined();
    }
    expect(audienceFault(known("[parameters('aud')"), true)).toBe(unclosed);
    expect(audienceFault(known("[parameters('aud')"), false)).toBe(unclosed);
    expect(audienceFault(known('[orders]'), true)).toBeUndefined();
    expect(audienceFault(known("see [parameters('aud')]"), true)).toBeUndefined();
  });
});
