/** Reading the cases of `fixtures/rules/` and the ways to write the same case differently. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseInventory } from '../src/extract/inventory.ts';
import { rules } from '../rules/index.ts';
import { judge } from '../src/judge.ts';
import type { Facts, Inventory, Json, Report, Settings, Severity, Source } from '../src/model.ts';
import { read } from '../src/read/read.ts';

export interface RuleCase {
  readonly sources: readonly Source[];
  readonly settings: Settings;
  readonly inventory: Inventory | null;
  /** `settings.json` says `"all": true`: findings of all rules are compared. */
  readonly all: boolean;
}

export const SETTINGS: Settings = {
  severities: {},
  only: [],
  suppressions: [],
  today: '2026-01-01',
  docs: 'https://example.org/laudit',
};

export function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A folder of `in/` that holds a settings file is a project, as on disk. */
export function readCase(folder: string): RuleCase {
  const home = join(folder, 'in');
  const all = readdirSync(home, { recursive: true, withFileTypes: true });
  const ids = all
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const projects = ids.filter((id) => id.endsWith('/laudit.config.json')).map((id) => id.slice(0, id.lastIndexOf('/')));
  const projectOf = (id: string): string =>
    projects.filter((project) => id.startsWith(`${project}/`)).sort((a, b) => b.length - a.length)[0] ?? '';
  const sources = ids
    .filter((id) => !id.endsWith('laudit.config.json'))
    .map((id): Source => ({ id, bytes: readFileSync(join(home, id)), project: projectOf(id) }));
  const file = join(folder, 'settings.json');
  const { all: whole = false, ...settings } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Settings> & { all?: boolean })
    : {};
  return {
    sources: withArtifacts(sources),
    settings: { ...SETTINGS, ...settings },
    inventory: inventoryIn(join(folder, 'inventory')),
    all: whole,
  };
}

/** As on disk: what lies in the folder `Artifacts` beside a `host.json` is listed there, and not read. */
export function withArtifacts(sources: readonly Source[]): readonly Source[] {
  const isArtifact = ({ id }: Source): boolean => /(?:^|\/)Artifacts\//.test(id);
  const artifacts = sources.filter(isArtifact);
  return sources
    .filter((source) => !isArtifact(source))
    .map((source) => {
      const [, app] = /^(.*?)host\.json$/.exec(source.id) ?? [];
      const own = app === undefined ? [] : artifacts.filter(({ id }) => id.startsWith(`${app}Artifacts/`));
      return own.length === 0
        ? source
        : { ...source, artifacts: own.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)) };
    });
}

function inventoryIn(folder: string): Inventory | null {
  if (!existsSync(folder)) return null;
  return parseInventory(
    readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json),
  );
}

/** Findings in the form of `expected.json`: places by pointer, or by line where the fault is one of the text. */
export function sayings(report: Report, rule: string | null) {
  return report.problems
    .filter((one) => rule === null || one.rule === rule)
    .map(({ rule: id, category, severity, place, message, related, environments }) => ({
      rule: id,
      severity,
      file: place.file,
      ...(category === 'template' ? { line: place.range?.start.line ?? null } : { pointer: place.pointer }),
      message,
      ...(environments.length === 0 ? {} : { environments }),
      ...(related.length === 0
        ? {}
        : { related: related.map((one) => ({ file: one.place.file, pointer: one.place.pointer })) }),
    }));
}

/**
 * Problems inside an operation of a definition that do not name it. Rules that judge a document or its template see no
 * operations.
 */
export function unnamed(report: Report): readonly string[] {
  return report.problems
    .filter(({ rule }) => !BLIND.has(rule))
    .filter(({ place, operation }) => ![undefined, operation].includes(operationIn(place.pointer)))
    .map(({ rule, place, operation }) => `${rule} at ${place.pointer} names ${String(operation)}`);
}

/** Problems that do not say in whole sentences what to do, or show a place without a word. */
export function helpless(report: Report): readonly string[] {
  return report.problems
    .filter(({ remedy, related }) => !/^[A-Z'].+\.$/s.test(remedy) || related.some(({ message }) => message === ''))
    .map(({ rule, remedy }) => `${rule}: ${remedy}`);
}

const BLIND: ReadonlySet<string> = new Set(
  rules.filter(({ judges }) => judges === 'document' || judges === 'template').map(({ meta }) => meta.id),
);

/** The innermost action or trigger of a definition that the pointer leads into. */
function operationIn(pointer: string): string | undefined {
  const [, inside] = /\/definition(\/.*?)(?:\/inputs\/.*)?$/.exec(pointer) ?? [];
  const last = [...(inside ?? '').matchAll(/\/(?:actions|triggers)\/([^/]+)/g)].at(-1)?.[1];
  return last?.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Beginnings of a name that tell the truth: `silent`, else `fires`, or with the severity where it is one. */
export function caseNames(severities: ReadonlySet<Severity>): readonly string[] {
  if (severities.size === 0) return ['silent'];
  return ['fires', ...[...severities].map((severity) => `fires-${severity}`)];
}
caseNames.prefixOf = (name: string): string =>
  /^(?:silent|fires(?:-(?:error|warning|info)(?=-))?)(?=-)/.exec(name)?.[0] ?? '';

/** The same source written differently; left alone where the text is not plain JSON in UTF-8, or loses something as a value. */
export function relaid(source: Source, how: 'indent' | 'reverse'): Source {
  const { value, faults, encoding } = read(source);
  if (value === undefined || faults.length > 0 || !encoding.startsWith('utf-8')) return source;
  const text = how === 'indent' ? JSON.stringify(value, null, '\t') : JSON.stringify(reversed(value));
  return { ...source, bytes: new TextEncoder().encode(text) };
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

/** The light part of every document, as it goes on to be linked. */
export function factsOf(sources: readonly Source[]): readonly Facts[] {
  return judge(sources, { rules: [] }).documents.map(({ facts }) => facts);
}
