/** Address arithmetic: what is a range, what lies in what. */
import { describe, expect, test } from 'vitest';
import {
  admits,
  type AddressRange,
  isEverything,
  networkOf,
  parseRange,
  sizeOf,
  withoutCallers,
} from '../../src/link/address.ts';

function range(text: string): AddressRange {
  const found = parseRange(text);
  if (found === undefined) throw new Error(`${text} is no range`);
  return found;
}

describe('a range', () => {
  test.each([
    ['10.0.0.1', 4, '10.0.0.1', 1n],
    [' 10.0.0.1 ', 4, '10.0.0.1', 1n],
    ['10.0.0.0/24', 4, '10.0.0.0', 256n],
    ['10.0.0.77/24', 4, '10.0.0.0', 256n],
    ['10.0.0.4-10.0.0.6', 4, '10.0.0.4', 3n],
    ['10.0.0.4 - 10.0.0.4', 4, '10.0.0.4', 1n],
    ['0.0.0.0/0', 4, '0.0.0.0', 1n << 32n],
    ['2001:db8::1', 6, '2001:db8::1', 1n],
    ['2001:db8::/64', 6, '2001:db8::', 1n << 64n],
    ['::/0', 6, '::', 1n << 128n],
    ['10.0.0.1/32', 4, '10.0.0.1', 1n],
  ])('%s', (text, family, first, size) => {
    expect(range(text)).toMatchObject({ family, first: range(first).first });
    expect(sizeOf(range(text))).toBe(size);
  });

  test.each([
    '',
    'office',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/x',
    '10.0.0.0/8x',
    '10.0.0.0/x8',
    '10.0.0.0/0008',
    '10.0.0.0/8/8',
    '2001:db8::/129',
    '10.0.0.6-10.0.0.4',
    '10.0.0.4-',
    '-10.0.0.4',
    '10.0.0.4-10.0.0.6-10.0.0.8',
    '10.0.0.4-2001:db8::1',
    `10.0.0.1${' '.repeat(50)}-${' '.repeat(50)}10.0.0.2`,
  ])('%j is none', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });

  test('blanks around do not count for its length', () => {
    expect(parseRange(`${' '.repeat(200)}10.0.0.1`)).toBeDefined();
  });
});

test.each([
  ['0.0.0.0/0', true],
  ['0.0.0.0-255.255.255.255', true],
  ['::/0', true],
  ['0.0.0.0/1', false],
  ['128.0.0.0/1', false],
  ['0.0.0.0-255.255.255.254', false],
  ['::/32', false],
])('%s is every address of its family: %s', (text, expected) => {
  expect(isEverything(range(text))).toBe(expected);
});

describe('one range and others', () => {
  test.each([
    ['10.0.0.0/24', '10.0.0.0/24', 'yes'],
    ['10.0.0.0/24', '10.0.0.0', 'yes'],
    ['10.0.0.0/24', '10.0.0.255', 'yes'],
    ['10.0.0.0/24', '10.0.1.0', 'no'],
    ['10.0.1.0/24', '10.0.0.255', 'no'],
    ['10.0.0.0/24', '10.0.0.0/23', 'unknown'],
    ['10.0.0.0/24', '10.0.0.255-10.0.1.0', 'unknown'],
    ['10.0.1.0/24', '10.0.0.255-10.0.1.0', 'unknown'],
    ['::/0', '10.0.0.1', 'no'],
    ['0.0.0.0/0', '::1', 'no'],
  ])('%s admits %s: %s', (outer, inner, expected) => {
    expect(admits([range(outer)], range(inner))).toBe(expected);
    expect(admits([range('192.0.2.1'), range(outer)], range(inner))).toBe(expected);
  });

  test('none admits nobody', () => {
    expect(admits([], range('10.0.0.1'))).toBe('no');
  });
});

test.each([
  ['10.1.2.3', '10.0.0.0/8'],
  ['172.16.0.0/12', '172.16.0.0/12'],
  ['192.168.0.1', '192.168.0.0/16'],
  ['127.0.0.1', '127.0.0.0/8'],
  ['169.254.1.1', '169.254.0.0/16'],
  ['255.255.255.255', '224.0.0.0/3'],
  ['::1', '::1/128'],
  ['fd00::1', 'fc00::/7'],
  ['fe80::1', 'fe80::/10'],
  ['ff02::1', 'ff00::/8'],
  ['9.255.255.255-10.0.0.1', undefined],
  ['0.0.0.0/0', undefined],
  ['203.0.113.7', undefined],
  ['2001:db8::1', undefined],
])('no call over the internet comes from %s: it is in %s', (text, block) => {
  expect(withoutCallers(range(text))).toBe(block);
});

test.each([
  ['10.1.2.3/24', '10.1.2.0/24'],
  [' 10.1.2.3/24 ', '10.1.2.0/24'],
  ['2001:db8::1/64', '2001:db8::/64'],
  ['10.1.2.0/24', undefined],
  ['10.1.2.3', undefined],
  ['10.1.2.3-10.1.2.9', undefined],
  ['office/24', undefined],
])('the network of %s is %s', (text, network) => {
  expect(networkOf(text)).toBe(network);
});
