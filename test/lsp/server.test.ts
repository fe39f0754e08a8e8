/** The language server as an editor sees it: open, edit, mend, close, over real pipes. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';
import { Client, type Diagnostic, type Position, type Range } from './client.ts';

const TOUR = resolve(import.meta.dirname, '../../fixtures/tour/exported');

let folder: string;
let client: Client;
const uri = (name: string) => pathToFileURL(join(folder, name)).href;
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'laudit-lsp-'));
  cpSync(TOUR, folder, { recursive: true });
  client = await Client.start(folder);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

function open(name: string, body = text(name)): void {
  client.notify('textDocument/didOpen', {
    textDocument: { uri: uri(name), languageId: 'json', version: 1, text: body },
  });
}

function change(name: string, body: string, version: number): void {
  client.notify('textDocument/didChange', {
    textDocument: { uri: uri(name), version },
    contentChanges: [{ text: body }],
  });
}

const errors = (all: readonly { readonly severity: number; readonly code: string }[]) =>
  all.filter(({ severity }) => severity === 1).map(({ code }) => code);

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit: { readonly changes: Readonly<Record<string, readonly { range: Range; newText: string }[]>> };
}

async function actionsAt(name: string, range: Range, context: object = {}): Promise<readonly Action[]> {
  const said = await client.request('textDocument/codeAction', {
    textDocument: { uri: uri(name) },
    range,
    context: { diagnostics: [], ...context },
  });
  return said.result as readonly Action[];
}

/** What an editor makes of the text. */
function applied(before: string, action: Action | undefined, name: string): string {
  const lines = before.split('\n');
  const offsetOf = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const edits = [...(action?.edit.changes[uri(name)] ?? [])];
  expect(edits.length).toBeGreaterThan(0);
  return edits
    .sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
    .reduce(
      (text, { range, newText }) => text.slice(0, offsetOf(range.start)) + newText + text.slice(offsetOf(range.end)),
      before,
    );
}

const AUDIENCE = '8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24';
const SLASH = resolve(import.meta.dirname, '../../fixtures/rules/audience-mismatch/fires-slash-at-the-end/in');

async function shown(name: string, body = text(name)): Promise<Diagnostic> {
  const heard = client.diagnostics(uri(name));
  open(name, body);
  const found = (await heard).find(({ severity }) => severity === 1);
  if (found === undefined) throw new Error('no error is shown');
  return found;
}

describe('fixes', () => {
  test('a safe fix is preferred, and mends what it is offered for', async () => {
    cpSync(SLASH, folder, { recursive: true });
    const slip = text('sender.json');
    const found = await shown('sender.json');
    expect(found.code).toBe('audience-mismatch');
    const [fix, accept] = await actionsAt('sender.json', found.range);
    expect(fix).toMatchObject({
      title: "Ask for 'https://orders.contoso.example/'",
      kind: 'quickfix',
      isPreferred: true,
    });
    expect(accept?.isPreferred).toBeUndefined();
    const after = client.diagnostics(uri('sender.json'));
    change('sender.json', applied(slip, fix, 'sender.json'), 2);
    expect(errors(await after)).toEqual([]);
  });

  test('a finding is accepted where it stands, once somebody writes the reason', async () => {
    const found = await shown('naughty.json');
    const actions = await actionsAt('naughty.json', found.range);
    const accept = actions.find(({ title }) => title === 'Accept audience-missing here: write the reason');
    const without = applied(text('naughty.json'), accept, 'naughty.json');
    const still = client.diagnostics(uri('naughty.json'));
    change('naughty.json', without, 2);
    expect(errors(await still)).toEqual(['audience-missing']);
    const after = client.diagnostics(uri('naughty.json'));
    change('naughty.json', without.replace('"reason": ""', '"reason": "moves in spring"'), 3);
    expect(errors(await after)).toEqual([]);
    const { properties } = JSON.parse(without) as { properties: { definition: { actions: object } } };
    expect(properties.definition.actions).toMatchObject({
      Send_order: { metadata: { laudit: { ignore: [{ rule: 'audience-missing', reason: '' }] } } },
    });
  });

  test('nothing is offered elsewhere, or where another kind is asked for', async () => {
    const found = await shown('naughty.json');
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    expect(await actionsAt('naughty.json', top)).toEqual([]);
    expect(await actionsAt('naughty.json', found.range, { only: ['refactor'] })).toEqual([]);
    expect((await actionsAt('naughty.json', found.range, { only: ['quickfix'] })).length).toBeGreaterThan(0);
  });
});

describe('pages of rules', () => {
  test('a diagnostic links to one, a hover says why the rule is there', async () => {
    const found = await shown('naughty.json');
    expect(found.codeDescription?.href).toMatch(/^https:.*\/rules\/trust\/audience-missing\.md$/);
    const hover = await client.request('textDocument/hover', {
      textDocument: { uri: uri('naughty.json') },
      position: found.range.start,
    });
    expect(JSON.stringify(hover.result)).toContain('audience-missing: ');
  });

  test('settings that name a rule link to it', async () => {
    open('laudit.config.json', '{ "rules": { "sas-url": "off", "no-such-rule": "off" } }');
    const links = await client.request('textDocument/documentLink', {
      textDocument: { uri: uri('laudit.config.json') },
    });
    expect(links.result).toEqual([
      expect.objectContaining({
        range: { start: { line: 0, character: 14 }, end: { line: 0, character: 21 } },
        target: expect.stringMatching(/\/rules\/secrets\/sas-url\.md$/) as string,
      }),
    ]);
  });
});

describe('what an editor does', () => {
  test('a document that was never saved is linked, and forgotten when it is closed', async () => {
    const found = await shown('draft.json', text('naughty.json'));
    expect(found.code).toBe('audience-missing');
    const gone = client.diagnostics(uri('draft.json'));
    client.notify('textDocument/didClose', { textDocument: { uri: uri('draft.json') } });
    expect(await gone).toEqual([]);
  });

  test('a question right behind a change is answered for what was changed', async () => {
    await shown('naughty.json');
    change(
      'naughty.json',
      text('naughty.json').replace(
        '"type": "ManagedServiceIdentity"',
        `"type": "ManagedServiceIdentity", "audience": "${AUDIENCE}"`,
      ),
      2,
    );
    const lens = await client.request('textDocument/codeLens', { textDocument: { uri: uri('naughty.json') } });
    expect(JSON.stringify(lens.result)).toContain('orders-receiver lets this call in');
  });

  test('a file that changes on the disk is read again', async () => {
    await shown('naughty.json');
    const after = client.diagnostics(uri('sender.json'));
    writeFileSync(
      join(folder, 'receiver.json'),
      text('receiver.json').replaceAll(AUDIENCE, '11111111-2222-4333-8444-555555555555'),
    );
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('receiver.json'), type: 2 }] });
    expect(errors(await after)).toEqual(['audience-mismatch']);
  });

  test('what cannot be understood is passed over', async () => {
    client.raw('Content-Length: 9\r\n\r\n{"method"');
    client.notify('textDocument/didOpen', {});
    client.notify('textDocument/didChange', { textDocument: { uri: 'file:///%zz', version: 1 }, contentChanges: [] });
    client.notify('$/cancelRequest', { id: 999 });
    const nothing = await client.request('textDocument/codeAction', {
      textDocument: { uri: 'file://host/x.json' },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [] },
    });
    expect(nothing.result).toEqual([]);
    expect((await shown('naughty.json')).code).toBe('audience-missing');
  });
});

describe('a workspace with several roots', () => {
  test('each is linted by itself, as a whole', async () => {
    // Outside of the tour, whose settings would make one project of both.
    const home = mkdtempSync(join(tmpdir(), 'laudit-lsp-roots-'));
    const roots = ['one', 'two'].map((name) => join(home, name));
    for (const root of roots) {
      mkdirSync(join(root, 'below'), { recursive: true });
      writeFileSync(join(root, 'below/naughty.json'), text('naughty.json'));
    }
    writeFileSync(join(home, 'one/receiver.json'), text('receiver.json'));
    const workspaceFolders = roots.map((root) => ({ uri: pathToFileURL(root).href, name: root }));
    const other = await Client.start(folder, { workspaceFolders });
    for (const [index, root] of roots.entries()) {
      const at = pathToFileURL(join(root, 'below/naughty.json')).href;
      const heard = other.diagnostics(at);
      other.notify('textDocument/didOpen', {
        textDocument: { uri: at, languageId: 'json', version: 1, text: text('naughty.json') },
      });
      expect(errors(await heard)).toEqual(index === 0 ? ['audience-missing'] : []);
    }
    expect(await other.stop()).toBe(0);
    rmSync(home, { recursive: true, force: true });
  });
});

describe('the language server', () => {
  test('shows the refused call with both places, and takes it back when it is mended', async () => {
    const shown = client.diagnostics(uri('naughty.json'));
    open('naughty.json');
    const [first] = await shown;
    expect(first).toMatchObject({ code: 'audience-missing', severity: 1, range: { start: { line: 57 } } });
    expect(first?.relatedInformation?.map(({ location }) => location.uri)).toContain(uri('receiver.json'));
    const mended = text('naughty.json').replace(
      '"type": "ManagedServiceIdentity"',
      '"type": "ManagedServiceIdentity", "audience": "8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24"',
    );
    const after = client.diagnostics(uri('naughty.json'));
    change('naughty.json', mended, 2);
    expect(errors(await after)).toEqual([]);
  });

  test('a change of the receiver updates the file of the sender', async () => {
    const before = client.diagnostics(uri('naughty.json'));
    open('receiver.json');
    await before;
    const sender = client.until(
      ({ method, params }) =>
        method === 'textDocument/publishDiagnostics' &&
        params?.uri === uri('sender.json') &&
        errors(params.diagnostics ?? []).length > 0,
    );
    change(
      'receiver.json',
      text('receiver.json').replaceAll('8c4f2a6d-17e3-4b90-a5d8-3e61f09c7b24', '11111111-2222-4333-8444-555555555555'),
      2,
    );
    expect(errors((await sender).params?.diagnostics ?? [])).toEqual(['audience-mismatch']);
  });

  test('what the baseline knows is not shown', async () => {
    const { status } = await run(['baseline'], { cwd: folder });
    expect(status).toBe(0);
    const shown = client.diagnostics(uri('naughty.json'));
    open('naughty.json', text('naughty.json').replace('"method": "POST"', '"method": "PSOT"'));
    // What is new beside it is.
    expect(errors(await shown)).toEqual(['invalid-method', 'method-mismatch']);
  });

  test('while a document has a fault its last good facts stay linked', async () => {
    const before = client.diagnostics(uri('naughty.json'));
    open('receiver.json');
    await before;
    const broken = client.diagnostics(uri('receiver.json'));
    change('receiver.json', text('receiver.json').slice(0, -40), 2);
    expect(errors(await broken)).toEqual(['json-syntax']);
    const lens = await client.request('textDocument/codeLens', { textDocument: { uri: uri('naughty.json') } });
    expect(JSON.stringify(lens.result)).toContain('MisMatchingOAuthClaims');
  });

  test('lens, hover and the way to the receiver', async () => {
    const shown = client.diagnostics(uri('naughty.json'));
    open('naughty.json');
    await shown;
    const at = { textDocument: { uri: uri('naughty.json') }, position: { line: 58, character: 14 } };
    const lens = await client.request('textDocument/codeLens', at);
    expect(JSON.stringify(lens.result)).toContain('orders-receiver refuses this call: MisMatchingOAuthClaims');
    const hover = await client.request('textDocument/hover', at);
    expect(JSON.stringify(hover.result)).toContain('audience = https://management.azure.com/');
    const definition = await client.request('textDocument/definition', at);
    expect(definition.result).toMatchObject({ uri: uri('receiver.json') });
  });

  test('requests that make no sense get an answer and do not stop it', async () => {
    const unknown = await client.request('textDocument/nonsense', {});
    expect(unknown.error).toBeDefined();
    const nowhere = await client.request('textDocument/codeLens', { textDocument: { uri: 'untitled:Untitled-1' } });
    expect(nowhere.result).toEqual([]);
    client.notify('textDocument/didChange', {
      textDocument: { uri: uri('never-opened.json'), version: 3 },
      contentChanges: [{ text: '{' }],
    });
    const shown = client.diagnostics(uri('naughty.json'));
    open('sender.json');
    expect(errors(await shown)).toEqual(['audience-missing']);
  });
});

test('code beside a workflow is judged as it is typed; other scripts are not', async () => {
  const fixture = resolve(
    import.meta.dirname,
    '../../fixtures/rules/secret-in-inline-code/fires-file-of-powershell/in',
  );
  cpSync(fixture, folder, { recursive: true });
  const clean = "Push-WorkflowOutput -Output 'sent'\n";
  const heard = client.diagnostics(uri('app/Orders/run.ps1'));
  open('app/Orders/run.ps1', clean);
  expect(await heard).toEqual([]);
  const again = client.diagnostics(uri('app/Orders/run.ps1'));
  change('app/Orders/run.ps1', `${clean}$password = 'Vq7-tRn2.pLx9'\n`, 2);
  expect((await again).map(({ code, range }) => [code, range.start.line])).toEqual([['secret-in-inline-code', 1]]);
  const at = { line: 1, character: 14 };
  const [accept] = await actionsAt('app/Orders/run.ps1', { start: at, end: at });
  expect(applied(`${clean}$password\n`, accept, 'app/Orders/run.ps1')).toBe(
    `${clean}# laudit-ignore-next-line secret-in-inline-code -- \n$password\n`,
  );
  const stray = client.diagnostics(uri('deploy.ps1'));
  open('deploy.ps1', "$password = 'Vq7-tRn2.pLx9'\n");
  expect(await stray).toEqual([]);
});
