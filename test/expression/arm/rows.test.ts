/** Every line of `fixtures/vectors/arm-functions.txt`. */
import { describe, expect, test } from 'vitest';
import { fnNames } from '../../../src/expression/arm/functions.ts';
import type { UserFunction } from '../../../src/expression/arm/scope.ts';
import type { Json } from '../../../src/model.ts';
import { known } from '../../../src/value.ts';
import { sectionsOf } from '../rows.ts';
import { again, type Around, says } from './says.ts';

interface Written {
  readonly position?: NonNullable<Around['position']>;
  readonly variables?: Readonly<Record<string, Json>>;
  readonly functions?: Readonly<Record<string, Omit<UserFunction, 'at'>>>;
  readonly [place: string]: unknown;
}

/** The position, the kind of the deployment and its cloud as they are; everything else of the deployment is a known value. */
function aroundOf(written: string): Around {
  const { position, variables = {}, functions = {}, ...rest } = JSON.parse(written === '' ? '{}' : written) as Written;
  const deployment = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'kind' || key === 'cloud' ? value : known(value as Json)]),
  );
  const at = { file: 'main.json', pointer: '/functions' };
  return {
    deployment,
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, known(value)])),
    functions: Object.fromEntries(Object.entries(functions).map(([name, fn]) => [name, { ...fn, at }])),
    ...(position === undefined ? {} : { position }),
  };
}

const sections = sectionsOf('arm-functions.txt');

describe.each(sections)('%s', (_, rows) => {
  test.each(rows.map((row) => [row.text, row] as const))('%s', (text, { expected, around }) => {
    expect(says(`[${text}]`, aroundOf(around))).toBe(expected);
  });
});

test('a text that the scope has met comes to the same elsewhere', () => {
  // A pass of a loop remembers nothing.
  const rows = sections.flatMap(([, all]) => all).filter(({ text }) => !/copyIndex/i.test(text));
  const heard = rows.map(({ text, around }) => ({ text, ...again(`[${text}]`, aroundOf(around)) }));
  for (const { text, met, fresh } of heard) expect(met, text).toEqual(fresh);
  const kept = heard.filter((one) => one.kept).map(({ text }) => text);
  expect(kept.length).toBeGreaterThan(300);
  expect(kept.filter((text) => /newGuid|utcNow|reference\(|#\{/i.test(text))).toEqual([]);
});

test('every function of the table stands in a row', () => {
  const called = new Set(
    sections.flatMap(([, rows]) => rows).flatMap(({ text }) => text.toLowerCase().match(/[a-z0-9]+(?=\()/g) ?? []),
  );
  expect(fnNames().filter((name) => !called.has(name.toLowerCase()))).toEqual([]);
});
