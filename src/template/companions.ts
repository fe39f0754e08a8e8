/**
 * Which parameter files belong to a template, and which environment each stands for: told from names alone
 * (`x.parameters.dev.json`, `x.dev.parameters.json`, `parameters/dev.json` beside or below template `x`), unless the settings say.
 * The caller hands in only files that are parameter files by content.
 */
import type { FileId } from '../model.ts';
import { DEEPEST, FOLDER, type Name, nameOf } from './near.ts';

/** The environment of a parameter file whose name says none. */
const UNNAMED = 'default';

export interface Companion {
  readonly environment: string;
  readonly file: FileId;
  /** The file name holds the template's name; else it is bound by its folder only. */
  readonly specific: boolean;
}

export type SettingsEnvironments = Readonly<Record<string, readonly FileId[]>>;

const MARKER = /(?:^|[._-])(?:parameters?|params?)(?=$|[._-])/i;
const ENVIRONMENT =
  /^(?:d|t|a|p|dev|devel|develop|development|tst|test|testing|qa|uat|acc|acpt|acceptance|int|integration|stg|stage|staging|pre|preprod|pre-prod|prd|prod|production|live|nonprod|non-prod|sbx|sandbox|demo|local|ci|dr|perf)[-_]?\d{0,2}$/i;

/**
 * The parameter files of one template, at most one an environment, sorted by environment. Empty where there is none.
 * With settings only the files that they list are looked at, under the names that they give.
 */
export function parameterFilesFor(
  templateId: FileId,
  parameterFileIds: readonly FileId[],
  settingsEnvironments?: SettingsEnvironments,
): readonly Companion[] {
  const best = new Map<string, { companion: Companion; rank: number }>();
  const offer = (file: FileId, environment: string | undefined): void => {
    const match = matchNames(templateId, file, environment);
    if (match === undefined) return;
    const had = best.get(match.companion.environment);
    if (had === undefined || match.rank < had.rank || (match.rank === had.rank && file < had.companion.file)) {
      best.set(match.companion.environment, match);
    }
  };
  if (settingsEnvironments === undefined || Object.keys(settingsEnvironments).length === 0) {
    for (const file of parameterFileIds) offer(file, undefined);
  } else {
    for (const [name, files] of Object.entries(settingsEnvironments)) for (const file of files) offer(file, name);
  }
  return [...best.values()]
    .map((match) => match.companion)
    .sort((a, b) => (a.environment < b.environment ? -1 : a.environment > b.environment ? 1 : 0));
}

/** Template names end in words that say nothing: `orders.template.json`, `template.json`. */
function stemOf(base: string): string {
  return base.replace(/(?:^|[._-])(?:arm)?template$/i, '').toLowerCase();
}

function matchNames(
  templateId: FileId,
  file: FileId,
  environment: string | undefined,
): { companion: Companion; rank: number } | undefined {
  const template = nameOf(templateId);
  const name = nameOf(file);
  const reach = distance(template.folders, name.folders);
  if (file === templateId) return undefined;
  const said = sayEnvironment(stemOf(template.base), name, reach);
  if (said === undefined) {
    // Named in the settings under no template's name: it counts for every template of its folder.
    if (environment === undefined || reach === undefined || reach > DEEPEST) return undefined;
    return { companion: { environment, file, specific: false }, rank: 20 + reach };
  }
  const specific = said.specific;
  if (reach === undefined) return undefined;
  return {
    companion: { environment: environment ?? said.environment, file, specific },
    rank: (specific ? 0 : 10) + reach,
  };
}

/** 0 = beside, 1 and 2 = below, 3 = in a folder of parameters next to the template's; undefined = elsewhere. */
function distance(template: readonly string[], file: readonly string[]): number | undefined {
  const under = template.every((folder, index) => file[index] === folder);
  if (under) return file.length - template.length <= DEEPEST ? file.length - template.length : undefined;
  const parent = template.slice(0, -1);
  const beside = parent.every((folder, index) => file[index] === folder);
  return beside && FOLDER.test(file[parent.length] ?? '') && file.length - parent.length <= DEEPEST ? 3 : undefined;
}

interface Said {
  readonly environment: string;
  readonly specific: boolean;
}

/** What a file name says beside its marker word (`parameters`, `params`). */
interface Words {
  readonly before: string;
  readonly after: string;
  readonly marked: boolean;
}

function sayEnvironment(stem: string, name: Name, reach: number | undefined): Said | undefined {
  const words = wordsOf(name.base.toLowerCase());
  const folder = folderEnvironment(name.folders, reach);
  return saySpecific(stem, words, folder) ?? (reach === 3 ? undefined : sayLoose(name, words, folder));
}

function wordsOf(base: string): Words {
  const marker = MARKER.exec(base);
  if (marker === null) return { before: base, after: '', marked: false };
  const after = base.slice(marker.index + marker[0].length).replace(/^[._-]/, '');
  return { before: base.slice(0, marker.index), after, marked: true };
}

/** `x.parameters.dev`, `x.dev.parameters`, `x.dev` for template x. */
function saySpecific(stem: string, { before, after }: Words, folder: string | undefined): Said | undefined {
  if (stem === '' || !before.startsWith(stem)) return undefined;
  const rest = before.slice(stem.length);
  if (rest === '') return { environment: after === '' ? (folder ?? UNNAMED) : after, specific: true };
  if (!/^[._-]/.test(rest)) return undefined;
  return { environment: [rest.slice(1), after].filter((word) => word !== '').join('-'), specific: true };
}

/** `parameters.dev`, `dev.parameters`, `parameters/dev`: no template is named. */
function sayLoose(name: Name, { before, after, marked }: Words, folder: string | undefined): Said | undefined {
  if (marked && before === '') return { environment: after === '' ? (folder ?? UNNAMED) : after, specific: false };
  if (!ENVIRONMENT.test(before) || after !== '') return undefined;
  const parent = name.folders[name.folders.length - 1] ?? '';
  return marked || FOLDER.test(parent) ? { environment: before, specific: false } : undefined;
}

/** `parameters/dev/x.json`: the folder says it. */
function folderEnvironment(folders: readonly string[], reach: number | undefined): string | undefined {
  const last = folders[folders.length - 1] ?? '';
  return reach !== undefined && reach > 0 && ENVIRONMENT.test(last) ? last.toLowerCase() : undefined;
}
