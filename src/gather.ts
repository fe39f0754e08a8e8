/**
 * From patterns and options to what `lint` takes: settings loaded, files found, inventories read.
 * The command line and `lintFiles` share it; it prints nothing and judges nothing.
 */
import { dirname, resolve } from 'node:path';
import { rules } from '../rules/index.ts';
import { baselinePath, readBaseline } from './config/baseline-file.ts';
import { type Config, type KnownRules, loadConfig, SettingsError, settingsOf } from './config.ts';
import { isInventory, parseInventory, tenantsOf } from './extract/inventory.ts';
import { readFactsFile } from './facts.ts';
import { find, type Found } from './find.ts';
import { compiled } from './find/bicep.ts';
import { bytesOfNamed } from './find/bytes.ts';
import { idOf, nearest } from './find/tree.ts';
import type { LintInput } from './lint.ts';
import type { Facts, FileId, Inventory, Json, Level, Source } from './model.ts';
import { thisPackage } from './package.ts';
import { read } from './read/read.ts';

export interface GatherOptions {
  /** Absolute; default: the working directory of the process. */
  readonly cwd?: string;
  /** Settings file; false: none; left out: searched for from `cwd` upward. */
  readonly config?: string | false | undefined;
  /** Rule id or category → level; wins over the settings file. */
  readonly severities?: Readonly<Record<string, Level>>;
  /** Run these rules or categories alone. */
  readonly only?: readonly string[];
  /** Directory inventories beside those of the settings file, relative to `cwd`. */
  readonly inventory?: readonly string[];
  /** Facts files of other repositories beside those of the settings file, relative to `cwd`. */
  readonly facts?: readonly string[];
  /** false: neither suppressions nor what documents say about their own findings count. */
  readonly suppressions?: boolean;
  /** Say which of them hold nothing back. */
  readonly reportUnused?: boolean;
  /** Environment → parameter files as globs relative to `cwd`; where any is given those of the settings do not count. */
  readonly environments?: Readonly<Record<string, readonly string[]>>;
  /** Baseline file, relative to `cwd`; false: none; left out: the nearest from `cwd` upward. */
  readonly baseline?: string | false | undefined;
  /** This text in the place of a file, relative to `cwd`, whether it exists or not. */
  readonly text?: { readonly file: string; readonly bytes: Uint8Array };
  /** `YYYY-MM-DD`; default: today in UTC. */
  readonly today?: string;
}

export interface Gathered {
  readonly input: LintInput;
  readonly found: Found;
  readonly config: Config;
  /** The file that `text` stands for. */
  readonly textId: FileId | null;
}

/** Ids and categories that settings and options may name. */
export function ruleNames(): readonly string[] {
  return [...new Set(rules.flatMap(({ meta }) => [meta.id, meta.category]))];
}

/** The same with the options of the rules. */
export function knownRules(): KnownRules {
  const options = rules.flatMap(({ meta }) => (meta.options === undefined ? [] : [[meta.id, meta.options] as const]));
  return { names: ruleNames(), options: Object.fromEntries(options) };
}

/** Throws SettingsError for settings and inventories that are wrong or cannot be read. */
export async function gather(patterns: readonly string[], options: GatherOptions = {}): Promise<Gathered> {
  const cwd = options.cwd ?? process.cwd();
  const config = await loadConfig({ cwd, file: options.config, known: knownRules() });
  const inventory = inventoryOf(
    [...config.inventory, ...(options.inventory ?? []).map((path) => resolve(cwd, path))],
    config.tenant,
    cwd,
  );
  const found = await findFor(patterns, options, config, cwd);
  const textId = options.text === undefined ? null : idOf(found.root, resolve(cwd, options.text.file));
  const settings = settingsOf(options.suppressions === false ? { ...config, suppressions: [] } : config, {
    root: found.root,
    severities: options.severities ?? {},
    only: options.only ?? [],
    environments: options.environments ?? {},
    today: options.today ?? new Date().toISOString().slice(0, 10),
    docs: thisPackage().homepage,
    ignores: options.suppressions !== false,
    reportUnused: options.reportUnused === true,
    repositoryPath: repositoryPath(found.root),
  });
  const sources =
    textId === null || options.text === undefined ? found.sources : withText(found.sources, textId, options.text.bytes);
  const foreign = [...config.facts, ...(options.facts ?? []).map((path) => resolve(cwd, path))].flatMap((path) =>
    factsIn(path, cwd),
  );
  const path = baselinePath(cwd, options.baseline);
  const baseline = path === null ? null : readBaseline(path, cwd);
  return { input: { sources, settings, inventory, foreign, baseline }, found, config, textId };
}

async function findFor(
  patterns: readonly string[],
  { text }: GatherOptions,
  config: Config,
  cwd: string,
): Promise<Found> {
  const { folder, files, ignores } = config;
  const globs = files === null ? { cwd, folder, ignores } : { cwd, folder, ignores, files };
  if (text === undefined) return withBicep(await find(patterns, globs));
  const projectOf = nearest('.git', 'laudit.config.json');
  const file = resolve(cwd, text.file);
  const project = projectOf(dirname(file)) ?? dirname(file);
  const found = withBicep(await find(project === (projectOf(cwd) ?? cwd) ? [] : [project], globs));
  const id = idOf(found.root, file);
  return { ...found, skipped: found.skipped.filter((one) => one.file !== id), unmatched: [] };
}

/** Bicep files are compiled, where there are any. */
function withBicep(found: Found): Found {
  return found.sources.some(({ id }) => /\.bicep(?:param)?$/i.test(id)) ? compiled(found) : found;
}

/** The text takes the place of its file; a file that is not there yet joins the project of its nearest neighbour. */
function withText(sources: readonly Source[], id: FileId, bytes: Uint8Array): readonly Source[] {
  const old = sources.find((source) => source.id === id);
  const project = old?.project ?? projectOf(id, sources);
  return [...sources.filter((source) => source !== old), { id, bytes, project, named: true }];
}

function projectOf(id: FileId, sources: readonly Source[]): string {
  const holds = (project: string): boolean => project === '' || id.startsWith(`${project}/`);
  const projects = sources.map(({ project }) => project).filter(holds);
  return projects.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
}

function inventoryOf(paths: readonly string[], tenant: string | null, cwd: string): Inventory | null {
  if (paths.length === 0) return null;
  const values = paths.map((path) => inventoryValue(path, cwd));
  const other = tenantsOf(values).find((one) => tenant !== null && one !== tenant);
  if (other !== undefined)
    throw new SettingsError([`the inventory is of tenant ${other}, the settings name ${tenant ?? ''}`]);
  return parseInventory(values);
}

function factsIn(path: string, cwd: string): readonly Facts[] {
  const facts = readFactsFile(valueOf('facts', path, cwd));
  if (typeof facts === 'string') throw new SettingsError([`facts ${idOf(cwd, path)}: ${facts}`]);
  return facts;
}

function inventoryValue(path: string, cwd: string): Json {
  const value = valueOf('inventory', path, cwd);
  if (isInventory(value)) return value;
  throw new SettingsError([
    `inventory ${idOf(cwd, path)}: not the output of 'az ad sp list', 'az ad app list' or 'az identity list'`,
  ]);
}

function valueOf(what: string, path: string, cwd: string): Json {
  const label = idOf(cwd, path);
  const bytes = bytesOfNamed(path);
  if (typeof bytes === 'string') throw new SettingsError([`${what} ${label}: ${bytes}`]);
  const { value, faults } = read({ id: label, bytes, project: '' });
  const [fault] = faults;
  if (value === undefined) throw new SettingsError([`${what} ${label}: ${fault?.message ?? 'no JSON'}`]);
  return value;
}

/** Where the run stands in its repository: fingerprints and formats for other systems count paths from its root. */
function repositoryPath(root: string): string {
  const repository = nearest('.git')(root);
  return repository === undefined ? '' : idOf(repository, root);
}
