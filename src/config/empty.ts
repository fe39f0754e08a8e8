/** What settings come to, and what holds where there are none. */
import type { CloudName, Level, OptionValues, Override, Suppression } from '../model.ts';

/** Settings as written, with what they extend; globs are relative to `folder`. */
export interface Config {
  /** Absolute path; null where there is no settings file. */
  readonly file: string | null;
  /** Absolute path that globs are relative to. */
  readonly folder: string;
  /** Absolute paths of the files that it extends. */
  readonly extended: readonly string[];
  /** What to read where no path is named; null = the default. */
  readonly files: readonly string[] | null;
  readonly ignores: readonly string[];
  readonly severities: Readonly<Record<string, Level>>;
  /** Rule id → the options that are set. */
  readonly options: Readonly<Record<string, OptionValues>>;
  readonly overrides: readonly Override[];
  /** Environment → parameter files that belong to it, as globs. */
  readonly environments: Readonly<Record<string, readonly string[]>>;
  /** Texts for what only the deployment knows. */
  readonly bindings: Readonly<Record<string, string>>;
  /** Address → workflow behind it. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly suppressions: readonly Suppression[];
  /** The cloud that everything is deployed to. */
  readonly cloud: CloudName | null;
  readonly tenant: string | null;
  /** Absolute paths. */
  readonly inventory: readonly string[];
  /** Absolute paths of facts files. */
  readonly facts: readonly string[];
}

export function emptyConfig(file: string | null, folder: string): Config {
  return {
    file,
    folder,
    extended: [],
    files: null,
    ignores: [],
    severities: {},
    options: {},
    overrides: [],
    environments: {},
    bindings: {},
    endpoints: {},
    suppressions: [],
    cloud: null,
    tenant: null,
    inventory: [],
    facts: [],
  };
}
