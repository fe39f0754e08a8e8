/**
 * A settings file and those that it extends, as one Config: what it extends comes first, its own words win. Lists that
 * add up are joined; globs and paths mean what they mean beside the file that they stand in.
 */
import { dirname, resolve } from 'node:path';
import { idOf } from '../find/tree.ts';
import { onTop } from '../options.ts';
import { type Config, emptyConfig } from './empty.ts';
import { SettingsError } from './error.ts';
import { readSettingsFile, type SettingsFile } from './file.ts';
import { rebased } from './globs.ts';
import { type KnownRules, levelsIn, optionsIn } from './levels.ts';
import { MOST_VALUES } from './size.ts';

/** Settings that extend each other in a lattice could be read very often. */
const MOST_FILES = 64;

interface Run {
  readonly cwd: string;
  readonly known: KnownRules;
  /** Absolute paths of all files read so far, repeated ones included. */
  readonly read: string[];
  /** Values that those still to be read may hold. */
  room: number;
}

/** Loads `path` with all that it extends. Throws SettingsError. */
export function loadExtended(path: string, cwd: string, known: KnownRules): Promise<Config> {
  return load(path, [], { cwd, known, read: [], room: MOST_VALUES });
}

async function load(path: string, above: readonly string[], run: Run): Promise<Config> {
  const chain = [...above, path];
  const label = (file: string): string => idOf(run.cwd, file);
  if (above.includes(path)) throw new SettingsError([`extends goes round: ${chain.map(label).join(' → ')}`]);
  run.read.push(path);
  if (run.read.length > MOST_FILES)
    throw new SettingsError([`${label(path)}: more than ${MOST_FILES} settings files extend each other`]);
  const { settings: own, values } = await readSettingsFile(path, label(path), run.known, run.room);
  run.room -= values;
  const folder = dirname(path);
  let config = emptyConfig(path, folder);
  for (const one of own.extends ?? []) config = onto(config, await load(resolve(folder, one), chain, run));
  return onto(config, configOf(own, path));
}

function configOf(value: SettingsFile, file: string): Config {
  const folder = dirname(file);
  const empty = emptyConfig(file, folder);
  return {
    ...empty,
    files: value.files ?? null,
    ignores: value.ignores ?? [],
    severities: levelsIn(value.rules ?? {}),
    options: optionsIn(value.rules ?? {}),
    overrides: (value.overrides ?? []).map(({ files, rules }) => {
      const options = optionsIn(rules);
      return { files, severities: levelsIn(rules), ...(Object.keys(options).length === 0 ? {} : { options }) };
    }),
    environments: value.environments ?? {},
    bindings: value.bindings ?? {},
    endpoints: value.endpoints ?? {},
    suppressions: (value.suppressions ?? []).map((one) => ({
      files: [],
      workflow: null,
      operation: null,
      until: null,
      ...one,
    })),
    cloud: value.cloud ?? null,
    tenant: value.tenant?.toLowerCase() ?? null,
    inventory: (value.inventory ?? []).map((path) => resolve(folder, path)),
    facts: (value.facts ?? []).map((path) => resolve(folder, path)),
  };
}

/** `**` in front is meant anywhere: a team's settings lie in a folder of their own. */
function anywhere(pattern: string): readonly string[] | undefined {
  return pattern.startsWith('**/') ? [pattern] : undefined;
}

/** `over` on top of `under`, seen from the folder of `under`. */
function onto(under: Config, over: Config): Config {
  const seen = (globs: readonly string[]): readonly string[] =>
    over.folder === under.folder
      ? globs
      : globs.flatMap((one) => anywhere(one) ?? rebased(one, over.folder, under.folder));
  const environments = Object.entries(over.environments).map(([name, globs]) => [name, seen(globs)] as const);
  return {
    file: under.file,
    folder: under.folder,
    extended: [...under.extended, ...over.extended, ...(over.file === under.file ? [] : [over.file ?? ''])],
    files: over.files === null ? under.files : seen(over.files),
    ignores: [...under.ignores, ...seen(over.ignores)],
    severities: { ...under.severities, ...over.severities },
    options: onTop(under.options, over.options),
    overrides: [...under.overrides, ...over.overrides.map((one) => ({ ...one, files: seen(one.files) }))],
    environments: { ...under.environments, ...Object.fromEntries(environments) },
    bindings: { ...under.bindings, ...over.bindings },
    endpoints: { ...under.endpoints, ...over.endpoints },
    suppressions: [...under.suppressions, ...over.suppressions.map((one) => ({ ...one, files: seen(one.files) }))],
    cloud: over.cloud ?? under.cloud,
    tenant: over.tenant ?? under.tenant,
    inventory: [...under.inventory, ...over.inventory],
    facts: [...under.facts, ...over.facts],
  };
}
