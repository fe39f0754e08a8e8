import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model.ts';
import { member, path } from '../../src/value.ts';
import { evaluateAll } from '../../src/template/deploy.ts';
import { FILE, kinds, names, output, paper, said } from './paper.ts';

const workflow = (name: string, more: JsonObject = {}): JsonObject => ({
  type: 'Microsoft.Logic/workflows',
  apiVersion: '2019-05-01',
  name,
  ...more,
});

describe('parameters', () => {
  const template = (declaration: JsonObject): JsonObject => ({
    parameters: { Aud: declaration },
    resources: [workflow('w', { properties: { a: "[parameters('aud')]" } })],
  });
  const a = (declaration: JsonObject, parameters?: JsonObject): unknown =>
    member(paper(template(declaration), parameters === undefined ? {} : { parameters }).resources[0]?.properties, 'a');

  it('without a value are holes, with the default beside', () => {
    expect(a({ type: 'String', defaultValue: "[concat('a', 'b')]", allowedValues: ['ab'] })).toMatchObject({
      kind: 'hole',
      name: `${FILE}:parameters('aud')`,
      type: 'string',
      shape: { allowed: ['ab'] },
      default: { kind: 'known', value: 'ab' },
      from: { file: FILE, pointer: '/resources/0/properties/a' },
    });
  });

  it('with a value in the parameter file are known, and say where from', () => {
    expect(a({ type: 'string', defaultValue: 'd' }, { AUD: 'f' })).toMatchObject({
      kind: 'known',
      value: 'f',
      from: { file: FILE, pointer: '/resources/0/properties/a' },
      via: expect.arrayContaining([
        { label: 'main.parameters.json: AUD', at: { file: 'main.parameters.json', pointer: '/parameters/AUD/value' } },
      ]) as unknown,
    });
  });

  it.each(['', '<your audience>', 'changeme', '#{aud}#'])('take %j for no default', (defaultValue) => {
    expect(a({ type: 'string', defaultValue })).not.toHaveProperty('default');
  });

  it('never show a secure value, given or default', () => {
    const declaration = { type: 'SecureString', defaultValue: 'opensesame' };
    for (const value of [a(declaration), a(declaration, { aud: 'opensesame' })]) {
      expect(value).toMatchObject({ kind: 'hole', secure: true });
      expect(JSON.stringify(value)).not.toContain('opensesame');
    }
  });

  it('that are nullable have null for a default', () => {
    expect(a({ type: 'string', nullable: true })).toMatchObject({
      kind: 'hole',
      default: { kind: 'known', value: null },
    });
  });

  it('share no name by default', () => {
    const result = paper({
      parameters: {
        senderName: { type: 'string', defaultValue: 'logicapp' },
        receiverName: { type: 'string', defaultValue: 'LogicApp' },
        otherName: { type: 'string', defaultValue: 'other' },
      },
      resources: ['sender', 'receiver', 'other'].map((name) => workflow(`[parameters('${name}Name')]`)),
    });
    expect(result.resources.map(({ name }) => name.kind === 'hole' && said(name.default))).toEqual([
      null,
      null,
      'other',
    ]);
  });

  it('are compared with the parameter file', () => {
    const result = paper(
      {
        parameters: { need: { type: 'string' }, n: { type: 'int' }, one: { type: 'string', allowedValues: ['x'] } },
        outputs: {
          n: { type: 'int', value: "[parameters('n')]" },
          one: { type: 'string', value: "[parameters('one')]" },
        },
      },
      { parameters: { n: 'many', one: 'y', extra: 1 } },
    );
    evaluateAll(result);
    expect([...kinds(result)].sort()).toEqual([
      'parameter-missing',
      'parameter-not-allowed',
      'parameter-type',
      'parameter-undeclared',
    ]);
  });
});

describe('names and ids', () => {
  const ids = (resources: Json, deployment = {}): readonly Json[] =>
    paper({ parameters: { p: { type: 'string' } }, resources }, { deployment }).resources.map((each) => said(each.id));
  const here = {
    subscriptionId: { kind: 'known', value: 's' } as const,
    resourceGroupName: { kind: 'known', value: 'g' } as const,
  };

  it('of children are full', () => {
    const result = paper({
      resources: [
        {
          type: 'Microsoft.Web/sites',
          name: 'app',
          resources: [
            { type: 'config', name: 'appsettings', resources: [{ type: 'deep', name: 'x' }] },
            { type: 'Microsoft.Web/sites/functions', name: 'app/f' },
            { type: 'providers/diagnosticSettings', name: 'Microsoft.Insights/d' },
          ],
        },
      ],
    });
    expect(result.resources.map((each) => [each.typeName, said(each.name), each.parent])).toEqual([
      ['microsoft.web/sites', 'app', null],
      ['microsoft.web/sites/config', 'app/appsettings', 0],
      ['microsoft.web/sites/config/deep', 'app/appsettings/x', 1],
      ['microsoft.web/sites/functions', 'app/f', 0],
      ['microsoft.web/sites/providers/diagnosticsettings', 'app/Microsoft.Insights/d', 0],
    ]);
    expect(result.faults).toEqual([]);
  });

  it('are what resourceId() says', () => {
    const result = paper({
      parameters: { p: { type: 'string' } },
      resources: [
        workflow("[parameters('p')]"),
        { type: 'Microsoft.Web/sites/config', name: "[concat(parameters('p'), '/web')]" },
      ],
      outputs: {
        w: { type: 'string', value: "[resourceId('Microsoft.Logic/workflows', parameters('p'))]" },
        c: { type: 'string', value: "[resourceId('Microsoft.Web/sites/config', parameters('p'), 'web')]" },
      },
    });
    expect(result.resources.map((each) => said(each.id))).toEqual([output(result, 'w'), output(result, 'c')]);
  });

  it('know the place of the deployment', () => {
    expect(ids([workflow('w')], here)).toEqual([
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/w',
    ]);
  });

  it('follow `scope`', () => {
    const role = { type: 'Microsoft.Authorization/roleAssignments', name: 'r' };
    expect(
      ids(
        [
          { ...role, scope: 'Microsoft.Storage/storageAccounts/a' },
          { ...role, scope: '/' },
        ],
        here,
      ),
    ).toEqual([
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/providers/Microsoft.Authorization/roleAssignments/r',
      '/providers/Microsoft.Authorization/roleAssignments/r',
    ]);
  });

  it('stay unknown where a name cannot be cut', () => {
    const result = paper({
      parameters: { p: { type: 'string' } },
      resources: [{ type: 'a.b/c/d', name: "[parameters('p')]" }],
    });
    expect(result.resources[0]?.id.kind).toBe('hole');
    expect(result.faults).toEqual([]);
  });

  it('with too few segments are a fault', () => {
    expect(kinds(paper({ resources: [{ type: 'a.b/c/d', name: 'one' }] }))).toEqual(['name-segments']);
  });
});

describe('conditions and loops', () => {
  it('leave out what is surely not deployed', () => {
    const result = paper({
      parameters: { p: { type: 'bool', defaultValue: false } },
      resources: [
        workflow('no', { condition: "[equals('a', 'b')]" }),
        workflow('maybe', { condition: "[parameters('p')]", resources: [{ type: 'triggers', name: 't' }] }),
        workflow('yes', { condition: true }),
      ],
    });
    expect(result.resources.map((each) => [said(each.name), each.condition])).toEqual([
      ['maybe', 'unknown'],
      ['maybe/t', 'unknown'],
      ['yes', 'yes'],
    ]);
  });

  it('keep what decides, with its place and its text: the own condition, the count, the parent, the deployment around', () => {
    const inner = workflow('w', {
      condition: "[parameters('q')]",
      copy: { name: 'c', count: "[length(parameters('many'))]" },
      resources: [{ type: 'triggers', name: 't' }],
    });
    const result = paper(
      {
        parameters: { p: { type: 'bool' }, q: { type: 'bool' }, many: { type: 'array' } },
        resources: [
          workflow('sure'),
          {
            type: 'Microsoft.Resources/deployments',
            name: 'd',
            condition: "[parameters('p')]",
            properties: { template: { resources: [inner] } },
          },
        ],
      },
      {},
    );
    const said_ = result.resources.map(({ conditions }) => conditions.map(({ kind, text }) => `${kind} ${text}`));
    expect(said_).toEqual([
      [],
      ["condition [parameters('p')]"],
      ["condition [parameters('q')]", "count [length(parameters('many'))]", "condition [parameters('p')]"],
      ["parent [parameters('q')]", "count [length(parameters('many'))]", "condition [parameters('p')]"],
    ]);
    expect(result.resources[2]?.conditions[1]?.at.pointer).toBe(
      '/resources/1/properties/template/resources/0/copy/count',
    );
  });

  it('are equal where the same thing decides, and never where nobody can say what does', () => {
    const name = (condition: Json): string | null | undefined =>
      paper({
        parameters: { p: { type: 'bool' }, o: { type: 'object' } },
        resources: [workflow('w', { condition })],
      }).resources[0]?.conditions[0]?.name;
    expect(name("[parameters('p')]")).toBe(name("[ PARAMETERS('P') ]"));
    expect(name("[equals(parameters('o').a, 'x')]")).toBe(name("[equals(parameters('o').a, 'x')]"));
    expect(name("[equals(parameters('o').a, 'x')]")).not.toBe(name("[equals(parameters('o').a, 'y')]"));
    expect(name("[not(parameters('p'))]")).not.toBe(name("[parameters('p')]"));
    expect(name({ a: "[parameters('p')]" })).toBeNull();
  });

  it('evaluate the condition for each copy', () => {
    const copy = { name: 'l', count: 3 };
    expect(
      names(
        paper({
          resources: [workflow("[concat('w', copyIndex())]", { copy, condition: '[greater(copyIndex(), 0)]' })],
        }),
      ),
    ).toEqual(['w1', 'w2']);
  });

  it('make one symbolic instance of an unknown count', () => {
    const result = paper({
      parameters: { n: { type: 'int', defaultValue: 2 } },
      resources: [workflow("[concat('w', copyIndex('L'))]", { copy: { name: 'l', count: "[parameters('n')]" } })],
    });
    expect(result.resources).toHaveLength(1);
    expect(result.resources[0]).toMatchObject({ condition: 'unknown', symbolic: true, name: { kind: 'text' } });
  });

  it('give children the index of their parent', () => {
    const result = paper({
      resources: [
        workflow("[concat('w', copyIndex())]", {
          copy: { name: 'l', count: 2 },
          resources: [{ type: 'triggers', name: "[concat('t', copyIndex())]" }],
        }),
      ],
    });
    expect(names(result)).toEqual(['w0', 'w0/t0', 'w1', 'w1/t1']);
  });

  it('run in properties, also inside each other', () => {
    const inner = { name: 'b', count: 2, input: "[concat(copyIndex('a'), copyIndex('b'), copyIndex())]" };
    const result = paper({
      resources: [
        workflow('w', {
          copy: { name: 'l', count: 2 },
          properties: { x: { copy: [{ name: 'a', count: 2, input: { copy: [inner] } }] } },
        }),
      ],
    });
    expect(result.resources.map((each) => said(each.properties))).toEqual([
      { x: { a: [{ b: ['000', '010'] }, { b: ['100', '110'] }] } },
      { x: { a: [{ b: ['001', '011'] }, { b: ['101', '111'] }] } },
    ]);
  });

  it('leave a member alone that is only called copy', () => {
    const actions = { copy: { type: 'Compose' }, Copy: [{ name: 'x' }] };
    expect(said(paper({ resources: [workflow('w', { properties: { actions } })] }).resources[0]?.properties)).toEqual({
      actions,
    });
  });

  it('run in variables and outputs', () => {
    const result = paper({
      variables: {
        copy: [{ name: 'top', count: 2, input: "[copyIndex('top')]" }],
        object: { copy: [{ name: 'member', count: 2, input: "[copyIndex('member', 5)]" }] },
      },
      outputs: {
        a: { type: 'array', value: "[variables('top')]" },
        b: { type: 'array', value: "[variables('object').member]" },
        c: { type: 'array', copy: { count: 2, input: '[copyIndex()]' } },
      },
    });
    expect([output(result, 'a'), output(result, 'b'), output(result, 'c')]).toEqual([
      [0, 1],
      [5, 6],
      [0, 1],
    ]);
  });
});

describe('bodies', () => {
  it('show where every value is written', () => {
    const { properties } = paper({
      variables: { v: 'x' },
      resources: [workflow('w', { properties: { a: { b: "[variables('v')]" } } })],
    }).resources[0] ?? { properties: null };
    expect(path(properties, 'a', 'b')).toMatchObject({
      kind: 'known',
      value: 'x',
      from: { file: FILE, pointer: '/resources/0/properties/a/b' },
    });
  });

  it('hold identity, kind and tags, but not the children', () => {
    const value = paper({
      resources: [workflow('w', { identity: { type: 'SystemAssigned' }, resources: [], copy: { count: 1 } })],
    }).resources[0]?.value;
    expect(said(path(value, 'identity', 'type'))).toBe('SystemAssigned');
    expect(path(value, 'resources')).toBeNull();
  });

  it('are not evaluated before somebody asks', () => {
    const result = paper({ resources: [{ type: 'a.b/c', name: 'n', properties: { x: "[variables('none')]" } }] });
    expect(kinds(result)).toEqual([]);
    evaluateAll(result);
    expect(kinds(result)).toEqual(['unknown-variable']);
  });

  it('tell which names they use', () => {
    const result = paper({
      parameters: { used: { type: 'string' }, idle: { type: 'string' } },
      variables: { v: "[parameters('USED')]", w: 1 },
      resources: [workflow('w', { properties: "[variables('V')]" })],
    });
    evaluateAll(result);
    expect([...(result.scopes[0]?.usedParameters ?? [])]).toEqual(['used']);
    expect([...(result.scopes[0]?.usedVariables ?? [])]).toEqual(['v']);
  });
});

describe('laws', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '/', '[', ']', "'", ' ') });

  it('a template without expressions is deployed as written', () => {
    const plain = text.filter((value) => !value.startsWith('['));
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            plain.filter((key) => key !== '__proto__'),
            plain,
          ),
        ),
        (bodies) => {
          const result = paper({ resources: bodies.map((properties, index) => workflow(`w${index}`, { properties })) });
          expect(result.resources.map((each) => said(each.properties))).toEqual(bodies);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('nothing throws, whatever the sections hold', () => {
    const json = fc.jsonValue() as fc.Arbitrary<Json>;
    const section = fc.oneof(
      json,
      fc.dictionary(fc.constantFrom('a', 'copy', 'name', 'type', 'value'), json),
      fc.array(fc.dictionary(fc.constantFrom('type', 'name', 'copy', 'condition', 'properties', 'resources'), json)),
    );
    const template = fc.record({
      parameters: section,
      variables: section,
      functions: section,
      resources: section,
      outputs: section,
    });
    fc.assert(
      fc.property(template, (value) => {
        const result = paper(value);
        evaluateAll(result);
        expect(result.resources.every((each) => each.condition !== 'no')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
