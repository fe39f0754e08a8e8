/**
 * How loud a finding is, and whether it is said at all: default severity, softening, the user's
 * severities, `--only`, suppressions. Pure; the day comes with the settings.
 */
import { anyGlob, glob } from './glob.ts';
import type { Finding, Level, Settings, Severity, Suppression } from './model.ts';
import type { AnyRule, RuleMeta } from './rule.ts';

export interface Quietened {
  /** What is reported, each with its final `severity`. Order is kept. */
  readonly kept: readonly (Finding & { readonly severity: Severity })[];
  /** How many findings a suppression holds back. */
  readonly suppressed: number;
  /** Suppressions whose day has passed: they hold nothing back, and are always reported. */
  readonly expired: readonly Suppression[];
  /** Suppressions in force, of a rule that ran, that held nothing back. */
  readonly unused: readonly Suppression[];
}

/** Decides for every finding of a run. Findings of rules that are not in `rules` are errors of their own category-less kind. */
export function quieten(findings: readonly Finding[], rules: readonly AnyRule[], settings: Settings): Quietened {
  const metas = new Map(rules.map(({ meta }) => [meta.id, meta]));
  const level = leveller(settings);
  const expired = settings.suppressions.filter((suppression) => isExpired(suppression, settings.today));
  const matchers = settings.suppressions
    .filter((suppression) => !isExpired(suppression, settings.today))
    .map((suppression) => ({ suppression, matches: matcher(suppression), used: false }));
  const kept: (Finding & { readonly severity: Severity })[] = [];
  let suppressed = 0;
  for (const finding of findings) {
    const meta = metas.get(finding.rule);
    const severity = level(finding, meta);
    if (severity === 'off') continue;
    const held = matchers.filter(({ matches }) => matches(finding, meta));
    for (const one of held) one.used = true;
    if (held.length > 0) suppressed++;
    else kept.push({ ...finding, severity });
  }
  const running = rules.filter(({ meta }) => runs(meta, settings));
  const could = (rule: string): boolean => running.some(({ meta }) => meta.id === rule || meta.category === rule);
  const unused = matchers.filter(({ used, suppression }) => !used && could(suppression.rule));
  return { kept, suppressed, expired, unused: unused.map(({ suppression }) => suppression) };
}

/** Whether a rule can say anything under these settings; rules that cannot need not run. */
export function runs(meta: RuleMeta, settings: Settings): boolean {
  if (!isAsked(meta, settings)) return false;
  if ((settings.overrides ?? []).some(({ severities }) => (chosen(severities, meta) ?? 'off') !== 'off')) return true;
  return baseLevel(meta, settings) !== 'off';
}

type Asked = Pick<Settings, 'severities' | 'only'>;

/** The level of a rule under these severities: the user's, else its default. */
export function levelOf(meta: RuleMeta, asked: Asked): Level {
  return isAsked(meta, asked) ? baseLevel(meta, asked) : 'off';
}

/** The level of a rule before a finding is known: the user's, else the default. */
function baseLevel(meta: RuleMeta, settings: Asked): Level {
  return chosen(settings.severities, meta) ?? defaultOf(meta, settings);
}

/** An opt-in rule that is asked for by name speaks as a warning. */
function defaultOf(meta: RuleMeta, settings: Asked): Level {
  return meta.severity === 'off' && settings.only.includes(meta.id) ? 'warning' : meta.severity;
}

function isAsked(meta: RuleMeta, settings: Asked): boolean {
  const { only } = settings;
  return only.length === 0 || only.includes(meta.id) || only.includes(meta.category);
}

/** By id, else by category; a category does not wake a rule that is opt-in. */
export function chosen(severities: Readonly<Record<string, Level>>, meta: RuleMeta): Level | undefined {
  if (Object.hasOwn(severities, meta.id)) return severities[meta.id];
  if (meta.severity === 'off' || !Object.hasOwn(severities, meta.category)) return undefined;
  return severities[meta.category];
}

/** The final level of a finding. Of overrides that match its file the last one with a word wins. */
function leveller(settings: Settings): (finding: Finding, meta: RuleMeta | undefined) => Level {
  const overrides = (settings.overrides ?? [])
    .map(({ files, severities }) => ({ matches: anyGlob(files), severities }))
    .reverse();
  return (finding, meta) => {
    if (meta === undefined) return finding.severity ?? 'error';
    if (!isAsked(meta, settings)) return 'off';
    for (const { matches, severities } of overrides) {
      const level = chosen(severities, meta);
      if (level !== undefined && matches(finding.at.file)) return level;
    }
    const level = chosen(settings.severities, meta);
    if (level !== undefined) return level;
    const own = defaultOf(meta, settings);
    if (own === 'off') return 'off';
    const severity = finding.severity ?? own;
    return finding.softened ? softer(severity) : severity;
  };
}

/** One level softer; info stays. */
function softer(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'info';
}

/** `until` is a UTC date and inclusive; dates written `YYYY-MM-DD` compare as texts. */
function isExpired(suppression: Suppression, today: string): boolean {
  return suppression.until !== null && suppression.until < today;
}

/** Names of workflows and operations compare without letter case, as Azure compares them. */
function matcher(suppression: Suppression): (finding: Finding, meta: RuleMeta | undefined) => boolean {
  const globs = suppression.files.map(glob);
  return (finding, meta) =>
    (suppression.rule === finding.rule || suppression.rule === meta?.category) &&
    (globs.length === 0 || globs.some((matches) => matches(finding.at.file))) &&
    sameName(suppression.workflow, finding.workflow) &&
    sameName(suppression.operation, finding.operation);
}

function sameName(wanted: string | null, name: string | null): boolean {
  return wanted === null || wanted.toLowerCase() === name?.toLowerCase();
}
