/**
 * guid() and uniqueString() as the platform computes them (facts/arm-templates.md §2.5, checked there against
 * engine tests).
 */

/** Namespace of the name-based ids (UUID version 5) that guid() gives. */
const NAMESPACE = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/** UUID v5 of the arguments joined with `-`, lower case with hyphens. */
export function guidOf(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const digest = createHash('sha1').update(NAMESPACE).update(text, 'utf8').digest().subarray(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** 13 characters of base 32 over a 64-bit hash of the arguments joined with `-`. */
export function uniqueStringOf(text: string): string {
  let hash = hash64(Buffer.from(text, 'utf8'));
  let out = '';
  for (let i = 0; i < 13; i += 1) {
    out += ALPHABET[Number(hash >> 59n)] ?? '';
    hash = (hash << 5n) & 0xffff_ffff_ffff_ffffn;
  }
  return out;
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

function mixFirst(k: number): number {
  return Math.imul(rotate(Math.imul(k, 0x239b961b), 15), 0xab0e9789);
}

function mixSecond(k: number): number {
  return Math.imul(rotate(Math.imul(k, 0xab0e9789), 17), 0x239b961b);
}

function finish(x: number): number {
  let mixed = x ^ (x >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hash64(bytes: Buffer): bigint {
  let h1 = 0;
  let h2 = 0;
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) {
    h1 = (rotate(h1 ^ mixFirst(bytes.readInt32LE(at)), 19) + h2) | 0;
    h1 = (Math.imul(h1, 5) + 0x561ccd1b) | 0;
    h2 = (rotate(h2 ^ mixSecond(bytes.readInt32LE(at + 4)), 13) + h1) | 0;
    h2 = (Math.imul(h2, 5) + 0x0bcaa747) | 0;
  }
  // Zero bytes behind the tail, so that whole words can be read.
  const tail = Buffer.concat([bytes.subarray(whole), Buffer.alloc(8)]);
  if (bytes.length > whole) h1 ^= mixFirst(tail.readInt32LE(0));
  if (bytes.length > whole + 4) h2 ^= mixSecond(tail.readInt32LE(4));
  h1 ^= bytes.length;
  h2 ^= bytes.length;
  h1 = (h1 + h2) | 0;
  h2 = (h2 + h1) | 0;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 = (h1 + h2) | 0;
  h2 = (h2 + h1) | 0;
  return (BigInt(h2 >>> 0) << 32n) | BigInt(h1 >>> 0);
}
