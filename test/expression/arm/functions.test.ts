/** The table of functions against the reference material: every documented name, with as many arguments as documented. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fnNamed } from '../../../src/expression/arm/functions.ts';
import { shared } from '../../shared.ts';

interface Row {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number | null;
}

const path = shared('facts', 'data', 'arm-functions.json');
const rows: readonly Row[] = path === undefined ? [] : (JSON.parse(readFileSync(path, 'utf8')) as Row[]);

describe.skipIf(path === undefined)('the documented functions', () => {
  test.each(rows.filter((row) => !row.name.startsWith('list')).map((row) => [row.name, row] as const))(
    '%s',
    (name, row) => {
      const fn = fnNamed(name.toUpperCase());
      expect(fn && { name: fn.name, min: fn.min, max: fn.max }).toEqual({ name, min: row.minArgs, max: row.maxArgs });
    },
  );

  test('are over a hundred', () => expect(rows.length).toBeGreaterThan(100));
});

test('any name that starts with list is an action of a resource, others are nothing', () => {
  expect(fnNamed('listLampsOfTheQuay')).toMatchObject({ name: 'listLampsOfTheQuay', min: 1, max: 3 });
  for (const name of ['lamp', 'constructor', '__proto__', 'toString', '']) expect(fnNamed(name)).toBeUndefined();
});
