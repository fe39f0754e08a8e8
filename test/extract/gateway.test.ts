/** Policies of API Management as they stand in templates: facts/doors.md §1.1–§1.5. */
import { describe, expect, test } from 'vitest';
import { readPolicy, secretsOfPolicy } from '../../src/extract/policy-xml.ts';
import type { Gateway, Json, PolicySteps } from '../../src/model.ts';
import { checksFor } from '../../src/link/gateway-policies.ts';
import { servicesOf } from '../../src/link/gateways.ts';
import { factsOf } from '../fixtures.ts';

const at = { file: 'a.json', pointer: '' };
const TENANT = '0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42';
const CHECK = `<validate-azure-ad-token tenant-id="${TENANT}"><audiences><audience>api://orders</audience></audiences></validate-azure-ad-token>`;
const policy = (inbound: string): string =>
  `<policies><inbound>${inbound}</inbound><backend><base /></backend></policies>`;

function steps(text: string): PolicySteps {
  const read = readPolicy(text, at);
  if (read === 'unknown') throw new Error('the policy cannot be read');
  return read;
}

describe('the XML', () => {
  test('validate-azure-ad-token', () => {
    const { after, base } = steps(
      policy(`<base /><validate-azure-ad-token tenant-id="${TENANT}" failed-validation-httpcode="403">
        <client-application-ids><application-id>one</application-id><application-id>{{two}}</application-id></client-application-ids>
        <audiences><audience> api://orders </audience><audience>@(context.Request.OriginalUrl.Host)</audience></audiences>
      </validate-azure-ad-token>`),
    ); // prettier-ignore
    expect(base).toBe(true);
    expect(after).toMatchObject([
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
    const only = (attributes: string) => steps(xml(attributes)).before[0];
    const check = only('header-name="authorization"');
    expect(check).toMatchObject({ kind: 'validate-jwt', bearer: 'yes', status: 401, issuers: [{ value: 'i' }], tenant: null });
    expect(only('header-name="X-Token"')?.bearer).toBe('unknown');
    expect(only('query-parameter-name="token"')?.bearer).toBe('unknown');
    expect(only('header-name="Authorization" failed-validation-httpcode="@(401)"')?.status).toBeNull();
  }); // prettier-ignore

  // Before the wider policy, is it put in, behind it, do calls come through.
  test.each([
    ['behind harmless steps', `<base /><cors /><set-header name="X-A" exists-action="override" />${CHECK}`, [0, true, 1, true]],
    ['none', '<base />', [0, true, 0, true]],
    ['before the wider policy', `${CHECK}<base />`, [1, true, 0, true]],
    ['without the wider policy', CHECK, [1, false, 0, true]],
    ['inside a condition', `<choose><when condition="@(true)">${CHECK}</when></choose>`, [0, false, 0, false]],
    ['before a condition', `${CHECK}<choose />`, [1, false, 0, false]],
    ['behind a condition: met by some calls only', `<choose />${CHECK}`, [0, false, 0, false]],
    ['the wider policy behind a condition', `<choose /><base />`, [0, false, 0, false]],
    ['behind a header that is set', `<set-header name="Authorization" exists-action="override" />${CHECK}`, [0, false, 0, false]],
    ['behind a header of a computed name', `<set-header name="@(x)" exists-action="override" />${CHECK}`, [0, false, 0, false]],
    ['behind an answer', `<return-response />${CHECK}`, [0, false, 0, false]],
    ['two, with a step between', `<base />${CHECK}<return-response />${CHECK}`, [0, true, 1, false]],
  ])('%s', (_, inbound, expected) => {
    const { before, base, after, through } = steps(policy(inbound));
    expect([before.length, base, after.length, through]).toEqual(expected);
  }); // prettier-ignore

  test('named values are holes, whole or in a text', () => {
    const named = (text: string) => steps(policy(CHECK.replace('api://orders', text))).before[0]?.audiences[0];
    expect(named('{{Audience}}')).toMatchObject({ kind: 'hole', name: "namedValue('audience')" });
    expect(named('api://{{app}}/x')).toMatchObject({
      kind: 'text',
      parts: ['api://', { name: "namedValue('app')" }, '/x'],
    });
    for (const text of ['{{a b}}', '{{a}}{{', '@(x)', '@{ return "{{a}}"; }'])
      expect(named(text)).toMatchObject({ kind: 'hole', name: expect.stringContaining('audiences') as string });
  });

  test('tokens of other tools', () => {
    const [check] = steps(policy(CHECK.replace('api://orders', 'api://#{App}#').replace(TENANT, '__Tenant__'))).before;
    expect(check?.audiences[0]?.kind).toBe('text');
    expect(check?.tenant?.kind).toBe('hole');
    expect(readPolicy(policy(`#{Inbound}#${CHECK}`), at)).toBe('unknown');
    expect(steps(policy(`<set-header name="#{Header}#" />${CHECK}`)).before).toEqual([]);
  });

  test('in a file of its own each check stands at its element', () => {
    const text = policy(`<base />${CHECK}`);
    const read = readPolicy(text, ({ start, name }) => ({ ...at, offset: [start, start + name.length + 1] }));
    const offset = read === 'unknown' ? undefined : read.after[0]?.at.offset;
    expect(text.slice(...(offset ?? [0, 0]))).toBe('<validate-azure-ad-token');
  });

  test('what may be a secret is hidden: headers that are set, keys, passwords', () => {
    const text = policy(
      '<set-header name="x-functions-key"><value>oBvious1Rubbish2Text</value></set-header><authentication-basic username="u" password="p" /><set-header name="x"><value>{{key}}</value></set-header>',
    );
    const hidden = secretsOfPolicy(text, 'a.xml').map(({ at: { offset } }) => text.slice(...(offset ?? [0, 0])));
    expect(hidden.sort()).toEqual(['<authentication-basic username="u" password="p" />', '<value>oBvious1Rubbish2Text</value>']);
  }); // prettier-ignore

  test('what is no policy, or no XML', () => {
    const texts = ['', 'no', '<policies />', '<fragment />', `<policies><inbound>${CHECK}</policies>`, policy('<set-variable value="@(a["b"])" />'), policy(CHECK) + ' '.repeat(400_000), '<a>'.repeat(100_000)];
    for (const text of texts) expect(readPolicy(text, at)).toBe('unknown');
  }); // prettier-ignore

  test('no entities are taken from the text', () => {
    const bomb =
      '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + policy('<base />').replace('<base />', '&b;');
    expect(readPolicy(bomb, at)).toBe('unknown');
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

function gatewaysIn(resources: readonly Json[]): readonly Gateway[] {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { on: { type: 'bool' } },
    resources,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(template));
  return factsOf([{ id: 'main.json', bytes, project: '' }]).flatMap(({ gateways }) => gateways);
}

describe('the template', () => {
  const count = (resources: readonly Json[], path = 'new', method = 'POST'): number | string | undefined => {
    const service = servicesOf(gatewaysIn(resources)).byName.get('|gateway');
    const found = service?.pieces[0]?.apis[0];
    if (service === undefined || found === undefined) return undefined;
    const { checks } = checksFor(service, found, { method, path });
    return checks === 'unknown' ? 'unknown' : checks.length;
  };
  const wide = (inbound: string): Json => resource('/policies', 'gateway/policy', { value: policy(inbound) });
  const operation = (inbound: string): Json =>
    resource('/apis/operations/policies', 'gateway/orders/post/policy', { value: policy(inbound) });

  const product = (inbound: string): Json =>
    resource('/products/policies', 'gateway/gold/policy', { value: policy(inbound) });
  const verb = (method: string, urlTemplate: string): Json =>
    resource('/apis/operations', 'gateway/orders/post', { method, urlTemplate, displayName: 'One' });
  const inWorkspace = [resource('/workspaces/apis', 'gateway/team/orders', { path: 'orders', displayName: 'Orders' })];

  test('says name, path and service', () => {
    expect(gatewaysIn([api, apiPolicy(policy(CHECK))])).toMatchObject([
      {
        service: { value: 'gateway' },
        apis: [{ name: 'orders', api: { value: 'orders' }, path: { value: 'orders' } }],
      },
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
    ['that of the service, which ends calls in front of it', [api, wide('<return-response />'), apiPolicy(policy(`<base />${CHECK}`))], 'unknown'],
    ['that of the service, behind it', [api, wide('<return-response />'), apiPolicy(policy(`${CHECK}<base />`))], 1],
    ['two for one API', [api, apiPolicy(policy(CHECK)), apiPolicy(policy(CHECK))], 'unknown'],
    ['a product that puts the service in', [api, wide(CHECK), product('<base />')], 1],
    ['a product that leaves the service out', [api, wide(CHECK), product('<cors />')], 'unknown'],
    ['a product that was not read', [api, wide(CHECK), resource('/products/policies', 'gateway/gold/policy', { value: 'no' })], 'unknown'],
    ['a product with a check of its own: not every call comes by it', [api, product(CHECK)], 'unknown'],
    ['of an operation that is called', [api, verb('POST', '/new'), operation(CHECK)], 1],
    ['of an operation with another method', [api, verb('GET', '/new'), operation(CHECK)], 'unknown'],
    ['of an operation with another path', [api, verb('POST', '/old'), operation(CHECK)], 'unknown'],
    ['of an operation with a segment for anything', [api, verb('POST', '/{which}'), operation(CHECK)], 1],
    ['of an operation with a star', [api, verb('POST', '/*'), operation(CHECK)], 'unknown'],
    ['of another operation, beside that of the API', [api, apiPolicy(policy(CHECK)), verb('GET', '/new'), operation('<cors />')], 1],
    ['of the operation that is called: it leaves the others out', [api, apiPolicy(policy(CHECK)), verb('POST', '/new'), operation('<cors />')], 'unknown'],
    ['a workspace and the service', [...inWorkspace, wide(CHECK), resource('/workspaces/policies', 'gateway/team/policy', { value: policy(`<base />${CHECK}`) })], 2],
    ['a workspace that leaves the service out', [...inWorkspace, wide(CHECK), resource('/workspaces/policies', 'gateway/team/policy', { value: policy(CHECK) })], 1],
    ['the workspace of another API', [...inWorkspace, resource('/workspaces/policies', 'gateway/others/policy', { value: policy(CHECK) })], 'unknown'],
    ['an operation that puts them in', [api, apiPolicy(policy(CHECK)), operation('<base />')], 1],
    ['an operation that does not', [api, apiPolicy(policy(CHECK)), operation('<cors />')], 'unknown'],
    ['text behind a link', [api, apiPolicy('https://example.com/policy.xml', { format: 'rawxml-link' })], 'unknown'],
    ['text of a parameter', [api, apiPolicy("[parameters('policy')]")], 'unknown'],
    ['deployed on a condition', [api, { ...(apiPolicy(policy(CHECK)) as Record<string, Json>), condition: "[parameters('on')]" }], 'unknown'],
    ['text that is put together', [api, apiPolicy(`[concat('${policy(CHECK).slice(0, 20)}', '${policy(CHECK).slice(20)}')]`)], 1],
  ])('%s', (_, resources, expected) => expect(count(resources)).toBe(expected)); // prettier-ignore
});
