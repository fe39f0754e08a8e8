/** A text back to bytes, as the file had it: encoding, byte order mark or none. */
import { Buffer } from 'node:buffer';
import type { Encoding } from '../model.ts';

/** @param before the file's bytes, whose beginning says whether it has a mark */
export function encode(text: string, encoding: Encoding, before: Uint8Array): Uint8Array {
  if (encoding === 'utf-8' || encoding === 'utf-8-bom')
    return Buffer.from(encoding === 'utf-8' ? text : `\ufeff${text}`, 'utf8');
  const [a, b] = before;
  const marked = encoding === 'utf-16le' ? a === 0xff && b === 0xfe : a === 0xfe && b === 0xff;
  const bytes = Buffer.from(marked ? `\ufeff${text}` : text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
