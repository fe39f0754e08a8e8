/**
 * laudit as a library. `lint` is pure and synchronous and takes bytes; `lintFiles` is the command line
 * without printing.
 */
import { gather, type GatherOptions, knownRules } from './gather.ts';
import { type Config, loadConfig as load } from './config.ts';
import { lint } from './lint.ts';
import type { Report } from './model.ts';

export { rules } from '../rules/index.ts';
export { type Config, SettingsError, settingsOf } from './config.ts';
export { parseInventory } from './extract/inventory.ts';
export type { GatherOptions as LintFilesOptions } from './gather.ts';
export { lint, type LintInput } from './lint.ts';
export type * from './model.ts';
export type { AnyRule, RuleMeta } from './rule.ts';

/** What `lintFiles` gives. */
export interface FilesReport extends Report {
  /** Absolute folder that the files of the report are relative to. */
  readonly root: string;
  /** Patterns that match nothing. */
  readonly unmatched: readonly string[];
}

/** Finds, reads and lints; no pattern = the project around `cwd`. Throws SettingsError. */
export async function lintFiles(patterns: readonly string[], options: GatherOptions = {}): Promise<FilesReport> {
  const { input, found } = await gather(patterns, options);
  const report = lint(input);
  return { ...report, skipped: [...found.skipped, ...report.skipped], root: found.root, unmatched: found.unmatched };
}

/** Loads settings: from `file`, else searched for from `cwd` upward; false = none. Throws SettingsError. */
export function loadConfig(cwd: string = process.cwd(), file?: string | false): Promise<Config> {
  return load({ cwd, file, known: knownRules() });
}
