/**
 * What `rules` of a settings file says: a level, or a level with options in a list. Judged here in words of our own, as
 * the published schema says it for editors.
 */
import type { Json, JsonObject, Level, OptionValues, Pointer } from '../model.ts';
import { didYouMean } from '../nearest.ts';
import type { RuleOption, RuleOptions } from '../rule.ts';
import { escapeToken } from '../value.ts';
import { quote, type Wrong } from './wrong.ts';

/** What settings may name. */
export interface KnownRules {
  /** Ids and categories. */
  readonly names: readonly string[];
  /** The options of those rules that have any. */
  readonly options: Readonly<Record<string, RuleOptions>>;
}

/** A level, alone or in a list, before the options that go with it. */
export type Said = Level | readonly [Level] | readonly [Level, OptionValues];
export type Levels = Readonly<Record<string, Said>>;

const LEVELS: readonly string[] = ['error', 'warning', 'info', 'off'];
const ANY_LEVEL = `${LEVELS.slice(0, -1).join(', ')} or ${LEVELS.at(-1) ?? ''}`;

/** The levels of a checked file, without the options. */
export function levelsIn(levels: Levels): Readonly<Record<string, Level>> {
  return Object.fromEntries(
    Object.entries(levels).map(([name, said]) => [name, typeof said === 'string' ? said : said[0]]),
  );
}

/** The options of a checked file by rule. */
export function optionsIn(levels: Levels): Readonly<Record<string, OptionValues>> {
  return Object.fromEntries(
    Object.entries(levels).flatMap(([name, said]) =>
      typeof said === 'string' || said[1] === undefined ? [] : [[name, said[1]]],
    ),
  );
}

/** What is wrong with the members of a `rules` object. */
export function levelFaults(levels: Json | undefined, pointer: Pointer, known: KnownRules): readonly Wrong[] {
  if (typeof levels !== 'object' || levels === null || Array.isArray(levels)) return [];
  const names = new Set(known.names);
  return Object.entries(levels as JsonObject).flatMap(([name, said]) => {
    const at = `${pointer}/${escapeToken(name)}`;
    if (!names.has(name)) return [unknownName(name, { pointer: at, on: 'key' }, known)];
    const options = Object.hasOwn(known.options, name) ? known.options[name] : undefined;
    return faultsOf(said, at, name, options);
  });
}

/** A name that nobody knows, and the nearest one. */
export function unknownName(name: string, place: Omit<Wrong, 'text'>, { names }: KnownRules): Wrong {
  return { ...place, text: `no rule or category is called ${quote(name)}.`, hint: () => didYouMean(name, names) };
}

function faultsOf(said: Json, at: Pointer, name: string, options: RuleOptions | undefined): readonly Wrong[] {
  if (!Array.isArray(said)) return levelFault(said, at, options);
  const [level, given, ...more] = said as readonly Json[];
  if (level === undefined) return levelFault(null, at, options);
  const fault = levelFault(level, `${at}/0`, undefined);
  if (fault.length > 0 || given === undefined) return fault;
  if (options === undefined) return [{ pointer: `${at}/1`, text: `${quote(name)} has no options` }];
  if (more.length > 0) return [{ pointer: `${at}/2`, text: 'is one too many: a list holds a level and options' }];
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return [{ pointer: `${at}/1`, text: 'must be an object of options' }];
  return Object.entries(given as JsonObject).flatMap(([key, value]) =>
    optionFault(key, value, `${at}/1/${escapeToken(key)}`, name, options),
  );
}

function levelFault(said: Json, pointer: Pointer, options: RuleOptions | undefined): readonly Wrong[] {
  if (typeof said === 'string' && LEVELS.includes(said)) return [];
  const not = typeof said === 'string' ? ` and not ${quote(said)}.` : '';
  const [first] = Object.entries(options ?? {});
  const list =
    first === undefined || not !== '' ? '' : `, or a list: ["error", { "${first[0]}": ${example(first[1])} }]`;
  const hint = (): string => (typeof said === 'string' ? didYouMean(said, LEVELS) : '');
  return [{ pointer, text: `must be ${ANY_LEVEL}${list}${not}`, hint }];
}

function example(option: RuleOption): string {
  return option.kind === 'number' ? String(option.standard) : JSON.stringify([option.example]);
}

function optionFault(key: string, value: Json, pointer: Pointer, rule: string, options: RuleOptions): readonly Wrong[] {
  const names = Object.keys(options);
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  if (option === undefined) {
    const hint = (): string => didYouMean(key, names) || ` Known are ${names.join(', ')}.`;
    return [{ pointer, on: 'key', text: `unknown option ${quote(key)} of ${rule}.`, hint }];
  }
  if (option.kind === 'number') {
    const { least, most } = option;
    const right = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return right ? [] : [{ pointer, text: `must be a whole number from ${least} to ${most}` }];
  }
  if (!Array.isArray(value)) return [{ pointer, text: 'must be an array of texts' }];
  const form = new RegExp(option.form, 'u');
  return value.flatMap((item: Json, index) =>
    typeof item === 'string' && form.test(item)
      ? []
      : [{ pointer: `${pointer}/${index}`, text: `must look like '${option.example}'` }],
  );
}
