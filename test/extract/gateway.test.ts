/** Policies of API Management as they stand in templates: facts/doors.md §1.1–§1.5. */
import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../src/extract/policy-xml.ts';
import type { GatewayApi, Json } from '../../src/model.ts';
import { factsOf } from '../fixtures.ts';

const at = { file: 'a.json', pointer: '' };
const TENANT = '0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42';
const CHECK = `<validate-azure-ad-token tenant-id="${TENANT}"><audiences><audience>api://orders</audience></audiences></validate-azure-ad-token>`;
const policy = (inbound: string): string =>
  `<policies><inbound>${inbound}</inbound><backend><base /></backend></policies>`;

describe('the XML', () => {
  test('validate-azure-ad-token', () => {
    const { checks, base } = readPolicy(
      policy(`<base /><validate-azure-ad-token tenant-id="${TENANT}" failed-validation-httpcode="403">
        <client-application-ids><application-id>one</application-id><application-id>{{two}}</application-id></client-application-ids>
        <audiences><audience> api://orders </audience><audience>@(context.Request.OriginalUrl.Host)</audience></audiences>
      </validate-azure-ad-token>`),
      at,
    ); // prettier-ignore
    expect(base).toBe(true);
    expect(checks).toMatchObject([
      {
        kind: 'validate-azure-ad-token',
        bearer: 'yes',
        status: 403,
        tenant: { value: TENANT },
        audiences: [{ value: 'api://orders' }, { kind: 'hole' }],
        applications: [{ value: 'one' }, { kind: 'hole' }],
        issuers: [],
      },
    ]);
  });

  test('validate-jwt', () => {
    const xml = (attributes: string) =>
      policy(`<validate-jwt ${attributes}><openid-config url="https://x" /><audiences><audience>a</audience></audiences><issuers><issuer>i</issuer></issuers></validate-jwt>`);
    const [check] = readPolicy(xml('header-name="authorization"'), at).checks ?? [];
    expect(check).toMatchObject({ kind: 'validate-jwt', bearer: 'yes', status: 401, issuers: [{ value: 'i' }], tenant: null });
    expect(readPolicy(xml('header-name="X-Token"'), at).checks?.[0]?.bearer).toBe('unknown');
    expect(readPolicy(xml('query-parameter-name="token"'), at).checks?.[0]?.bearer).toBe('unknown');
    expect(readPolicy(xml('header-name="Authorization" failed-validation-httpcode="@(401)"'), at).checks?.[0]?.status).toBeNull();
  }); // prettier-ignore

  test.each([
    ['behind harmless steps', `<base /><cors /><set-header name="X-A" exists-action="override" />${CHECK}`, 1],
    ['none', '<base />', 0],
    ['inside a condition', `<choose><when condition="@(true)">${CHECK}</when></choose>`, 0],
    ['before a condition', `${CHECK}<choose />`, 1],
    ['behind a condition: met by some calls only', `<choose />${CHECK}`, undefined],
    ['behind a header that is set', `<set-header name="Authorization" exists-action="override" />${CHECK}`, undefined],
    ['behind a header of a computed name', `<set-header name="@(x)" exists-action="override" />${CHECK}`, undefined],
    ['behind an answer', `<return-response />${CHECK}`, undefined],
    ['two, with a step between', `${CHECK}<return-response />${CHECK}`, 1],
  ])('%s', (_, inbound, expected) => {
    expect(readPolicy(policy(inbound), at).checks?.length).toBe(expected);
  });

  test('what is no policy, or no XML', () => {
    const texts = ['', 'no', '<policies />', '<fragment />', `<policies><inbound>${CHECK}</policies>`, policy('<set-variable value="@(a["b"])" />'), policy(CHECK) + ' '.repeat(400_000), '<a>'.repeat(100_000)];
    for (const text of texts) expect(readPolicy(text, at)).toEqual({ checks: undefined, base: false });
  }); // prettier-ignore

  test('no entities are taken from the text', () => {
    const bomb =
      '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + policy('<base />').replace('<base />', '&b;');
    expect(readPolicy(bomb, at).checks).toBeUndefined();
  });
});

const resource = (type: string, name: string, properties: Json, more: Record<string, Json> = {}): Json => ({
  type: `Microsoft.ApiManagement/service${type}`,
  apiVersion: '2022-08-01',
  name,
  properties,
  ...more,
});
const api = resource('/apis', 'gateway/orders', { path: 'orders', displayName: 'Orders' });
const apiPolicy = (value: string, more: Record<string, Json> = {}): Json =>
  resource('/apis/policies', 'gateway/orders/policy', { format: 'rawxml', value, ...more });

function apisIn(resources: readonly Json[]): readonly GatewayApi[] {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { on: { type: 'bool' } },
    resources,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(template));
  return factsOf([{ id: 'main.json', bytes, project: '' }]).flatMap(({ apis }) => apis);
}

describe('the template', () => {
  const count = (resources: readonly Json[]): number | string | undefined => {
    const [only] = apisIn(resources);
    return only?.checks === 'unknown' ? 'unknown' : only?.checks.length;
  };
  const wide = (inbound: string): Json => resource('/policies', 'gateway/policy', { value: policy(inbound) });
  const operation = (inbound: string): Json =>
    resource('/apis/operations/policies', 'gateway/orders/post/policy', { value: policy(inbound) });

  test('says name, path and service', () => {
    expect(apisIn([api, apiPolicy(policy(CHECK))])).toMatchObject([
      { name: 'orders', service: { value: 'gateway' }, api: { value: 'orders' }, path: { value: 'orders' } },
    ]);
  });

  test.each<[string, readonly Json[], number | string]>([
    ['its own policy', [api, apiPolicy(policy(CHECK))], 1],
    ['none', [api], 'unknown'],
    ['a policy without checks', [api, apiPolicy(policy('<base />'))], 'unknown'],
    ['that of the service, put in', [api, wide(CHECK), apiPolicy(policy('<base />'))], 1],
    ['that of the service, where there is no other', [api, wide(CHECK)], 1],
    ['that of the service, left out', [api, wide(CHECK), apiPolicy(policy('<cors />'))], 'unknown'],
    ['both', [api, wide(CHECK), apiPolicy(policy(`<base />${CHECK}`))], 2],
    ['an operation that puts them in', [api, apiPolicy(policy(CHECK)), operation('<base />')], 1],
    ['an operation that does not', [api, apiPolicy(policy(CHECK)), operation('<cors />')], 'unknown'],
    ['text behind a link', [api, apiPolicy('https://example.com/policy.xml', { format: 'rawxml-link' })], 'unknown'],
    ['text of a parameter', [api, apiPolicy("[parameters('policy')]")], 'unknown'],
    ['deployed on a condition', [api, { ...(apiPolicy(policy(CHECK)) as Record<string, Json>), condition: "[parameters('on')]" }], 'unknown'],
    ['text that is put together', [api, apiPolicy(`[concat('${policy(CHECK).slice(0, 20)}', '${policy(CHECK).slice(20)}')]`)], 1],
  ])('%s', (_, resources, expected) => expect(count(resources)).toBe(expected)); // prettier-ignore
});
