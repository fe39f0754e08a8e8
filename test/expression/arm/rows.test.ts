/** Every line of `fixtures/vectors/arm-functions.txt`. */
import { describe, expect, test } from 'vitest';
import { fnNames } from '../../../src/expression/arm/functions.ts';
import { known } from '../../../src/value.ts';
import { sectionsOf } from '../rows.ts';
import { type Around, says } from './says.ts';

/** The position, the kind of the deployment and its cloud as they are; everything else is a known value. */
function aroundOf(written: string): Around {
  const { position, ...rest } = JSON.parse(written === '' ? '{}' : written) as Readonly<Record<string, string>>;
  const deployment = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'kind' || key === 'cloud' ? value : known(value)]),
  );
  return { deployment, ...(position === undefined ? {} : { position: position as NonNullable<Around['position']> }) };
}

const sections = sectionsOf('arm-functions.txt');

describe.each(sections)('%s', (_, rows) => {
  test.each(rows.map((row) => [row.text, row] as const))('%s', (text, { expected, around }) => {
    expect(says(`[${text}]`, aroundOf(around))).toBe(expected);
  });
});

test('every function of the table stands in a row', () => {
  const called = new Set(
    sections.flatMap(([, rows]) => rows).flatMap(({ text }) => text.toLowerCase().match(/[a-z0-9]+(?=\()/g) ?? []),
  );
  expect(fnNames().filter((name) => !called.has(name.toLowerCase()))).toEqual([]);
});
