/**
 * How loud a finding is, and whether it is said at all: default severity, softening, the user's
 * severities, `--only`, suppressions. Pure; the day comes with the settings.
 */
import { anyGlob, glob } from './glob.ts';
import type { FileId, Finding, Held, Ignore, Level, Settings, Severity, Suppression } from './model.ts';
import { coverage } from './quiet/ignores.ts';
import type { AnyRule, RuleMeta } from './rule.ts';

type Loud = Finding & { readonly severity: Severity };

export interface Quietened {
  /** What is reported, each with its final `severity`. Order is kept. */
  readonly kept: readonly Loud[];
  /** What a suppression or an ignore holds back, with the first that does. */
  readonly held: readonly (Pick<Held, 'kind' | 'reason'> & { readonly finding: Loud })[];
  /** How many findings are held back. */
  readonly suppressed: number;
  /** Suppressions whose day has passed: they hold nothing back, and are always reported. */
  readonly expired: readonly Suppression[];
  /** Suppressions in force, of a rule that ran, that held nothing back. */
  readonly unused: readonly Suppression[];
  /** The same of what documents say, and what of it is wrong. */
  readonly ignores: {
    readonly expired: readonly Ignore[];
    readonly unused: readonly Ignore[];
    readonly wrong: readonly Ignore[];
  };
}

/** What documents say about their own findings. */
export interface Spoken {
  readonly ignores: readonly Ignore[];
  readonly textOf: (file: FileId) => string | undefined;
}
const SILENT: Spoken = { ignores: [], textOf: () => undefined };

/** Decides for every finding of a run. Findings of rules that are not in `rules` are errors of their own category-less kind. */
export function quieten(
  findings: readonly Finding[],
  rules: readonly AnyRule[],
  settings: Settings,
  spoken: Spoken = SILENT,
): Quietened {
  const metas = new Map(rules.map(({ meta }) => [meta.id, meta]));
  const level = leveller(settings);
  const own = ownHolders(spoken, findings, rules, settings);
  const holders = [...settingsHolders(settings), ...own.holders];
  const about = new Map<FileId | null, Holder[]>();
  for (const one of holders)
    about
      .set(one.file, about.get(one.file) ?? [])
      .get(one.file)
      ?.push(one);
  const kept: Loud[] = [];
  const held: Quietened['held'][number][] = [];
  for (const finding of findings) {
    const meta = metas.get(finding.rule);
    const severity = level(finding, meta);
    if (severity === 'off') continue;
    const holding = [null, finding.at.file].flatMap((file) =>
      (about.get(file) ?? []).filter(({ matches }) => matches(finding, meta)),
    );
    for (const one of holding) one.used = true;
    const [first] = holding;
    if (first === undefined) kept.push({ ...finding, severity });
    else held.push({ finding: { ...finding, severity }, kind: first.kind, reason: first.word.reason });
  }
  const running = rules.filter(({ meta }) => runs(meta, settings));
  const could = new Set(running.flatMap(({ meta }) => [meta.id, meta.category]));
  const idle = holders.filter(({ used, word }) => !used && could.has(word.rule));
  return {
    kept,
    held,
    suppressed: held.length,
    expired: settings.suppressions.filter((one) => isExpired(one, settings.today)),
    unused: idle.flatMap((one) => (one.kind === 'external' ? [one.word] : [])),
    ignores: {
      expired: own.expired,
      wrong: own.wrong,
      unused: idle.flatMap((one) => (one.kind === 'inSource' ? [one.word] : [])),
    },
  };
}

/** Something that holds findings back. */
type Holder = {
  /** null = all of them. */
  readonly file: FileId | null;
  readonly matches: (finding: Finding, meta: RuleMeta | undefined) => boolean;
  used: boolean;
} & ({ readonly kind: 'external'; readonly word: Suppression } | { readonly kind: 'inSource'; readonly word: Ignore });

function settingsHolders({ suppressions, today }: Settings): readonly Holder[] {
  return suppressions
    .filter((one) => !isExpired(one, today))
    .map((word) => ({ kind: 'external', word, file: null, matches: matcher(word), used: false }));
}

function ownHolders(
  { ignores, textOf }: Spoken,
  findings: readonly Finding[],
  rules: readonly AnyRule[],
  settings: Settings,
) {
  if (settings.ignores === false || ignores.length === 0) return { holders: [], expired: [], wrong: [] };
  const names = new Set(rules.flatMap(({ meta }) => [meta.id, meta.category]));
  const judged = ignores.map((one) =>
    one.fault === null && !names.has(one.rule) ? { ...one, fault: 'no rule is called so' } : one,
  );
  const right = judged.filter(({ fault }) => fault === null);
  const covers = coverage(right, findings, textOf);
  const inForce = right.filter((one) => !isExpired(one, settings.today));
  const holders = inForce.map((word): Holder => {
    const matches: Holder['matches'] = (finding, meta) => isAbout(word.rule, finding, meta) && covers(word, finding);
    return { kind: 'inSource', word, file: word.covers.file, matches, used: false };
  });
  return {
    holders,
    expired: right.filter((one) => isExpired(one, settings.today)),
    wrong: judged.filter(({ fault }) => fault !== null),
  };
}

function isAbout(rule: string, finding: Finding, meta: RuleMeta | undefined): boolean {
  return rule === finding.rule || rule === meta?.category;
}

/** Whether a rule can say anything under these settings. */
export function runs(meta: RuleMeta, settings: Settings): boolean {
  if (!isAsked(meta, settings)) return false;
  if ((settings.overrides ?? []).some(({ severities }) => (chosen(severities, meta) ?? 'off') !== 'off')) return true;
  return baseLevel(meta, settings) !== 'off';
}

/**
 * The rules that have no say under these settings, so that they need not run: they cannot speak, and none that can speak
 * yields to them, which holds back what it would say whether they are heard or not.
 */
export function silentOf(rules: readonly AnyRule[], settings: Settings): readonly string[] {
  const heard = rules.filter(({ meta }) => runs(meta, settings));
  const needed = new Set(heard.flatMap(({ meta }) => [meta.id, ...(meta.yieldsTo ?? [])]));
  return rules.map(({ meta }) => meta.id).filter((id) => !needed.has(id));
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
function isExpired({ until }: Pick<Suppression, 'until'>, today: string): boolean {
  return until !== null && until < today;
}

/** Names of workflows and operations compare without letter case, as Azure compares them. */
function matcher(suppression: Suppression): (finding: Finding, meta: RuleMeta | undefined) => boolean {
  const globs = suppression.files.map(glob);
  return (finding, meta) =>
    isAbout(suppression.rule, finding, meta) &&
    (globs.length === 0 || globs.some((matches) => matches(finding.at.file))) &&
    sameName(suppression.workflow, finding.workflow) &&
    sameName(suppression.operation, finding.operation);
}

function sameName(wanted: string | null, name: string | null): boolean {
  return wanted === null || wanted.toLowerCase() === name?.toLowerCase();
}
