/**
 * No secret comes out: every shape and position of `secret/samples.ts` is planted (in actions, headers, bodies, names, parameter
 * files, settings, outputs, tags, code, two on one line, in a file that is broken), the command line runs as a process in every
 * command and format, and all that it prints or writes is searched for the literals, as they are and as JSON, URLs and HTML write them.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lint } from '../src/lint.ts';
import { FORMATS } from '../src/report/formats.ts';
import type { AnyRule } from '../src/rule.ts';
import { folder, run } from './cli/run.ts';
import { SETTINGS } from './fixtures.ts';
import { Client } from './lsp/client.ts';
import { noise, PLACED, SHAPED, URL64 } from './secret/samples.ts';

const SCHEMA =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const TEMPLATE = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const PARAMETERS = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

/** In two pieces of code that have no shape of their own; each piece must be hidden. */
const HALVES = [noise(22, URL64, 110), noise(21, URL64, 111)];
/** Known for a secret by who reads it alone. */
const FED = ['tangerine-dream-4', 'marmalade-sky-7'];
/** By a variable, by Compose, in an expression; in files that another one reads or declares secure. */
const VARIED = [
  'apricot-moon-9',
  'quince-harbour-3',
  'mulberry-road-6',
  'elder-winter-8',
  'damson-cliff-2',
  'sorrel-river-5',
];

/** Short words of everyday speech would be found by chance; every other literal is looked for. */
const secrets = [
  ...SHAPED.map(({ secret }) => secret),
  ...PLACED.map(({ secret }) => secret),
  ...HALVES,
  ...FED,
  ...VARIED,
].filter((secret) => secret.length >= 7);

function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

function http(inputs: object): unknown {
  return {
    type: 'Http',
    inputs: { method: 'POST', uri: 'http://erp.contoso.example/orders', ...inputs },
    runAfter: {},
  };
}

/** One action for each shape and each position; one with two secrets in one text, one whose name is a secret. */
function actions(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  SHAPED.forEach(({ text }, index) => {
    found[`Uri_${String(index)}`] = http({ uri: text });
    found[`Body_${String(index)}`] = http({ body: { note: `${text} ${text}` }, headers: { 'x-note': text } });
    found[`Audience_${String(index)}`] = http({ authentication: { type: 'ManagedServiceIdentity', audience: text } });
    found[`Code_${String(index)}`] = {
      type: 'JavaScriptCode',
      inputs: { code: `const a = 1;\n// ${text}\nreturn a;` },
      runAfter: {},
    };
  });
  PLACED.forEach(({ path, literal }, index) => {
    if (path[0] !== 'inputs') return;
    const [, ...inner] = path;
    const inputs = nested(inner, literal) as { readonly authentication?: object };
    const authentication =
      inputs.authentication === undefined ? {} : { authentication: { type: 'Basic', ...inputs.authentication } };
    found[`Placed_${String(index)}`] = http({ ...inputs, ...authentication });
  });
  const [half, rest] = HALVES.map((piece) => JSON.stringify(piece));
  const code = {
    JavaScriptCode: `const url = 'https://erp.contoso.example/?sv=1.0&sig=' + ${half ?? ''} + ${rest ?? ''};\nreturn url;`,
    CSharpScriptCode: `var url = "https://erp.contoso.example/?sv=1.0&sig=" + ${half ?? ''} + ${rest ?? ''};`,
    PowerShellCode: `$url = "https://erp.contoso.example/?sv=1.0&sig=" + ${half ?? ''} + ${rest ?? ''}`,
  };
  for (const [type, text] of Object.entries(code))
    found[`Parted_${type}`] = {
      type,
      inputs: { code: text, explicitDependencies: { actions: ['Nobody'] } },
      runAfter: {},
    };
  found['Fed'] = http({
    authentication: { type: 'Basic', username: 'orders', password: "@parameters('given')" },
    headers: { 'x-api-key': "@parameters('usual')" },
  });
  Object.assign(found, varied());
  const [first, second] = SHAPED;
  found['Two_on_one_line'] = {
    type: 'Compose',
    inputs: `${first?.text ?? ''} and ${second?.text ?? ''}`,
    runAfter: { Nobody: ['Succeeded'] },
  };
  found[first?.text ?? ''] = { type: 'Compose', inputs: "@body('Nobody')", runAfter: {} };
  return found;
}

/** Known by the position that reads them, by way of a variable, of Compose and of an expression. */
function varied(): Record<string, unknown> {
  const [variable = '', composed = '', pair = ''] = VARIED;
  const variables = [{ name: 'kept', type: 'string', value: variable }];
  return {
    Keep: { type: 'InitializeVariable', inputs: { variables }, runAfter: { Nobody: ['Succeeded'] } },
    Hold: { type: 'Compose', inputs: composed, runAfter: { Nobody: ['Succeeded'] } },
    Varied: http({
      authentication: { type: 'Basic', username: 'orders', password: "@variables('kept')" },
      headers: { 'x-api-key': "@outputs('Hold')", Authorization: `@concat('Basic ', base64('orders:${pair}'))` },
    }),
    Read_from_the_app: http({
      headers: { 'x-functions-key-of-orders': 'none', 'x-api-key': "@parameters('outside')" },
    }),
  };
}

function definition(): unknown {
  return {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { given: { type: 'String' }, usual: { type: 'String', defaultValue: FED[1] } },
    triggers: { manual: { type: 'Request', kind: 'Http', inputs: { schema: {} } } },
    actions: actions(),
  };
}

function project(): string {
  const texts = Object.fromEntries(SHAPED.map(({ text }, index) => [`t${String(index)}`, text]));
  const placed = Object.assign({}, ...PLACED.map(({ path, literal }) => nested(path, literal))) as object;
  const given = { given: { value: FED[0] } };
  const workflow = {
    type: 'Microsoft.Logic/workflows',
    apiVersion: '2019-05-01',
    name: 'orders',
    location: 'westeurope',
    tags: texts,
    properties: { definition: definition(), parameters: given },
  };
  const declared = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, { type: 'securestring', defaultValue: text }]),
  );
  const outputs = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { type: 'string', value }]));
  const whole = JSON.stringify({ definition: definition(), placed }, null, 2);
  return folder({
    'template/azuredeploy.json': {
      $schema: TEMPLATE,
      contentVersion: '1.0.0.0',
      parameters: { ...declared, vessel: { type: 'securestring' }, crate: { type: 'secureObject' } },
      variables: { ...texts, placed },
      resources: [workflow],
      outputs,
    },
    'template/azuredeploy.parameters.json': {
      $schema: PARAMETERS,
      contentVersion: '1.0.0.0',
      parameters: {
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { value }])),
        vessel: { value: VARIED[3] },
        crate: { value: { inner: VARIED[4], outer: ['none'] } },
      },
    },
    'app/parameters.json': { outside: { type: 'String', value: VARIED[5] }, beside: { type: 'String', value: 'none' } },
    'exported/orders.json': { definition: definition(), parameters: given, placed },
    'app/host.json': { version: '2.0' },
    'app/local.settings.json': { IsEncrypted: false, Values: texts },
    'app/Orders/workflow.json': { definition: definition(), kind: 'Stateful' },
    ...codeFiles(),
    'one-line/orders.json': JSON.stringify({ definition: definition(), parameters: given, placed }),
    'broken/orders.json': whole.slice(0, Math.floor(whole.length * 0.9)),
    'broken/comma.json': whole.replace(',', ',,'),
  });
}

/** Code in files of its own: each shape in a literal and in a comment, and the one in two pieces. */
function codeFiles(): Record<string, string> {
  const [half, rest] = HALVES.map((piece) => JSON.stringify(piece));
  const lines = (comment: string, sign: string, end: string): string =>
    [
      ...SHAPED.flatMap(({ text }, index) => [
        `${comment} ${text.replaceAll('\n', ' ')}`,
        `${sign}text${String(index)} = ${JSON.stringify(text)}${end}`,
      ]),
      `${sign}url = "https://erp.contoso.example/?sv=1.0&sig=" + ${half ?? ''} + ${rest ?? ''}${end}`,
      `${sign}password = ${JSON.stringify(FED[0])}${end}`,
    ].join('\n');
  return {
    'app/Orders/execute_csharp_code.csx': lines('//', 'var ', ';'),
    'app/Orders/execute_powershell_code.ps1': lines('#', '$', ''),
  };
}

/** As it is, and as it may be written inside other languages. */
function spellings(secret: string): readonly string[] {
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), html])];
}

function leaks(text: string): readonly string[] {
  return secrets
    .filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)))
    .map((secret) => `${String(secrets.indexOf(secret))} (${String(secret.length)} characters)`);
}

const formats = Object.keys(FORMATS);
const RUNS: readonly (readonly string[])[] = [
  ...formats.map((format) => ['--format', format]),
  ...formats.map((format) => ['--format', format, '--verbose', '--severity', 'request-without-schema=warning']),
  ['--format', 'html', '--show-unknown'],
  ['trace'],
  ['trace', '--show-unknown'],
  ['trace', '--format', 'json'],
  ['graph', '--format', 'html'],
  ['graph', '--format', 'mermaid'],
  ['graph', '--format', 'dot'],
  ['graph', '--format', 'svg'],
  ['--timing', '--show-unknown', '--progress', '--no-ignores', '--report-unused-ignores'],
  ['--color', '--verbose'],
  ['--fix-dry-run'],
  ['facts', '--repository', 'orders'],
  ['--print-config'],
  ['explain', 'sas-url'],
  ['rules'],
  ['no-such-folder'],
];

describe('secrets', () => {
  const home = project();

  test('are planted in numbers, and the search finds them', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(40);
    const planted = readFileSync(join(home, 'exported/orders.json'), 'utf8');
    expect(leaks(planted).length).toBeGreaterThanOrEqual(40);
  });

  test.each(RUNS.map((args) => args.join(' ')))('do not come out of: laudit %s', async (line) => {
    const ran = await run(line.split(' '), { cwd: home });
    expect(ran.out.length + ran.err.length).toBeGreaterThan(0);
    expect(ran.signal).toBeNull();
    expect(leaks(ran.out + ran.err)).toEqual([]);
  });

  test('do not come out of the language server', async () => {
    const client = await Client.start(home);
    const uri = pathToFileURL(join(home, 'exported/orders.json')).href;
    const text = readFileSync(join(home, 'exported/orders.json'), 'utf8');
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 1, text } });
    const said = await client.until(
      (one) => one.method === 'textDocument/publishDiagnostics' && one.params?.uri === uri,
    );
    expect(said.params?.diagnostics?.length).toBeGreaterThan(10);
    expect(leaks(JSON.stringify(said))).toEqual([]);
    await client.stop();
  });

  test('are not in the cache', async () => {
    const words = ['--cache', '--cache-location', 'kept', '--format', 'json'];
    const first = await run(words, { cwd: home });
    const kept = readdirSync(join(home, 'kept'));
    const second = await run(words, { cwd: home });
    // What holds a secret is not kept at all: here the whole report is not.
    expect(kept).toContain('documents.laudit');
    for (const name of kept) expect(leaks(readFileSync(join(home, 'kept', name), 'utf8'))).toEqual([]);
    expect(second).toEqual(first);
    expect(leaks(second.out + second.err)).toEqual([]);
    rmSync(join(home, 'kept'), { recursive: true });
  });

  test('do not come out of a crash that quotes what it stumbled over', async () => {
    const quoting = join(home, 'quoting.cjs');
    writeFileSync(
      quoting,
      `const lower = String.prototype.toLowerCase;
       String.prototype.toLowerCase = function () {
         if (/AccountKey=|[?&]sig=|BEGIN/.test(this)) throw new Error('what is ' + this);
         return lower.call(this);
       };`,
    );
    for (const command of [[], ['trace'], ['facts', '--repository', 'orders'], ['graph']]) {
      const { status, out, err } = await run(command, { cwd: home, env: { NODE_OPTIONS: `--require=${quoting}` } });
      expect(status).toBe(2);
      expect(err).toMatch(/internal error: Error at [\w.-]+:\d+:\d+\. This is a bug of laudit|failed on this file/);
      expect(leaks(out + err)).toEqual([]);
    }
    rmSync(quoting);
  });

  test('do not come out of a rule that fails over what it judges', () => {
    const judges = ['document', 'workflow', 'secret', 'sender'] as const;
    const failing = judges.map((noun): AnyRule => ({
      meta: {
        id: `failing-${noun}`,
        category: 'secrets',
        severity: 'error',
        title: '',
        why: '',
        remedy: '',
        sources: [],
      },
      judges: noun,
      messages: {},
      check: (given) => {
        throw new Error(`what is ${JSON.stringify(given)}`);
      },
    }));
    const id = 'exported/orders.json';
    const sources = [{ id, project: '', bytes: readFileSync(join(home, id)) }];
    const report = lint({ sources, settings: SETTINGS }, failing);
    expect(report.crashed).toBe(true);
    expect(report.notices.filter(({ text }) => text.includes('failed on this file')).length).toBeGreaterThanOrEqual(3);
    expect(leaks(JSON.stringify(report))).toEqual([]);
  });

  test('do not come out where a file is named, read from standard input, or written to', async () => {
    const broken = await run(['broken/orders.json', 'broken/comma.json', '--verbose'], { cwd: home });
    const piped = await run(['--stdin', '--stdin-filename=draft.json'], {
      cwd: home,
      input: readFileSync(join(home, 'one-line/orders.json')),
    });
    expect(leaks(broken.out + broken.err + piped.out + piped.err)).toEqual([]);
    expect(broken.out).toContain('json-syntax');
    expect(piped.out).toContain('sas-url');
    const before = new Set(readdirSync(home));
    await run(['--format', 'sarif:out.sarif', '--format', 'json:out.json'], { cwd: home });
    const written = readdirSync(home).filter((name) => !before.has(name));
    expect(written).toContain('out.sarif');
    for (const name of written) expect(leaks(readFileSync(join(home, name), 'utf8'))).toEqual([]);
  });
});
