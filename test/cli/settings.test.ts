import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { folder, run } from './run.ts';
import { BAD } from './samples.ts';

const TEAM = { rules: { 'audience-mismatch': 'warning', secrets: 'off' } };

describe('--print-config', () => {
  test('prints every rule with its level, and can be used as a settings file that prints the same', async () => {
    const cwd = folder({
      'team/base.json': TEAM,
      'laudit.config.json': {
        extends: ['team/base.json'],
        rules: { 'open-trigger': 'info' },
        suppressions: [{ rule: 'trust', reason: 'known' }],
        environments: { dev: ['a/*.json'] },
        endpoints: { 'https://api.example.com/*': 'orders' },
      },
    });
    const { status, out, err } = await run(['--print-config', '--severity', 'exposure=error'], { cwd });
    expect(status).toBe(0);
    expect(err).toBe('laudit: settings of laudit.config.json, which extends team/base.json\n');
    const printed = JSON.parse(out) as { rules: Record<string, string>; suppressions: unknown };
    expect(Object.keys(printed.rules).sort()).toEqual(rules.map(({ meta }) => meta.id).sort());
    expect(printed.rules).toMatchObject({ 'audience-mismatch': 'warning', 'sas-url': 'off', 'open-trigger': 'error' });
    expect(printed.suppressions).toEqual([{ rule: 'trust', reason: 'known' }]);
    writeFileSync(join(cwd, 'laudit.config.json'), out);
    expect((await run(['--print-config'], { cwd })).out).toBe(out);
  });

  test('options are printed with the level, those of overrides too', async () => {
    const cwd = folder({
      'laudit.config.json': {
        rules: { 'nesting-limit': ['info', { max: 12 }] },
        overrides: [
          { files: ['old/**'], rules: { 'plaintext-http': ['off', { allowHosts: ['a.example'] }], trust: 'off' } },
        ],
      },
    });
    const { out } = await run(['--print-config', '--severity', 'nesting-limit=error'], { cwd });
    const printed = JSON.parse(out) as { rules: object; overrides: unknown };
    expect(printed.rules).toMatchObject({
      'nesting-limit': ['error', { max: 12 }],
      'plaintext-http': ['warning', { allowHosts: [] }],
      'open-trigger': 'error',
    });
    expect(printed.overrides).toEqual([
      { files: ['old/**'], rules: { 'plaintext-http': ['off', { allowHosts: ['a.example'] }], trust: 'off' } },
    ]);
  });

  test('--only, --no-ignores and --no-config count', async () => {
    const cwd = folder({ 'laudit.config.json': { suppressions: [{ rule: 'trust', reason: 'known' }] } });
    const { out } = await run(['--print-config', '--only', 'audience-mismatch', '--no-ignores'], { cwd });
    const printed = JSON.parse(out) as { rules: Record<string, string | string[]>; suppressions: unknown };
    expect(Object.entries(printed.rules).filter(([, said]) => [said].flat()[0] !== 'off')).toEqual([
      ['audience-mismatch', 'error'],
    ]);
    expect(printed.suppressions).toEqual([]);
    expect((await run(['--print-config', '--no-config'], { cwd })).err).toContain('no settings file');
  });

  test('wrong settings are faults here too', async () => {
    const cwd = folder({ 'laudit.config.json': { rulez: {} } });
    expect(await run(['--print-config'], { cwd })).toMatchObject({ status: 2, out: '' });
  });
});

test('what is extended is obeyed', async () => {
  const cwd = folder({ ...BAD, 'team/base.json': TEAM, 'laudit.config.json': { extends: ['team/base.json'] } });
  const { status, out } = await run(['send.json', 'take.json'], { cwd });
  expect(out).toContain('warning[audience-mismatch]');
  expect(status).toBe(0);
});

describe('environments', () => {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { range: { type: 'string' } },
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: 'orders',
        location: 'westeurope',
        properties: {
          accessControl: { triggers: { allowedCallerIpAddresses: [{ addressRange: "[parameters('range')]" }] } },
          definition: {
            $schema:
              'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
            contentVersion: '1.0.0.0',
            triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
            actions: {},
          },
        },
      },
    ],
  };
  const values = (range: string): object => ({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: { range: { value: range } },
  });
  const files = {
    'deploy/orders.json': template,
    'deploy/first.json': values('203.0.113.7/32'),
    'deploy/second.json': values('0.0.0.0/0'),
  };
  const problems = async (cwd: string, ...args: string[]): Promise<string[]> => {
    const { out } = await run(['--format', 'json', '--only', 'exposure', ...args], { cwd });
    const { problems: found } = JSON.parse(out) as { problems: { rule: string; environments: string[] }[] };
    return found.map(({ rule, environments }) => `${rule} ${environments.join()}`);
  };

  test('of the settings, by names that say nothing', async () => {
    const bare = folder(files);
    expect(await problems(bare)).toEqual([]);
    const cwd = folder({
      ...files,
      'laudit.config.json': { environments: { staging: ['deploy/first.json'], live: ['deploy/sec*.json'] } },
    });
    expect(await problems(cwd)).toEqual(['ip-range-any live']);
  });

  test('of the command line, which wins', async () => {
    const cwd = folder({ ...files, 'laudit.config.json': { environments: { live: ['deploy/first.json'] } } });
    expect(await problems(cwd)).toEqual([]);
    expect(await problems(cwd, '--environment', 'try=deploy/second.json')).toEqual(['ip-range-any try']);
    expect(await run(['--environment', 'try'], { cwd })).toMatchObject({
      status: 2,
      err: "laudit: --environment wants NAME=FILE, not 'try'.\n",
    });
  });
});
