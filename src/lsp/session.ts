/**
 * One folder behind an editor: linted a moment after something changed, at once where somebody asks. What is said of each
 * document is sent where it is not what was sent before; calls are described when a lens or a hover asks for them.
 */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import { describe, type TracedCall } from '../cli/calls.ts';
import { SettingsError } from '../config.ts';
import { idOf } from '../find/tree.ts';
import type { Problem } from '../model.ts';
import { lineStarts, rangeOf as ownRangeOf } from '../read/places.ts';
import { masked } from '../secret.ts';
import { diagnosticOf, rangeOf, uriOf } from './words.ts';
import type { Folder, Linted } from './workspace.ts';

/** ms to wait for more keys: a share of what the last run took, so that a large project is not linted at every one. */
const SHORTEST = 2;
const LONGEST = 300;
const SHARE = 0.1;

export interface Told {
  readonly connection: Connection;
  /** Version of an open document; undefined = not open. */
  readonly versionOf: (uri: string) => number | undefined;
  /** Something else may be said of any document now. */
  readonly moved: () => void;
}

export class Session {
  readonly folder: Folder;
  readonly #told: Told;
  #timer: NodeJS.Timeout | undefined;
  #pause = SHORTEST;
  #linted: Linted | null = null;
  /** By document: what was sent last, and of which version. */
  readonly #sent = new Map<string, { readonly text: string; readonly version: number | undefined }>();
  #described = new Map<string, readonly TracedCall[]>();

  constructor(folder: Folder, told: Told) {
    this.folder = folder;
    this.#told = told;
  }

  /** Something changed: lints a moment later. */
  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      void this.#run();
    }, this.#pause);
  }

  /** What is known after all changes so far; null where the folder cannot be linted. */
  async now(): Promise<Linted | null> {
    if (this.#timer !== undefined || this.#linted === null) await this.#run();
    return this.#linted;
  }

  /** @param path absolute path of a document */
  async callsIn(path: string): Promise<readonly TracedCall[]> {
    const linted = await this.now();
    if (linted === null) return [];
    const id = idOf(linted.root, path);
    const before = this.#described.get(id);
    if (before !== undefined) return before;
    const own = linted.report.calls.filter(({ sender }) => sender.at.file === id);
    const calls = describe(own, linted.sources);
    this.#described.set(id, calls);
    return calls;
  }

  async problemsIn(path: string): Promise<readonly Problem[]> {
    const linted = await this.now();
    if (linted === null) return [];
    const id = idOf(linted.root, path);
    return linted.report.problems.filter(({ place }) => place.file === id);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.folder.ready();
      const start = performance.now();
      this.#linted = this.folder.lint();
      this.#described = new Map();
      this.#pause = Math.min(LONGEST, Math.max(SHORTEST, SHARE * (performance.now() - start)));
      await this.#publish(this.#linted);
    } catch (error) {
      // Settings that are wrong, or a folder that vanished: the next change tries again.
      const why = error instanceof SettingsError ? masked(error.message) : 'run laudit there to see why';
      this.#told.connection.console.warn(`laudit could not lint the folder: ${why}`);
      this.folder.forget();
    }
  }

  async #publish(linted: Linted): Promise<void> {
    const byUri = this.#diagnostics(linted);
    const { connection, versionOf, moved } = this.#told;
    let others = false;
    for (const uri of new Set([...this.#sent.keys(), ...byUri.keys()])) {
      const diagnostics = byUri.get(uri) ?? [];
      const version = versionOf(uri);
      const text = JSON.stringify(diagnostics);
      const before = this.#sent.get(uri);
      if (before?.text === text && before.version === version) continue;
      if (before?.text !== text && version === undefined) others = true;
      if (diagnostics.length === 0 && version === undefined) this.#sent.delete(uri);
      else this.#sent.set(uri, { text, version });
      await connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
    }
    if (others) moved();
  }

  #diagnostics({ report, pathOf }: Linted): ReadonlyMap<string, Diagnostic[]> {
    const byUri = new Map<string, Diagnostic[]>(this.folder.open().map((path) => [uriOf(path), []]));
    const add = (uri: string, diagnostic: Diagnostic): void => {
      const own = byUri.get(uri);
      if (own === undefined) byUri.set(uri, [diagnostic]);
      else own.push(diagnostic);
    };
    for (const problem of report.problems) add(uriOf(pathOf(problem.place.file)), diagnosticOf(problem, pathOf));
    for (const { path, text, at, message } of this.folder.broken()) {
      add(uriOf(path), {
        range: rangeOf(ownRangeOf(lineStarts(text), at)),
        severity: 1,
        code: 'json-syntax',
        source: 'laudit',
        message: `The file cannot be read as JSON: ${message}.`,
      });
    }
    return byUri;
  }
}
