/** Settings, inventories or baselines that are wrong or cannot be read: exit status 2. */
export class SettingsError extends Error {
  /** One line for each fault, ready to print. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'SettingsError';
    this.faults = faults;
  }
}
