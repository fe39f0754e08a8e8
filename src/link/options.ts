/** What is known to linking beside facts. */
import type { Facts, Inventory } from '../model.ts';

export interface LinkOptions {
  readonly inventory?: Inventory | null;
  /** Projects with a file that could not be read: nothing is said to be absent there. */
  readonly broken?: ReadonlySet<string>;
  /** The user's texts for parameters and app settings. */
  readonly bindings?: Readonly<Record<string, string>>;
  /** Glob of a URL → name of the workflow (and `/trigger`) behind it. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Facts of other repositories: they join every project. */
  readonly foreign?: readonly Facts[];
}
