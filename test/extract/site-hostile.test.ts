/** Whatever stands where settings of sites and policies are looked for: nothing throws, facts stay plain. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPolicy, secretsOfPolicy } from '../../src/extract/policy-xml.ts';
import { link } from '../../src/link/link.ts';
import type { Json } from '../../src/model.ts';
import { factsOf } from '../fixtures.ts';

const anything = fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json);
const names = ['enabled', 'platform', 'globalValidation', 'identityProviders', 'azureActiveDirectory', 'registration', 'clientId', 'validation', 'allowedAudiences', 'excludedPaths', 'siteConfig', 'ipSecurityRestrictions', 'appSettings', 'logicAppsAccessControlConfiguration', 'triggers', 'path', 'value', '__proto__', 'constructor']; // prettier-ignore
const { members } = fc.letrec<{ members: Json; value: Json }>((tie) => ({
  members: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }).map((value) => value as Json),
  value: fc.oneof({ depthSize: 'small' }, anything, tie('members'), fc.constant("[parameters('x')]")),
}));
const types = fc.constantFrom(
  'Microsoft.Web/sites',
  'Microsoft.Web/sites/config',
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies',
  'Microsoft.ApiManagement/service/apis',
  'Microsoft.ApiManagement/service/apis/policies',
);
const resources = fc.array(
  fc.record({
    type: types,
    apiVersion: fc.constant('2023-12-01'),
    name: fc.oneof(anything, fc.constantFrom('a', 'a/web', 'a/authsettingsV2', 'a/b/policy', "[parameters('x')]", '/', 'a/')),
    kind: fc.oneof(anything, fc.constant('workflowapp')),
    properties: members,
  }),
  { maxLength: 4 },
); // prettier-ignore

test('templates', () => {
  fc.assert(
    fc.property(resources, (all) => {
      const template = {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: { x: { type: 'string' } },
        resources: all,
      };
      const bytes = new TextEncoder().encode(JSON.stringify(template));
      const facts = factsOf([{ id: 'main.json', bytes, project: '' }]);
      // Not toStrictEqual: a member called `constructor` looks like a type to it.
      expect(isDeepStrictEqual(JSON.parse(JSON.stringify(facts)), facts)).toBe(true);
      expect(link(facts).sites.length).toBeLessThanOrEqual(all.length);
    }),
  );
});

test('exports', () => {
  fc.assert(
    fc.property(members, members, (properties, more) => {
      const value = { type: 'Microsoft.Web/sites', properties: { ...(properties as object), ...(more as object) } };
      const auth = { globalValidation: properties, identityProviders: more };
      for (const one of [value, auth]) {
        const bytes = new TextEncoder().encode(JSON.stringify(one));
        const facts = factsOf([{ id: 'site.json', bytes, project: '' }]);
        expect(facts[0]?.sites.length).toBe(1);
      }
    }),
  );
});

test('policies', () => {
  const at = { file: 'a.json', pointer: '' };
  const words = fc.constantFrom('<policies>', '<inbound>', '</inbound>', '</policies>', '<validate-jwt ', 'header-name="Authorization"', '>', '/>', '</validate-jwt>', '<audiences>', '<base />', '&amp;', '&x;', '<!--', ']]>', '"'); // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
      const read = readPolicy(parts.join(''), at);
      if (read !== 'unknown') expect(read.before.concat(read.after).every((one) => one.at === at)).toBe(true);
      expect(secretsOfPolicy(parts.join(''), 'a.xml')).toBeInstanceOf(Array);
    }),
  );
});
