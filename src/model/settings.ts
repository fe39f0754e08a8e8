/** The settings of a run, as the configuration file gives them. */

import type { Level } from './finding.js';
import type { Anchor } from './place.js';

/** As `environment().name` and `az cloud list` write them. */
export type CloudName = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud';

export interface Suppression {
  /** Rule id or category. */
  readonly rule: string;
  /** Globs relative to the settings file, already made relative to the root of the run. */
  readonly files: readonly string[];
  readonly workflow: string | null;
  readonly operation: string | null;
  readonly reason: string;
  /** UTC date `YYYY-MM-DD`, inclusive; null = for ever. */
  readonly until: string | null;
}

/** What a document itself says: findings of a rule in a part of it are accepted. */
export interface Ignore {
  /** Rule id or category, as written. */
  readonly rule: string;
  readonly reason: string;
  /** UTC date `YYYY-MM-DD`, inclusive; null = for ever. */
  readonly until: string | null;
  /** Where it is written. */
  readonly at: Anchor;
  /** The value that it covers with all below it, or one line as offsets. */
  readonly covers: Anchor;
  /** Why it does not count; null where nothing is wrong with it. */
  readonly fault: string | null;
}

/** Options of one rule, by name; their kinds are told by the rule. */
export type OptionValues = Readonly<Record<string, number | readonly string[]>>;

/** Severities and options of some files; globs are relative to the root of the run. */
export interface Override {
  readonly files: readonly string[];
  readonly severities: Readonly<Record<string, Level>>;
  /** Rule id → the options that differ. */
  readonly options?: Readonly<Record<string, OptionValues>>;
}

/** Settings as a run uses them: file, command line and defaults already merged. */
export interface Settings {
  /** Rule id or category → level. An id wins over a category. */
  readonly severities: Readonly<Record<string, Level>>;
  /** Rule id → the options that are set. */
  readonly options?: Readonly<Record<string, OptionValues>>;
  /** Run these rules or categories alone; empty = all. */
  readonly only: readonly string[];
  readonly suppressions: readonly Suppression[];
  /** false: what documents say about their own findings does not count. */
  readonly ignores?: boolean;
  /** Say which suppressions and ignores hold nothing back. */
  readonly reportUnused?: boolean;
  /** Win over `severities` in the files that they name; of several the last. */
  readonly overrides?: readonly Override[];
  /** Environment → parameter files that belong to it, as globs relative to the root of the run; none = told from file names. */
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  /** The cloud that everything is deployed to; absent = not known. */
  readonly cloud?: CloudName;
  /** Texts for what only the deployment knows, by what it is called: `parameter:receiverUrl`. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Address (`*` stands for anything) → name of the workflow behind it, for gateways and own host names. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Today as `YYYY-MM-DD` (UTC), handed in so that the core has no clock. */
  readonly today: string;
  /** `homepage` of package.json: base of documentation links. */
  readonly docs: string;
  /** Folder of the run seen from the repository's root, so that fingerprints do not depend on it; '' or absent = the root. */
  readonly repositoryPath?: string;
}

/** What a directory export says: output of `az ad sp list --all`, `az ad app list --all`, `az identity list`. */
export interface Inventory {
  /** Every audience that a service principal of the tenant answers to, lower case, final slash kept. */
  readonly audiences: readonly string[];
  /** The list of service principals is whole: what is not in it does not exist in the tenant. */
  readonly complete: boolean;
  /** appId or identifier URI (lower case) → token version of the application (1 or 2). */
  readonly versions: Readonly<Record<string, 1 | 2>>;
  /** identifier URI (lower case) → appId (lower case). */
  readonly appIds: Readonly<Record<string, string>>;
  /** Resource id of a user-assigned identity (lower case) → its object id (lower case). */
  readonly objectIds?: Readonly<Record<string, string>>;
  /** Object id of an identity or service principal (lower case) → its client id (lower case). */
  readonly clientIds?: Readonly<Record<string, string>>;
  /** Object id of an identity (lower case) → its tenant (lower case). */
  readonly tenants?: Readonly<Record<string, string>>;
}
