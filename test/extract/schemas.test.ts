/**
 * The schemas of definitions: valid themselves, and true of real files; the code made of them is up to date and finds each thing
 * that a schema asks for; what is not known, and letter case, is no fault.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modules, readSchemas } from '../../.config/definition-schemas.mjs';
import { faultsOf } from '../../src/extract/faults.ts';
import { extracted } from '../extracted.ts';
import { corpus, corpusFiles } from '../shared.ts';

interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
type Part = Record<string, unknown>;

const schemas = readSchemas() as Readonly<Record<string, Schema>>;
const DEFINITION = 'workflow-definition.schema.json';
const COMMON = 'operations/common.schema.json';
const operations = Object.keys(schemas).filter((path) => path !== DEFINITION && path !== COMMON);

function roleAndType(path: string): { readonly role: 'trigger' | 'action'; readonly type: string } {
  const role = path.includes('/trigger-') ? 'trigger' : 'action';
  return { role, type: schemas[path]?.title ?? '' };
}

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
for (const [path, schema] of Object.entries(schemas)) ajv.addSchema({ ...schema, $id: path });

describe('the schemas', () => {
  test('are valid, and each of them compiles', () => {
    for (const path of Object.keys(schemas)) {
      expect(ajv.validateSchema(schemas[path] ?? {}), path).toBe(true);
      expect(ajv.getSchema(path), path).toBeTypeOf('function');
    }
  });

  test('the one of the definition leads to every operation, in any letter case', () => {
    for (const role of ['trigger', 'action'] as const) {
      const branches = JSON.stringify(schemas[DEFINITION]?.definitions?.[role]);
      for (const path of operations) expect(branches.includes(path), path).toBe(roleAndType(path).role === role);
    }
    const validate = ajv.getSchema(DEFINITION);
    for (const type of ['Response', 'response', 'RESPONSE'])
      expect(validate?.({ triggers: {}, actions: { a: { type, inputs: {} } } })).toBe(false);
  });

  test('the one of workflow.json wants a definition and looks into it', () => {
    ajv.addSchema(JSON.parse(readFileSync('schemas/workflow.schema.json', 'utf8')) as object, 'workflow.schema.json');
    const validate = ajv.getSchema('workflow.schema.json');
    const definition = { triggers: {}, actions: {} };
    expect(validate?.({ definition, kind: 'stateful' })).toBe(true);
    expect(validate?.({ kind: 'Stateful' })).toBe(false);
    expect(validate?.({ definition: { ...definition, actions: { Get: { type: 'Http', inputs: {} } } } })).toBe(false);
  });

  test('take the words of a set in any letter case, and no others', () => {
    const sets = everything(schemas).filter(({ anyOf }) => anyOf?.some((one) => one.enum) === true);
    expect(sets.length).toBeGreaterThan(8);
    for (const { anyOf = [] } of sets) {
      const words = anyOf.find((one) => one.enum)?.enum ?? [];
      const pattern = new RegExp(anyOf.find((one) => one.pattern)?.pattern ?? '^$');
      for (const word of words)
        for (const spelled of [word, word.toLowerCase(), word.toUpperCase()]) expect(spelled).toMatch(pattern);
      for (const word of words) expect(pattern.test(`${word}x`) || pattern.test(`x${word}`), word).toBe(false);
    }
  });

  test('the code made of them is up to date', () => {
    for (const [path, text] of Object.entries(modules()))
      expect(readFileSync(path, 'utf8'), 'node .config/definition-schemas.mjs writes it').toBe(text);
  });
});

/** Schemas in a schema. */
function everything(value: unknown): readonly Schema[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(everything)];
}

/** What stands for another schema: behind a reference, the one alternative that is no expression. */
function resolved(schema: Schema): Schema {
  if (schema.$ref !== undefined)
    return resolved(schemas[COMMON]?.definitions?.[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const [only, other] = (schema.anyOf ?? []).filter(
    ({ $ref, pattern }) => !/expression|digits/.test($ref ?? '') && pattern === undefined,
  );
  if (only !== undefined && (other === undefined || only.enum !== undefined))
    return resolved({ ...schema, anyOf: undefined, ...only } as Schema);
  const [base] = schema.allOf ?? [];
  if (base?.$ref === undefined || /definitions\/(?:action|trigger)$/.test(base.$ref)) return schema;
  const all = resolved(base);
  return { ...all, ...schema, allOf: [], properties: { ...all.properties, ...schema.properties } };
}

/** The least that a schema takes. */
function least(schema: Schema): unknown {
  const { type, enum: words, minimum, required = [], properties = {}, anyOf } = resolved(schema);
  if (words !== undefined) return words[0];
  if (type === 'number') return minimum ?? 1;
  if (type === 'array') return [];
  if (type === 'object' || (Array.isArray(type) && type.includes('object'))) {
    const names = [...required, ...(anyOf?.[0]?.required ?? [])];
    return Object.fromEntries(names.map((name) => [name, least(properties[name] ?? {})]));
  }
  return 'x';
}

function leastOf(path: string): Part {
  return { ...(least({ ...schemas[path], allOf: [] }) as Part), type: roleAndType(path).type };
}

/** Kinds and places of the faults in one operation; `''` is the operation. */
function faultsIn(role: 'trigger' | 'action', one: Part): readonly string[] {
  const other = { t: { type: 'Request', kind: 'Http' } };
  const definition =
    role === 'trigger' ? { triggers: { One: one }, actions: {} } : { triggers: other, actions: { One: one } };
  const bytes = new TextEncoder().encode(JSON.stringify({ definition, kind: 'Stateful' }));
  const [workflow] = extracted({ id: 'app/flow/workflow.json', bytes, project: 'app' }).workflows;
  if (workflow === undefined) throw new Error('no workflow was read');
  return faultsOf(workflow).map((fault) => {
    const names = fault.kind === 'missing' ? ` ${fault.names.join('|')}` : '';
    return `${fault.kind} ${fault.path.join('.')}${names}`;
  });
}

const changed = (one: Part, path: readonly string[], value: unknown): Part => {
  const [name = '', ...rest] = path;
  const inner = one[name];
  return {
    ...one,
    [name]:
      rest.length === 0
        ? value
        : changed(typeof inner === 'object' && inner !== null ? (inner as Part) : {}, rest, value),
  };
};

describe('the code made of the schemas', () => {
  test.each(operations)('finds no fault in the least that %s takes', (path) => {
    expect(faultsIn(roleAndType(path).role, leastOf(path))).toEqual([]);
  });

  test.each(operations)('finds each thing that %s asks for', (path) => {
    const { role } = roleAndType(path);
    const whole = leastOf(path);
    const walk = (schema: Schema, at: readonly string[]): void => {
      const { properties = {}, required = [], anyOf } = resolved(schema);
      const alternatives = (anyOf ?? []).flatMap((one) => one.required ?? []);
      const base = at.length === 0 ? whole : changed(whole, at, least(schema));
      for (const name of required) {
        if (name === 'type') continue;
        expect(faultsIn(role, changed(base, [...at, name], undefined)), [...at, name].join('.')).toEqual([
          `missing ${at.join('.')} ${name}`,
        ]);
      }
      if (alternatives.length > 0) {
        const none = alternatives.reduce((one, name) => changed(one, [...at, name], undefined), base);
        expect(faultsIn(role, none)).toEqual([`missing ${at.join('.')} ${alternatives.join('|')}`]);
      }
      for (const [name, inner] of Object.entries(properties)) {
        const place = [...at, name];
        const { type, enum: words, maximum, minimum } = resolved(inner);
        const wrong = (value: unknown) => faultsIn(role, changed(base, place, value));
        if (words !== undefined) expect(wrong('nonsense')).toEqual([`outside ${place.join('.')}`]);
        if (type === 'object') expect(wrong([]), place.join('.')).toEqual([`type ${place.join('.')}`]);
        if (type === 'array' || type === 'number')
          expect(wrong({}), place.join('.')).toEqual([`type ${place.join('.')}`]);
        if (maximum !== undefined) expect(wrong(maximum + 1)).toEqual([`outside ${place.join('.')}`]);
        if (minimum !== undefined) expect(wrong(minimum - 1)).toEqual([`outside ${place.join('.')}`]);
        if (type === 'object') walk(inner, place);
      }
    };
    walk({ ...schemas[path], allOf: [] }, []);
  });

  const LATER = ["@parameters('p')", "@{variables('v')}", '#{Token}#', '__Token__', '$(token)', '{{token}}', null];
  const place = fc
    .constantFrom(...operations)
    .chain((path) => fc.record({ path: fc.constant(path), one: fc.constant(leastOf(path)) }));

  test('takes an expression or a token anywhere', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...LATER), fc.nat(), ({ path, one }, later, seed) => {
        const { role } = roleAndType(path);
        const spots = spotsOf(resolvedTree({ ...schemas[path], allOf: [] }, []));
        const spot = spots[seed % spots.length] ?? ['inputs'];
        expect(faultsIn(role, changed(one, spot, later)), `${path} ${spot.join('.')}`).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('takes names and words in any letter case', () => {
    const twist = (value: unknown, upper: boolean): unknown => {
      if (typeof value === 'string') return upper ? value.toUpperCase() : value.toLowerCase();
      if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          upper ? key.toUpperCase() : key.toLowerCase(),
          twist(inner, upper),
        ]),
      );
    };
    for (const path of operations)
      for (const upper of [true, false])
        expect(faultsIn(roleAndType(path).role, twist(leastOf(path), upper) as Part), path).toEqual([]);
  });
});

interface Tree {
  readonly at: readonly string[];
  readonly below: readonly Tree[];
}

function resolvedTree(schema: Schema, at: readonly string[]): Tree {
  const { properties = {} } = at.length > 5 ? {} : resolved(schema);
  return { at, below: Object.entries(properties).map(([name, inner]) => resolvedTree(inner, [...at, name])) };
}

/** Every place that a schema names, but the type. */
function spotsOf({ at, below }: Tree): readonly (readonly string[])[] {
  const own = at.length === 0 || at.join() === 'type' ? [] : [at];
  return [...own, ...below.flatMap(spotsOf)];
}

/** Repositories whose definitions Microsoft publishes to be used as they are. */
const PUBLISHED = /^Azure\+(?:logicapps|LogicAppsTemplates|logicapps-labs|LogicAppsUX|logicapps-migration-agent)\//;
/** Definitions with a fault, which the schema names rightly; each was read. */
const FAULTY: Readonly<Record<string, string>> = {
  'Azure+LogicAppsUX/__mocks__/workflows/MultipleRunAftersBig.json': 'increments variables without naming them',
  'Azure+LogicAppsUX/__mocks__/workflows/StressTest200.json': 'increments variables without naming them',
  'Azure+LogicAppsUX/__mocks__/workflows/StressTest300.json': 'increments variables without naming them',
  'Azure+LogicAppsUX/__mocks__/workflows/StressTest400.json': 'increments variables without naming them',
  'Azure+logicapps-migration-agent/resources/referenceWorkflowsAndConnections/workflows/ServiceProviders/Sql/workflow-action.json':
    'a test fills in the object for a name',
};

describe.skipIf(corpus() === undefined)('published definitions (skipped where they are absent)', () => {
  const files = corpusFiles().filter((file) => PUBLISHED.test(file.replaceAll('\\', '/')));
  const validate = ajv.getSchema(DEFINITION);

  test('are valid', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const file of files) {
      for (const definition of definitionsIn(readJson(join(corpus() ?? '', file)))) {
        count += 1;
        if (validate?.(definition) === true || file in FAULTY) continue;
        const places = (validate?.errors ?? []).filter(({ keyword }) => !['if', 'anyOf'].includes(keyword));
        wrong.push(
          `${file}: ${places
            .slice(0, 3)
            .map((one) => `${one.instancePath} ${one.keyword}`)
            .join('; ')}`,
        );
      }
    }
    expect(count).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function definitionsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('$schema' in value && /workflowdefinition\.json#?$/i.test(String(value.$schema)) && 'actions' in value)
    return [value];
  return Object.values(value).flatMap(definitionsIn);
}
