/**
 * The settings file: found, read, checked, and made into what a run uses. JSON with comments; nothing
 * in it is ever executed. Wrong settings are one error with a line for each fault.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Wrong } from './config/faults.ts';
import { idOf, reasonOf } from './find/tree.ts';
import { glob } from './glob.ts';
import type { Document, Json, JsonObject, Level, Override, Settings, Suppression } from './model.ts';
import { lineStarts, locate, positionAt } from './read/places.ts';
import { read } from './read/read.ts';

const SETTINGS_FILE = 'laudit.config.json';

/** Faults of the text that leave nothing to trust; comments and trailing commas are welcome. */
const FATAL = new Set(['empty', 'syntax', 'truncated', 'depth', 'size', 'invalid-utf8', 'duplicate-key']);

/** A settings file as written; globs are relative to `folder`. */
export interface Config {
  /** Absolute path; null where there is no settings file. */
  readonly file: string | null;
  /** Absolute path that globs are relative to. */
  readonly folder: string;
  /** What to read where no path is named; null = the default. */
  readonly files: readonly string[] | null;
  readonly ignores: readonly string[];
  readonly severities: Readonly<Record<string, Level>>;
  readonly overrides: readonly Override[];
  readonly suppressions: readonly Suppression[];
  readonly tenant: string | null;
  /** Absolute paths. */
  readonly inventory: readonly string[];
}

/** The settings are wrong or cannot be read: exit status 2. `faults` has one line for each, ready to print. */
export class SettingsError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

export interface ConfigOptions {
  /** Absolute; the search starts here. */
  readonly cwd: string;
  /** A path: this file, relative to `cwd`. false: none. Left out: searched for. */
  readonly file?: string | false | undefined;
  /** Ids and categories that settings may name. */
  readonly names: readonly string[];
}

/** Loads the settings. Throws SettingsError. */
export async function loadConfig({ cwd, file, names }: ConfigOptions): Promise<Config> {
  const path = file === undefined ? findConfig(cwd) : file === false ? null : resolve(cwd, file);
  if (path === null) return { ...NOTHING, file: null, folder: cwd };
  const label = idOf(cwd, path);
  const document = readSettings(path, label);
  const { nameFaults, shapeFaults } = await import('./config/faults.ts');
  const value = document.value ?? null;
  const shape = shapeFaults(value);
  const wrong = shape.length > 0 || !isObject(value) ? shape : nameFaults(value, names);
  if (wrong.length > 0 || !isObject(value)) throw new SettingsError(inLines(wrong, document, label));
  return configOf(value, path);
}

/** The nearest settings file from `cwd` up to the root of its repository; null where there is none. */
export function findConfig(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, SETTINGS_FILE);
    if (existsSync(path)) return path;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return null;
  }
}

const NOTHING: Omit<Config, 'file' | 'folder'> = {
  files: null,
  ignores: [],
  severities: {},
  overrides: [],
  suppressions: [],
  tenant: null,
  inventory: [],
};

function readSettings(path: string, label: string): Document {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SettingsError([`${label}: ${reasonOf(error)}`]);
  }
  const document = read({ id: label, bytes, project: '' });
  const fatal = document.faults.filter(({ kind }) => FATAL.has(kind));
  if (fatal.length === 0) return document;
  throw new SettingsError(fatal.map(({ start, message }) => `${label}:${position(document.text, start)}: ${message}`));
}

/** `file:line:column: place: what is wrong`, in the order of the file. */
function inLines(wrong: readonly Wrong[], { text }: Document, label: string): string[] {
  const spans = locate(
    text,
    wrong.map(({ pointer, on }) => ({ file: label, pointer, ...(on === undefined ? {} : { on }) })),
  );
  return wrong
    .map(({ pointer, on, text: fault }, index) => ({
      at: spans[index]?.[0] ?? 0,
      text: on === 'key' || pointer === '' ? fault : `${pathOf(pointer)}: ${fault}`,
    }))
    .sort((a, b) => a.at - b.at)
    .map((one) => `${label}:${position(text, one.at)}: ${one.text}`);
}

function position(text: string, offset: number): string {
  const { line, column } = positionAt(lineStarts(text), offset);
  return `${line}:${column}`;
}

/** `/suppressions/0/until` → `suppressions[0].until`. */
function pathOf(pointer: string): string {
  const tokens = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens
    .map((token, index) => (/^\d+$/.test(token) ? `[${token}]` : index === 0 ? token : `.${token}`))
    .join('');
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value has the shape of the schema by now. */
interface SettingsFile {
  readonly files?: readonly string[];
  readonly ignores?: readonly string[];
  readonly rules?: Readonly<Record<string, Level>>;
  readonly overrides?: readonly {
    readonly files: readonly string[];
    readonly rules: Readonly<Record<string, Level>>;
  }[];
  readonly tenant?: string;
  readonly inventory?: readonly string[];
  readonly suppressions?: readonly (Partial<Suppression> & { readonly rule: string; readonly reason: string })[];
}

function configOf(value: SettingsFile, file: string): Config {
  const folder = dirname(file);
  return {
    file,
    folder,
    files: value.files ?? null,
    ignores: value.ignores ?? [],
    severities: value.rules ?? {},
    overrides: (value.overrides ?? []).map(({ files, rules }) => ({ files, severities: rules })),
    suppressions: (value.suppressions ?? []).map((one) => ({
      files: [],
      workflow: null,
      operation: null,
      until: null,
      ...one,
    })),
    tenant: value.tenant?.toLowerCase() ?? null,
    inventory: (value.inventory ?? []).map((path) => resolve(folder, path)),
  };
}

export interface SettingsOptions {
  /** Absolute root of the run: file ids are relative to it. */
  readonly root: string;
  /** From the command line; win over the file. */
  readonly severities: Readonly<Record<string, Level>>;
  readonly only: readonly string[];
  readonly today: string;
  readonly docs: string;
}

/** Settings for a run: the command line over the file, globs relative to the root of the run. */
export function settingsOf(config: Config, options: SettingsOptions): Settings {
  const { severities, only, today, docs, root } = options;
  const rebase = (files: readonly string[]): readonly string[] =>
    files.flatMap((one) => rebased(one, config.folder, root));
  const overrides = config.overrides.map((one) => ({ ...one, files: rebase(one.files) }));
  // A category on the command line wins over an id in the file: the last word is what was typed last.
  const typed = Object.keys(severities).length === 0 ? [] : [{ files: ['**'], severities }];
  return {
    severities: { ...config.severities, ...severities },
    overrides: [...overrides, ...typed],
    suppressions: config.suppressions.map((one) => ({ ...one, files: rebase(one.files) })),
    only,
    today,
    docs,
  };
}

/**
 * A glob relative to `folder` as globs relative to `root`. Where `folder` lies above, a glob that begins with the
 * names on the way down also has its short form: `a/*.json` above `a` is `../a/*.json` and `*.json`.
 */
export function rebased(pattern: string, folder: string, root: string): readonly string[] {
  const plain = pattern.replace(/^(?:\.\/)+/, '');
  const way = idOf(root, folder).split('/').filter(Boolean);
  const forms = [[...way, plain].join('/')];
  if (way.length === 0 || way.some((step) => step !== '..')) return forms;
  const segments = plain.split('/');
  for (const name of idOf(folder, root).split('/')) {
    const [segment] = segments;
    if (segment === '**') forms.push(segments.join('/'));
    if (segment === undefined || segment === '**' || !glob(segment)(name)) return forms;
    segments.shift();
    way.pop();
    forms.push([...way, ...segments].join('/'));
  }
  return forms;
}
