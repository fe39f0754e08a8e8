/** A language client over the pipes of a process: frames, requests, and what the server says by itself. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { program } from '../cli/run.ts';

export interface Said {
  readonly method?: string;
  readonly id?: number;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly Diagnostic[]; readonly version?: number };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly code: string;
  readonly codeDescription?: { readonly href: string };
  readonly severity: number;
  readonly message: string;
  readonly range: Range;
  readonly relatedInformation?: readonly { readonly location: { readonly uri: string }; readonly message: string }[];
}

export class Client {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: ((said: Said) => boolean)[] = [];
  #buffer = Buffer.alloc(0);
  #next = 1;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#read();
    });
  }

  /** @param asked more of what the editor says about itself */
  static async start(cwd: string, asked: object = {}): Promise<Client> {
    const child = spawn(process.execPath, [await program(), 'lsp'], { cwd, env: { PATH: process.env['PATH'] ?? '' } });
    const client = new Client(child);
    await client.request('initialize', { processId: null, rootUri: null, capabilities: {}, ...asked });
    client.notify('initialized', {});
    return client;
  }

  #read(): void {
    for (;;) {
      const head = /^(?:[^\r\n]+\r\n)*?Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*?\r\n/.exec(
        this.#buffer.toString('latin1'),
      );
      if (head === null) return;
      const start = head[0].length;
      const end = start + Number(head[1]);
      if (this.#buffer.length < end) return;
      const said = JSON.parse(this.#buffer.subarray(start, end).toString('utf8')) as Said;
      this.#buffer = this.#buffer.subarray(end);
      for (const [index, wants] of [...this.#waiting.entries()].reverse())
        if (wants(said)) this.#waiting.splice(index, 1);
    }
  }

  raw(text: string): void {
    this.#child.stdin.write(text);
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin.write(`Content-Length: ${String(body.length)}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  /** The next message that fits; fails after ten seconds. */
  until(wants: (said: Said) => boolean): Promise<Said> {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        fail(new Error('the server said nothing that fits'));
      }, 10_000);
      this.#waiting.push((said) => {
        if (!wants(said)) return false;
        clearTimeout(timer);
        done(said);
        return true;
      });
    });
  }

  async request(method: string, params: object): Promise<Said> {
    const id = this.#next++;
    const answer = this.until((said) => said.id === id && said.method === undefined);
    this.#send({ id, method, params });
    return answer;
  }

  /** The next diagnostics of a document. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const said = await this.until(
      ({ method, params }) => method === 'textDocument/publishDiagnostics' && params?.uri === uri,
    );
    return said.params?.diagnostics ?? [];
  }

  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.#child.on('close', done));
    await this.request('shutdown', {});
    this.notify('exit', {});
    return ended;
  }
}
