/** One rule and many small definitions: which operations it names, row by row of what it knows. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint.ts';
import type { Json, JsonObject } from '../../src/model.ts';
import { SETTINGS } from '../fixtures.ts';

const SCHEMA =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const HOURLY = { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } };

/** What one rule says of a definition: severity (but for errors) and message. */
function says(rule: string, more: JsonObject, id = 'x.json'): readonly string[] {
  const definition = { $schema: SCHEMA, contentVersion: '1.0.0.0', triggers: { Hourly: HOURLY }, actions: {}, ...more };
  const bytes = new TextEncoder().encode(JSON.stringify({ definition, kind: 'Stateful' }));
  const sources = [{ id, bytes, project: '' }];
  const { crashed, problems } = lint({ sources, settings: { ...SETTINGS, only: [rule] } });
  expect(crashed).toBe(false);
  return problems.filter((one) => one.rule === rule).map(({ severity, message }) => (severity === 'error' ? message : `${severity}: ${message}`)); // prettier-ignore
}

/** The operations that a rule names. */
function named(rule: string, actions: JsonObject, more: JsonObject = {}): readonly string[] {
  const names = says(rule, { actions, ...more }).map((text) => /'([^']*)'/.exec(text)?.[1] ?? text);
  return [...new Set(names)].sort();
}

const compose = (inputs: Json, runAfter: JsonObject = {}): JsonObject => ({ type: 'Compose', inputs, runAfter });
const after = (...names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, ['Succeeded']]));
const variable = (name: string, type: string, value?: Json): JsonObject => ({
  type: 'InitializeVariable',
  inputs: { variables: [{ name, type, ...(value === undefined ? {} : { value }) }] },
  runAfter: {},
});
const write = (type: string, name: string, value?: Json): JsonObject => ({
  type,
  inputs: { name, ...(value === undefined ? {} : { value }) },
  runAfter: after('Init'),
});

describe('the type of a variable', () => {
  const KINDS = ['array', 'boolean', 'float', 'integer', 'object', 'string'];
  const takers = (type: string, value: Json) =>
    KINDS.filter((kind) => named('variable-type-mismatch', { Init: variable('x', kind), Write: write(type, 'x', value) }).includes('Write')); // prettier-ignore

  test.each<[string, Json, readonly string[]]>([
    ['IncrementVariable', 1, ['array', 'boolean', 'object', 'string']],
    ['DecrementVariable', 1, ['array', 'boolean', 'object', 'string']],
    ['AppendToArrayVariable', 'a', ['boolean', 'float', 'integer', 'object', 'string']],
    ['AppendToStringVariable', 'a', ['array', 'boolean', 'float', 'integer', 'object']],
    ['SetVariable', [], ['boolean', 'float', 'integer', 'object', 'string']],
    ['SetVariable', {}, ['array', 'boolean', 'float', 'integer', 'string']],
    ['SetVariable', '@guid()', []],
  ])('%s of %j is wrong for %j', (type, value, expected) => {
    expect(takers(type, value)).toEqual(expected);
  });

  test('is that of its initializer alone', () => {
    const twice = { Init: variable('x', 'string'), Again: variable('X', 'array'), Write: write('IncrementVariable', 'x', 1) }; // prettier-ignore
    expect(named('variable-type-mismatch', twice)).toEqual([]);
    expect(named('variable-type-mismatch', { Init: variable('x', 'any'), Write: write('IncrementVariable', 'x') })).toEqual([]); // prettier-ignore
    expect(named('variable-type-mismatch', { Init: variable('x', 'string'), Write: write('IncrementVariable', 'y') })).toEqual([]); // prettier-ignore
    expect(named('variable-type-mismatch', { Init: variable('x', 'array', {}), Two: variable('y', 'array', []) })).toEqual(['Init']); // prettier-ignore
  });
});

describe('data that cannot be secured', () => {
  const secured = (type: string, ...properties: readonly string[]) => {
    const one = { type, inputs: {}, actions: {}, runAfter: {}, runtimeConfiguration: { secureData: { properties } } };
    return says('secure-data-ineffective', { actions: { One: one } });
  };
  const neither = ['AppendToArrayVariable', 'AppendToStringVariable', 'DecrementVariable', 'IncrementVariable', 'InitializeVariable', 'SetVariable', 'Foreach', 'If', 'Scope', 'Switch', 'Terminate', 'Until']; // prettier-ignore

  test.each(neither)('of %s: neither side', (type) => {
    expect(secured(type, 'inputs', 'outputs').join()).toContain('inputs and outputs');
    expect(secured(type, 'inputs')).toHaveLength(1);
    expect(secured(type, 'outputs')).toHaveLength(1);
    expect(secured(type)).toEqual([]);
  });

  test.each(['Compose', 'ParseJson', 'Response', 'Wait'])('of %s: the outputs', (type) => {
    expect(secured(type, 'inputs', 'outputs')).toHaveLength(1);
    expect(secured(type, 'inputs')).toEqual([]);
    expect(secured(type, 'outputs')).toHaveLength(1);
  });

  test.each(['Http', 'ApiConnection', 'Workflow'])('of %s: none', (type) => {
    expect(secured(type, 'inputs', 'outputs')).toEqual([]);
  });
});

describe('runAfter', () => {
  test.each([
    ...['Succeeded', 'failed', 'Skipped', 'TimedOut', 'TIMEDOUT'].map((status) => [status, []] as const),
    ...['Aborted', 'Cancelled', 'Faulted', 'Ignored', 'Paused', 'Running', 'Suspended', 'Waiting'].map(
      (status) => [status, ['info']] as const,
    ),
    ['Timeout', ['error']] as const,
  ])('with status %s: %j', (status, expected) => {
    const found = says('run-after-status', { actions: { One: compose(1), Two: compose(2, { One: [status] }) } });
    expect(found.map((text) => (text.startsWith('info: ') ? 'info' : 'error'))).toEqual(expected);
  });

  test('a status that is near another', () => {
    const [near] = says('run-after-status', { actions: { One: compose(1), Two: compose(2, { One: ['Fail'] }) } });
    expect(near).toContain("Did you mean 'Failed'?");
    const [skipped] = says('run-after-status', { actions: { One: compose(1), Two: compose(2, { One: ['Skiped'] }) } });
    expect(skipped).toContain("Did you mean 'Skipped'?");
  });

  const ring = (names: readonly string[]): JsonObject =>
    Object.fromEntries(names.map((name, index) => [name, compose(1, after(names[index - 1] ?? names.at(-1) ?? ''))]));
  const ways = (actions: JsonObject) =>
    says('run-after-cycle', { actions }).map((text) => /'[^']+'(?: after '[^']+')*(?: after …)?/.exec(text)?.[0]);

  test('a ring is told once, from its least name on', () => {
    expect(ways(ring(['Beta', 'Alpha', 'Gamma']))).toEqual(["'Alpha' after 'Beta' after 'Gamma' after 'Alpha'"]);
    expect(ways(ring(['A', 'B', 'C', 'D', 'E', 'F', 'G']))).toEqual(["'A' after 'G' after 'F' after 'E' after 'D' after 'C' after 'B' after 'A'"]); // prettier-ignore
    expect(ways(ring(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']))).toEqual(["'A' after 'H' after 'G' after 'F' after 'E' after 'D' after 'C' after 'B' after …"]); // prettier-ignore
  });

  test('what only leads into a ring, or out of it, is not in it', () => {
    const leads = { ...ring(['Ada', 'Bea']), Zoe: compose(1, after('Ada')), Abe: compose(1) };
    expect(ways(leads)).toEqual(["'Ada' after 'Bea' after 'Ada'"]);
    const early = { ...leads, Ada: compose(1, after('Abe', 'Bea')) };
    expect(ways(early)).toEqual(["'Ada' after 'Bea' after 'Ada'"]);
  });

  test('of two ways round, the one by names', () => {
    const both = { A: compose(1, after('C', 'B')), B: compose(1, after('A')), C: compose(1, after('A')) };
    expect(ways(both)).toEqual(["'A' after 'B' after 'A'"]);
    const other = { A: compose(1, after('B', 'C')), B: compose(1, after('A')), C: compose(1, after('A')) };
    expect(ways(other)).toEqual(["'A' after 'B' after 'A'"]);
  });

  test('names an action beside it', () => {
    const scope = (actions: JsonObject): JsonObject => ({ type: 'Scope', actions, runAfter: {} });
    const found = (actions: JsonObject) => says('run-after-unknown', { actions }).map((text) => text.replace(/ the workflow is refused.*/, '')); // prettier-ignore
    expect(found({ One: compose(1), Two: compose(1, after('ONE')) })).toEqual([]);
    expect(found({ S: scope({ One: compose(1) }), Two: compose(1, after('One')) }).join()).toContain('another level');
    expect(found({ S: scope({ One: compose(1) }), T: scope({ Two: compose(1, after('One')) }) }).join()).toContain('another level'); // prettier-ignore
    expect(found({ One: compose(1), S: scope({ Two: compose(1, after('One')) }) }).join()).toContain('another level');
    const branches = { type: 'If', expression: {}, actions: { One: compose(1) }, else: { actions: { Two: compose(1, after('One')) } }, runAfter: {} }; // prettier-ignore
    expect(found({ Branch: branches }).join()).toContain('another level');
    expect(found({ Order: compose(1), Two: compose(1, after('Ordr')) }).join()).toContain("Did you mean 'Order'?");
    expect(found({ Two: compose(1, after('Twoo')) }).join()).not.toContain("'Two'?");
    expect(found({ Two: compose(1, after('Hourly')) }).join()).toContain('which is the trigger');
  });
});

describe('names of actions that come twice', () => {
  const scope = (actions: JsonObject): JsonObject => ({ type: 'Scope', actions, runAfter: {} });
  const places = (actions: JsonObject) => {
    const definition = { $schema: SCHEMA, contentVersion: '1.0.0.0', triggers: { Hourly: HOURLY }, actions };
    const bytes = new TextEncoder().encode(JSON.stringify({ definition }));
    const { problems } = lint({ sources: [{ id: 'x.json', bytes, project: '' }], settings: SETTINGS });
    return problems.filter(({ rule }) => rule === 'duplicate-action-name').map(({ place, related }) => [place.pointer, related.map((one) => one.place.pointer)].flat()); // prettier-ignore
  };
  const at = (path: string) => `/definition/actions/${path}`;

  test('the outermost keeps its name, whatever the order', () => {
    const inner = { S: scope({ One: compose(1) }) };
    expect(places({ ...inner, One: compose(2) })).toEqual([[at('S/actions/One'), at('One')]]);
    expect(places({ One: compose(2), ...inner })).toEqual([[at('S/actions/One'), at('One')]]);
    expect(places({ B: scope({ One: compose(1) }), A: scope({ one: compose(1) }) })).toEqual([
      [at('B/actions/One'), at('A/actions/one')],
    ]);
  });
});

describe('words of operations', () => {
  test.each([
    'DisableAsyncPattern',
    'IncludeAuthorizationHeadersInOutputs',
    'SuppressWorkflowHeadersOnResponse',
    'EnableSchemaValidation',
    'Sequential',
    'SingleInstance',
    'SuppressWorkflowHeaders',
    'DisableAutomaticDecompression',
    'FailWhenLimitsReached',
    'Asynchronous',
    'None',
    'none, Sequential',
    'Sequential,  Asynchronous',
  ])('operationOptions %s is one', (operationOptions) => {
    const one = { type: 'Http', inputs: { method: 'GET', uri: 'https://orders.example' }, runAfter: {}, operationOptions }; // prettier-ignore
    expect(says('operation-option-unknown', { actions: { One: one } })).toEqual([]);
    const other = { ...one, operationOptions: `${operationOptions}, Sequentiel` };
    expect(says('operation-option-unknown', { actions: { One: other } })).toHaveLength(1);
  });
});

describe('addresses', () => {
  const webhook = (subscribe: Json, unsubscribe: Json): JsonObject => ({
    type: 'HttpWebhook',
    inputs: { subscribe: { method: 'POST', uri: subscribe }, unsubscribe: { method: 'POST', uri: unsubscribe } },
    runAfter: {},
  });
  const http = (uri: Json): JsonObject => ({ type: 'Http', inputs: { method: 'GET', uri }, runAfter: {} });

  test('of a webhook: both', () => {
    const good = 'https://orders.example';
    expect(named('invalid-url', { One: webhook(good, good) })).toEqual([]);
    expect(named('invalid-url', { One: webhook('orders.example', good) })).toEqual(['One']);
    expect(named('invalid-url', { One: webhook(good, 'orders.example') })).toEqual(['One']);
    expect(named('invalid-url', { One: { type: 'Compose', inputs: { uri: 'orders.example' }, runAfter: {} } })).toEqual([]); // prettier-ignore
  });

  test.each<[string, readonly string[]]>([
    ['http://orders.example', []],
    ['HTTPS://orders.example/a b', []],
    ['  https://orders.example\n', []],
    ['ftp://orders.example', ['One']],
    ['see https://orders.example', ['One']],
    ['https://', ['One']],
    ['http://', ['One']],
    ['https:///x', ['One']],
    ['https:// /x', ['One']],
    ['http://@{guid()}.example', []],
    ['https://@{guid()}', []],
    ['HTTP://@{guid()}', []],
    [' ftp://@{guid()}', ['One']],
    ['@{guid()}ftp://', []],
    ['x ftp://@{guid()}', []],
    ['/path/@{guid()}', []],
    ["@concat('ftp://', guid())", []],
  ])('%j: %j', (uri, expected) => {
    expect(named('invalid-url', { One: http(uri) })).toEqual(expected);
  });
});

describe('time zones', () => {
  test.each<[string, readonly string[]]>([
    ["@convertFromUtc(utcNow(), 'Nowhere Time')", ['One']],
    ["@convertToUtc('2026-01-01', 'Nowhere Time')", ['One']],
    ["@convertTimeZone('2026-01-01', 'UTC', 'Nowhere Time')", ['One']],
    ["@convertTimeZone('2026-01-01', 'Nowhere Time', 'UTC')", ['One']],
    ["@convertFromUtc('Nowhere Time', 'UTC')", []],
    ['@convertFromUtc(utcNow(), guid())', []],
    ["@convertFromUtc(utcNow(), concat('Nowhere ', 'Time'))", []],
    ["@formatDateTime(utcNow(), 'Nowhere Time')", []],
  ])('%s', (text, expected) => {
    expect(named('invalid-time-zone', { One: compose(text) })).toEqual(expected);
  });

  test('of a schedule and of the action that converts', () => {
    const schedule = (timeZone: string): JsonObject => ({ ...HOURLY, recurrence: { ...HOURLY.recurrence, timeZone } });
    expect(named('invalid-time-zone', {}, { triggers: { Hourly: schedule('Nowhere') } })).toEqual(['Hourly']);
    expect(named('invalid-time-zone', {}, { triggers: { Hourly: schedule('W. Europe Standard Time') } })).toEqual([]);
    const converts = (sourceTimeZone: string, destinationTimeZone: string, type = 'Expression'): JsonObject => ({
      One: { type, kind: 'ConvertTimeZone', inputs: { baseTime: '@utcNow()', sourceTimeZone, destinationTimeZone }, runAfter: {} }, // prettier-ignore
    });
    expect(named('invalid-time-zone', converts('UTC', 'Nowhere'))).toEqual(['One']);
    expect(named('invalid-time-zone', converts('Nowhere', 'UTC'))).toEqual(['One']);
    expect(named('invalid-time-zone', converts('Nowhere', 'UTC', 'Compose'))).toEqual([]);
  });
});

describe('where an expression may stand', () => {
  const loop = (type: string, actions: JsonObject): JsonObject => ({
    L: type === 'Foreach' ? { type, foreach: '@createArray(1)', actions, runAfter: {} } : type === 'Until' ? { type, expression: '@equals(1, 1)', limit: { count: 1, timeout: 'PT1H' }, actions, runAfter: {} } : { type, actions, runAfter: {} },
  }); // prettier-ignore
  const data = (type: string, inputs: JsonObject): JsonObject => ({ One: { type, inputs, runAfter: {} } });

  test.each<[string, JsonObject, readonly string[]]>([
    ['item() alone', { One: compose('@item()') }, ['One']],
    ['item() in a Foreach', loop('Foreach', { One: compose('@item()') }), []],
    ['item() in an Until, which is not settled', loop('Until', { One: compose('@item()') }), []],
    ['item() in a Scope', loop('Scope', { One: compose('@item()') }), ['One']],
    ['item() in a scope of no known type', loop('Skope', { One: compose('@item()') }), []],
    ['item() of an action of no known type', { One: { type: 'Komposer', inputs: '@item()', runAfter: {} } }, []],
    ['where of a Query', data('Query', { from: [1], where: '@equals(item(), 1)' }), []],
    ['from of a Query', data('Query', { from: '@item()', where: '@equals(1, 1)' }), ['One']],
    ['select of a Select', data('Select', { from: [1], select: { a: '@item()' } }), []],
    ['from of a Select', data('Select', { from: '@item()', select: { a: 'select' } }), ['One']],
    ['columns of a Table', data('Table', { from: [1], format: 'CSV', columns: [{ header: 'a', value: '@item()' }] }), []],
    ['from of a Table', data('Table', { from: '@item()', format: 'CSV' }), ['One']],
  ])('%s', (_, actions, expected) => {
    expect(named('item-outside-loop', actions)).toEqual(expected);
  }); // prettier-ignore

  test.each<[string, readonly string[]]>([
    ['HttpWebhook', []],
    ['ApiConnectionWebhook', []],
    ['ApiConnectionNotification', []],
    ['OpenApiConnectionWebhook', []],
    ['OpenApiConnectionNotification', []],
    ['Http', ['One']],
    ['Compose', ['One']],
    ['Nobody', []],
  ])('listCallbackUrl() in %s: %j', (type, expected) => {
    const one = { type, inputs: { subscribe: { body: '@listCallbackUrl()' }, body: 'x' }, runAfter: {} };
    expect(named('function-context', { One: one })).toEqual(expected);
  });

  test('agentParameters() in the tools of an agent', () => {
    const call = compose("@agentParameters('a')");
    const agent = (type: string): JsonObject => ({
      A: { type, inputs: {}, tools: { find: { type: 'Tool', actions: { One: call } } }, actions: { One: call }, runAfter: {} },
    }); // prettier-ignore
    expect(named('function-context', { One: call })).toEqual(['One']);
    expect(named('function-context', loop('Foreach', { One: call }))).toEqual(['One']);
    expect(named('function-context', loop('Skope', { One: call }))).toEqual([]);
    expect(named('function-context', agent('Agent'))).toEqual([]);
  });

  test('the body of a trigger that brings a message', () => {
    const read = (text: string, triggers?: JsonObject) => says('unknown-trigger-output', { actions: { One: compose(text) }, ...(triggers === undefined ? {} : { triggers }) }).length; // prettier-ignore
    for (const call of [
      'triggerBody()',
      "triggerFormDataValue('a')",
      "triggerFormDataMultiValues('a')",
      'triggerMultipartBody(0)',
    ])
      // prettier-ignore
      expect(read(`@${call}`)).toBe(1);
    expect(read('@trigger()')).toBe(0);
    expect(read('@triggerOutputs()')).toBe(0);
    const request = { type: 'Request', kind: 'Http', inputs: {} };
    expect(read('@triggerBody()', { manual: request })).toBe(0);
    expect(read('@triggerBody()', { manual: request, Hourly: HOURLY })).toBe(0);
    expect(read('@triggerBody()', { Hourly: HOURLY, manual: request })).toBe(0);
    expect(read('@triggerBody()', {})).toBe(0);
  });

  test('the result of a scope', () => {
    const reads = (actions: JsonObject) => says('scope-result-unknown', { actions });
    const read = (name: string, runAfter: JsonObject = {}) => compose(`@result('${name}')`, runAfter);
    expect(reads({ One: compose(1), Two: read('One', after('One')) }).join()).toContain('holds no actions');
    expect(reads({ Two: read('Nobody') })).toHaveLength(1);
    expect(reads({ One: { type: 'Skope', runAfter: {} }, Two: read('One', after('One')) })).toEqual([]);
    for (const type of ['Scope', 'Foreach', 'Until'])
      expect(reads({ ...loop(type, {}), Two: read('L', after('L')) })).toEqual([]);
    expect(reads({ L: { type: 'If', expression: {}, actions: {}, runAfter: {} }, Two: read('L', after('L')) })).toEqual([]); // prettier-ignore
    expect(reads({ L: { type: 'Switch', expression: 1, cases: {}, runAfter: {} }, Two: read('L', after('L')) })).toEqual([]); // prettier-ignore
    expect(reads({ ...loop('Scope', { Two: read('L') }) })).toHaveLength(1);
    expect(reads({ ...loop('Scope', {}), Two: read('L') })).toHaveLength(1);
    expect(reads({ L: { type: 'Scope', actions: {}, runAfter: after('Two') }, Two: read('L') })).toHaveLength(1);
  });
});

describe('variables', () => {
  const read = (name: string, runAfter: JsonObject = {}) => compose(`@variables('${name}')`, runAfter);
  const early = (actions: JsonObject) => named('variable-not-initialized', actions);

  test('are read behind the action that initializes them', () => {
    expect(early({ Init: variable('x', 'string'), Read: read('X', after('Init')) })).toEqual([]);
    expect(early({ Init: variable('x', 'string'), Read: read('x') })).toEqual(['Read']);
    expect(early({ Init: variable('x', 'string'), Read: { type: 'Scope', actions: { Inner: read('x') }, runAfter: {} } })).toEqual(['Inner']); // prettier-ignore
    expect(early({ Init: variable('x', 'string'), Read: { type: 'Scope', actions: { Inner: read('x') }, runAfter: after('Init') } })).toEqual([]); // prettier-ignore
    expect(early({ Init: variable('x', 'string', "@variables('x')") })).toEqual([]);
    expect(early({ Init: variable('x', 'string'), Two: { ...variable('x', 'string'), runAfter: after('Read') }, Read: read('x') })).toEqual(['Read']); // prettier-ignore
    expect(early({ Init: variable('x', 'string'), Two: variable('x', 'string'), Read: read('x', after('Two')) })).toEqual([]); // prettier-ignore
    expect(early({ Init: variable('x', 'string'), Read: { ...write('SetVariable', 'x', 'a'), runAfter: {} } })).toEqual(['Read']); // prettier-ignore
    expect(early({ Init: variable('x', 'string'), Read: write('SetVariable', 'x', 'a') })).toEqual([]);
    expect(early({ Read: read('y') })).toEqual([]);
  });

  test('are read by nobody, where all that is read can be told', () => {
    const unused = (actions: JsonObject, outputs: JsonObject = {}) => named('unused-variable', actions, { outputs });
    const init = { Init: variable('Count', 'integer') };
    expect(unused(init)).toEqual(['Count']);
    expect(unused({ ...init, Read: read('count') })).toEqual([]);
    expect(unused({ ...init, Read: read('other') })).toEqual(['Count']);
    expect(unused({ ...init, Read: compose("@parameters('count')") })).toEqual(['Count']);
    expect(unused({ ...init, Read: compose("@variables(concat('Co', 'unt'))") })).toEqual([]);
    expect(unused({ ...init, Read: compose('@variables(') })).toEqual([]);
    expect(unused({ ...init, Read: compose('@{1'), Other: compose('@guid()') })).toEqual([]);
    expect(unused({ ...init, Set: write('SetVariable', 'Count', 1) })).toEqual(['Count']);
    expect(unused(init, { a: { type: 'String', value: "@string(variables('COUNT'))" } })).toEqual([]);
  });

  test('are set to what they hold', () => {
    const self = (type: string, value: Json) => named('variable-self-reference', { Init: variable('x', 'string'), One: write(type, 'x', value) }); // prettier-ignore
    expect(self('SetVariable', "@concat(variables('X'), 'a')")).toEqual(['One']);
    expect(self('SetVariable', "@concat(variables('y'), 'a')")).toEqual([]);
    expect(self('SetVariable', "@parameters('x')")).toEqual([]);
    expect(self('SetVariable', '@variables(guid())')).toEqual([]);
    expect(self('AppendToStringVariable', "@variables('x')")).toEqual([]);
    const nameless = { One: { type: 'SetVariable', inputs: { value: "@variables('x')" }, runAfter: {} } };
    expect(named('variable-self-reference', nameless)).toEqual([]);
    const tracked = { Init: variable('x', 'string'), One: { ...write('SetVariable', 'x', 'a'), trackedProperties: { a: "@variables('x')" } } }; // prettier-ignore
    expect(named('variable-self-reference', tracked)).toEqual([]);
  });
});

describe('parameters', () => {
  const unused = (actions: JsonObject, ...names: readonly string[]) =>
    named('unused-parameter', actions, {
      parameters: Object.fromEntries(names.map((name) => [name, { type: 'String', defaultValue: 'x' }])),
    });

  test('are read by nobody, where all that is read can be told', () => {
    expect(unused({}, 'Region')).toEqual(['Region']);
    expect(unused({}, '$connections', '$authentication')).toEqual([]);
    expect(unused({ One: compose("@parameters('region')") }, 'Region', 'other')).toEqual(['other']);
    expect(unused({ One: compose("@variables('region')") }, 'Region')).toEqual(['Region']);
    expect(unused({ One: compose('@parameters(guid())') }, 'Region')).toEqual([]);
    expect(unused({ One: compose('@parameters(') }, 'Region')).toEqual([]);
    expect(unused({ One: compose('@{1'), Two: compose('@guid()') }, 'Region')).toEqual([]);
    expect(unused({ One: compose('@variables(guid())') }, 'Region')).toEqual(['Region']);
  });
});

describe('texts that only look like expressions', () => {
  const found = (text: string) => says('literal-looks-like-expression', { actions: { One: compose(text) } }).map((one) => one.replace(/^warning: 'One' holds (?:a|the) text (?:that begins with )?/, '').replace(/:.*|outside.*/, '').trim()); // prettier-ignore

  test.each<[string, readonly string[]]>([
    ['see @utcNow() there', ["'@utcNow(…'"]],
    ["see @parameters('x')", ["'@parameters(…'"]],
    ['see @ {utcNow()}', ["'@utcNow(…'"]],
    ['see @{utcNow()}', []],
    [' @utcNow()', ["a blank before '@utcNow(…'"]],
    ['x @utcNow()', ["'@utcNow(…'"]],
    ['me@concat(.example', []],
    ['see @@utcNow()', []],
    ['see @nobody()', []],
    ['see @nobody() and @guid()', ["'@guid(…'"]],
    ['@{guid()} @guid()', ["'@guid(…'"]],
    ['@@utcNow()', []],
  ])('%j: %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('objects in a text', () => {
  const found = (text: string, more: JsonObject = {}) => named('interpolation-of-object', { ...more, One: compose(text) }); // prettier-ignore

  test('by the function, or by the type of the variable', () => {
    expect(found("@{createArray('a')}")).toEqual(['One']);
    expect(found("@{json('{}')}")).toEqual([]);
    expect(found("x @{createArray('a')}")).toEqual([]);
    expect(found("@{createArray('a')[0]}")).toEqual([]);
    expect(found("@createArray('a')")).toEqual([]);
    expect(found('@{1}')).toEqual([]);
    expect(found('@{guid()}')).toEqual([]);
    expect(found("@{variables('X')}", { Init: variable('x', 'object') })).toEqual(['One']);
    expect(found("@{variables('x')}", { Init: variable('x', 'Array') })).toEqual(['One']);
    expect(found("@{variables('x')}", { Init: variable('x', 'string') })).toEqual([]);
    expect(found("@{variables('y')}", { Init: variable('x', 'object') })).toEqual([]);
    expect(found('@{variables(guid())}', { Init: variable('x', 'object') })).toEqual([]);
    expect(found("@{parameters('x')}", { Init: variable('x', 'object') })).toEqual([]);
  });
});
