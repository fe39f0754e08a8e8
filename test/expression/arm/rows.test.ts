/** Every line of `fixtures/vectors/arm-functions.txt`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fnNames } from '../../../src/expression/arm/functions.ts';
import { known } from '../../../src/value.ts';
import { isObject } from '../../../src/value.ts';
import { type Around, says } from './said.ts';

interface Row {
  readonly expression: string;
  readonly expected: string;
  readonly around: Around;
}

const FILE = join(import.meta.dirname, '../../../fixtures/vectors/arm-functions.txt');

function read(text: string): ReadonlyMap<string, readonly Row[]> {
  const sections = new Map<string, Row[]>();
  let rows: Row[] = [];
  let around: Around = {};
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('//')) continue;
    if (line.startsWith('#')) {
      rows = [];
      around = {};
      sections.set(line.slice(2), rows);
    } else if (line.startsWith('@')) around = aroundOf(JSON.parse(line.slice(1)));
    else {
      const [expression = '', expected, more] = line.split('  =>  ');
      if (expected === undefined || more !== undefined) throw new Error(`not a row: ${line}`);
      rows.push({ expression, expected, around });
    }
  }
  return sections;
}

/** The position, the kind of the deployment and its cloud as they are; everything else is a known value. */
function aroundOf(given: unknown): Around {
  if (!isObject(given as never)) throw new Error('no object behind @');
  const { position, ...rest } = given as Readonly<Record<string, string>>;
  const deployment = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'kind' || key === 'cloud' ? value : known(value)]),
  );
  return { deployment, ...(position === undefined ? {} : { position: position as NonNullable<Around['position']> }) };
}

const sections = read(readFileSync(FILE, 'utf8'));

describe.each([...sections])('%s', (_, rows) => {
  test.each(rows.map((row) => [row.expression, row] as const))('%s', (expression, { expected, around }) => {
    expect(says(`[${expression}]`, around)).toBe(expected);
  });
});

test('every function of the table stands in a row', () => {
  const called = new Set(
    [...sections.values()].flat().flatMap(({ expression }) => expression.toLowerCase().match(/[a-z0-9]+(?=\()/g) ?? []),
  );
  expect(fnNames().filter((name) => !called.has(name.toLowerCase()))).toEqual([]);
});
