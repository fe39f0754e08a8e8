/** Facts files: linking with them says what linking the sources together says, and they hold no secret and no text. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { asked, schema, schemaFile, target } from '../.config/facts-schema.mjs';
import { factsFile, readFactsFile } from '../src/facts.ts';
import { lint } from '../src/lint.ts';
import type { Json, JsonObject, Settings, Source } from '../src/model.ts';

const ROOT = resolve(import.meta.dirname, '..');
const settings: Settings = {
  severities: {},
  only: [],
  suppressions: [],
  today: '2026-01-01',
  docs: 'https://example.org',
};

function tour(name: string): Source {
  return { id: `${name}.json`, bytes: readFileSync(resolve(ROOT, `fixtures/tour/exported/${name}.json`)), project: '' };
}

function factsOf(sources: readonly Source[], repository: string) {
  const file = JSON.parse(JSON.stringify(factsFile(sources, repository, '0.0.0'))) as Json;
  const facts = readFactsFile(file);
  if (typeof facts === 'string') throw new Error(facts);
  return { file, facts };
}

/** The same with one of its members replaced, each in turn. */
function* brokenOnce(value: Json): Generator<Json> {
  const others: readonly Json[] = [null, 1, 'x', [], {}, [null], { kind: 'hole' }, { kind: 'text', parts: [null] }];
  if (typeof value !== 'object' || value === null) return;
  let turn = 0;
  for (const [key, item] of Object.entries(value as JsonObject)) {
    const put = (other: Json): Json => {
      if (Array.isArray(value)) return (value as readonly Json[]).with(Number(key), other);
      return { ...(value as JsonObject), [key]: other };
    };
    for (const other of [others[turn++ % 8], others[(turn + 3) % 8]]) if (other !== undefined) yield put(other);
    for (const inner of brokenOnce(item)) yield put(inner);
  }
}

describe('facts files', () => {
  test('linking with facts says what linking the sources together says', () => {
    const together = lint({ sources: ['naughty', 'receiver', 'sender'].map(tour), settings });
    const apart = lint({
      sources: ['naughty', 'sender'].map(tour),
      settings,
      foreign: factsOf([tour('receiver')], 'orders').facts,
    });
    const said = (report: typeof apart) =>
      report.problems
        .filter(({ place }) => place.file !== 'receiver.json')
        .map(({ rule, message, place, severity }) => ({ rule, message, place, severity }));
    expect(said(apart)).toEqual(said(together));
    expect(said(apart).map(({ rule }) => rule)).toEqual(['audience-missing']);
  });

  test('environments of the settings name those of the facts', () => {
    const text = (id: string, value: unknown): Source => ({
      id,
      project: '',
      bytes: new TextEncoder().encode(JSON.stringify(value)),
    });
    const triggers = { manual: { type: 'Request', kind: 'Http', inputs: {} } };
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: { name: { type: 'string' } },
      resources: [
        {
          type: 'Microsoft.Logic/workflows',
          apiVersion: '2019-05-01',
          name: "[parameters('name')]",
          location: 'westeurope',
          properties: { definition: { $schema: '2016-06-01/workflowdefinition.json#', triggers, actions: {} } },
        },
      ],
    };
    const values = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      contentVersion: '1.0.0.0',
      parameters: { name: { value: 'orders-live' } },
    };
    const sources = [text('deploy/main.json', template), text('deploy/values.json', values)];
    const environments = { live: ['deploy/values.json'] };
    const { facts } = factsFile(sources, 'orders', '0.0.0', { environments });
    expect(facts.flatMap(({ workflows }) => workflows.map((one) => [one.name, one.environments]))).toEqual([
      ['orders-live', ['live']],
    ]);
  });

  test('the other half is named by its repository, without lines', () => {
    const { problems } = lint({
      sources: [tour('naughty')],
      settings,
      foreign: factsOf([tour('receiver')], 'orders').facts,
    });
    expect(problems[0]?.related.map(({ place }) => [place.file, place.range])).toEqual([
      ['orders:receiver.json', null],
    ]);
  });

  test('findings are about files of this repository alone', () => {
    const foreign = factsOf(['naughty', 'sender'].map(tour), 'senders').facts;
    const { problems, calls } = lint({ sources: [tour('receiver')], settings, foreign });
    expect(calls.filter(({ receiver }) => receiver !== null)).toHaveLength(2);
    expect(problems.filter(({ place }) => place.file !== 'receiver.json')).toEqual([]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('valid by its schema', () => {
    const schema = JSON.parse(readFileSync(resolve(ROOT, 'schemas/facts.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    expect(validate(factsOf(['naughty', 'receiver'].map(tour), 'orders').file), JSON.stringify(validate.errors)).toBe(
      true,
    );
    expect(validate({ version: 1 })).toBe(false);
  });

  test('the schema, and what is asked of facts, are those of the types', () => {
    expect(readFileSync(schemaFile, 'utf8')).toBe(schema());
    expect(readFileSync(target, 'utf8')).toBe(asked());
  });

  test('what linking could stumble over is refused, wherever it stands', () => {
    const sources = ['two-repositories/foreign/warehouse/exports/stock', 'behind-api-management/in/branch-office'].map(
      (name): Source => ({
        id: `${name}.json`,
        project: '',
        bytes: readFileSync(resolve(ROOT, `fixtures/scenarios/${name}.json`)),
      }),
    );
    const { file } = factsOf([...sources, ...['naughty', 'receiver', 'sender'].map(tour)], 'orders');
    let refused = 0;
    for (const broken of brokenOnce(file)) {
      const foreign = readFactsFile(broken);
      if (typeof foreign === 'string') refused++;
      else expect(lint({ sources: [tour('sender')], settings, foreign }).crashed, JSON.stringify(broken)).toBe(false);
    }
    expect(refused).toBeGreaterThan(500);
  });

  test('what facts say of their own repository alone is not taken from another one', () => {
    const { facts } = JSON.parse(JSON.stringify(factsOf([tour('receiver')], 'orders').file)) as { facts: JsonObject[] };
    const others = facts.map((one) => ({ ...one, apps: [1], flows: ['x'] }));
    expect(readFactsFile({ version: 2, facts: others })).toEqual(facts.map((one) => ({ ...one, apps: [], flows: [] })));
  });

  test('no secret travels', () => {
    const signature = 'kJ3vQ9xT2mR7bW5zN8cL4hF6dS1gP0aYuEiOtXwVqZs';
    const text = readFileSync(resolve(ROOT, 'fixtures/tour/exported/naughty.json'), 'utf8').replace(
      'api-version=2016-10-01"',
      `api-version=2016-10-01&sp=%2Ftriggers%2Forder_received%2Frun&sv=1.0&sig=${signature}"`,
    );
    expect(text).toContain(signature);
    const { file } = factsOf([{ id: 'naughty.json', bytes: new TextEncoder().encode(text), project: '' }], 'orders');
    expect(JSON.stringify(file)).not.toContain(signature);
  });

  test.each([
    ['another version', { version: 1, facts: [] }],
    ['no object', []],
    ['no facts', { version: 2 }],
    ['facts of another form', { version: 2, facts: [{ file: 1 }] }],
  ])('%s is refused with a reason', (_, value) => {
    expect(typeof readFactsFile(value as Json)).toBe('string');
  });
});
