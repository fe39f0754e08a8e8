/**
 * The parser over the table of options: the one inside yargs, without the rest of it, which costs a start more than a small
 * file does (docs/dependencies.md). `help.ts` opens yargs whole; that both read alike is tested. No strictness of its own,
 * so that a wrong word gets one line with the right one.
 */
import parser from 'yargs-parser';
import { didYouMean } from '../nearest.ts';
import type { Option } from './option.ts';
import { type Command, OPTIONS } from './table.ts';
import { UsageError } from './usage.ts';
import { clip } from '../secret.ts';

/** What was typed, checked against the table. */
export interface Given {
  /** Everything that is no option, in order. */
  readonly words: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
}

/** Every key literal, every value a text: `--no-x` and `1.0` mean what they say. */
export const LITERAL = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'short-option-groups': false,
  'strip-aliased': true,
};

/** Parses the words after the command. Throws UsageError. */
export function parse(args: readonly string[], command: Command): Given {
  const table = OPTIONS[command];
  refuseUnknown(args, command);
  const argv = parser([...args], { ...kindsOf(table), configuration: LITERAL });
  const values = new Map<string, readonly string[]>();
  for (const [name, option] of Object.entries(table)) {
    const value = argv[name];
    if (value !== undefined) values.set(name, check(name, option, Array.isArray(value) ? value : [value]));
  }
  const words = Array.isArray(argv['_']) ? argv['_'].map(String) : [];
  return {
    words,
    flag: (name) => values.get(name)?.at(-1) === 'true',
    text: (name) => values.get(name)?.at(-1),
    list: (name) => values.get(name) ?? [],
  };
}

function kindsOf(table: Readonly<Record<string, Option>>): Omit<parser.Options, 'configuration'> {
  const names = Object.keys(table);
  const aliases = Object.entries(table).flatMap(([name, { alias }]) => (alias === undefined ? [] : [[name, alias]]));
  return {
    boolean: names.filter((name) => table[name]?.kind === 'flag'),
    string: names.filter((name) => table[name]?.kind !== 'flag'),
    alias: Object.fromEntries(aliases) as Readonly<Record<string, string>>,
  };
}

/** Before the parser sees them: of an unknown option that is called like a method of objects it makes a crash. */
function refuseUnknown(args: readonly string[], command: Command): void {
  const end = args.indexOf('--');
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const [typed = ''] = arg.split('=', 1);
    if (!/^-./.test(typed) || /^-(?:\d+(?:\.\d+)?|\.\d+)$/.test(arg)) continue;
    if (!isOption(typed, command)) throw unknownOption(typed, command);
  }
}

/** `--name`, or `-x` where an option has that letter. */
function isOption(typed: string, command: Command): boolean {
  const table = OPTIONS[command];
  if (typed.startsWith('--')) return Object.hasOwn(table, typed.slice(2));
  return Object.values(table).some(({ alias }) => alias === typed.slice(1));
}

function unknownOption(typed: string, command: Command): UsageError {
  const elsewhere = (Object.keys(OPTIONS) as Command[]).find((other) => isOption(typed, other));
  if (elsewhere !== undefined)
    return new UsageError(`${typed} is an option of 'laudit ${elsewhere}', not of 'laudit ${command}'.`);
  const near = didYouMean(
    typed,
    Object.keys(OPTIONS[command]).map((one) => `--${one}`),
  );
  const help = ` See 'laudit ${command === 'lint' ? '' : `${command} `}--help'.`;
  return new UsageError(`unknown option '${clip(typed, LONGEST)}'.${near || help}`);
}

/** A path that slipped in behind dashes need not be said whole. */
const LONGEST = 80;

function check(
  name: string,
  { kind, choices, value: placeholder }: Option,
  given: readonly unknown[],
): readonly string[] {
  return given.map((value) => {
    const text = String(value);
    if (kind !== 'flag' && text === '')
      throw new UsageError(`--${name} needs a value: --${name}=${placeholder ?? 'VALUE'}.`);
    if (choices !== undefined && !choices.includes(text)) {
      throw new UsageError(`--${name} is one of ${choices.join(', ')}, not '${text}'.${didYouMean(text, choices)}`);
    }
    return text;
  });
}
