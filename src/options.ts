/**
 * Options of rules: what a rule offers, what the settings say of it, and what holds in a file. Settings say option by
 * option what differs: an override keeps what it does not name.
 */
import { anyGlob } from './glob.ts';
import type { FileId, OptionValues, Settings } from './model.ts';
import type { RuleMeta } from './rule.ts';

/** The options of a rule in a file. */
export type OptionsOf = (meta: RuleMeta) => (file: FileId) => OptionValues;

/** What the settings say of the rules that run. */
export interface Opted {
  /** Rules that do not run: nobody would hear them. */
  readonly silent?: readonly string[] | undefined;
  readonly options?: Settings['options'];
  readonly overrides?: Settings['overrides'];
}

const NONE: OptionValues = {};

/** What holds where the settings are silent. */
export function standardOptions({ options = {} }: RuleMeta): OptionValues {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.kind === 'number' ? option.standard : []]),
  );
}

/** What each rule is given in each file; of overrides that match a file the later win. */
export function optionsOf({ options = {}, overrides = [] }: Opted): OptionsOf {
  return (meta) => {
    if (meta.options === undefined) return () => NONE;
    const everywhere = { ...standardOptions(meta), ...own(options, meta.id) };
    const some = overrides
      .filter((one) => Object.hasOwn(one.options ?? {}, meta.id))
      .map((one) => ({ matches: anyGlob(one.files), values: own(one.options ?? {}, meta.id) }));
    if (some.length === 0) return () => everywhere;
    return (file) =>
      some
        .filter(({ matches }) => matches(file))
        .reduce<OptionValues>((values, one) => ({ ...values, ...one.values }), everywhere);
  };
}

function own(options: Readonly<Record<string, OptionValues>>, id: string): OptionValues {
  return (Object.hasOwn(options, id) ? options[id] : undefined) ?? NONE;
}

/** Two sets of options by rule, the second on top, option by option. */
export function onTop(
  under: Readonly<Record<string, OptionValues>>,
  over: Readonly<Record<string, OptionValues>>,
): Readonly<Record<string, OptionValues>> {
  const ids = [...new Set([...Object.keys(under), ...Object.keys(over)])];
  return Object.fromEntries(ids.map((id) => [id, { ...own(under, id), ...own(over, id) }]));
}

/** The same text for the same rules with the same options everywhere; empty where nothing is set. */
export function printOf({ silent = [], options = {}, overrides = [] }: Opted): string {
  const some = overrides.flatMap((one) => (one.options === undefined ? [] : [[one.files, one.options]]));
  return silent.length + Object.keys(options).length + some.length === 0 ? '' : JSON.stringify([silent, options, some]);
}
