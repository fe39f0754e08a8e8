/**
 * Address arithmetic for `allowedCallerIpAddresses`: CIDR, `a-b` and single addresses, IPv4 and IPv6
 * (formats: facts/security.md §1.3). Parsing of addresses by ipaddr.js, opened at the first one; comparison on plain integers.
 */
import { createRequire } from 'node:module';
import type * as Library from 'ipaddr.js';
import type { Answer } from '../model.ts';

export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

let door: typeof Library | undefined;

function library(): typeof Library {
  return (door ??= createRequire(import.meta.url)('ipaddr.js') as typeof Library);
}

function integer(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** One address; undefined where it is none. Short and octal forms are refused: the platform's reading of them is unknown. */
function addressOf(text: string): { family: 4 | 6; value: bigint } | undefined {
  const { IPv4, IPv6 } = library();
  if (IPv4.isValidFourPartDecimal(text)) return { family: 4, value: integer(IPv4.parse(text).toByteArray()) };
  if (!IPv6.isValid(text)) return undefined;
  return { family: 6, value: integer(IPv6.parse(text).toByteArray()) };
}

/** A range as the platform writes it; undefined where it is no range. */
export function parseRange(text: string): AddressRange | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100) return undefined;
  if (trimmed.includes('/')) return cidr(trimmed);
  const [from, to, ...rest] = trimmed.split('-').map((part) => addressOf(part.trim()));
  if (from === undefined || rest.length > 0 || (trimmed.includes('-') && to === undefined)) return undefined;
  const last = to ?? from;
  if (last.family !== from.family || last.value < from.value) return undefined;
  return { family: from.family, first: from.value, last: last.value };
}

function cidr(text: string): AddressRange | undefined {
  const [address = '', bits = '', ...rest] = text.split('/');
  const parsed = addressOf(address);
  if (parsed === undefined || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return undefined;
  const width = parsed.family === 4 ? 32 : 128;
  const free = BigInt(width - Number(bits));
  if (free < 0n) return undefined;
  const first = (parsed.value >> free) << free;
  return { family: parsed.family, first, last: first + (1n << free) - 1n };
}

/** Does the range hold every address of its family? */
export function isEverything(range: AddressRange): boolean {
  return range.first === 0n && range.last === (1n << (range.family === 4 ? 32n : 128n)) - 1n;
}

/** How many addresses the range holds. */
export function sizeOf(range: AddressRange): bigint {
  return range.last - range.first + 1n;
}

/**
 * Blocks that no call over the internet comes from (IANA special-purpose registries, RFC 6890; multicast: RFC 5771, RFC 4291 §2.7). Those for documentation are left
 * out: they stand where somebody is to put his own.
 */
const SPECIAL = [
  '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3', '::1/128',
  'fc00::/7', 'fe80::/10', 'ff00::/8',
]; // prettier-ignore

/** The block without callers that the whole range lies in, as text; undefined where there may be some. */
export function withoutCallers(range: AddressRange): string | undefined {
  return SPECIAL.find((text) => {
    const block = parseRange(text);
    return block !== undefined && admits([block], range) === 'yes';
  });
}

/** `10.1.2.3/24`: bits of the address beyond the prefix, which the network does not have. The network, as text. */
export function networkOf(text: string): string | undefined {
  const range = parseRange(text);
  const [address = '', bits = ''] = text.trim().split('/');
  return range === undefined || parseRange(address)?.first === range.first ? undefined : `${textOf(range)}/${bits}`;
}

function textOf({ family, first }: AddressRange): string {
  const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, index, all = family === 4 ? 4 : 16) =>
    Number((first >> BigInt(8 * (all - 1 - index))) & 255n),
  );
  return library().fromByteArray(bytes).toString();
}

/** Is every address of `inner` in one of `outer` (yes), none in any (no), or some (unknown)? */
export function admits(outer: readonly AddressRange[], inner: AddressRange): Answer {
  const same = outer.filter((range) => range.family === inner.family);
  if (same.some((range) => range.first <= inner.first && inner.last <= range.last)) return 'yes';
  return same.some((range) => range.first <= inner.last && inner.first <= range.last) ? 'unknown' : 'no';
}
