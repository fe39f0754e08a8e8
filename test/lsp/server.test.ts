/** The language server as an editor sees it: open, edit, mend, close, over real pipes. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';
import { Client } from './client.ts';

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
