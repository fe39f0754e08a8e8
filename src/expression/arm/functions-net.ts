/**
 * Address ranges: parseCidr, cidrSubnet, cidrHost (facts/arm-templates.md data/arm-functions.json; learn.microsoft.com
 * azure/azure-resource-manager/templates/template-functions-cidr). Ranges of version 4 without usable hosts (/31, /32)
 * are not documented: left open.
 */
import type { Json } from '../../model.ts';
import { wants } from './functions-text.ts';
import { Failure, type Fn } from './kinds.ts';

interface Range {
  readonly bits: 32 | 128;
  readonly network: bigint;
  readonly prefix: number;
}

function readRange(value: Json | undefined): Range | undefined {
  if (typeof value !== 'string') return undefined;
  const [address = '', length = '', ...rest] = value.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = address.includes(':') ? 128 : 32;
  const number = bits === 128 ? readV6(address) : readV4(address);
  const prefix = Number(length);
  if (number === undefined || prefix > bits) return undefined;
  return { bits, network: number, prefix };
}

function readV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function readV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function print(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
  }
  if (best.start < 0) return groups.join(':');
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`;
}

/** Some spellings may be read all the same (leading zeros): only what is no address at all surely fails. */
function broken(fn: string, text: Json | undefined): Failure | undefined {
  if (typeof text !== 'string') return wants(fn, 'a text first');
  return /^[0-9a-fA-F:.]+\/\d+$/.test(text) ? undefined : new Failure('failed', 'the text is no address range');
}

/** What becomes of the bits behind the prefix is not documented. */
function isAligned({ bits, network, prefix }: Range): boolean {
  return network % (1n << BigInt(bits - prefix)) === 0n;
}

function parseCidr([text]: readonly Json[]): Json | Failure | undefined {
  const range = readRange(text);
  if (range === undefined) return broken('parseCidr', text);
  if (!isAligned(range)) return undefined;
  if (range.bits === 128) return parseV6(range);
  if (range.prefix > 30) return undefined;
  const size = 1n << BigInt(32 - range.prefix);
  const last = range.network + size - 1n;
  return {
    network: print(range.network, 32),
    netmask: print((1n << 32n) - size, 32),
    broadcast: print(last, 32),
    firstUsable: print(range.network + 1n, 32),
    lastUsable: print(last - 1n, 32),
    cidr: range.prefix,
  };
}

/** Every address is usable, and there is none for all (docs, example of version 6). */
function parseV6({ network, prefix }: Range): Json {
  const size = 1n << BigInt(128 - prefix);
  return {
    network: print(network, 128),
    netmask: print((1n << 128n) - size, 128),
    firstUsable: print(network, 128),
    lastUsable: print(network + size - 1n, 128),
    cidr: prefix,
  };
}

function cidrSubnet([text, length, index]: readonly Json[]): Json | Failure | undefined {
  const range = readRange(text);
  if (typeof length !== 'number' || typeof index !== 'number') return wants('cidrSubnet', 'a text and two ints');
  if (range === undefined) return broken('cidrSubnet', text);
  if (!isAligned(range)) return undefined;
  const inside = Number.isInteger(length) && length >= range.prefix && length <= range.bits;
  if (!inside || !Number.isInteger(index) || index < 0)
    return new Failure('failed', 'cidrSubnet() reaches outside the range');
  // Behind the last part of the range: another implementation goes on counting, no page says what the platform does.
  if (BigInt(index) >= 1n << BigInt(length - range.prefix)) return undefined;
  return `${print(range.network + (BigInt(index) << BigInt(range.bits - length)), range.bits)}/${length}`;
}

/** Index 0 is the first usable host. */
function cidrHost([text, index]: readonly Json[]): Json | Failure | undefined {
  const range = readRange(text);
  if (typeof index !== 'number') return wants('cidrHost', 'a text and an int');
  if (range === undefined) return broken('cidrHost', text);
  if (!isAligned(range) || range.bits - range.prefix < 2) return undefined;
  const hosts = (1n << BigInt(range.bits - range.prefix)) - 2n;
  if (!Number.isInteger(index) || index < 0 || BigInt(index) > hosts)
    return new Failure('failed', 'cidrHost() reaches outside the range');
  return BigInt(index) === hosts ? undefined : print(range.network + 1n + BigInt(index), range.bits);
}

export const NETWORKS: readonly Fn[] = [
  { name: 'parseCidr', min: 1, max: 1, returns: 'object', fold: (args) => parseCidr(args) },
  { name: 'cidrSubnet', min: 3, max: 3, returns: 'string', fold: (args) => cidrSubnet(args) },
  { name: 'cidrHost', min: 2, max: 2, returns: 'string', fold: (args) => cidrHost(args) },
];
