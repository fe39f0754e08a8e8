import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge.ts';
import type { CloudName, Json, Value } from '../../src/model.ts';
import { output, paper } from './paper.ts';

const MEMBERS = [
  'name',
  'resourceManager',
  'portal',
  'activeDirectoryDataLake',
  'authentication.loginEndpoint',
  'authentication.audiences',
  'suffixes.keyvaultDns',
  'suffixes.storage',
];

function environment(cloud?: CloudName): readonly Json[] {
  const outputs = Object.fromEntries(
    MEMBERS.map((name) => [name, { type: 'string', value: `[environment().${name}]` }]),
  );
  const deployed = paper({ resources: [], outputs }, cloud === undefined ? {} : { deployment: { cloud } });
  return MEMBERS.map((name) => output(deployed, name));
}

describe('environment()', () => {
  it('is a hole for every member where the cloud is not known', () => {
    expect(environment()).toEqual(MEMBERS.map((name) => `{environment().${name.toLowerCase()}}`));
  });

  it('in China is what docs.azure.cn shows; what sources disagree about stays a hole', () => {
    expect(environment('AzureChinaCloud')).toEqual([
      'AzureChinaCloud',
      'https://management.chinacloudapi.cn',
      'https://portal.azure.cn',
      '{environment().activedirectorydatalake}',
      'https://login.chinacloudapi.cn',
      '{environment().authentication.audiences}',
      '.vault.azure.cn',
      'core.chinacloudapi.cn',
    ]);
  });

  it('for the US government keeps both forms where sources disagree about the slash', () => {
    expect(environment('AzureUSGovernment')).toEqual([
      'AzureUSGovernment',
      'choice',
      'https://portal.azure.us',
      '{environment().activedirectorydatalake}',
      'choice',
      '{environment().authentication.audiences}',
      '.vault.usgovcloudapi.net',
      'core.usgovcloudapi.net',
    ]);
    const deployed = paper(
      { resources: [], outputs: { o: { type: 'string', value: '[environment().resourceManager]' } } },
      { deployment: { cloud: 'AzureUSGovernment' } },
    );
    const value: Value | undefined = deployed.outputs[0]?.value;
    expect(value).toMatchObject({
      then: { value: 'https://management.usgovcloudapi.net/' },
      else: { value: 'https://management.usgovcloudapi.net' },
    });
  });

  it('is the same in a nested deployment, also one to another place', () => {
    const template = { resources: [], outputs: { o: { type: 'string', value: '[environment().name]' } } };
    const resources = ['/subscriptions/0aa1b2c3-0000-4000-8000-000000000001', '/'].map((scope, index) => ({
      type: 'Microsoft.Resources/deployments',
      name: `d${index}`,
      scope,
      properties: { expressionEvaluationOptions: { scope: 'inner' }, template },
    }));
    const outputs = Object.fromEntries(
      resources.map(({ name }) => [name, { type: 'string', value: `[reference('${name}').outputs.o.value]` }]),
    );
    const deployed = paper({ resources, outputs }, { deployment: { cloud: 'AzureChinaCloud' } });
    expect(resources.map(({ name }) => output(deployed, name))).toEqual(['AzureChinaCloud', 'AzureChinaCloud']);
  });

  it('comes from the settings', () => {
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      resources: [
        { type: 'Microsoft.Logic/workflows', name: "[concat('orders-', environment().name)]", properties: {} },
      ],
    };
    const bytes = new TextEncoder().encode(JSON.stringify(template));
    const nameIn = (settings: { readonly cloud?: CloudName }): string | undefined =>
      judge([{ id: 'a.json', project: '', bytes }], { rules: [], ...settings }).documents[0]?.facts.workflows[0]?.name;
    expect(nameIn({ cloud: 'AzureUSGovernment' })).toBe('orders-AzureUSGovernment');
    expect(nameIn({})).toBe('orders-{environment().name}');
  });
});
