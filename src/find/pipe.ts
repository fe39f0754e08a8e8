/** What comes out of a pipe that is named like a file. */
import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 65_536;

/** All of it, or why not: a pipe does not say how much is to come. Throws as `node:fs` does. @param most bytes that are taken at most */
export function bytesOfPipe(path: string, most: number): Uint8Array | string {
  const file = openSync(path, 'r');
  try {
    const pieces: Buffer[] = [];
    for (let size = 0; size <= most;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const length = readSync(file, piece, 0, PIECE, null);
      if (length === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, length));
      size += length;
    }
    return `more than ${most / 1024 / 1024} MiB`;
  } finally {
    closeSync(file);
  }
}
