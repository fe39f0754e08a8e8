/** Options of rules: what holds in a file, and that the published schema says of them what the linter does. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { nameFaults, shapeFaults } from '../src/config/faults.ts';
import { knownRules } from '../src/gather.ts';
import type { JsonObject } from '../src/model.ts';
import { onTop, optionsOf, standardOptions } from '../src/options.ts';

const withOptions = rules.map(({ meta }) => meta).filter(({ options }) => options !== undefined);
const ranges = withOptions.find(({ id }) => id === 'ip-range-wide');
if (ranges === undefined) throw new Error('ip-range-wide has no options');

describe('what holds in a file', () => {
  test('the standard, the settings, then overrides in their order, option by option', () => {
    const options = optionsOf({
      options: { 'ip-range-wide': { ipv4Prefix: 10 } },
      overrides: [
        { files: ['old/**'], severities: {}, options: { 'ip-range-wide': { ipv6Prefix: 20, ipv4Prefix: 11 } } },
        { files: ['old/older/**'], severities: {}, options: { 'ip-range-wide': { ipv4Prefix: 12 } } },
        { files: ['**'], severities: { 'ip-range-wide': 'error' } },
      ],
    })(ranges);
    expect(options('new.json')).toEqual({ ipv4Prefix: 10, ipv6Prefix: 16, allowRanges: [] });
    expect(options('old/a.json')).toEqual({ ipv4Prefix: 11, ipv6Prefix: 20, allowRanges: [] });
    expect(options('old/older/a.json')).toEqual({ ipv4Prefix: 12, ipv6Prefix: 20, allowRanges: [] });
  });

  test('a rule without options is given none, whatever the settings say', () => {
    const bare = rules.find(({ meta }) => meta.options === undefined)?.meta;
    expect(bare && optionsOf({ options: { [bare.id]: { a: 1 } } })(bare)('a.json')).toEqual({});
  });

  test('what extends wins option by option', () => {
    expect(onTop({ a: { x: 1, y: 1 }, b: { x: 1 } }, { a: { y: 2 }, c: { z: [] } })).toEqual({
      a: { x: 1, y: 2 },
      b: { x: 1 },
      c: { z: [] },
    });
  });
});

describe('the published schema', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../schemas/config.schema.json', import.meta.url), 'utf8'),
  ) as JsonObject;
  const validate = new Ajv({ strict: false }).compile(schema);
  const known = knownRules();

  test('has a description for every option', () => {
    expect(withOptions.length).toBeGreaterThan(5);
    for (const { options = {} } of withOptions)
      for (const { about } of Object.values(options)) expect(JSON.stringify(schema)).toContain(JSON.stringify(about));
  });

  test('takes the standard of each, and the example', () => {
    for (const meta of withOptions) {
      const examples = Object.entries(meta.options ?? {}).flatMap(([name, option]) =>
        option.kind === 'texts' ? [[name, [option.example]]] : [],
      );
      for (const options of [standardOptions(meta), Object.fromEntries(examples) as object]) {
        const value = { rules: { [meta.id]: ['error', options] } };
        expect(validate(value), meta.id).toBe(true);
        expect(nameFaults(value as JsonObject, known)).toEqual([]);
      }
    }
  });

  test('and the linter take and refuse the same', () => {
    const id = fc.constantFrom(...withOptions.map((meta) => meta.id), 'open-trigger', 'trust', 'nobody');
    const name = fc.constantFrom(
      ...withOptions.flatMap(({ options = {} }) => Object.keys(options)),
      'max ',
      'toString',
      '__proto__x',
    );
    const level = fc.constantFrom('error', 'off', 'warn', 2, null);
    const value = fc.oneof(
      fc.integer({ min: -1, max: 130 }),
      fc.constant(1.5),
      fc.array(fc.constantFrom('a.example', '*.b.example', '10.0.0.0/8', '', ' ', 'http://x', 'A_*')),
      fc.constant('text'),
    );
    const options = fc.oneof(fc.dictionary(name, value, { maxKeys: 2 }), fc.constantFrom(null, 3, []));
    const said = fc.oneof(
      level,
      fc.tuple(level),
      fc.tuple(level, options),
      fc.tuple(level, options, options),
      fc.constantFrom([], {}),
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.dictionary(id, said, { maxKeys: 2, noNullPrototype: true }), (given) => {
        const settings = JSON.parse(JSON.stringify({ rules: given })) as JsonObject;
        const faults = [...shapeFaults(settings), ...nameFaults(settings, known)];
        expect(validate(settings)).toBe(faults.length === 0);
        if (faults.length === 0) taken++;
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(100);
  });
});
