/**
 * `laudit lsp`: a language server on standard input and output. Diagnostics as one types, across files; a lens with
 * the predicted answer above each call; hover with where an audience comes from; the way to the receiver.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Connection,
  type Definition,
  type Hover,
  type InitializeResult,
  type Position,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, type TracedCall } from '../cli/calls.ts';
import { nearest } from '../find/tree.ts';
import { lineStarts, rangeOf as ownRangeOf } from '../read/places.ts';
import { diagnosticOf, hoverOf, lensOf, rangeOf, uriOf } from './words.ts';
import { Folder, type Linted } from './workspace.ts';

/** Time to let the fingers rest, in milliseconds. */
const PAUSE = 60;

class Server {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #folders = new Map<string, Folder>();
  readonly #traced = new Map<string, { calls: readonly TracedCall[]; pathOf: Linted['pathOf'] }>();
  readonly #shown = new Map<string, Set<string>>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onInitialize((): InitializeResult => ({
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        definitionProvider: true,
        codeLensProvider: {},
      },
      serverInfo: { name: 'laudit' },
    }));
    this.#documents.onDidChangeContent(({ document }) => {
      this.#changed(document.uri, document.getText());
    });
    this.#documents.onDidClose(({ document }) => {
      this.#closed(document.uri);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) this.#stale(uri);
    });
    this.#documents.onDidSave(({ document }) => {
      this.#stale(document.uri);
    });
    connection.onCodeLens(async ({ textDocument }) =>
      (await this.#callsIn(textDocument.uri)).flatMap((call) => lensOf(call) ?? []),
    );
    connection.onHover(async ({ textDocument, position }) =>
      this.#hover(await this.#callsIn(textDocument.uri), position),
    );
    connection.onDefinition(async ({ textDocument, position }) => this.#definition(textDocument.uri, position));
    this.#documents.listen(connection);
    connection.listen();
  }

  /** The folder that a document is linted with: its project, else where it lies. */
  #folderOf(uri: string): { folder: Folder; path: string } | null {
    if (!uri.startsWith('file:')) return null;
    const path = fileURLToPath(uri);
    const root = nearest('.git', 'laudit.config.json')(dirname(path)) ?? dirname(path);
    const folder = this.#folders.get(root) ?? new Folder(root);
    this.#folders.set(root, folder);
    return { folder, path };
  }

  #changed(uri: string, text: string): void {
    const found = this.#folderOf(uri);
    if (found === null) return;
    found.folder.set(found.path, text);
    this.#soon(found.folder);
  }

  #closed(uri: string): void {
    const found = this.#folderOf(uri);
    if (found === null) return;
    found.folder.close(found.path);
    this.#soon(found.folder);
  }

  #stale(uri: string): void {
    const found = this.#folderOf(uri);
    found?.folder.forget();
    if (found !== null) this.#soon(found.folder);
  }

  #soon(folder: Folder): void {
    clearTimeout(this.#timers.get(folder.root));
    this.#timers.set(
      folder.root,
      setTimeout(() => {
        void this.#run(folder);
      }, PAUSE),
    );
  }

  async #run(folder: Folder): Promise<void> {
    try {
      const linted = await folder.lint();
      this.#traced.set(folder.root, { calls: describe(linted.report.calls, linted.sources), pathOf: linted.pathOf });
      await this.#publish(folder, linted);
    } catch {
      // Settings that are wrong, or a folder that vanished: the next change tries again.
      this.#connection.console.warn('laudit could not lint the folder; run laudit there to see why');
    }
  }

  async #publish(folder: Folder, { report, pathOf }: Linted): Promise<void> {
    const byUri = new Map<string, ReturnType<typeof diagnosticOf>[]>();
    const add = (uri: string, diagnostic: ReturnType<typeof diagnosticOf>): void => {
      byUri.set(uri, [...(byUri.get(uri) ?? []), diagnostic]);
    };
    for (const problem of report.problems) add(uriOf(pathOf(problem.place.file)), diagnosticOf(problem, pathOf));
    for (const { path, text, at, message } of folder.broken()) {
      add(uriOf(path), {
        range: rangeOf(ownRangeOf(lineStarts(text), at)),
        severity: 1,
        code: 'json-syntax',
        source: 'laudit',
        message: `The file cannot be read as JSON: ${message}.`,
      });
    }
    const before = this.#shown.get(folder.root) ?? new Set<string>();
    this.#shown.set(folder.root, new Set(byUri.keys()));
    for (const uri of before) if (!byUri.has(uri)) await this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    for (const [uri, diagnostics] of byUri) await this.#connection.sendDiagnostics({ uri, diagnostics });
  }

  async #callsIn(uri: string): Promise<readonly TracedCall[]> {
    const found = this.#folderOf(uri);
    if (found === null) return [];
    if (!this.#traced.has(found.folder.root)) await this.#run(found.folder);
    const traced = this.#traced.get(found.folder.root);
    return traced?.calls.filter(({ sender }) => traced.pathOf(sender.file) === found.path) ?? [];
  }

  #hover(calls: readonly TracedCall[], position: Position): Hover | null {
    const call = nearestAbove(calls, position);
    const value = call === undefined ? null : hoverOf(call);
    return value === null ? null : { contents: { kind: 'plaintext', value } };
  }

  async #definition(uri: string, position: Position): Promise<Definition | null> {
    const call = nearestAbove(await this.#callsIn(uri), position);
    const traced = this.#traced.get(this.#folderOf(uri)?.folder.root ?? '');
    if (call?.receiver === null || call === undefined || traced === undefined) return null;
    const path = traced.pathOf(call.receiver.file);
    return existsSync(path) ? { uri: uriOf(path), range: rangeOf(call.receiver.range) } : null;
  }
}

/** The call whose action begins last before the position: the one that the position stands in. */
function nearestAbove(calls: readonly TracedCall[], { line }: Position): TracedCall | undefined {
  const above = calls.filter(({ sender }) => sender.range !== null && sender.range.start.line - 1 <= line);
  return above.sort((a, b) => (b.sender.range?.start.line ?? 0) - (a.sender.range?.start.line ?? 0))[0];
}

export function serve(): void {
  new Server(createConnection(process.stdin, process.stdout));
}
