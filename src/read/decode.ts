/**
 * Bytes → text. UTF-8 with or without byte order mark, UTF-16 of either order with a mark or recognised by its zero
 * bytes: real templates come as UTF-16 from PowerShell's `>` (facts/corpus.md §16). Wrong bytes become U+FFFD and a fault.
 */
import { Buffer } from 'node:buffer';
import type { Encoding, Fault } from '../model.ts';

export interface Decoded {
  /** Without byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly faults: readonly Fault[];
}

/** Total: every sequence of bytes has a text. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' || encoding === 'utf-8-bom')
    return decode8(bytes.subarray(encoding === 'utf-8' ? 0 : 3), encoding);
  return decode16(bytes, encoding);
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8-bom';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // JSON starts with an ASCII character, and no UTF-8 text of it has a zero byte (RFC 4627 §3).
  if (a !== undefined && b !== undefined && a !== b) {
    if (b === 0) return 'utf-16le';
    if (a === 0) return 'utf-16be';
  }
  return 'utf-8';
}

function decode8(bytes: Uint8Array, encoding: Encoding): Decoded {
  const text = view(bytes).toString('utf8');
  const start = firstReplaced(bytes, text);
  if (start < 0) return { text, encoding, faults: [] };
  return { text, encoding, faults: [invalid(start, 'bytes that are not UTF-8 (read as U+FFFD)')] };
}

/** Offset in `text` of the first U+FFFD that the bytes do not spell out; -1 = none. */
function firstReplaced(bytes: Uint8Array, text: string): number {
  let at = text.indexOf('\uFFFD');
  let from = 0;
  let byte = 0;
  while (at >= 0) {
    byte += Buffer.byteLength(text.slice(from, at), 'utf8');
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at;
    byte += 3;
    from = at + 1;
    at = text.indexOf('\uFFFD', from);
  }
  return -1;
}

function decode16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const little = encoding === 'utf-16le' ? view(whole) : Buffer.from(whole).swap16();
  const marked = little[0] === 0xff && little[1] === 0xfe;
  const text = little.toString('utf16le', marked ? 2 : 0);
  const faults = whole.length === bytes.length ? [] : [invalid(text.length, 'half a UTF-16 character at the end')];
  return { text, encoding, faults };
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function invalid(start: number, message: string): Fault {
  return { kind: 'invalid-utf8', start, end: start + 1, message };
}
