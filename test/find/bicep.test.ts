/**
 * Bicep through the command line. No compiler is needed: a stand-in on PATH answers with what is recorded here, which we
 * wrote in the form of the compiler's output (no text of the compiler itself), and writes down how it was called.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, run } from '../cli/run.ts';

const WORKFLOW =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';

const BICEP = `param location string = resourceGroup().location
param prefix string

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '\${prefix}-plan'
  location: location
}

// Anyone may call it.
resource orders 'Microsoft.Logic/workflows@2019-05-01' = {
  name: '\${prefix}-orders'
  location: location
  properties: {
    definition: loadJsonContent('orders.json')
  }
}
`;

const definition = {
  $schema: WORKFLOW,
  contentVersion: '1.0.0.0',
  triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: { type: 'object' } } } },
  actions: {},
};

const COMPILED = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  languageVersion: '2.0',
  contentVersion: '1.0.0.0',
  metadata: { _generator: { name: 'bicep', version: '0.30.0.0', templateHash: '1' } },
  parameters: {
    location: { type: 'string', defaultValue: '[resourceGroup().location]' },
    prefix: { type: 'string' },
  },
  resources: {
    plan: {
      type: 'Microsoft.Web/serverfarms',
      apiVersion: '2023-12-01',
      name: "[format('{0}-plan', parameters('prefix'))]",
      location: "[parameters('location')]",
    },
    orders: {
      type: 'Microsoft.Logic/workflows',
      apiVersion: '2019-05-01',
      name: "[format('{0}-orders', parameters('prefix'))]",
      location: "[parameters('location')]",
      properties: { definition },
    },
  },
};

/** A folder for PATH with a program in it that answers so. */
function standIn(
  name: string,
  answer: { readonly out?: unknown; readonly err?: string; readonly status?: number },
): string {
  const place = folder({ 'out.json': answer.out ?? '', 'err.txt': answer.err ?? '' });
  const script = [
    '#!/bin/sh',
    `echo "$@" >> '${place}/calls.txt'`,
    `while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done < '${place}/out.json'`,
    `while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line" >&2; done < '${place}/err.txt'`,
    `exit ${String(answer.status ?? 0)}`,
  ];
  writeFileSync(join(place, name), `${script.join('\n')}\n`);
  chmodSync(join(place, name), 0o755);
  return place;
}

function callsOf(place: string): readonly string[] {
  const file = join(place, 'calls.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

const none = (): string => folder({});

interface Json {
  readonly problems: readonly {
    readonly rule: string;
    readonly file: string;
    readonly message: string;
    readonly environments: readonly string[];
    readonly range: { readonly start: { readonly line: number } };
  }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

async function lint(
  cwd: string,
  path: string,
  ...args: readonly string[]
): Promise<Json & { readonly status: number | null }> {
  const { out, status, err } = await run([...args, '--format', 'json'], { cwd, env: { PATH: path } });
  expect(err).not.toContain('at Object');
  return { ...(JSON.parse(out) as Json), status };
}

describe.skipIf(process.platform === 'win32')('with a compiler on PATH', () => {
  test('findings stand at the declaration in the Bicep file, under its symbolic name', async () => {
    const place = standIn('bicep', { out: COMPILED });
    const cwd = folder({ 'infra/main.bicep': BICEP });
    const { problems, status, skipped } = await lint(cwd, place);
    expect(skipped).toEqual([]);
    expect(status).toBe(1);
    const [found] = problems.filter(({ rule }) => rule === 'open-trigger');
    expect(found?.file).toBe('infra/main.bicep');
    expect(found?.range.start.line).toBe(10);
    expect(found?.message).toContain("'orders'");
    expect(callsOf(place)).toEqual([`build --no-restore --stdout ${join(cwd, 'infra/main.bicep')}`]);
  });

  test('trace and graph name lines of the Bicep file too, at every step of a value', async () => {
    const call = {
      type: 'Http',
      runAfter: {},
      inputs: {
        method: 'POST',
        uri: "[listCallbackUrl(resourceId('Microsoft.Logic/workflows/triggers', format('{0}-orders', parameters('prefix')), 'manual'), '2019-05-01').value]",
        authentication: { type: 'ManagedServiceIdentity', audience: "[parameters('prefix')]" },
      },
    };
    const sends = {
      type: 'Microsoft.Logic/workflows',
      apiVersion: '2019-05-01',
      name: "[format('{0}-sends', parameters('prefix'))]",
      location: "[parameters('location')]",
      properties: {
        definition: { ...definition, triggers: {}, actions: { Send: call } },
      },
    };
    const place = standIn('bicep', { out: { ...COMPILED, resources: { ...COMPILED.resources, sends } } });
    const written = `${BICEP}\nresource sends 'Microsoft.Logic/workflows@2019-05-01' = {\n  name: '\${prefix}-sends'\n}\n`;
    const cwd = folder({ 'main.bicep': written });
    const { out } = await run(['trace'], { cwd, env: { PATH: place } });
    expect(out).toMatch(/ \/ manual {2}main\.bicep:10\n {2}← .* \/ Send {2}main\.bicep:18\n/);
    expect(out).toContain(`← parameters('prefix') (main.bicep:2)`);
    const page = await run(['graph', '--format', 'html'], { cwd, env: { PATH: place } });
    expect(page.out).toContain('resource orders');
    expect(page.out).not.toContain('_generator');
  });

  test('az is asked where there is no bicep', async () => {
    const place = standIn('az', { out: COMPILED });
    const cwd = folder({ 'main.bicep': BICEP });
    expect((await lint(cwd, place)).problems.map(({ rule }) => rule)).toContain('open-trigger');
    expect(callsOf(place)).toEqual([`bicep build --no-restore --stdout --file ${join(cwd, 'main.bicep')}`]);
  });

  test('modules come with who brings them; Bicep about other things is left alone', async () => {
    const place = standIn('bicep', { out: COMPILED });
    const root = `module orders 'modules/orders.bicep' = {\n  name: 'orders'\n}\n`;
    const other = `resource st 'Microsoft.Storage/storageAccounts@2023-01-01' = {\n  name: 'stcontoso'\n}\n`;
    const cwd = folder({ 'main.bicep': root, 'modules/orders.bicep': BICEP, 'storage.bicep': other });
    await lint(cwd, place);
    expect(callsOf(place)).toEqual([`build --no-restore --stdout ${join(cwd, 'main.bicep')}`]);
  });

  test('what was compiled already is read as it is', async () => {
    const place = standIn('bicep', { out: COMPILED });
    const cwd = folder({ 'main.bicep': BICEP, 'main.json': COMPILED });
    const { problems } = await lint(cwd, place);
    expect(problems.filter(({ rule }) => rule === 'open-trigger').map(({ file }) => file)).toEqual(['main.json']);
    expect(callsOf(place)).toEqual([]);
  });

  test('parameter files belong to it', async () => {
    const place = standIn('bicep', { out: COMPILED });
    const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
    const values = { $schema: schema, contentVersion: '1.0.0.0', parameters: { prefix: { value: 'contoso' } } };
    const cwd = folder({ 'main.bicep': BICEP, 'main.parameters.prod.json': values });
    const [found] = (await lint(cwd, place)).problems.filter(({ rule }) => rule === 'open-trigger');
    expect(found?.environments).toEqual(['prod']);
    expect(found?.message).toContain("'contoso-orders'");
  });

  test('a file that the compiler refuses is skipped, and the run fails', async () => {
    const err = `/x/main.bicep(3,1) : Error BCP018: Expected the "=" character at this location.`;
    const place = standIn('bicep', { err, status: 1 });
    const { skipped, status } = await lint(folder({ 'main.bicep': BICEP }), place);
    expect(skipped).toEqual([
      {
        file: 'main.bicep',
        reason: 'the Bicep compiler refuses it: Error BCP018: Expected the "=" character at this location.',
      },
    ]);
    expect(status).toBe(2);
  });

  test('output that is no JSON is a finding, not a crash', async () => {
    const place = standIn('bicep', { out: '{"Microsoft.Logic/workflows"' });
    const { problems } = await lint(folder({ 'main.bicep': BICEP }), place, 'main.bicep');
    expect(problems.map(({ rule }) => rule)).toEqual(['json-syntax']);
  });
});

describe('without a compiler', () => {
  const clean = { definition };

  test('the file is named with the command that helps; the run does not fail for it', async () => {
    const { skipped, status } = await lint(folder({ 'main.bicep': BICEP, 'clean.json': clean }), none());
    expect(skipped).toEqual([{ file: 'main.bicep', reason: 'the Bicep compiler is not installed: az bicep install' }]);
    expect(status).toBe(0);
  });

  test.each([['baseline'], ['facts', '--output', 'facts.json'], ['graph'], ['trace']])(
    'laudit %s does not fail for it either',
    async (...words) => {
      const cwd = folder({ 'main.bicep': BICEP, 'clean.json': clean });
      const { status, err } = await run([...words, '.'], { cwd, env: { PATH: none() } });
      expect(err).toContain('skipped main.bicep: the Bicep compiler is not installed');
      expect(status).toBe(0);
    },
  );

  test('a file that was named fails the run', async () => {
    const { skipped, status } = await lint(folder({ 'main.bicep': BICEP }), none(), 'main.bicep');
    expect(skipped).toHaveLength(1);
    expect(status).toBe(2);
  });

  test('Bicep that is not about Logic Apps is not mentioned', async () => {
    const cwd = folder({ 'storage.bicep': `param name string\n`, 'clean.json': clean });
    expect((await lint(cwd, none())).skipped).toEqual([]);
  });

  test('parameter values in Bicep are named as not read', async () => {
    const cwd = folder({
      'main.bicep': BICEP,
      'prod.bicepparam': `using 'main.bicep'\n`,
      'other.bicepparam': `using 'x.bicep'\n`,
    });
    const { skipped } = await lint(cwd, none());
    expect(skipped.map(({ file }) => file)).toEqual(['main.bicep', 'prod.bicepparam']);
    expect(skipped[1]?.reason).toContain('bicep build-params');
  });
});
