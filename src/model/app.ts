/** A Standard app: what its files, and the site that it runs in, say about app settings. */

import type { Anchor } from './place.js';
import type { Value } from './value.js';

/** `@appsetting('X')` in a workflow, in connections.json or in parameters.json. */
export interface SettingRead {
  readonly name: string;
  readonly at: Anchor;
  /** The operation that reads it, or the file. */
  readonly place: string;
  readonly workflow: string | null;
  readonly operation: string | null;
}

/** An app setting that is given. */
export interface AppSetting {
  readonly name: string;
  readonly at: Anchor;
  /** Of an address, an id or a name; any other is nobody's business here. */
  readonly value?: Value;
}

/** What one document says about an app: a workflow what it reads, `host.json` all the rest. */
export interface AppPart {
  /** Folder of the app. */
  readonly folder: string;
  readonly reads: readonly SettingRead[];
  /** Of `host.json`: the folder is a whole app. */
  readonly host: {
    readonly at: Anchor;
    /** Of local.settings.json; null where there is none, or not all of it is known. */
    readonly local: readonly AppSetting[] | null;
    /** Names that `host.json` takes as `%NAME%`, lower case. */
    readonly named: readonly string[];
  } | null;
}

/** An app with all that was read about it. */
export interface App {
  readonly id: string;
  readonly at: Anchor;
  readonly reads: readonly SettingRead[];
  readonly local: readonly AppSetting[] | null;
  /** Of the site that it runs in, where one template gives them all; null where that is not known. */
  readonly deployed: readonly AppSetting[] | null;
  readonly named: readonly string[];
  /** Every file of the project could be read: what reads a setting was seen. */
  readonly whole: boolean;
}
