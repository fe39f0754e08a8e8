/** Inputs made to hurt: each grows with n in one direction. `n` is the smaller size. */

const WORKFLOW_SCHEMA =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const TEMPLATE_SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

const times = (n, make) => Array.from({ length: n }, (_, index) => make(index));
const named = (n, make) => Object.fromEntries(times(n, make));
const definition = (actions, triggers = { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } }) => ({
  $schema: WORKFLOW_SCHEMA,
  contentVersion: '1.0.0.0',
  triggers,
  actions,
});
const workflow = (name, actions, more = {}) => ({
  type: 'Microsoft.Logic/workflows',
  apiVersion: '2019-05-01',
  name,
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: { state: 'Enabled', definition: definition(actions), ...more },
});
const template = (resources, more = {}) => ({
  't.json': { $schema: TEMPLATE_SCHEMA, contentVersion: '1.0.0.0', ...more, resources },
});
const exported = (name, actions) => ({ kind: 'Stateful', definition: definition(actions), name });
const call = (to, after = {}) => ({
  type: 'Http',
  runAfter: after,
  inputs: {
    method: 'POST',
    uri: `[listCallbackUrl(resourceId('Microsoft.Logic/workflows/triggers', '${to}', 'manual'), '2019-05-01').value]`,
    authentication: { type: 'ManagedServiceIdentity', audience: 'https://a.example.com' },
  },
});
const nest = (n, make) => {
  let actions = { Last: { type: 'Compose', inputs: 1, runAfter: {} } };
  for (let i = 0; i < n; i++) actions = { [`L${i}`]: make(actions) };
  return actions;
};

/** A check of API Management for one audience. */
const check = (audience) =>
  `<policies><inbound><base /><validate-azure-ad-token tenant-id="0b9d6c1e-7a44-4f0e-8b57-2f1d3c9a6e42"><audiences><audience>${audience}</audience></audiences></validate-azure-ad-token></inbound></policies>`;
const gateway = (type, name, properties) => ({
  type: `Microsoft.ApiManagement/service${type}`,
  apiVersion: '2022-08-01',
  name: `gateway${name}`,
  properties,
});
const ask = (uri) => ({
  type: 'Http',
  runAfter: {},
  inputs: { method: 'GET', uri, authentication: { type: 'ManagedServiceIdentity', audience: 'api://a' } },
});

export const shapes = {
  'APIs behind one gateway, each with policy, named value and caller': {
    n: 60,
    make: (n) =>
      template([
        ...times(n, (i) => gateway('/apis', `/a${i}`, { path: `a${i}`, displayName: `A ${i}` })),
        ...times(n, (i) => gateway('/apis/policies', `/a${i}/policy`, { format: 'rawxml', value: check(`{{v${i}}}`) })),
        ...times(n, (i) => gateway('/namedValues', `/v${i}`, { displayName: `v${i}`, value: 'api://b' })),
        workflow(
          'caller',
          named(n, (i) => [`C${i}`, ask(`https://gateway.azure-api.net/a${i}/x`)]),
        ),
      ]),
  },
  'operations of one API, each with policy and caller': {
    n: 100,
    make: (n) =>
      template([
        gateway('/apis', '/a', { path: 'a', displayName: 'A' }),
        ...times(n, (i) => gateway('/apis/operations', `/a/o${i}`, { method: 'GET', urlTemplate: `/o${i}/{x}` })),
        ...times(n, (i) =>
          gateway('/apis/operations/policies', `/a/o${i}/policy`, { format: 'rawxml', value: check('api://b') }),
        ),
        workflow(
          'caller',
          named(n, (i) => [`C${i}`, ask(`https://gateway.azure-api.net/a/o${i}/x`)]),
        ),
      ]),
  },
  'secrets through one variable': {
    n: 300,
    make: (n) => {
      const actions = {
        Init: { type: 'InitializeVariable', runAfter: {}, inputs: { variables: [{ name: 'v', type: 'string' }] } },
      };
      for (let i = 0; i < n; i++) {
        actions[`G${i}`] = {
          type: 'Http',
          runAfter: {},
          inputs: { method: 'GET', uri: 'https://a.vault.azure.net/secrets/a' },
        };
        actions[`A${i}`] = {
          type: 'AppendToStringVariable',
          runAfter: {},
          inputs: { name: 'v', value: `@body('G${i}')` },
        };
        actions[`R${i}`] = { type: 'Compose', runAfter: {}, inputs: "@variables('v')" };
      }
      return { 'Orders/workflow.json': exported('Orders', actions) };
    },
  },
  'custom connectors, each with a caller': {
    n: 300,
    make: (n) =>
      template([
        ...times(n, (i) => ({
          type: 'Microsoft.Web/customApis',
          apiVersion: '2016-06-01',
          name: `c${i}`,
          properties: {
            connectionParameters: {},
            swagger: { host: `h${i}.example.com`, basePath: '/', schemes: ['https'], paths: { '/x': { get: {} } } },
          },
        })),
        workflow(
          'caller',
          named(n, (i) => [
            `C${i}`,
            {
              type: 'ApiConnection',
              runAfter: {},
              inputs: {
                host: { connection: { name: `@parameters('$connections')['c${i}']['connectionId']` } },
                method: 'get',
                path: '/x',
              },
            },
          ]),
          {
            parameters: {
              $connections: {
                value: named(n, (i) => [
                  `c${i}`,
                  { connectionId: 'c', id: `[resourceId('Microsoft.Web/customApis', 'c${i}')]` },
                ]),
              },
            },
          },
        ),
      ]),
  },
  'app settings, each read by a caller': {
    n: 500,
    make: (n) => ({
      'app/host.json': { version: '2.0' },
      'app/local.settings.json': { Values: named(n, (i) => [`U${i}`, `https://h${i}.example.com/x`]) },
      'app/w/workflow.json': exported(
        'w',
        named(n, (i) => [`C${i}`, ask(`@appsetting('U${i}')`)]),
      ),
    }),
  },
  'workflows all named alike': { n: 500, make: (n) => template(times(n, () => workflow('same', {}))) },
  'workflows that call each other': {
    n: 500,
    make: (n) => template(times(n, (i) => workflow(`w${i}`, { A: call(`w${(i + 1) % n}`) }))),
  },
  'senders to one receiver': {
    n: 500,
    make: (n) => template([workflow('one', {}), ...times(n, (i) => workflow(`w${i}`, { A: call('one') }))]),
  },
  'senders to receivers that are named alike': {
    n: 60,
    make: (n) => template(times(n, () => workflow('same', { A: call('same') }))),
  },
  'senders to nobody': {
    n: 500,
    make: (n) => template(times(n, (i) => workflow(`w${i}`, { A: call(`missing${i}`) }))),
  },
  'files with a workflow each': {
    n: 250,
    make: (n) =>
      named(n, (i) => [`w${i}/workflow.json`, exported(`w${i}`, { A: { type: 'Compose', inputs: '@triggerBody()' } })]),
  },
  'a chain of actions': {
    n: 1000,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        named(n, (i) => [
          `A${i}`,
          {
            type: 'Compose',
            inputs: `@outputs('A${Math.max(0, i - 1)}')`,
            runAfter: i === 0 ? {} : { [`A${i - 1}`]: ['Succeeded'] },
          },
        ]),
      ),
    }),
  },
  'actions side by side': {
    n: 1600,
    make: (n) => ({
      'w/workflow.json': exported('w', {
        First: { type: 'Compose', inputs: 1, runAfter: {} },
        ...named(n, (i) => [
          `A${i}`,
          { type: 'Compose', inputs: "@outputs('First')", runAfter: { First: ['Succeeded'] } },
        ]),
        Last: {
          type: 'Compose',
          inputs: `@outputs('A${n - 1}')`,
          runAfter: named(n, (i) => [`A${i}`, ['Succeeded']]),
        },
      }),
    }),
  },
  'conditions in a chain, actions in both branches': {
    n: 400,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        named(n, (i) => [
          `If${i}`,
          {
            type: 'If',
            expression: '@equals(1, 2)',
            actions: { [`Yes${i}`]: { type: 'Compose', inputs: `@outputs('Yes${Math.max(0, i - 1)}')`, runAfter: {} } },
            else: {
              actions: { [`No${i}`]: { type: 'Compose', inputs: i === 0 ? 1 : "@outputs('No0')", runAfter: {} } },
            },
            runAfter: i === 0 ? {} : { [`If${i - 1}`]: ['Succeeded'] },
          },
        ]),
      ),
    }),
  },
  'a variable set and read in one parallel loop': {
    n: 400,
    make: (n) => ({
      'w/workflow.json': exported('w', {
        Init: { type: 'InitializeVariable', inputs: { variables: [{ name: 'v', type: 'string' }] }, runAfter: {} },
        Each: {
          type: 'Foreach',
          foreach: '@triggerBody()',
          runAfter: { Init: ['Succeeded'] },
          actions: named(n, (i) => [
            `S${i}`,
            i % 2 === 0
              ? {
                  type: 'SetVariable',
                  inputs: { name: 'v', value: `@{item()}${i}` },
                  runAfter: i === 0 ? {} : { [`S${i - 1}`]: ['Succeeded'] },
                }
              : { type: 'Compose', inputs: "@variables('v')", runAfter: { [`S${i - 1}`]: ['Succeeded'] } },
          ]),
        },
      }),
    }),
  },
  'settings of one app, read and given': {
    n: 500,
    make: (n) => ({
      'app/host.json': { version: '2.0' },
      'app/local.settings.json': { Values: named(n, (i) => [`S${i}`, 'x']) },
      ...named(n, (i) => [
        `app/w${i}/workflow.json`,
        exported(`w${i}`, { A: { type: 'Compose', inputs: `@appsetting('S${i + 1}')`, runAfter: {} } }),
      ]),
    }),
  },
  'actions that all run after all before': {
    n: 60,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        named(n, (i) => [`A${i}`, { type: 'Compose', inputs: 1, runAfter: named(i, (j) => [`A${j}`, ['Succeeded']]) }]),
      ),
    }),
  },
  'actions that run after nobody known': {
    n: 1000,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        named(n, (i) => [
          `A${i}`,
          { type: 'Compose', inputs: `@body('Nobody${i}')`, runAfter: { [`B${i}`]: ['Succeeded'] } },
        ]),
      ),
    }),
  },
  'scopes in scopes': {
    n: 20,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        nest(n, (actions) => ({ type: 'Scope', actions, runAfter: {} })),
      ),
    }),
  },
  'variables set by everybody': {
    n: 500,
    make: (n) => ({
      'w/workflow.json': exported('w', {
        ...named(n, (i) => [
          `I${i}`,
          { type: 'InitializeVariable', inputs: { variables: [{ name: `v${i}`, type: 'string' }] }, runAfter: {} },
        ]),
        ...named(n, (i) => [
          `S${i}`,
          {
            type: 'SetVariable',
            inputs: { name: `v${i}`, value: `@variables('v${(i + 1) % n}')` },
            runAfter: { [`I${i}`]: ['Succeeded'] },
          },
        ]),
      }),
    }),
  },
  parameters: {
    n: 12_500,
    make: (n) =>
      template([workflow("[parameters('p0')]", {})], {
        parameters: named(n, (i) => [
          `p${i}`,
          { type: 'string', defaultValue: i === 0 ? 'x' : `[parameters('p${i - 1}')]` },
        ]),
      }),
  },
  'variables in a row': {
    n: 5000,
    make: (n) =>
      template([workflow("[variables('v9')]", {})], {
        variables: named(n, (i) => [`v${i}`, i === 0 ? 'x' : `[concat(variables('v${i - 1}'), 'y')]`]),
      }),
  },
  'parameter files': {
    n: 25,
    make: (n) => ({
      ...template([workflow("[parameters('name')]", { A: call('w1') })], { parameters: { name: { type: 'string' } } }),
      ...named(n, (i) => [
        `t.e${i}.parameters.json`,
        {
          $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
          contentVersion: '1.0.0.0',
          parameters: { name: { value: `w${i}` } },
        },
      ]),
    }),
  },
  'a long name': {
    n: 250_000,
    make: (n) => ({
      'w/workflow.json': exported('w', {
        ['x'.repeat(n)]: {
          type: 'Compose',
          inputs: `@body('${'y'.repeat(n)}')`,
          runAfter: { ['z'.repeat(n)]: ['Succeeded'] },
        },
      }),
    }),
  },
  'a long expression': {
    n: 20_000,
    make: (n) => ({
      'w/workflow.json': exported('w', {
        A: { type: 'Compose', inputs: `@concat(${times(n, () => "'a'").join(',')})`, runAfter: {} },
      }),
    }),
  },
  'a long template expression': {
    n: 20_000,
    make: (n) => template([workflow(`[concat(${times(n, () => "'a'").join(',')})]`, {})]),
  },
  'many findings': {
    n: 6000,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        named(n, (i) => [
          `A${i}`,
          { type: 'Http', runAfter: {}, inputs: { method: 'GET', uri: 'http://x.example.com/' } },
        ]),
      ),
    }),
  },
  ...Object.fromEntries(
    // What each secret shape begins with, again and again and nothing behind it; 1 MB is the larger size.
    Object.entries({
      'a signature that never ends': 'sig=',
      'encoded signatures': 'sig%3D',
      'keys without a value': 'AccountKey = ',
      'short signatures': '&s=aB3',
      'passwords without a value': ';password =',
      'function keys': '?code%3D',
      'names of headers': 'x-api-key: ',
      'members without an end': '"password":"\\\\',
      'assignments without an end': "password='",
      bearers: 'Bearer ',
      'Basic without a password': 'Basic abcdef',
      'tokens in tokens': 'eyJ',
      'tokens with dots': 'eyJabcdefgh.',
      'client secrets': 'ab8Q~',
      'URLs with a user': '://a:',
      webhooks: '/IncomingWebhook/0a',
      'chat webhooks': 'hooks.slack.com/services/',
      'private keys': '-----BEGIN PRIVATE KEY-----',
      'runs of letters': 'aB3/',
      'escapes and quotes': "\\u0026sig='",
    }).map(([name, unit]) => [
      `secrets: ${name}`,
      {
        n: 250_000,
        make: (n) => ({
          'w/workflow.json': exported('w', {
            A: { type: 'Compose', inputs: unit.repeat(Math.ceil(n / unit.length)), runAfter: {} },
          }),
        }),
      },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({
      JavaScriptCode: "f('a'+`b${c}`+d);",
      CSharpScriptCode: '$"{',
      PowerShellCode: '"$(a) + ',
    }).map(([type, unit]) => [
      `code: ${type}`,
      {
        n: 25_000,
        make: (n) => ({
          'w/workflow.json': exported('w', {
            A: { type, inputs: { code: unit.repeat(Math.ceil(n / unit.length)) }, runAfter: {} },
          }),
        }),
      },
    ]),
  ),
  'secrets in code': {
    n: 2_000,
    make: (n) => ({
      'w/workflow.json': exported('w', {
        A: {
          type: 'JavaScriptCode',
          inputs: { code: times(n, (i) => `f({password:'ab'+'${i}cd'});`).join('') },
          runAfter: {},
        },
      }),
    }),
  },
  // One sign again and again, wherever a pattern cuts an end off: linear only if it does not start over at each of them.
  ...Object.fromEntries(
    Object.entries({ slashes: '/', hashes: '#', questions: '?', blanks: ' ', dots: '.', digits: '1', lines: '\n' }).map(
      ([name, sign]) => [
        `runs of ${name}`,
        {
          n: 60_000,
          make: (n) => {
            const run = `x${sign.repeat(n)}\nx`;
            const authentication = { type: 'ManagedServiceIdentity', audience: run };
            const oauth = { type: 'ActiveDirectoryOAuth', audience: run, tenant: run, clientId: run, authority: run };
            const http = (more) => ({
              type: 'Http',
              inputs: { method: 'GET', uri: `https://h.example/${run}`, ...more },
            });
            return {
              ...template([
                workflow('one', { A: http({ authentication }), B: http({ authentication: oauth }), [run]: http({}) }),
                { ...workflow('two', {}), type: `Microsoft.Logic/workflows/${run}`, apiVersion: run },
                {
                  type: 'Microsoft.Resources/deployments',
                  apiVersion: '2022-09-01',
                  name: 'n',
                  properties: { templateLink: { relativePath: run, uri: `https://h.example/${run}` } },
                },
              ]),
              'other.json': { $schema: `${TEMPLATE_SCHEMA}${run}`, contentVersion: run, resources: [] },
            };
          },
        },
      ],
    ),
  ),
  'many secrets': {
    n: 6000,
    make: (n) => ({
      'w/workflow.json': exported(
        'w',
        named(n, (i) => [
          `A${i}`,
          {
            type: 'Http',
            runAfter: {},
            inputs: { method: 'GET', uri: `https://x.example.com/?sig=abcdEFGH0123456789ijklMNOPqrstUVWX${i}` },
          },
        ]),
      ),
    }),
  },
  'many duplicate keys': {
    n: 5000,
    make: (n) => ({
      'w/workflow.json': `{"kind":"Stateful","definition":{"$schema":"${WORKFLOW_SCHEMA}","triggers":{},"actions":{${times(n, () => '"A":{"type":"Compose","inputs":1}').join(',')}}}}`,
    }),
  },
  'brackets that never close': {
    n: 250_000,
    make: (n) => ({ 'w/workflow.json': `{"$schema":"${WORKFLOW_SCHEMA}","actions":${'['.repeat(n)}` }),
  },
  'strings with escapes': {
    n: 250_000,
    make: (n) => ({
      'w/workflow.json': JSON.stringify(
        exported('w', { A: { type: 'Compose', inputs: '"\\'.repeat(n), runAfter: {} } }),
      ),
    }),
  },
  'address ranges': {
    n: 500,
    make: (n) =>
      template([
        workflow(
          'one',
          {},
          {
            accessControl: {
              triggers: {
                allowedCallerIpAddresses: times(n, (i) => ({ addressRange: `10.${i >> 8}.${i & 255}.0/24` })),
              },
            },
          },
        ),
        ...times(20, (i) => workflow(`w${i}`, { A: call('one') })),
      ]),
  },
  'policies and claims': {
    n: 50,
    make: (n) =>
      template([
        workflow(
          'one',
          {},
          {
            accessControl: {
              triggers: {
                openAuthenticationPolicies: {
                  policies: named(n, (i) => [
                    `p${i}`,
                    {
                      type: 'AAD',
                      claims: [
                        { name: 'iss', value: `https://sts.windows.net/${i}/` },
                        { name: 'aud', value: `https://a${i}.example.com` },
                      ],
                    },
                  ]),
                },
              },
            },
          },
        ),
        ...times(20, (i) => workflow(`w${i}`, { A: call('one') })),
      ]),
  },
};
