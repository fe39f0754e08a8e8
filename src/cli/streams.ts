/**
 * Standard output and standard error. Node's own streams for them cost a start 3 ms, so they are opened only where they are
 * needed: for a terminal, on Windows, and for a pipe that is full and does not wait. A reader who has seen enough (`| head`)
 * closes the pipe: the run ends quietly with the status it had.
 */
import { Buffer } from 'node:buffer';
import { fstatSync, statSync, writeSync } from 'node:fs';
import { codeOf, reasonOf } from '../find/tree.ts';
import { STATUS } from './usage.ts';

/** What Node has of a stream; the last two where it is a terminal. */
type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

type Put = (number: 1 | 2, bytes: Uint8Array) => number;

export class Output {
  readonly #number: 1 | 2;
  readonly #open: () => Stream;
  readonly #put: Put;
  #opened: Stream | undefined;

  /** @param put writes as many bytes as go at once, and says how many */
  constructor(number: 1 | 2, open: () => Stream, put: Put = writeSync) {
    this.#number = number;
    this.#open = open;
    this.#put = put;
    if (!isPlain(number)) this.#opened = this.stream;
  }

  get isTerminal(): boolean {
    return this.#opened?.isTTY === true;
  }

  /** Of a terminal; 0 where it does not say. */
  get columns(): number {
    return this.#opened?.columns ?? 0;
  }

  /** Node's own, for who must hand one on. */
  get stream(): Stream {
    this.#opened ??= this.#open().on('error', endOn);
    return this.#opened;
  }

  write(text: string): void {
    const rest = this.#opened === undefined ? this.#written(Buffer.from(text)) : text;
    if (rest.length > 0) this.stream.write(rest);
  }

  /** Writes at once; gives what a pipe did not take that does not wait. */
  #written(bytes: Buffer): Buffer {
    let rest = bytes;
    try {
      while (rest.length > 0) rest = rest.subarray(this.#put(this.#number, rest));
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') endOn(error);
    }
    return rest;
  }
}

/** A file, a pipe or the empty device. Windows' own are left to Node, as is what is closed. */
function isPlain(number: 1 | 2): boolean {
  if (process.platform === 'win32') return false;
  try {
    const about = fstatSync(number);
    return !about.isCharacterDevice() || about.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

function endOn(error: unknown): never {
  if (codeOf(error) === 'EPIPE') process.exit(process.exitCode);
  try {
    writeSync(2, `laudit: the output cannot be written: ${reasonOf(error)}\n`);
  } catch {
    // Nor can this be said.
  }
  process.exit(STATUS.wrong);
}

export const OUT = new Output(1, () => process.stdout);
export const ERR = new Output(2, () => process.stderr);
