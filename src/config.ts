/**
 * The settings: found, loaded with what they extend, and made into what a run uses. One file of them is the matter of
 * `config/file.ts`, several of `config/extend.ts`.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Config, emptyConfig } from './config/empty.ts';
import { loadExtended } from './config/extend.ts';
import { rebasedAll } from './config/globs.ts';
import type { KnownRules } from './config/levels.ts';
import type { Level, Settings } from './model.ts';

export { SettingsError } from './config/error.ts';
export type { Config } from './config/empty.ts';
export type { KnownRules } from './config/levels.ts';

export const SETTINGS_FILE = 'laudit.config.json';

export interface ConfigOptions {
  /** Absolute; the search starts here. */
  readonly cwd: string;
  /** A path: this file, relative to `cwd`. false: none. Left out: searched for. */
  readonly file?: string | false | undefined;
  /** What settings may name. */
  readonly known: KnownRules;
}

/** Loads the settings. Throws SettingsError. */
export async function loadConfig({ cwd, file, known }: ConfigOptions): Promise<Config> {
  const path = file === undefined ? findConfig(cwd) : file === false ? null : resolve(cwd, file);
  return path === null ? emptyConfig(null, cwd) : loadExtended(path, cwd, known);
}

/** The nearest settings file from `cwd` up to the root of its repository; null where there is none. */
export function findConfig(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, SETTINGS_FILE);
    if (existsSync(path)) return path;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return null;
  }
}

export interface SettingsOptions {
  /** Absolute root of the run: file ids are relative to it. */
  readonly root: string;
  /** From the command line; win over the file. */
  readonly severities: Readonly<Record<string, Level>>;
  readonly only: readonly string[];
  /** From the command line, relative to `root`; where any is given those of the file do not count. */
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  readonly today: string;
  readonly docs: string;
  readonly ignores?: boolean;
  readonly reportUnused?: boolean;
  readonly repositoryPath?: string;
}

/** Settings for a run: the command line over the file, globs relative to the root of the run. */
export function settingsOf(config: Config, options: SettingsOptions): Settings {
  const { root, severities, environments: given = {}, ...others } = options;
  const rebase = (files: readonly string[]): readonly string[] => rebasedAll(files, config.folder, root);
  const overrides = config.overrides.map((one) => ({ ...one, files: rebase(one.files) }));
  // A category on the command line wins over an id in the file: the last word is what was typed last.
  const typed = Object.keys(severities).length === 0 ? [] : [{ files: ['**'], severities }];
  const written = Object.entries(config.environments).map(([name, files]) => [name, rebase(files)] as const);
  return {
    severities: { ...config.severities, ...severities },
    options: config.options,
    overrides: [...overrides, ...typed],
    environments: Object.keys(given).length > 0 ? given : Object.fromEntries(written),
    ...(config.cloud === null ? {} : { cloud: config.cloud }),
    bindings: config.bindings,
    endpoints: config.endpoints,
    suppressions: config.suppressions.map((one) => ({ ...one, files: rebase(one.files) })),
    ...others,
  };
}
