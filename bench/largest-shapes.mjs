/**
 * Files as large as laudit takes them, each filled with one thing: what somebody sends who wants to see it crash. Each maker is
 * given a size in bytes and gives files of that size together. Text is put together by hand: an object of it would not fit.
 */

const DEFINITION =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const PARAMETERS = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';
const SUBSCRIPTION = '/subscriptions/5b1f7c0e-3a52-4d86-9f0e-7c2a61d4e8b3/resourceGroups/g/providers';

/** So many bytes a value at least: a file has four million values at most. */
const PER_VALUE = 17;

/** Items up to so many bytes. @param item by its number @param values in each item; it is padded to what they need */
function fill(bytes, item, values = 1, between = ',') {
  const all = [];
  for (let at = 0, length = 0; ; at += 1) {
    const one = item(at).padEnd(values * PER_VALUE);
    length += one.length + between.length;
    if (length > bytes && at > 0) return all.join(between);
    all.push(one);
  }
}
const repeat = (bytes, unit) => unit.repeat(Math.max(1, Math.floor(bytes / unit.length)));

const TRIGGER = '"m":{"type":"Request","kind":"Http","inputs":{"schema":{}}}';
const definition = (actions, { triggers = TRIGGER, more = '' } = {}) =>
  `{"$schema":"${DEFINITION}","contentVersion":"1.0.0.0",${more}"triggers":{${triggers}},"actions":{${actions}}}`;
const row = (n, actions, more = {}) =>
  `{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w${n}","name":"w${n}","type":"Microsoft.Logic/workflows","location":"westeurope",${more.top ?? ''}"properties":{"provisioningState":"Succeeded",${more.properties ?? ''}"definition":${definition(actions, more)}}}`;
/** Nearly what one definition may have (`src/extract/bounds.ts`). */
const EACH = 3_800_000;

/** A list of workflows as large as they may be. @param actions of so many bytes, for the n-th */
export const rows = (actions, more) => (bytes) => {
  const count = Math.max(1, Math.ceil(bytes / EACH));
  const each = Math.floor(bytes / count) - 1000;
  const texts = Array.from({ length: count }, (_, n) => {
    const { actions: text = '', ...rest } = typeof actions === 'function' ? { actions: actions(each, n) } : {};
    return row(n, text, { ...rest, ...(more === undefined ? {} : more(each, n)) });
  });
  return { 'l.json': `{"value":[${texts.join(',')}]}` };
};
/** The same with one workflow for each of these many bytes. */
const small = (each, actions, more) => (bytes) => ({
  'l.json': `{"value":[${fill(bytes, (n) => row(n, actions(n), more?.(n)), 20).padEnd(each)}]}`,
});
const one = (inputs, type = 'Compose') => rows((bytes) => `"a":{"type":"${type}","inputs":${inputs(bytes)}}`);
const string = (unit) => one((bytes) => `"${repeat(bytes, unit)}"`);
/** Actions of the usual number: no more than a definition may have. */
const actions = (item) =>
  rows((bytes) => {
    let at = 0;
    return fill(bytes, (i) => item((at = i), bytes).padEnd(Math.ceil(bytes / 19_000)));
  });
const http = (i, more = '') => `"a${i}":{"type":"Http","inputs":{"method":"GET","uri":"https://h/${i}"${more}}}`;
const code = (unit, type = 'JavaScriptCode') =>
  rows((bytes) =>
    fill(
      bytes,
      (i) =>
        `"c${i}":{"type":"${type}","inputs":{"code":"${type === 'PowerShellCode' ? '#' : '//'}${i}\\n${typeof unit === 'function' ? unit(190_000) : repeat(190_000, unit)}"}}`,
    ),
  );
const nested = (depth, open, inner, close) => `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

const template = (resources, more = '') =>
  `{"$schema":"${TEMPLATE}","contentVersion":"1.0.0.0",${more}"resources":[${resources}]}`;
const inTemplate = (n, actions, more = '') =>
  `{"type":"Microsoft.Logic/workflows","apiVersion":"2019-05-01","name":"w${n}","location":"x",${more}"properties":{"definition":${definition(actions)}}}`;
const oneIn = inTemplate(0, '"a":{"type":"Http","inputs":{"method":"GET","uri":"[parameters(\'p1\')]"}}');
const large = (item) => (bytes) => {
  const count = Math.max(1, Math.ceil(bytes / EACH));
  const each = Math.floor(bytes / count) - 1000;
  return { 't.json': template(Array.from({ length: count }, (_, n) => inTemplate(n, item(each, n))).join(',')) };
};
const inOne =
  (make, ...rest) =>
  (bytes) => ({ 't.json': template(oneIn, make(bytes)), ...rest });
const parameterFile = (members) => `{"$schema":"${PARAMETERS}","contentVersion":"1.0.0.0","parameters":{${members}}}`;

const SIGNED = 'https://x.example.com/a?sv=1&sig=abcdEFGH0123456789ijklMNOPqrstUVWX';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhYmNkZWZnaCJ9.dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const policy = (i, claims) => `"p${i}":{"type":"AAD","claims":[${claims}]}`;
const access = (triggers) => () => ({ properties: `"accessControl":{"triggers":{${triggers}}},` });

export const shapes = {
  // ------------------------------------------------ one definition, and lists of those that are as large as they may be
  'one workflow of many calls': (bytes) => ({
    'w.json': `{"definition":${definition(fill(bytes, (i) => http(i), 5))}}`,
  }),
  'one string of expressions': (bytes) => ({
    'w.json': `{"definition":${definition(`"a":{"type":"Compose","inputs":"${repeat(bytes, "@{outputs('a')} ")}"}`)}}`,
  }),
  'calls, full lists': actions((i) => http(i)),
  'composes, full lists': actions((i) => `"a${i}":{"type":"Compose","inputs":"@body('a${i - 1}')"}`),
  'expressions in texts': string("@{outputs('a')} "),
  'short expressions in texts': string('@{1}'),
  'expressions that never end': string('@{'),
  'at signs': string('@'),
  'quotes in expressions': string("@{''}"),
  'braces in texts': string("@{concat('{',"),
  'deep expressions': string(`@{${nested(190, 'not(', 'true', ')')}}`),
  'expressions that are not right': string('@{foo(,)}'),
  'long expressions': one((bytes) => `[${fill(bytes, () => `"@concat(${"'a',".repeat(1600)}'b')"`)}]`),
  'long expressions that nest': one(
    (bytes) => `[${fill(bytes, () => `"@${nested(199, 'concat(', `${"'a',".repeat(1000)}'b'`, ')')}"`)}]`,
  ),
  'expressions with members': one((bytes) => `[${fill(bytes, (i) => `"@outputs('a')${"?['b']".repeat(1000)}"`)}]`),
  'json in expressions': one((bytes) => `[${fill(bytes, () => `"@json('${'['.repeat(3900)}${']'.repeat(3900)}')"`)}]`),
  'ranges in expressions': one(
    (bytes) =>
      `[${fill(bytes, () => `"@join(range(0,1000),'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')"`)}]`,
  ),
  'small expressions': one((bytes) => `[${fill(bytes, (i) => `"@{outputs('a')}${i}"`)}]`),
  'small expressions of variables': one((bytes) => `[${fill(bytes, (i) => `"@variables('v${i}')"`)}]`),
  'small expressions of parameters': one((bytes) => `[${fill(bytes, (i) => `"@parameters('v${i}')"`)}]`),
  'actions that are not there': one((bytes) => `[${fill(bytes, (i) => `"@body('Nobody${i}')"`)}]`),
  'functions that are not there': one((bytes) => `[${fill(bytes, (i) => `"@nobody${i}()"`)}]`),
  'small strings': one((bytes) => `[${fill(bytes, (i) => `"x${i % 97}"`)}]`),
  'members of one object': one((bytes) => `{${fill(bytes, (i) => `"x${i}":1`)}}`),
  'deep values': one((bytes) => `[${fill(bytes, () => nested(240, '[', '1', ']'), 241)}]`),
  'deep objects of long names': one(
    (bytes) => `[${fill(bytes, () => nested(100, `{"${'n'.repeat(1000)}":`, '"@body(\'zz\')"', '}'), 101)}]`,
  ),
  'a long name and many expressions': rows(
    (bytes) =>
      `"${'n'.repeat(100_000)}":{"type":"Compose","inputs":[${fill(bytes - 100_000, (i) => `"@body('zz${i}')"`)}]}`,
  ),
  'long names': actions(
    (i) => `"${'n'.repeat(5000)}${i}":{"type":"Http","inputs":{"method":"GET","uri":"http://h.example.com/"}}`,
  ),
  'names that runAfter is wrong about': actions(
    (i) => `"n${i}":{"type":"Compose","inputs":1,"runAfter":{"m${i}":["Succeeded"]}}`,
  ),
  'runAfter of everybody': rows((bytes) => {
    const n = Math.floor(Math.sqrt(bytes / 22));
    return Array.from(
      { length: n },
      (_, i) =>
        `"a${i}":{"type":"Compose","inputs":1,"runAfter":{${Array.from({ length: n }, (_, j) => j)
          .filter((j) => j < i)
          .map((j) => `"a${j}":["Succeeded"]`)
          .join(',')}}}`,
    ).join(',');
  }),
  'runAfter in a row': actions(
    (i) =>
      `"a${i}":{"type":"Compose","inputs":"@outputs('a${i >> 1}')","runAfter":{${i === 0 ? '' : `"a${i - 1}":["Succeeded","Failed"]`}}}`,
  ),
  'scopes in scopes': rows((bytes) =>
    fill(
      bytes,
      (i) =>
        `${Array.from({ length: 80 }, (_, j) => `"s${i}_${j}":{"type":"Scope","actions":{`).join('')}"x${i}":{"type":"Compose","inputs":"@outputs('s${i}_0')"}${'}}'.repeat(80)}`,
      322,
    ),
  ),
  'cases of a switch': rows(
    (bytes) =>
      `"s":{"type":"Switch","expression":"@body('a')","cases":{${fill(bytes, (i) => `"c${i}":{"case":"${i}","actions":{"x${i}":{"type":"Compose","inputs":1}}}`, 7)}}}`,
  ),
  'cases without actions': rows(
    (bytes) =>
      `"s":{"type":"Switch","expression":"@body('a')","cases":{${fill(bytes, (i) => `"c${i}":{"case":"${i}","actions":{}}`, 4)}}}`,
  ),
  'conditions of many terms': rows(
    (bytes) =>
      `"s":{"type":"If","expression":{"and":[${fill(bytes, (i) => `{"equals":["@body('a')",${i}]}`, 4)}]},"actions":{}}`,
  ),
  'deep conditions': rows(
    (bytes) =>
      `"s":{"type":"If","expression":{"and":[${fill(bytes, () => nested(80, '{"not":', '{"equals":[1,2]}', '}'), 84)}]},"actions":{}}`,
  ),
  'variables of one action': rows(
    (bytes) =>
      `"s":{"type":"InitializeVariable","inputs":{"variables":[${fill(bytes, (i) => `{"name":"v${i}","type":"string","value":"@variables('v${i + 1}')"}`, 4)}]}}`,
  ),
  'variables set by many': actions((i) =>
    i === 0
      ? '"i":{"type":"InitializeVariable","inputs":{"variables":[{"name":"v","type":"string"}]}}'
      : `"s${i}":{"type":"${i % 2 ? 'SetVariable' : 'AppendToStringVariable'}","inputs":{"name":"v","value":"@{variables('v')}"}}`,
  ),
  'secrets and their readers': actions((i) =>
    i % 2 === 0
      ? `"s${i}":{"type":"Http","inputs":{"method":"GET","uri":"https://a.vault.azure.net/secrets/a"}}`
      : `"r${i}":{"type":"Compose","inputs":"@{body('s${i - 1}')}@{outputs('r${i - 2}')}"}`,
  ),
  'one secret and many readers': actions((i) =>
    i === 0
      ? '"s":{"type":"Http","inputs":{"method":"GET","uri":"https://a.vault.azure.net/secrets/a"}}'
      : `"r${i}":{"type":"Http","inputs":{"method":"POST","uri":"https://h.example.com/","body":"@body('s')?['value']"}}`,
  ),
  'parts of one secret': actions((i) =>
    i === 0
      ? '"s":{"type":"Http","inputs":{"method":"GET","uri":"https://a.vault.azure.net/secrets/a"}}'
      : `"r${i}":{"type":"Compose","inputs":{"p${i}":"@outputs('r${i - 1}')['p${i - 1}']","q":"@body('s')"}}`,
  ),
  answers: actions(
    (i) => `"r${i}":{"type":"Response","kind":"Http","inputs":{"statusCode":200,"body":"@triggerBody()?['x${i}']"}}`,
  ),
  'calls of workflows': actions(
    (i) =>
      `"w${i}":{"type":"Workflow","inputs":{"host":{"workflow":{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w${i % 100}"},"triggerName":"m"}}}`,
  ),
  'calls through connections': actions(
    (i) =>
      `"w${i}":{"type":"ApiConnection","inputs":{"host":{"connection":{"name":"@parameters('$connections')['c${i}']['connectionId']"}},"method":"get","path":"/x"}}`,
  ),
  connections: rows(
    () =>
      '"a":{"type":"ApiConnection","inputs":{"host":{"connection":{"name":"@parameters(\'$connections\')[\'c1\'][\'connectionId\']"}},"method":"get","path":"/x"}}',
    (bytes) => ({
      properties: `"parameters":{"$connections":{"value":{${fill(bytes, (i) => `"c${i}":{"connectionId":"${SUBSCRIPTION}/Microsoft.Web/connections/c${i}","id":"x"}`, 3)}}}},`,
    }),
  ),
  'callers with a token': actions((i) =>
    http(i, ',"authentication":{"type":"ManagedServiceIdentity","audience":"https://a.example.com"}'),
  ),
  'callers with a password': actions((i) =>
    http(i, `,"authentication":{"type":"Basic","username":"u","password":"abc${i}DEFghi"}`),
  ),
  'one header each': rows(
    (bytes) =>
      `"a":{"type":"Http","inputs":{"method":"GET","uri":"https://h.example.com","headers":{${fill(bytes, (i) => `"h${i}":"@{parameters('x')}"`)}}}}`,
  ),
  queries: rows(
    (bytes) =>
      `"a":{"type":"Http","inputs":{"method":"GET","uri":"https://h.example.com","queries":{${fill(bytes, (i) => `"h${i}":"${i}"`)}}}}`,
  ),
  'a long address': rows(
    (bytes) => `"a":{"type":"Http","inputs":{"method":"GET","uri":"https://h.example.com/${repeat(bytes, 'a/')}"}}`,
  ),
  'a long query': rows(
    (bytes) => `"a":{"type":"Http","inputs":{"method":"GET","uri":"https://h.example.com/?${repeat(bytes, 'a=b&')}"}}`,
  ),
  'an address of expressions': rows(
    (bytes) =>
      `"a":{"type":"Http","inputs":{"method":"GET","uri":"https://h.example.com/${repeat(bytes, "@{body('b')}/")}"}}`,
  ),
  triggers: rows(
    () => '',
    (bytes) => ({
      triggers: fill(bytes, (i) => `"t${i}":{"type":"Request","kind":"Http","inputs":{}}`.padEnd(200), 4),
    }),
  ),
  recurrences: rows(
    () => '',
    (bytes) => ({
      triggers: fill(
        bytes,
        (i) =>
          `"t${i}":{"type":"Recurrence","recurrence":{"frequency":"Day","interval":1,"timeZone":"Nowhere${i}","schedule":{"hours":[25],"minutes":[61]}}}`.padEnd(
            200,
          ),
        9,
      ),
    }),
  ),
  'hours of one schedule': rows(
    () => '',
    (bytes) => ({
      triggers: `"t":{"type":"Recurrence","recurrence":{"frequency":"Day","interval":1,"schedule":{"hours":[${fill(bytes, () => '25')}]}}}`,
    }),
  ),
  'conditions of a trigger': rows(
    () => '',
    (bytes) => ({
      triggers: `"t":{"type":"Request","kind":"Http","inputs":{},"conditions":[${fill(bytes, (i) => `{"expression":"@equals(1,${i})"}`, 2)}]}`,
    }),
  ),
  'a schema of many members': rows(
    () => '"a":{"type":"Compose","inputs":"@triggerBody()?[\'x1\']"}',
    (bytes) => ({
      triggers: `"m":{"type":"Request","kind":"Http","inputs":{"schema":{"type":"object","properties":{${fill(bytes, (i) => `"x${i}":{"type":"string"}`, 2)}}}}}`,
    }),
  ),
  'a deep schema': rows(
    () => '',
    (bytes) => ({
      triggers: `"m":{"type":"Request","kind":"Http","inputs":{"schema":{"oneOf":[${fill(bytes, () => nested(80, '{"type":"object","properties":{"a":', '{}', '}}'), 250)}]}}}`,
    }),
  ),
  'required members': rows(
    () => '',
    (bytes) => ({
      triggers: `"m":{"type":"Request","kind":"Http","inputs":{"schema":{"type":"object","required":[${fill(bytes, (i) => `"x${i}"`)}]}}}`,
    }),
  ),
  'parameters of a workflow': rows(
    () => '"a":{"type":"Compose","inputs":"@parameters(\'p1\')"}',
    (bytes) => ({ more: `"parameters":{${fill(bytes, (i) => `"p${i}":{"type":"String","defaultValue":"x"}`, 3)}},` }),
  ),
  'values of parameters': rows(
    () => '"a":{"type":"Compose","inputs":"@parameters(\'p1\')"}',
    (bytes) => ({ properties: `"parameters":{${fill(bytes, (i) => `"p${i}":{"value":"x"}`, 2)}},` }),
  ),
  'outputs of a workflow': rows(
    () => '',
    (bytes) => ({
      more: `"outputs":{${fill(bytes, (i) => `"p${i}":{"type":"String","value":"@body('a${i}')"}`, 3)}},`,
    }),
  ),
  'static results': rows(
    () => '',
    (bytes) => ({ more: `"staticResults":{${fill(bytes, (i) => `"p${i}":{"status":"Succeeded","outputs":{}}`, 3)}},` }),
  ),
  metadata: rows(
    () => '',
    (bytes) => ({ more: `"metadata":{${fill(bytes, (i) => `"p${i}":"x"`)}},` }),
  ),
  ignores: rows(
    () => '',
    (bytes) => ({
      more: `"metadata":{"laudit":{"ignore":[${fill(bytes, () => '{"rule":"plaintext-http","reason":"x"}', 3)}]}},`,
    }),
  ),
  'ignores that are not right': rows(
    () => '',
    (bytes) => ({ more: `"metadata":{"laudit":{"ignore":[${fill(bytes, (i) => `{"rule":"nobody${i}"}`, 2)}]}},` }),
  ),
  'ignores of each action': actions(
    (i) =>
      `"a${i}":{"type":"Http","inputs":{"method":"GET","uri":"http://h.example.com"},"metadata":{"laudit":{"ignore":[{"rule":"plaintext-http","reason":"x"}]}}}`,
  ),
  policies: rows(
    () => '',
    (bytes) =>
      access(
        `"openAuthenticationPolicies":{"policies":{${fill(bytes, (i) => policy(i, `{"name":"iss","value":"https://sts.windows.net/${i}/"},{"name":"aud","value":"a${i}"}`), 9)}}}`,
      )(),
  ),
  claims: rows(
    () => '',
    (bytes) =>
      access(
        `"openAuthenticationPolicies":{"policies":{${policy(
          0,
          fill(bytes, (i) => `{"name":"c${i}","value":"a"}`, 3),
        )}}}`,
      )(),
  ),
  'address ranges': rows(
    () => '',
    (bytes) =>
      access(
        `"allowedCallerIpAddresses":[${fill(bytes, (i) => `{"addressRange":"10.${(i >> 8) & 255}.${i & 255}.0/24"}`, 2)}]`,
      )(),
  ),
  'address ranges that are not right': rows(
    () => '',
    (bytes) => access(`"allowedCallerIpAddresses":[${fill(bytes, (i) => `{"addressRange":"10.${i}.${i}"}`, 2)}]`)(),
  ),
  identities: rows(
    () =>
      '"a":{"type":"Http","inputs":{"method":"GET","uri":"https://h.example.com","authentication":{"type":"ManagedServiceIdentity","audience":"https://a.example.com"}}}',
    (bytes) => ({
      top: `"identity":{"type":"UserAssigned","userAssignedIdentities":{${fill(bytes, (i) => `"${SUBSCRIPTION}/Microsoft.ManagedIdentity/userAssignedIdentities/i${i}":{"principalId":"x"}`, 2)}}},`,
    }),
  ),
  'signed addresses': one((bytes) => `[${fill(bytes, (i) => `"${SIGNED}${i}"`)}]`),
  'signatures in one text': string(`${SIGNED}  `),
  'short secrets in one text': string(
    'AccountKey=abcdefghijklmnopqrstuvwxyz012345ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/abcdefghijklm==;',
  ),
  tokens: one((bytes) => `[${fill(bytes, (i) => `"${JWT}${i}"`)}]`),
  'tokens in one text': string(`${JWT} `),
  passwords: one((bytes) => `{${fill(bytes, (i) => `"p${i}":{"password":"aB3${i}dEf"}`, 2)}}`),
  'secrets in names': one((bytes) => `{${fill(bytes, (i) => `"${SIGNED}${i}":1`)}}`),
  'a text without blanks': string('aB3dE'),
  'time zones': actions((i) => `"a${i}":{"type":"Wait","inputs":{"until":{"timestamp":"nowhere${i}"}}}`),
  retries: actions((i) => http(i, ',"retryPolicy":{"type":"exponential","count":1000,"interval":"PT1000000S"}')),
  'loops in loops': actions(
    (i) =>
      `"a${i}":{"type":"Foreach","foreach":"@body('x')","actions":{"b${i}":{"type":"Foreach","foreach":"@items('a${i}')","actions":{}}}}`,
  ),
  until: actions(
    (i) => `"a${i}":{"type":"Until","expression":"@equals(1,2)","limit":{"count":1,"timeout":"PT1H"},"actions":{}}`,
  ),
  'types that are not there': actions((i) => `"a${i}":{"type":"Nobody${i}","inputs":{}}`),
  'members that are not there': actions(
    (i) => `"a${i}":{"type":"Http","nobody":1,"inputs":{"method":"GET","uri":"https://h/","nobody${i}":1}}`,
  ),
  'actions of no type': rows((bytes) => fill(bytes, (i) => `"a${i}":{}`)),
  'actions of one name': rows((bytes) =>
    fill(
      bytes,
      (i) => `"s${i}":{"type":"Scope","actions":{"a":{"type":"Compose","inputs":"@body('a')"}}}`.padEnd(420),
      5,
    ),
  ),
  'names in other letters': actions((i) => `"A${i % 2 ? 'b' : 'B'}${i >> 1}":{"type":"Compose","inputs":1}`),
  chunks: actions((i) =>
    http(i, ',"body":"@triggerBody()","cookie":"x","headers":{"Content-Type":"application/json"}'),
  ),
  'parse json': rows(
    (bytes) =>
      `"p":{"type":"ParseJson","inputs":{"content":"@body('a')","schema":{"type":"object","properties":{${fill(bytes, (i) => `"x${i}":{"type":"string"}`, 2)}}}}},"r":{"type":"Compose","inputs":"@body('p')?['x1']"}`,
  ),
  'select and query': actions(
    (i) =>
      `"a${i}":{"type":"${i % 2 ? 'Select' : 'Query'}","inputs":{"from":"@body('x')","select":{"a":"@item()?['b']"},"where":"@equals(item(),1)"}}`,
  ),
  agents: actions(
    (i) =>
      `"a${i}":{"type":"Agent","inputs":{"parameters":{"messages":[{"role":"system","content":"x"}]}},"tools":{"t${i}":{"actions":{}}}}`,
  ),
  // ------------------------------------------------ code
  'code: sums': code("'a'+"),
  'code: brackets': code('['),
  'code: closed brackets': code((n) => nested(n / 2, '[', '1', ']')),
  'code: calls': code((n) => nested(1000, 'f(', "'a'", ');').repeat(n / 4000)),
  'code: names': code((n) => Array.from({ length: n / 22 }, (_, i) => `var n${i}=n${i + 1}+'x';`).join('')),
  'code: doubled names': code(
    (n) => `var n0='x';${Array.from({ length: n / 26 }, (_, i) => `var n${i + 1}=n${i}+n${i};`).join('')}`,
  ),
  'code: members': code('workflowContext.actions.a.outputs.body.b;'),
  'code: templates': code('`a${b}`+'),
  'code: functions': code('function f(a,b){return a+b}'),
  'code: arrows': code('(a=>'),
  'code: regular expressions': code('/(a+)+$/.test(b);'),
  'code: comments': code('/* a */'),
  'code: C#': code('var a = b + c; ', 'CSharpScriptCode'),
  'code: PowerShell': code('$a = $b + $(c); ', 'PowerShellCode'),
  'code: strings of C#': code("$'{", 'CSharpScriptCode'),
  'code: secrets': code("f({password:'ab12cd34'});"),
  // ------------------------------------------------ many workflows
  'small workflows': small(1, (n) => http(n)),
  'callers of one receiver': small(
    1,
    (n) =>
      `"w":{"type":"Workflow","inputs":{"host":{"workflow":{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w0"},"triggerName":"m"}}}`,
  ),
  'a ring of calls': small(
    1,
    (n) =>
      `"w":{"type":"Workflow","inputs":{"host":{"workflow":{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w${n + 1}"},"triggerName":"m"}}}`,
  ),
  'workflows that pass a secret on': small(
    1,
    (n) =>
      `"s":{"type":"Http","inputs":{"method":"GET","uri":"https://a.vault.azure.net/secrets/a"}},"w":{"type":"Workflow","inputs":{"host":{"workflow":{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w${n + 1}"},"triggerName":"m"},"body":{"s":"@body('s')","t":"@triggerBody()"}}},"r":{"type":"Response","kind":"Http","inputs":{"statusCode":200,"body":"@body('w')"}}`,
  ),
  'workflows of one name': (bytes) => ({
    'l.json': `{"value":[${fill(bytes, () => row(0, '"w":{"type":"Workflow","inputs":{"host":{"workflow":{"id":"/x"},"triggerName":"m"}}}'), 22)}]}`,
  }),
  'rows of Resource Graph': (bytes) => ({
    'r.json': `[${fill(bytes, (n) => row(n, http(n), { top: '"tenantId":"x","subscriptionId":"y",' }), 22)}]`,
  }),
  'flat workflows': (bytes) => ({
    'f.json': `[${fill(bytes, (n) => `{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w${n}","name":"w${n}","accessEndpoint":"https://h.example.com/${n}","type":"Microsoft.Logic/workflows","definition":${definition(http(n))}}`, 20)}]`,
  }),
  'a list of empty objects': (bytes) => ({ 'l.json': `{"value":[${row(0, http(0))},${fill(bytes, () => '{}')}]}` }),
  'bare rows': (bytes) => ({
    'l.json': `{"value":[${fill(bytes, (i) => `{"id":"${SUBSCRIPTION}/Microsoft.Logic/workflows/w${i}","properties":{"definition":{"triggers":{},"actions":{"a":{"type":"x"}}}}}`, 8)}]}`,
  }),
  'Standard workflows': (bytes) => {
    const files = {};
    const count = 2000;
    for (let i = 0; i < count; i += 1)
      files[`app/w${i}/workflow.json`] =
        `{"kind":"Stateful","definition":${definition(fill(bytes / count - 300, (j) => http(j)))}}`;
    return { 'app/host.json': '{"version":"2.0"}', ...files };
  },
  'files of a few megabytes': (bytes) => {
    const files = {};
    const each = 3_500_000;
    for (let i = 0; i * each < bytes; i += 1)
      files[`app/w${i}/workflow.json`] =
        `{"kind":"Stateful","definition":${definition(fill(each, (j) => http(j).padEnd(180)))}}`;
    return { 'app/host.json': '{"version":"2.0"}', ...files };
  },
  // ------------------------------------------------ Standard apps
  'settings of an app': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/local.settings.json': `{"IsEncrypted":false,"Values":{${fill(bytes, (i) => `"S${i}":"https://h${i}.example.com"`)}}}`,
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('"a":{"type":"Http","inputs":{"method":"GET","uri":"@appsetting(\'S1\')"}}')}}`,
  }),
  'settings that are read': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/local.settings.json': `{"IsEncrypted":false,"Values":{${fill(bytes / 2, (i) => `"S${i}":"x"`)}}}`,
    'app/connections.json': `{"serviceProviderConnections":{"c":{"parameterValues":{${fill(bytes / 2, (i) => `"p${i}":"@appsetting('T${i}')"`)}}}}}`,
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('')}}`,
  }),
  'secrets of an app': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/local.settings.json': `{"IsEncrypted":false,"Values":{${fill(bytes, (i) => `"S${i}_password":"aB3dEfG${i}"`)}}}`,
  }),
  'connections of an app': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/connections.json': `{"managedApiConnections":{${fill(bytes, (i) => `"c${i}":{"api":{"id":"x"},"connection":{"id":"x"},"authentication":{"type":"Raw","scheme":"Key","parameter":"@appsetting('k${i}')"}}`, 9)}}}`,
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('')}}`,
  }),
  'functions of an app': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/connections.json': `{"functionConnections":{${fill(bytes, (i) => `"c${i}":{"function":{"id":"x"},"triggerUrl":"https://f${i}.azurewebsites.net/api/x","authentication":{"type":"QueryString","name":"Code","value":"@appsetting('k${i}')"}}`, 9)}}}`,
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('')}}`,
  }),
  'parameters of an app': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/parameters.json': `{${fill(bytes, (i) => `"p${i}":{"type":"String","value":"@appsetting('k${i}')"}`, 3)}}`,
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('"a":{"type":"Http","inputs":{"method":"GET","uri":"@parameters(\'p1\')"}}')}}`,
  }),
  'parameters for many workflows': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/parameters.json': `{${fill(bytes / 2, (i) => `"p${i}":{"type":"String","value":"x"}`, 3)}}`,
    'app/connections.json': `{"managedApiConnections":{${fill(bytes / 2, (i) => `"c${i}":{"api":{"id":"x"},"connection":{"id":"x"}}`, 5)}}}`,
    ...Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [
        `app/w${i}/workflow.json`,
        `{"kind":"Stateful","definition":${definition(`"a":{"type":"ServiceProvider","inputs":{"parameters":{},"serviceProviderConfiguration":{"connectionName":"c${i}"}}},"b":{"type":"Compose","inputs":"@parameters('q${i}')"}`)}}`,
      ]),
    ),
  }),
  'host.json': (bytes) => ({
    'app/host.json': `{"version":"2.0","extensions":{"workflow":{"settings":{${fill(bytes, (i) => `"Runtime.${i}":"x"`)}}}}}`,
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('')}}`,
  }),
  'a site': (bytes) => ({
    's.json': `{"id":"${SUBSCRIPTION}/Microsoft.Web/sites/s","name":"s","type":"Microsoft.Web/sites","kind":"functionapp,workflowapp","properties":{"defaultHostName":"s.azurewebsites.net","siteConfig":{"appSettings":[${fill(bytes, (i) => `{"name":"S${i}","value":"x"}`, 3)}]}}}`,
  }),
  'settings of authentication': (bytes) => ({
    's.json': `{"id":"${SUBSCRIPTION}/Microsoft.Web/sites/s/config/authsettingsV2","name":"authsettingsV2","type":"Microsoft.Web/sites/config","properties":{"platform":{"enabled":true},"globalValidation":{"unauthenticatedClientAction":"Return401","excludedPaths":[${fill(bytes / 2, (i) => `"/x${i}"`)}]},"identityProviders":{"azureActiveDirectory":{"enabled":true,"registration":{"clientId":"x"},"validation":{"allowedAudiences":[${fill(bytes / 2, (i) => `"api://${i}"`)}]}}}}}`,
  }),
  // ------------------------------------------------ API Management
  'APIs of a gateway': (bytes) => ({
    'g.json': `[${fill(bytes, (i) => `{"id":"${SUBSCRIPTION}/Microsoft.ApiManagement/service/s/apis/a${i}","type":"Microsoft.ApiManagement/service/apis","properties":{"path":"a${i}"}}`, 5)}]`,
  }),
  gateways: (bytes) => ({
    'g.json': `[${fill(bytes, (i) => `{"id":"${SUBSCRIPTION}/Microsoft.ApiManagement/service/s${i}","type":"Microsoft.ApiManagement/service","properties":{"gatewayUrl":"https://s${i}.azure-api.net"}}`, 5)}]`,
  }),
  'policies of a gateway': (bytes) => ({
    'g.json': `[${fill(bytes, (i) => `{"id":"${SUBSCRIPTION}/Microsoft.ApiManagement/service/s/apis/a${i}/policies/policy","type":"Microsoft.ApiManagement/service/apis/policies","properties":{"value":"<policies><inbound><base/><validate-jwt header-name='Authorization'><audiences><audience>a${i}</audience></audiences></validate-jwt></inbound></policies>"}}`, 5)}]`,
  }),
  'a policy': (bytes) => ({
    'policy.xml': `<policies><inbound>${repeat(bytes, "<set-header name='a'><value>b</value></set-header>")}</inbound></policies>`,
  }),
  'a policy of one tag': (bytes) => ({ 'policy.xml': `<policies>${repeat(bytes, '<')}` }),
  'a policy of secrets': (bytes) => ({
    'policy.xml': `<policies>${repeat(bytes, `<set-header name="x-api-key"><value>aB3dEfGhIjKlMnOpQrSt</value></set-header>`)}</policies>`,
  }),
  'policies as large as they are read': (bytes) => ({
    'g.json': `[${fill(bytes, (i) => `{"id":"${SUBSCRIPTION}/Microsoft.ApiManagement/service/s/apis/a${i}/policies/policy","type":"Microsoft.ApiManagement/service/apis/policies","properties":{"value":"<policies><inbound>${repeat(290_000, "<validate-jwt header-name='Authorization'><audiences><audience>a</audience></audiences></validate-jwt>")}</inbound></policies>"}}`)}]`,
  }),
  'policies that nest': (bytes) => ({
    'g.json': `[${fill(bytes, (i) => `{"id":"${SUBSCRIPTION}/Microsoft.ApiManagement/service/s/apis/a${i}/policies/policy","type":"Microsoft.ApiManagement/service/apis/policies","properties":{"value":"<policies><inbound>${nested(20_000, '<choose>', '', '</choose>').slice(0, 290_000)}</inbound></policies>"}}`)}]`,
  }),
  // ------------------------------------------------ templates
  'calls, full templates': large((bytes) => fill(bytes, (i) => http(i).padEnd(180))),
  'expressions, full templates': large((bytes) =>
    fill(bytes, (i) =>
      `"a${i}":{"type":"Http","inputs":{"method":"GET","uri":"[concat('https://h/',parameters('p${i % 9}'))]"}}`.padEnd(
        180,
      ),
    ),
  ),
  'template expressions in one object': large(
    (bytes) => `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"[concat('a',parameters('p${i % 9}'))]"`)}]}`,
  ),
  'template expressions that are not right': large(
    (bytes) => `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"[concat('a',"`)}]}`,
  ),
  'functions of templates that are not there': large(
    (bytes) => `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"[nobody${i}('a')]"`)}]}`,
  ),
  'long template expressions': large(
    (bytes) => `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"[concat(${"'a',".repeat(5900)}'b')]"`)}]}`,
  ),
  'long unknown template expressions': large(
    (bytes) =>
      `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"[concat(${"parameters('p'),".repeat(1400)}'b')]"`)}]}`,
  ),
  'both languages': large(
    (bytes) =>
      `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"[concat('@{body(''',parameters('p${i % 9}'),''')}')]"`)}]}`,
  ),
  'texts in a template': large((bytes) => `"a":{"type":"Compose","inputs":"${repeat(bytes, "@{outputs('a')} ")}"}`),
  'workflows in a template': (bytes) => ({
    't.json': template(
      fill(
        bytes,
        (i) => inTemplate(i, `"a":{"type":"Http","inputs":{"method":"GET","uri":"[listCallbackUrl('w${i}')]"}}`),
        22,
      ),
    ),
  }),
  'workflows of a list in a template': (bytes) => ({
    't.json': template(fill(bytes, (i) => inTemplate(i, http(i)).padEnd(bytes / 1590), 22)),
  }),
  'resources of another type': (bytes) => ({
    't.json': template(`${oneIn},${fill(bytes, (i) => `{"type":"a/b","apiVersion":"1","name":"x${i}"}`, 4)}`),
  }),
  'resources of conditions': (bytes) => ({
    't.json': template(
      `${oneIn},${fill(bytes, (i) => `{"type":"Microsoft.Logic/workflows","apiVersion":"1","name":"x${i}","condition":"[equals(parameters('p${i}'),'x')]","properties":{"definition":{"triggers":{},"actions":{}}}}`, 9)}`,
    ),
  }),
  dependsOn: (bytes) => ({
    't.json': template(inTemplate(0, '', `"dependsOn":[${fill(bytes, (i) => `"[resourceId('a/b','x${i}')]"`)}],`)),
  }),
  tags: (bytes) => ({
    't.json': template(inTemplate(0, '', `"tags":{${fill(bytes, (i) => `"x${i}":"[parameters('p')]"`)}},`)),
  }),
  'parameters of a template': inOne(
    (bytes) =>
      `"parameters":{${fill(bytes, (i) => `"p${i}":{"type":"string","defaultValue":"[concat('a',parameters('p${i + 1}'))]"}`, 3)}},`,
  ),
  'secure parameters': inOne(
    (bytes) =>
      `"parameters":{${fill(bytes, (i) => `"p${i}":{"type":"secureString","defaultValue":"aB3dEfG${i}"}`, 3)}},`,
  ),
  'allowed values': inOne(
    (bytes) => `"parameters":{"p1":{"type":"string","allowedValues":[${fill(bytes, (i) => `"x${i}"`)}]}},`,
  ),
  'one large default': inOne((bytes) => `"parameters":{"p1":{"type":"string","defaultValue":"${'x'.repeat(bytes)}"}},`),
  'one large default object': inOne(
    (bytes) => `"parameters":{"p1":{"type":"object","defaultValue":{${fill(bytes, (i) => `"x${i}":"y"`)}}}},`,
  ),
  variables: inOne((bytes) => `"variables":{${fill(bytes, (i) => `"v${i}":"[concat('a',variables('v${i + 1}'))]"`)}},`),
  'variables that are read': (bytes) => ({
    't.json': template(
      inTemplate(
        0,
        `"a":{"type":"Compose","inputs":[${fill(Math.min(bytes / 2, EACH), (i) => `"[variables('v${i}')]"`)}]}`,
      ),
      `"variables":{${fill(bytes / 2, (i) => `"v${i}":"[concat('a','b')]"`)}},`,
    ),
  }),
  'one large variable read often': (bytes) => ({
    't.json': template(
      inTemplate(0, `"a":{"type":"Compose","inputs":[${fill(bytes / 2, (i) => `"[variables('v')['x${i}']]"`)}]}`),
      `"variables":{"v":{${fill(bytes / 2, (i) => `"x${i}":"y"`)}}},`,
    ),
  }),
  outputs: inOne(
    (bytes) => `"outputs":{${fill(bytes, (i) => `"o${i}":{"type":"string","value":"[reference('x${i}').y]"}`, 3)}},`,
  ),
  functions: inOne(
    (bytes) =>
      `"functions":[{"namespace":"n","members":{${fill(bytes, (i) => `"f${i}":{"parameters":[],"output":{"type":"string","value":"x"}}`, 6)}}}],`,
  ),
  'metadata of a template': inOne((bytes) => `"metadata":{${fill(bytes, (i) => `"x${i}":"y"`)}},`),
  'definitions of types': inOne(
    (bytes) => `"definitions":{${fill(bytes, (i) => `"x${i}":{"$ref":"#/definitions/x${i + 1}"}`, 2)}},`,
  ),
  'copy loops': (bytes) => ({
    't.json': template(
      fill(
        bytes,
        (i) => inTemplate('[copyIndex()]', http(i), '"copy":{"name":"c","count":800},').padEnd(bytes / 100),
        22,
      ),
    ),
  }),
  'a copied definition': (bytes) => ({
    't.json': template(
      inTemplate(
        '[copyIndex()]',
        `"a":{"type":"Compose","inputs":[${fill(Math.min(EACH, bytes), (i) => `"[concat('a',copyIndex())]"`)}]}`,
        '"copy":{"name":"c","count":800},',
      ),
    ),
  }),
  'a copied definition, as it stands': (bytes) => ({
    't.json': template(
      inTemplate(
        '[copyIndex()]',
        fill(bytes, (i) => http(i)),
        '"copy":{"name":"c","count":800},',
      ),
    ),
  }),
  'a copied definition of expressions, as it stands': (bytes) => ({
    't.json': template(
      inTemplate(
        '[copyIndex()]',
        `"a":{"type":"Compose","inputs":[${fill(bytes, (i) => `"@{variables('v${i}')}"`)}]}`,
        '"copy":{"name":"c","count":800},',
      ),
    ),
  }),
  'a copied definition of calls': (bytes) => ({
    't.json': template(
      inTemplate(
        '[copyIndex()]',
        fill(Math.min(EACH, bytes), (i) => http(`${i}[copyIndex()]`).padEnd(200)),
        '"copy":{"name":"c","count":800},',
      ),
    ),
  }),
  'loops of properties': (bytes) => ({
    't.json': template(
      inTemplate(
        0,
        `"a":{"type":"Compose","inputs":{"copy":[${fill(bytes, (i) => `{"name":"n${i}","count":800,"input":"x"}`, 4)}]}}`,
      ),
    ),
  }),
  'nested templates': (bytes) => ({
    't.json': template(
      fill(
        bytes,
        (i) =>
          `{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"d${i}","properties":{"mode":"Incremental","template":${template(inTemplate(i, http(i)))}}}`,
        30,
      ),
    ),
  }),
  'nested templates, large': (bytes) => ({
    't.json': template(
      fill(
        bytes,
        (i) =>
          `{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"d${i}","properties":{"mode":"Incremental","parameters":{"p":{"value":"${'x'.repeat(40_000)}"}},"template":${template(inTemplate(i, http(i)))}}}`,
        30,
      ),
    ),
  }),
  'templates in templates': (bytes) => ({
    't.json': template(
      fill(
        bytes,
        (i) =>
          Array.from({ length: 7 }).reduce(
            (inner) =>
              `{"type":"Microsoft.Resources/deployments","apiVersion":"2022-09-01","name":"d${i}","properties":{"mode":"Incremental","template":${template(inner)}}}`,
            inTemplate(i, http(i)),
          ),
        80,
      ),
    ),
  }),
  'connections in a template': (bytes) => ({
    't.json': template(
      `${oneIn},${fill(bytes, (i) => `{"type":"Microsoft.Web/connections","apiVersion":"2016-06-01","name":"c${i}","properties":{"api":{"id":"x"},"parameterValues":{"password":"aB3${i}dEf"}}}`.padEnd(bytes / 1500), 9)}`,
    ),
  }),
  'parameter files': (bytes) => ({
    't.json': template(oneIn, '"parameters":{"p1":{"type":"string"}},'),
    ...Object.fromEntries(
      Array.from({ length: 60 }, (_, e) => [
        `t.e${e}.parameters.json`,
        parameterFile(fill(bytes / 60, (i) => `"p${i}":{"value":"x${i}"}`, 2)),
      ]),
    ),
  }),
  'one parameter file': (bytes) => ({
    't.json': template(oneIn, '"parameters":{"p1":{"type":"string"}},'),
    't.parameters.json': parameterFile(fill(bytes, (i) => `"p${i}":{"value":"x${i}"}`, 2)),
  }),
  'secrets of a parameter file': (bytes) => ({
    't.json': template(oneIn, `"parameters":{${fill(bytes / 2, (i) => `"p${i}":{"type":"secureString"}`, 2)}},`),
    't.parameters.json': parameterFile(fill(bytes / 2, (i) => `"p${i}":{"value":"aB3dEfG${i}"}`, 2)),
  }),
  'a large template with many parameter files': (bytes) => ({
    't.json': template(
      inTemplate(
        "[parameters('p1')]",
        fill(Math.min(EACH, bytes), (i) => http(i).padEnd(200)),
      ),
      '"parameters":{"p1":{"type":"string"}},',
    ),
    ...Object.fromEntries(
      Array.from({ length: 100 }, (_, e) => [`t.e${e}.parameters.json`, parameterFile(`"p1":{"value":"x${e}"}`)]),
    ),
  }),
  'a template of many workflows with many parameter files': (bytes) => ({
    't.json': template(
      Array.from({ length: 79 }, (_, n) =>
        inTemplate(
          `${n}[parameters('p1')]`,
          fill(bytes / 80, (i) => http(i).padEnd(200)),
        ),
      ).join(','),
      '"parameters":{"p1":{"type":"string"}},',
    ),
    ...Object.fromEntries(
      Array.from({ length: 100 }, (_, e) => [`t.e${e}.parameters.json`, parameterFile(`"p1":{"value":"x${e}"}`)]),
    ),
  }),
  'a template of expressions with many parameter files': (bytes) => ({
    't.json': template(
      inTemplate(
        "[parameters('p1')]",
        `"a":{"type":"Compose","inputs":[${fill(Math.min(EACH, bytes), (i) => `"[concat('${i}',parameters('p1'))]"`.padEnd(60))}]}`,
      ),
      '"parameters":{"p1":{"type":"string"}},',
    ),
    ...Object.fromEntries(
      Array.from({ length: 100 }, (_, e) => [`t.e${e}.parameters.json`, parameterFile(`"p1":{"value":"x${e}"}`)]),
    ),
  }),
  'symbolic names': (bytes) => ({
    't.json': `{"$schema":"${TEMPLATE}","languageVersion":"2.0","contentVersion":"1.0.0.0","resources":{${fill(bytes, (i) => `"r${i}":${inTemplate(i, http(i))}`, 22)}}}`,
  }),
  'a template of another kind': (bytes) => ({
    't.json': template(fill(bytes, (i) => `{"type":"a/b","apiVersion":"1","name":"x${i}"}`, 4)),
  }),
  // ------------------------------------------------ anything
  'unknown JSON': (bytes) => ({ 'x.json': `{${fill(bytes, (i) => `"x${i}":"y"`)}}` }),
  zeros: (bytes) => ({ 'x.json': `[${fill(bytes, () => '0')}]` }),
  'open brackets': (bytes) => ({ 'x.json': '['.repeat(bytes) }),
  'an open string': (bytes) => ({ 'x.json': `{"definition":"${'x'.repeat(bytes)}` }),
  escapes: (bytes) => ({ 'x.json': `{"definition":"${repeat(bytes, '\\u0041')}"}` }),
  blanks: (bytes) => ({ 'x.json': `{"definition":${' '.repeat(bytes)}1}` }),
  lines: (bytes) => ({ 'x.json': `{"definition":${'\n'.repeat(bytes)}1}` }),
  'no JSON about us': (bytes) => ({ 'x.json': repeat(bytes, 'microsoft.logic/workflows ') }),
  comments: (bytes) => ({
    'w.json': `{"definition":${definition(fill(bytes, (i) => `/* c */"a${i}":{"type":"Compose","inputs":1}`.padEnd(200), 3))}}`,
  }),
  'a comment': (bytes) => ({ 'w.json': `/*${'*'.repeat(bytes)}*/{"definition":${definition('')}}` }),
  'lines of comments': (bytes) => ({ 'w.json': `${repeat(bytes, '// x\n')}{"definition":${definition('')}}` }),
  'trailing commas': (bytes) => ({
    'w.json': `{"definition":${definition(`"a":{"type":"Compose","inputs":[${fill(bytes, () => '[1,]', 2)}]}`)}}`,
  }),
  'raw line breaks': (bytes) => ({
    'w.json': `{"definition":${definition(`"a":{"type":"Compose","inputs":[${fill(bytes, () => '"\n"')}]}`)}}`,
  }),
  'duplicate keys': (bytes) => ({
    'w.json': `{"definition":${definition(fill(bytes, () => '"A":{"type":"Compose","inputs":1}', 3))}}`,
  }),
  'keys that differ, twice': (bytes) => ({
    'w.json': `{"definition":${definition(fill(bytes, (i) => `"A${i >> 1}":{}`))}}`,
  }),
  'UTF-16': (bytes) => ({
    'w.json': Buffer.from(`\uFEFF{"definition":${definition(fill(bytes / 2, (i) => http(i), 5))}}`, 'utf16le'),
  }),
  'broken UTF-8': (bytes) => ({
    'w.json': Buffer.concat([
      Buffer.from(`{"definition":${definition(`"a":{"type":"Compose","inputs":"`)}`.slice(0, -3)),
      Buffer.alloc(bytes, 0xff),
      Buffer.from('"}}}'),
    ]),
  }),
  'marks of replacement': (bytes) => ({
    'w.json': `{"definition":${definition(`"a":{"type":"Compose","inputs":"${'\uFFFD'.repeat(bytes / 3)}"}`)}}`,
  }),
  'other letters': (bytes) => ({
    'w.json': `{"definition":${definition(`"a":{"type":"Compose","inputs":"${'ä'.repeat(bytes / 2)}"}`)}}`,
  }),
  'zero bytes': (bytes) => ({ 'w.json': Buffer.alloc(bytes) }),
  'a file of C#': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('"c":{"type":"CSharpScriptCode","inputs":{"CodeFile":"e.csx"}}')}}`,
    'app/w/e.csx': repeat(bytes, 'var a = "b" + c; '),
  }),
  'a file of PowerShell': (bytes) => ({
    'app/host.json': '{"version":"2.0"}',
    'app/w/workflow.json': `{"kind":"Stateful","definition":${definition('"c":{"type":"PowerShellCode","inputs":{"CodeFile":"e.ps1"}}')}}`,
    'app/w/e.ps1': repeat(bytes, '$password = "aB3dEfG" '),
  }),
  inventory: (bytes) => ({
    'i.json': `[${fill(bytes, (i) => `{"id":"${i}","appId":"${i}","displayName":"x","servicePrincipalNames":["a${i}"]}`, 6)}]`,
  }),
  'a plan of Terraform': (bytes) => ({
    'x.json': `{"format_version":"1","planned_values":{"x":"azurerm_logic_app"},"resource_changes":[${fill(bytes, () => '{}')}]}`,
  }),
};

/** The worst of each kind: what crashed once, or takes the most. */
export const GATED = [
  'one string of expressions',
  'small expressions',
  'an address of expressions',
  'a long name and many expressions',
  'hours of one schedule',
  'signatures in one text',
  'secrets and their readers',
  'code: functions',
  'code: doubled names',
  'settings that are read',
  'parameters for many workflows',
  'workflows that pass a secret on',
  'variables that are read',
  'one large variable read often',
  'a template of many workflows with many parameter files',
  'broken UTF-8',
];
