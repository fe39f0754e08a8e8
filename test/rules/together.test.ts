/** All rules at one document that has many faults: each is told once, where it is, by the rule whose it is. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import type { Json, JsonObject } from '../../src/model.ts';
import { SETTINGS } from '../fixtures.ts';

function said(files: Readonly<Record<string, Json>>): readonly string[] {
  const sources = Object.entries(files).map(([id, value]) => ({
    id,
    bytes: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
    project: '',
  }));
  const { crashed, problems } = lint({ sources, settings: SETTINGS });
  expect(crashed).toBe(false);
  return problems.map(({ rule, place, message }) => `${rule} ${place.pointer}: ${message}`).sort();
}

const definition = (more: JsonObject): Json => ({
  definition: {
    $schema:
      'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
    contentVersion: '1.0.0.0',
    triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
    actions: {},
    ...more,
  },
});

const http = (more: JsonObject = {}, inputs: JsonObject = {}): JsonObject => ({
  type: 'Http',
  inputs: { method: 'GET', uri: 'https://orders.example/x', ...inputs },
  runAfter: {},
  ...more,
});

describe('values of a definition', () => {
  test('outside their sets and limits', () => {
    const found = said({
      'x.json': definition({
        triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hours', interval: 1 } } },
        actions: {
          Method: http({}, { method: 'PUSH' }),
          Retry: http({}, { retryPolicy: { type: 'sometimes' } }),
          Interval: http({}, { retryPolicy: { type: 'fixed', count: 2, interval: 'soon' } }),
          Limit: http({ limit: { timeout: 'long' } }),
          Uri: http({}, { uri: 'ftp://orders.example' }),
          After: http({ runAfter: 'Uri' }),
          Status: http({ runAfter: { Uri: ['Suceeded'] } }),
          Nobody: http({ runAfter: { Nowhere: ['Succeeded'] } }),
          Option: http({ operationOptions: 'DisableAsyncPatern' }),
          Missing: { type: 'Http', inputs: { method: 'GET' }, runAfter: {} },
          Kind: { type: 'Htp', inputs: {}, runAfter: {} },
          Typeless: { inputs: {}, runAfter: {} },
          Zone: { type: 'Wait', inputs: { until: { timestamp: '2026-01-01T00:00:00Z' } }, runAfter: {} },
          Terminate: { type: 'Terminate', inputs: { runStatus: 'Done' }, runAfter: {} },
          Each: {
            type: 'Foreach',
            foreach: [1],
            actions: {},
            runtimeConfiguration: { concurrency: { repetitions: 70 } },
          },
          Until: { type: 'Until', expression: '@equals(1, 1)', limit: { count: 6000, timeout: 'PT1H' }, actions: {} },
        },
      }),
    });
    expect(found).toEqual([
      "concurrency-limit /definition/actions/Each/runtimeConfiguration/concurrency/repetitions: concurrency.repetitions of 'Each' is 70, but takes 1 to 50: the workflow is refused when it is deployed.",
      "definition-shape /definition/actions/Typeless: 'Typeless' has no type: what it does cannot be told, and the workflow is refused when it is deployed.",
      "invalid-duration /definition/actions/Limit/limit/timeout: limit.timeout of 'Limit' is 'long', which is no ISO 8601 duration: the workflow is refused when it is deployed.",
      "invalid-method /definition/actions/Method/inputs/method: 'Method' uses the method 'PUSH', which is none of HTTP: the workflow is refused when it is deployed. Did you mean 'POST'?",
      "invalid-recurrence /definition/triggers/Hourly/recurrence/frequency: frequency in the schedule of 'Hourly' is 'Hours', but takes Second, Minute, Hour, Day, Week, Month, Year: the workflow is refused when it is deployed.",
      "invalid-retry-policy /definition/actions/Interval/inputs/retryPolicy/interval: interval in the retry policy of 'Interval' is 'soon', but takes an ISO 8601 duration such as PT20S: the workflow is refused when it is deployed.",
      "invalid-retry-policy /definition/actions/Retry/inputs/retryPolicy/type: type in the retry policy of 'Retry' is 'sometimes', but takes default, none, fixed, exponential: the workflow is refused when it is deployed.",
      "invalid-url /definition/actions/Uri/inputs/uri: The address that 'Uri' calls does not begin with http:// or https://.",
      "invalid-value /definition/actions/Terminate/inputs/runStatus: inputs.runStatus of 'Terminate' is 'Done', but takes 'Failed', 'Cancelled' or 'Succeeded': the workflow is refused when it is deployed.",
      "invalid-value /definition/actions/Until/limit/count: limit.count of 'Until' is '6000', but takes '1 to 5000': the workflow is refused when it is deployed.",
      "missing-input /definition/actions/Missing: 'Missing' is of type Http and has no 'inputs.uri': the workflow is refused when it is deployed.",
      "operation-option-unknown /definition/actions/Option/operationOptions: operationOptions of 'Option' names 'DisableAsyncPatern', which no page describes. Did you mean 'DisableAsyncPattern'?",
      "run-after-shape /definition/actions/After/runAfter: runAfter of 'After' is of type string, not an object: the workflow is refused when it is deployed.",
      "run-after-status /definition/actions/Status/runAfter/Uri/0: 'Status' runs after 'Uri' with status 'Suceeded', which is none: the workflow is refused when it is deployed. Did you mean 'Succeeded'?",
      "run-after-unknown /definition/actions/Nobody/runAfter/Nowhere: 'Nobody' runs after 'Nowhere', but the workflow has no action of that name: it is refused when it is deployed.",
      "unknown-operation-type /definition/actions/Kind/type: The action 'Kind' is of type 'Htp', which is in no list of types. Did you mean 'Http'?",
    ]);
  });

  test('of another shape', () => {
    const found = said({
      'x.json': definition({
        parameters: ['one'],
        outputs: 'none',
        staticResults: 7,
        actions: {
          Number: 7,
          Type: { type: 7, inputs: {} },
          Inputs: { type: 'Http', inputs: ['x'], runAfter: {} },
          Scope: { type: 'Scope', actions: [], runAfter: {} },
          If: { type: 'If', expression: {}, actions: {}, else: { actions: 'none' }, runAfter: {} },
          Configuration: http({ runtimeConfiguration: 'fast' }),
        },
      }),
    });
    expect(found).toEqual([
      "definition-shape /definition/actions/Configuration/runtimeConfiguration: 'runtimeConfiguration' of 'Configuration' is of type string, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/actions/If/else/actions: 'else.actions' of 'If' is of type string, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/actions/Inputs/inputs: 'inputs' of 'Inputs' is of type array, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/actions/Number: 'Number' in actions is of type number, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/actions/Scope/actions: 'actions' of 'Scope' is of type array, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/actions/Type/type: the type of 'Type' is of type number, but must be a text: the workflow is refused when it is deployed.",
      "definition-shape /definition/outputs: 'outputs' of the definition is of type string, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/parameters: 'parameters' of the definition is of type array, but must be an object: the workflow is refused when it is deployed.",
      "definition-shape /definition/staticResults: 'staticResults' of the definition is of type number, but must be an object: the workflow is refused when it is deployed.",
    ]);
  });
});

test('expressions in the outputs of a definition', () => {
  const output = (value: Json): Json => ({ type: 'String', value });
  const found = said({
    'x.json': definition({
      parameters: { used: { type: 'Object', defaultValue: {} } },
      actions: { One: http() },
      outputs: {
        syntax: output('@concat('),
        unknown: output("@cancat('x')"),
        arity: output('@equals(1)'),
        type: output("@range(1, 'two')"),
        literal: output('see @utcNow() there'),
        parameter: output("@parameters('other')"),
        variable: output("@variables('none')"),
        action: output("@body('Two')"),
        letters: output("@body('one')"),
        object: output("x @{parameters('used')}"),
        item: output('@item()'),
        items: output("@items('One')"),
        result: output("@result('One')"),
        setting: output("@appsetting('X')"),
        listener: output('@listCallbackUrl()'),
        zone: output("@convertFromUtc(utcNow(), 'Nowhere')"),
      },
    }),
  });
  expect(found).toEqual([
    "argument-type /definition/outputs/type/value: 'outputs' calls range() with a value of kind text as count, which takes integer: the expression fails when it is evaluated.",
    "count-limit /definition/outputs: 'x' has 16 outputs, but at most 10 are taken: the workflow is refused when it is deployed.",
    "expression-syntax /definition/outputs/syntax/value: 'outputs' holds an expression that cannot be read: an expression was expected. The workflow is refused when it is deployed.",
    "function-arity /definition/outputs/arity/value: 'outputs' calls equals() with 1, but it takes 2 arguments: the workflow is refused when it is deployed.",
    "invalid-time-zone /definition/outputs/zone/value: 'outputs' names the time zone 'Nowhere', which Windows does not have.",
    "item-outside-loop /definition/outputs/item/value: 'outputs' uses item() in outputs, but no Foreach encloses it and no data operation supplies an item there: the workflow is refused when it is deployed.",
    "literal-looks-like-expression /definition/outputs/literal/value: 'outputs' holds the text '@utcNow(…' outside an expression: it is not evaluated, the words themselves are handed on.",
    "reference-case /definition/outputs/letters/value: 'outputs' names 'one', the action is called 'One': they differ in letter case alone.",
    "scope-result-unknown /definition/outputs/result/value: 'outputs' reads result('One'), but 'One' is of type Http and holds no actions: there is no result to give.",
    "unknown-action /definition/outputs/action/value: 'outputs' reads body('Two'), but the workflow has no action of that name: it is refused when it is deployed (InvalidTemplate).",
    "unknown-function /definition/outputs/unknown/value: 'outputs' calls cancat(), which is no function of the workflow definition language: the workflow is refused when it is deployed. Did you mean 'concat'?",
    "unknown-variable /definition/outputs/variable/value: 'outputs' reads variables('none'), but no action initializes it: the workflow is refused when it is deployed.",
  ]);
});

test('a template with a fault of each kind', () => {
  const found = said({
    'main.json': {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: { unused: { type: 'string' }, name: { type: 'string', defaultValue: 'orders' } },
      variables: { used: "[parameters('name')]" },
      resources: [
        {
          type: 'Microsoft.Logic/workflows',
          apiVersion: '2019-05-01',
          name: "[variables('used')]",
          location: '[resourceGrup().location]',
          tags: {
            syntax: "[concat('a']",
            arity: "[toLower('a', 'b')]",
            parameter: "[parameters('nome')]",
            variable: "[variables('usd')]",
            fails: "[int('x')]",
          },
          properties: {
            definition: {
              $schema:
                'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
              contentVersion: '1.0.0.0',
              parameters: { needed: { type: 'String' } },
              triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
              actions: { One: { type: 'Compose', inputs: "@parameters('needed')", runAfter: {} } },
            },
            parameters: { extra: { value: 'x' } },
          },
        },
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'inner',
          properties: { mode: 'Incremental', templateLink: { relativePath: 'nowhere.json' } },
        },
      ],
    },
  });
  expect(found).toEqual([
    "linked-template-missing /resources/1/properties/templateLink: There is no file 'nowhere.json' in the project: the deployment cannot load what it links to.",
    'template-expression-fails /resources/0/tags/fails: The expression surely fails, and with it the deployment: int() takes a text of digits.',
    "template-expression-syntax /resources/0/tags/syntax: The template expression cannot be read: expected ',' or ')'. The deployment is refused with InvalidTemplate.",
    'template-function-arity /resources/0/tags/arity: toLower() takes 1 argument, not 2: the deployment is refused.',
    "template-unknown-function /resources/0/location: There is no template function 'resourceGrup': the deployment is refused. Did you mean 'resourceGroup'?",
    "template-unknown-parameter /resources/0/tags/parameter: The template declares no parameter 'nome': the deployment is refused. Did you mean 'name'?",
    "template-unknown-variable /resources/0/tags/variable: The template declares no variable 'usd': the deployment is refused. Did you mean 'used'?",
    "template-unused-parameter /parameters/unused: The template parameter 'unused' is declared and never read.",
    "workflow-parameter-extra /resources/0/properties/parameters/extra: The definition declares no parameter 'extra': its value reaches nobody, and the deployment may be refused.",
    "workflow-parameter-missing /resources/0/properties/definition/parameters/needed: The workflow parameter 'needed' has no defaultValue, and properties.parameters gives it no value: the deployment is refused.",
  ]);
});

describe('ways to call that are no URL, with a managed identity', () => {
  const group = '/subscriptions/4f1c2b3a-5d6e-4789-90ab-cdef01234567/resourceGroups/orders/providers';
  const authentication = { type: 'ManagedServiceIdentity', audience: 'https://graph.microsoft.com' };
  const exported = (actions: JsonObject): Json => ({
    id: `${group}/Microsoft.Logic/workflows/orders`,
    name: 'orders',
    type: 'Microsoft.Logic/workflows',
    location: 'westeurope',
    identity: {
      type: 'SystemAssigned',
      principalId: '5b0c9d8e-1f2a-4b3c-8d4e-5f6a7b8c9d0e',
      tenantId: '0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42',
    },
    properties: {
      provisioningState: 'Succeeded',
      state: 'Enabled',
      parameters: {},
      definition: {
        $schema:
          'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
        contentVersion: '1.0.0.0',
        triggers: { Hourly: { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } } },
        actions,
      },
    },
  });

  const UNUSED = [
    "identity-unused /identity: The workflow 'orders' has a managed identity, but no operation and no connection of it authenticates with one.",
  ];

  test.each<[string, JsonObject, readonly string[]]>([
    ['a function', { type: 'Function', inputs: { function: { id: `${group}/Microsoft.Web/sites/x/functions/f` }, authentication } }, []],
    ['an API', { type: 'ApiManagement', inputs: { api: { id: `${group}/Microsoft.ApiManagement/service/x/apis/a` }, method: 'GET', pathTemplate: { template: '/' }, authentication } }, []],
    ['a workflow', { type: 'Workflow', inputs: { host: { triggerName: 'manual', workflow: { id: `${group}/Microsoft.Logic/workflows/stock` } } } }, UNUSED],
    ['a URL that only the run knows', { type: 'Http', inputs: { method: 'GET', uri: "@concat('https://', guid())", authentication } }, []],
    ['an audience that only the run knows', { type: 'Http', inputs: { method: 'GET', uri: 'https://orders.example/x', authentication: { ...authentication, audience: '@guid()' } } }, []],
    ['an application', { type: 'Http', inputs: { method: 'GET', uri: 'https://management.azure.com/subscriptions?api-version=2020-01-01', authentication: { type: 'ActiveDirectoryOAuth', tenant: '0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42', audience: 'https://management.azure.com/', clientId: '8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24', secret: '@guid()' } } }, UNUSED],
  ])('%s', (_, action, expected) => {
    expect(said({ 'x.json': exported({ One: { ...action, runAfter: {} } }) })).toEqual(expected);
  }); // prettier-ignore
});

describe('copies of a workflow', () => {
  const copied = (count: number): Json => ({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: "[concat('copy', copyIndex())]",
        location: 'westeurope',
        copy: { name: 'copies', count },
        properties: {
          definition: {
            $schema:
              'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
            contentVersion: '1.0.0.0',
            triggers: { Asked: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
            actions: {},
          },
        },
      },
    ],
  });
  const open = (names: string): string =>
    `open-trigger /resources/0/properties/definition/triggers/Asked: The request trigger 'Asked' of '${names}' has no authorization policy and no address limit: whoever learns its URL can run the workflow.`;

  test.each([
    [1, 'copy0'],
    [3, 'copy0 / copy1 / copy2'],
    [4, 'copy0 / copy1 / copy2 / copy3'],
    [30, 'copy0 / copy1 / copy2 / copy3 / …'],
  ])('%i of them have one finding, which names some', (count, names) => {
    expect(said({ 'azuredeploy.json': copied(count) }).filter((text) => text.startsWith('open-trigger'))).toEqual([
      open(names),
    ]);
  });
});
