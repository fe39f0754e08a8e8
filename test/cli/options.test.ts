import fc from 'fast-check';
import { expect, test } from 'vitest';
import yargs from 'yargs';
import { type Given, LITERAL, parse } from '../../src/cli/options.ts';
import { type Command, OPTIONS } from '../../src/cli/table.ts';
import { UsageError } from '../../src/cli/usage.ts';

const COMMANDS = Object.keys(OPTIONS) as Command[];

test('words, flags, texts and lists', () => {
  const given = parse(
    ['a.json', '--quiet', '-f', 'json:x', '--format=text', 'b', '--fail-on', 'info', '--fail-on=never', '--', '--c'],
    'lint',
  );
  expect(given.words).toEqual(['a.json', 'b', '--c']);
  expect(given.flag('quiet')).toBe(true);
  expect(given.flag('verbose')).toBe(false);
  expect(given.list('format')).toEqual(['json:x', 'text']);
  expect(given.text('fail-on')).toBe('never');
  expect(given.text('config')).toBeUndefined();
  expect(given.list('only')).toEqual([]);
});

test('numbers and names stay as they were typed', () => {
  const given = parse(['1.0', '007', '--config', '1e3', '--only=a.b', '--inventory=0x10', '--quiet=false'], 'lint');
  expect(given.words).toEqual(['1.0', '007']);
  expect([given.text('config'), given.list('only'), given.list('inventory')]).toEqual(['1e3', ['a.b'], ['0x10']]);
  expect(given.flag('quiet')).toBe(false);
});

test('whatever is typed is understood or refused in one line', () => {
  const known = Object.values(OPTIONS).flatMap((table) => Object.keys(table).map((name) => `--${name}`));
  const word = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      ...known,
      '-',
      '--',
      '-f',
      '-h',
      '--no-',
      '--__proto__',
      '--constructor',
      '--a.b',
      '--_',
      '--$0',
      '-1',
      '=',
    ),
    fc.tuple(fc.constantFrom(...known), fc.string({ maxLength: 6 })).map(([name, value]) => `${name}=${value}`),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), fc.constantFrom(...COMMANDS), (args, command) => {
      try {
        for (const one of parse(args, command).words) expect(typeof one).toBe('string');
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('every option has its place in the help text, and no two share a letter', () => {
  for (const command of COMMANDS) {
    const options = Object.values(OPTIONS[command]);
    for (const { group, says, kind, value } of options) {
      expect(group).toMatch(/:$/);
      expect(says.length).toBeGreaterThan(5);
      expect(value === undefined).toBe(kind === 'flag');
    }
    const letters = options.flatMap(({ alias }) => alias ?? []);
    expect(new Set(letters).size).toBe(letters.length);
  }
});

test('what the parser reads is what yargs reads', () => {
  const words = Object.entries(OPTIONS.lint).flatMap(([name, { alias, kind }]) => [
    `--${name}`,
    ...(kind === 'flag' ? [`--${name}=false`, `--${name}=true`] : [`--${name}=x`, `--${name}=`]),
    ...(alias === undefined ? [] : [`-${alias}`]),
  ]);
  const word = fc.constantFrom(...words, 'a.json', '--', '-', '1.0', '-1', 'true', 'false', '');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (args) => {
      const table = OPTIONS.lint;
      const whole = yargs(args)
        .help(false)
        .version(false)
        .options(
          Object.fromEntries(
            Object.entries(table).map(([name, { kind, alias }]) => [
              name,
              { type: kind === 'flag' ? 'boolean' : 'string', ...(alias === undefined ? {} : { alias }) },
            ]),
          ),
        )
        .parserConfiguration(LITERAL)
        .detectLocale(false)
        .exitProcess(false)
        .fail(false)
        .parseSync();
      let given: Given;
      try {
        given = parse(args, 'lint');
      } catch (error) {
        // Refused for a value, which is told after parsing: yargs has seen that value as well.
        expect(error).toBeInstanceOf(UsageError);
        return;
      }
      expect(given.words).toEqual((whole['_'] as unknown[]).map(String));
      for (const name of Object.keys(table)) {
        const value = whole[name];
        const expected = value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);
        expect([name, given.list(name)]).toEqual([name, expected]);
      }
    }),
    { numRuns: 500 },
  );
});
