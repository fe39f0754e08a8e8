/**
 * `laudit lsp`: a language server on standard input and output. Diagnostics as one types, across files; a lens with
 * the predicted answer above each call; hover with where an audience comes from; the way to the receiver; fixes.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  CodeActionKind,
  type CodeActionParams,
  type CodeAction,
  type Connection,
  type Definition,
  DidChangeWatchedFilesNotification,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type Position,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createConnection } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TracedCall } from '../cli/calls.ts';
import { nearest } from '../find/tree.ts';
import { actionsOf } from './actions.ts';
import { linksIn } from './links.ts';
import { Session, type Told } from './session.ts';
import { hoverOf, includes, lensOf, rangeOf, reasonOf, uriOf } from './words.ts';
import { Folder } from './workspace.ts';

/** What a change of which may change what is said, beside open documents. */
const WATCHED = '**/{*.{json,jsonc,xml,bicep,csx,ps1},.gitignore}';

class Server {
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #sessions = new Map<string, Session>();
  /** Folders that the editor has open. */
  #roots: readonly string[] = [];
  #client: ClientCapabilities = {};

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    this.#documents.onDidChangeContent(({ document }) => {
      this.#changed(document.uri, document.getText());
    });
    this.#documents.onDidClose(({ document }) => {
      this.#closed(document.uri);
    });
    this.#documents.onDidSave(({ document }) => {
      this.#stale(document.uri);
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) this.#stale(uri);
    });
    connection.onCodeLens(async ({ textDocument }) =>
      (await this.#callsIn(textDocument.uri)).flatMap((call) => lensOf(call) ?? []),
    );
    connection.onHover(({ textDocument, position }) => this.#hover(textDocument.uri, position));
    connection.onDefinition(({ textDocument, position }) => this.#definition(textDocument.uri, position));
    connection.onCodeAction((params) => this.#actions(params));
    connection.onDocumentLinks(({ textDocument }) => {
      const document = this.#documents.get(textDocument.uri);
      return document === undefined ? [] : linksIn(document);
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  #initialize({ capabilities, workspaceFolders }: InitializeParams): InitializeResult {
    this.#client = capabilities;
    this.#roots = (workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        definitionProvider: true,
        codeLensProvider: {},
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        documentLinkProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'laudit' },
    };
  }

  async #initialized(): Promise<void> {
    if (this.#client.workspace?.workspaceFolders === true)
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.flatMap(({ uri }) => pathOf(uri) ?? []));
        this.#roots = [
          ...this.#roots.filter((root) => !gone.has(root)),
          ...added.flatMap(({ uri }) => pathOf(uri) ?? []),
        ];
      });
    if (this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: WATCHED }],
      });
  }

  /** The folder that a document is linted with: its project, else the folder that is open, else where it lies. */
  #sessionOf(uri: string): { session: Session; path: string } | null {
    const path = pathOf(uri);
    if (path === null) return null;
    const open = this.#roots
      .filter((root) => path.startsWith(`${root}/`) || path.startsWith(`${root}\\`))
      .sort((a, b) => b.length - a.length)[0];
    const root = nearest('.git', 'laudit.config.json')(dirname(path)) ?? open ?? dirname(path);
    const session = this.#sessions.get(root) ?? new Session(new Folder(root), this.#told());
    this.#sessions.set(root, session);
    return { session, path };
  }

  #told(): Told {
    return {
      connection: this.#connection,
      versionOf: (uri) => this.#documents.get(uri)?.version,
      moved: () => {
        if (this.#client.workspace?.codeLens?.refreshSupport === true)
          void this.#connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
      },
    };
  }

  #changed(uri: string, text: string): void {
    const found = this.#sessionOf(uri);
    found?.session.folder.set(found.path, text);
    found?.session.soon();
  }

  #closed(uri: string): void {
    const found = this.#sessionOf(uri);
    found?.session.folder.close(found.path);
    found?.session.soon();
  }

  #stale(uri: string): void {
    const found = this.#sessionOf(uri);
    found?.session.folder.forget();
    found?.session.soon();
  }

  async #callsIn(uri: string): Promise<readonly TracedCall[]> {
    const found = this.#sessionOf(uri);
    return found === null ? [] : found.session.callsIn(found.path);
  }

  async #hover(uri: string, position: Position): Promise<Hover | null> {
    const found = this.#sessionOf(uri);
    if (found === null) return null;
    const reasons = (await found.session.problemsIn(found.path)).filter((one) => includes(one, position)).map(reasonOf);
    const call = nearestAbove(await found.session.callsIn(found.path), position);
    const value = call === undefined ? null : hoverOf(call);
    const said = [...new Set([...reasons, ...(value === null ? [] : [value])])];
    return said.length === 0 ? null : { contents: { kind: 'plaintext', value: said.join('\n\n') } };
  }

  async #definition(uri: string, position: Position): Promise<Definition | null> {
    const found = this.#sessionOf(uri);
    const call = nearestAbove(await this.#callsIn(uri), position);
    const linted = await found?.session.now();
    if (call === undefined || call.receiver === null || linted === undefined || linted === null) return null;
    const path = linted.pathOf(call.receiver.file);
    return existsSync(path) ? { uri: uriOf(path), range: rangeOf(call.receiver.range) } : null;
  }

  async #actions({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const found = this.#sessionOf(textDocument.uri);
    const linted = await found?.session.now();
    if (found === null || linted === undefined || linted === null) return [];
    const problems = await found.session.problemsIn(found.path);
    return actionsOf(problems, range, context, linted);
  }
}

function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    // A host in it, or characters that no path holds.
    return null;
  }
}

/** The call whose action begins last before the position: the one that the position stands in. */
function nearestAbove(calls: readonly TracedCall[], { line }: Position): TracedCall | undefined {
  const above = calls.filter(({ sender }) => sender.range !== null && sender.range.start.line - 1 <= line);
  return above.sort((a, b) => (b.sender.range?.start.line ?? 0) - (a.sender.range?.start.line ?? 0))[0];
}

/** Serves the editor behind these streams until it closes them. */
export function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): void {
  new Server(createConnection(input, output));
}
