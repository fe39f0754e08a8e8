import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model.ts';
import { member, path } from '../../src/value.ts';
import { evaluateAll } from '../../src/template/deploy.ts';
import { candidates } from '../../src/template/links.ts';
import { FILE, kinds, names, output, paper, said } from './paper.ts';

const deployment = (name: string, properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'Microsoft.Resources/deployments',
  apiVersion: '2022-09-01',
  name,
  properties,
  ...more,
});
const inner = { expressionEvaluationOptions: { scope: 'Inner' } };
const workflow = (name: string, more: JsonObject = {}): JsonObject => ({
  type: 'Microsoft.Logic/workflows',
  name,
  ...more,
});

describe('nested deployments', () => {
  it('with inner scope see what is passed, and their own defaults for sure', () => {
    const result = paper({
      parameters: { outer: { type: 'string' } },
      resources: [
        deployment('d', {
          ...inner,
          parameters: { A: { value: "[concat('x-', parameters('outer'))]" } },
          template: {
            parameters: {
              a: { type: 'string' },
              b: { type: 'string', defaultValue: "[concat(parameters('a'), '-b')]" },
            },
            resources: [workflow("[parameters('a')]"), workflow("[parameters('b')]")],
          },
        }),
      ],
    });
    const p = `{${FILE}:parameters('outer')}`;
    expect(names(result)).toEqual(['d', `x-${p}`, `x-${p}-b`]);
    expect(result.resources.map((each) => each.within)).toEqual([null, 0, 0]);
    expect(result.resources.map((each) => each.carrier)).toEqual([null, 'deployment', 'deployment']);
    expect(result.faults).toEqual([]);
  });

  it('keep holes of equal names in two templates apart', () => {
    const template = {
      parameters: { p: { type: 'securestring' } },
      resources: [workflow('w', { properties: "[parameters('p')]" })],
    };
    const given = { p: { reference: { keyVault: { id: 'v' }, secretName: 'n' } } };
    const result = paper({
      resources: ['a', 'b'].map((name) => deployment(name, { ...inner, template, parameters: given })),
    });
    const holes = result.resources
      .filter((each) => each.typeName.includes('logic'))
      .map((each) => said(each.properties));
    expect(new Set(holes).size).toBe(2);
    expect(holes[0]).toBe(`{${FILE}#/resources/0/properties/template:parameters('p')}`);
  });

  it('keep a secret passed down a secret, and never a text', () => {
    const template = {
      parameters: { p: { type: 'secureString' } },
      resources: [workflow('w', { properties: { x: "[parameters('p')]" } })],
    };
    const passed = (value: string): unknown =>
      member(
        paper({
          parameters: { q: { type: 'string', defaultValue: 'opensesame' } },
          resources: [deployment('a', { ...inner, template, parameters: { p: { value } } })],
        }).resources[1]?.properties,
        'x',
      );
    expect(passed("[parameters('q')]")).toMatchObject({ kind: 'hole', name: `${FILE}:parameters('q')`, secure: true });
    expect(passed('opensesame')).toMatchObject({ kind: 'hole', secure: true });
    expect(JSON.stringify([passed("[parameters('q')]"), passed('opensesame')])).not.toContain('opensesame');
  });

  it('in outer scope see the parent, and themselves behind double brackets', () => {
    const result = paper({
      variables: { v: 'parent' },
      resources: [
        deployment('d', {
          template: {
            variables: { v: 'child' },
            resources: [workflow("[concat(variables('v'), '-w')]"), workflow("[[concat(variables('v'), '-w')]")],
          },
        }),
      ],
    });
    expect(names(result)).toEqual(['d', 'parent-w', 'child-w']);
  });

  it('in outer scope see the loop that they stand in', () => {
    const result = paper({
      resources: [
        deployment(
          "[concat('d', copyIndex())]",
          { template: { resources: [workflow("[concat('w', copyIndex())]")] } },
          { copy: { name: 'l', count: 2 } },
        ),
      ],
    });
    expect(names(result)).toEqual(['d0', 'w0', 'd1', 'w1']);
  });

  it('go where they are sent', () => {
    const result = paper(
      {
        resources: [
          deployment(
            'd',
            {
              ...inner,
              template: {
                resources: [workflow('w')],
                outputs: { g: { type: 'string', value: '[resourceGroup().name]' } },
              },
            },
            { subscriptionId: 't', resourceGroup: 'h' },
          ),
        ],
        outputs: {
          g: {
            type: 'string',
            value:
              "[reference(extensionResourceId('/subscriptions/t/resourceGroups/h', 'Microsoft.Resources/deployments', 'd'), '2022-09-01').outputs.g.value]",
          },
        },
      },
      {
        deployment: { subscriptionId: { kind: 'known', value: 's' }, resourceGroupName: { kind: 'known', value: 'g' } },
      },
    );
    expect(said(result.resources[1]?.id)).toBe(
      '/subscriptions/t/resourceGroups/h/providers/Microsoft.Logic/workflows/w',
    );
    expect(output(result, 'g')).toBe('h');
    expect(said(result.resources[1]?.tenantId)).toBe(said(result.resources[0]?.tenantId));
  });

  it('to one group of a parameter are in one place', () => {
    const to = { resourceGroup: "[parameters('rg')]" };
    const result = paper({
      parameters: { rg: { type: 'string' } },
      resources: ['a', 'b'].map((name) => deployment(name, { ...inner, template: { resources: [workflow('w')] } }, to)),
    });
    const ids = result.resources.filter((each) => each.typeName.includes('logic')).map((each) => said(each.id));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).toContain(`/resourceGroups/{${FILE}:parameters('rg')}/providers`);
  });

  it('hand their outputs to later and earlier ones, by name, id and symbol', () => {
    const template = { resources: [], outputs: { o: { type: 'string', value: 'made' } } };
    const uses = (expression: string): JsonObject =>
      deployment('user', {
        ...inner,
        parameters: { n: { value: `[concat(${expression}.outputs.o.value, '-w')]` } },
        template: { parameters: { n: { type: 'string' } }, resources: [workflow("[parameters('n')]")] },
      });
    const maker = deployment('maker', { ...inner, template });
    for (const target of [
      "reference('maker')",
      "reference(resourceId('Microsoft.Resources/deployments', 'MAKER'), '2022-09-01')",
    ]) {
      expect(names(paper({ resources: [uses(target), maker] }))).toContain('made-w');
    }
    expect(names(paper({ languageVersion: '2.0', resources: { u: uses("reference('m')"), m: maker } }))).toContain(
      'made-w',
    );
  });

  it('hand outputs of outputs up', () => {
    const leaf = deployment('leaf', {
      ...inner,
      template: { resources: [], outputs: { o: { type: 'string', value: 'deep' } } },
    });
    const outputs = { o: { type: 'string', value: "[reference('leaf').outputs.o.value]" } };
    const result = paper({
      resources: [deployment('mid', { ...inner, template: { resources: [leaf], outputs } })],
      outputs: { o: { type: 'string', value: "[reference('mid').outputs.o.value]" } },
    });
    expect(output(result, 'o')).toBe('deep');
  });

  it('that are conditional bring conditional resources', () => {
    const result = paper({
      parameters: { p: { type: 'bool' } },
      resources: [
        deployment('maybe', { template: { resources: [workflow('w')] } }, { condition: "[parameters('p')]" }),
        deployment('never', { template: { resources: [workflow('x')] } }, { condition: false }),
      ],
    });
    expect(result.resources.map((each) => [said(each.name), each.condition])).toEqual([
      ['maybe', 'unknown'],
      ['w', 'unknown'],
    ]);
  });

  it('of one name answer nothing: which of them is deployed is not known', () => {
    const one = (value: string, condition: string): JsonObject =>
      deployment('d', { template: { resources: [], outputs: { o: { type: 'string', value } } } }, { condition });
    const result = paper({
      parameters: { fresh: { type: 'bool' } },
      resources: [one('new', "[parameters('fresh')]"), one('old', "[not(parameters('fresh'))]")],
      outputs: {
        byName: { type: 'string', value: "[reference('d').outputs.o.value]" },
        byId: {
          type: 'string',
          value: "[reference(resourceId('Microsoft.Resources/deployments', 'd')).outputs.o.value]",
        },
      },
    });
    expect(result.outputs.map((each) => each.value.kind)).toEqual(['hole', 'hole']);
  });

  it('do not show a secure output', () => {
    const template = { resources: [], outputs: { o: { type: 'secureString', value: 'opensesame' } } };
    const result = paper({
      resources: [deployment('d', { ...inner, template })],
      outputs: { o: { type: 'string', value: "[reference('d').outputs.o.value]" } },
    });
    expect(result.outputs[0]?.value).toMatchObject({ kind: 'hole', secure: true });
  });

  it('that need their own outputs end', () => {
    const template = {
      parameters: { p: { type: 'string' } },
      resources: [workflow("[parameters('p')]")],
      outputs: { o: { type: 'string', value: "[parameters('p')]" } },
    };
    const result = paper({
      resources: [
        deployment('d', { ...inner, parameters: { p: { value: "[reference('d').outputs.o.value]" } }, template }),
      ],
    });
    expect(result.resources[1]?.name.kind).toBe('hole');
  });

  it('may compute their template, scope and parameters', () => {
    const result = paper({
      variables: {
        t: {
          parameters: { p: { type: 'string' } },
          resources: [{ type: 'Microsoft.Logic/workflows', name: "[[parameters('p')]" }],
        },
      },
      resources: [
        deployment('d', {
          expressionEvaluationOptions: '[json(\'{"scope":"inner"}\')]',
          parameters: "[createObject('p', createObject('value', 'computed'))]",
          template: "[variables('t')]",
        }),
        deployment('lost', { template: "[parameters('none')]" }),
      ],
    });
    expect(names(result)).toEqual(['d', 'computed', 'lost']);
    expect(kinds(result)).toContain('template-not-found');
  });

  it('are compared with what they are given', () => {
    const template = {
      parameters: { need: { type: 'string' }, free: { type: 'string', defaultValue: '' } },
      resources: [],
    };
    const result = paper({ resources: [deployment('d', { ...inner, template, parameters: { extra: { value: 1 } } })] });
    expect(kinds(result)).toEqual(['parameter-undeclared', 'parameter-missing']);
  });

  it('count in the names used', () => {
    const template = { parameters: { p: { type: 'string' } }, resources: [workflow("[parameters('p')]")] };
    const result = paper({
      parameters: { q: { type: 'string' } },
      resources: [deployment('d', { ...inner, template, parameters: { p: { value: "[parameters('q')]" } } })],
    });
    evaluateAll(result);
    expect(result.scopes.map((scope) => [scope.id, ...scope.usedParameters])).toEqual([
      [FILE, 'q'],
      [`${FILE}#/resources/0/properties/template`, 'p'],
    ]);
  });
});

describe('linked deployments', () => {
  const child = { parameters: { p: { type: 'string' } }, resources: [workflow("[parameters('p')]")] };
  const link = (templateLink: JsonObject, more: JsonObject = {}): JsonObject => ({
    resources: [deployment('d', { templateLink, parameters: { p: { value: 'w' } }, ...more })],
  });

  it.each([
    ['relativePath', { relativePath: 'nested/child.json' }],
    ['a path in uri', { uri: './nested/child.json' }],
    ['concat', { uri: "[concat(parameters('_artifactsLocation'), '/nested/child.json', parameters('sas'))]" }],
    ['uri()', { uri: "[uri(deployment().properties.templateLink.uri, 'nested/child.json')]" }],
    [
      'uri() with a signature',
      { uri: "[concat(uri(parameters('_artifactsLocation'), 'nested/child.json'), parameters('sas'))]" },
    ],
    ['an address', { uri: 'https://raw.example.com/contoso/repo/main/nested/child.json' }],
  ])('are found by %s', (_how, templateLink) => {
    const parameters = { _artifactsLocation: { type: 'string' }, sas: { type: 'securestring' } };
    const result = paper({ parameters, ...link(templateLink) }, { files: { 'nested/child.json': child } });
    expect(names(result)).toEqual(['d', 'w']);
    expect(result.resources[1]).toMatchObject({
      file: 'nested/child.json',
      within: 0,
      at: { file: 'nested/child.json' },
    });
  });

  it('take a linked parameter file', () => {
    const result = paper(
      {
        resources: [
          deployment('d', {
            templateLink: { relativePath: 'child.json' },
            parametersLink: { uri: 'child.parameters.json' },
          }),
        ],
      },
      { files: { 'child.json': child, 'child.parameters.json': { parameters: { P: { value: 'from file' } } } } },
    );
    expect(names(result)).toEqual(['d', 'from file']);
  });

  it('that are not at hand are named', () => {
    const result = paper(link({ uri: 'https://example.com/a.json' }));
    expect(result.faults).toMatchObject([
      { kind: 'template-not-found', at: { file: FILE, pointer: '/resources/0/properties/templateLink' } },
    ]);
  });

  it('that link themselves end', () => {
    const self = link({ relativePath: FILE });
    const result = paper(self, { files: { [FILE]: self } });
    expect(result.resources.length).toBeLessThan(12);
    expect(kinds(result)).toContain('limit');
  });

  it('are looked for inside the project only', () => {
    const relative = (path: string): readonly string[] => candidates({ path, address: false }, 'a/b.json', 'r/s.json');
    expect(relative('../../etc/x.json')).toEqual([]);
    expect(relative('../x.json')).toEqual(['x.json']);
    expect(relative('x.json')).toEqual(['a/x.json', 'r/x.json']);
  });

  it('are not told from the file name of an address alone', () => {
    const found = candidates(
      { path: 'o/r/main/p/azuredeploy.json', address: true },
      'q/azuredeploy.json',
      'q/azuredeploy.json',
    );
    expect(found).toContain('p/azuredeploy.json');
    expect(found).not.toContain('q/azuredeploy.json');
  });
});

describe('templates held as data', () => {
  const embeddedTemplate = {
    parameters: { PlaybookName: { type: 'string', defaultValue: 'pb' } },
    variables: { own: "[[concat(parameters('PlaybookName'), '-own')]" },
    resources: [
      workflow("[[parameters('PlaybookName')]", {
        properties: { v: "[[variables('own')]", outer: "[variables('v')]", key: { "[[variables('own')]": 1 } },
      }),
    ],
  };

  it.each([
    [
      'content-template',
      {
        type: 'Microsoft.OperationalInsights/workspaces/providers/contentTemplates',
        name: 'ws/Microsoft.SecurityInsights/x',
        properties: { mainTemplate: embeddedTemplate },
      },
    ],
    [
      'template-spec',
      {
        type: 'Microsoft.Resources/templateSpecs/versions',
        name: 's/1',
        properties: { mainTemplate: embeddedTemplate },
      },
    ],
    [
      'template-spec',
      {
        type: 'Microsoft.Resources/templateSpecs/versions',
        name: 's/1',
        properties: { linkedTemplates: [{ path: 'x', template: embeddedTemplate }] },
      },
    ],
    [
      'policy',
      {
        type: 'Microsoft.Authorization/policyDefinitions',
        name: 'p',
        properties: {
          policyRule: { then: { details: { deployment: { properties: { template: embeddedTemplate } } } } },
        },
      },
    ],
  ])('%s: two passes, the outer one first', (carrier, resource) => {
    const result = paper({ variables: { v: 'out' }, resources: [resource] });
    const found = result.resources[1];
    expect(found).toMatchObject({ carrier, within: 0, name: { kind: 'hole', default: { value: 'pb' } } });
    expect(said(path(found?.properties, 'outer'))).toBe('out');
    expect(path(found?.properties, 'v')).toMatchObject({ kind: 'text', parts: [{ kind: 'hole' }, '-own'] });
    expect(result.faults).toEqual([]);
  });

  it('policy parameters are not evaluated', () => {
    const deploymentOf = {
      properties: { parameters: { PlaybookName: { value: "[[field('name')]" } }, template: embeddedTemplate },
    };
    const result = paper({
      variables: { v: 1 },
      resources: [
        {
          type: 'Microsoft.Authorization/policyDefinitions',
          name: 'p',
          properties: { policyRule: { then: { details: { deployment: deploymentOf } } } },
        },
      ],
    });
    evaluateAll(result);
    expect(result.resources[1]?.name).not.toHaveProperty('default');
    expect(result.faults).toEqual([]);
  });

  it('a stack passes parameters, and nobody can pass more', () => {
    const properties = { template: embeddedTemplate, parameters: { playbookname: { value: 'given' } } };
    expect(
      names(
        paper({
          variables: { v: 1 },
          resources: [{ type: 'Microsoft.Resources/deploymentStacks', name: 's', properties }],
        }),
      ),
    ).toEqual(['s', 'given']);
    const plain = {
      type: 'Microsoft.Resources/deploymentStacks',
      name: 's',
      properties: { template: embeddedTemplate },
    };
    const result = paper({ variables: { v: 1 }, resources: [plain] });
    expect(names(result)).toEqual(['s', 'pb']);
    expect(result.resources[1]?.carrier).toBe('stack');
  });
});

describe('template specs', () => {
  const spec = (mainTemplate: JsonObject): JsonObject => ({
    type: 'Microsoft.Resources/templateSpecs/versions',
    name: 'orders/1.0',
    properties: { mainTemplate },
  });
  const main = {
    parameters: { who: { type: 'string' } },
    resources: [workflow("[[concat('orders-', parameters('who'))]")],
    outputs: { o: { type: 'string', value: "[[parameters('who')]" } },
  };
  const byId = (name: string, id: string, who: string): JsonObject => ({
    type: 'Microsoft.Resources/deployments',
    name,
    properties: { templateLink: { id }, parameters: { who: { value: who } } },
  });
  const ID = "[resourceId('Microsoft.Resources/templateSpecs/versions', 'orders', '1.0')]";

  it('are deployed where a deployment names their id, before or after them, and then no more on their own', () => {
    const result = paper({
      resources: [byId('d1', ID, 'one'), spec(main), byId('d2', ID.replace("'1.0'", "concat('1', '.0')"), 'two')],
      outputs: { o: { type: 'string', value: "[reference('d2').outputs.o.value]" } },
    });
    const made = result.resources.filter(({ typeName }) => typeName === 'microsoft.logic/workflows');
    expect(made.map(({ name, carrier }) => [said(name), carrier])).toEqual([
      ['orders-one', 'deployment'],
      ['orders-two', 'deployment'],
    ]);
    expect(output(result, 'o')).toBe('two');
    expect(kinds(result)).toEqual([]);
  });

  it('are read as templates of their own where nobody names them', () => {
    const result = paper({ resources: [spec(main)] });
    const made = result.resources.filter(({ typeName }) => typeName === 'microsoft.logic/workflows');
    expect(made.map(({ carrier }) => carrier)).toEqual(['template-spec']);
  });

  it('that are not at hand are said to be missing, by what they are', () => {
    for (const id of [ID.replace("'1.0'", "'2.0'"), "[parameters('id')]", '/subscriptions/x/templateSpecs/y'])
      expect(
        paper({
          parameters: { id: { type: 'string' } },
          resources: [spec(main), byId('d', id, 'x')],
        }).faults,
      ).toMatchObject([{ kind: 'template-not-found', message: 'the template spec is not among the files' }]);
  });

  it('keep apart what two deployments of one spec do not know', () => {
    const open = { ...main, outputs: { o: { type: 'string', value: '[[deployment().name]' } } };
    const result = paper({
      resources: [spec(open), byId('d1', ID, 'one'), byId('d2', ID, 'two')],
      outputs: {
        a: { type: 'string', value: "[reference('d1').outputs.o.value]" },
        b: { type: 'string', value: "[reference('d2').outputs.o.value]" },
      },
    });
    expect(output(result, 'a')).not.toBe(output(result, 'b'));
  });
});
