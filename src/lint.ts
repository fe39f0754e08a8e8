/**
 * The whole linter on one page: bytes → documents → facts → program → findings → report. Pure and synchronous:
 * no disk, clock, process or terminal; the same input gives the same report, whatever the order of the files.
 */
import { rules as allRules } from '../rules/index.ts';
import { type Applied, applyBaseline, type KnownBefore } from './baseline.ts';
import { capped } from './cap.ts';
import type { Checked } from './check.ts';
import { check, settleFindings } from './check.ts';
import type { Extracted } from './extract/document.ts';
import { extract } from './extract/document.ts';
import type { LinkOptions } from './link/link.ts';
import { link } from './link/link.ts';
import { type LocatedText, locate, locateEach } from './locate.ts';
import type {
  Document,
  DocumentKind,
  Facts,
  FileId,
  Finding,
  Held,
  Inventory,
  Problem,
  Program,
  Report,
  Settings,
  Source,
} from './model.ts';
import { cutNotices, notices } from './notices.ts';
import { contexts } from './project.ts';
import { quieten, type Quietened, runs } from './quiet.ts';
import { read } from './read/read.ts';
import { recognise } from './recognise.ts';
import type { AnyRule } from './rule.ts';
import { masked } from './secret.ts';

export interface LintInput {
  readonly sources: readonly Source[];
  readonly settings: Settings;
  readonly inventory?: Inventory | null;
  /** Facts of other repositories (`laudit facts`): linked with, never reported on. */
  readonly foreign?: readonly Facts[];
  /** Findings that are known: `laudit baseline`. */
  readonly baseline?: KnownBefore | null;
}

/** A document, what it is, and what it says. */
export interface Known {
  readonly document: Document;
  readonly kind: DocumentKind;
  /** Broken text that is worth a finding. */
  readonly broken: boolean;
  readonly extracted: Extracted;
}

export function lint(
  { sources, settings, inventory = null, foreign = [], baseline = null }: LintInput,
  rules: readonly AnyRule[] = allRules,
): Report {
  const known = extractAll(sources, settings.environments);
  const alone = check(nounsOfDocuments(known), rules);
  const program = link(
    known.map(({ extracted }) => extracted.facts),
    linkOptions(settings, known, inventory, foreign),
  );
  const together = check(
    {
      sender: program.senders,
      receiver: program.receivers,
      call: program.calls,
      site: program.sites,
      app: program.apps,
      program: [program],
    },
    rules,
  );
  const findings = reportable(known, settleFindings([...alone.findings, ...together.findings], rules));
  const texts = new Map(known.map((one) => [one.document.id, textOf(one)]));
  const ignores = known.flatMap(({ document, extracted }) => (document.quiet ? [] : extracted.ignores));
  const quiet = quieten(findings, rules, settings, { ignores, textOf: (file) => texts.get(file)?.text });
  const byId = new Map(rules.map((rule) => [rule.meta.id, rule]));
  const loud = capped(quiet.kept);
  const located = locate(loud.kept, texts, byId, settings);
  const { kept: problems, held, stale } = withBaseline(located, baseline, known, rules, settings);
  return {
    problems,
    skipped: [],
    notices: [
      ...notices(known, quiet, [...alone.crashes, ...together.crashes], settings, stale),
      ...cutNotices(loud.cut),
    ],
    summary: { ...count(known, program), ...countBySeverity(problems), suppressed: quiet.suppressed + held.length },
    crashed: crashed(alone) || crashed(together),
    calls: program.calls,
    files: lintedIn(known).map(({ document }) => document.id),
    held: [...heldOf(quiet, texts, byId, settings), ...held],
  };
}

type Located = Parameters<typeof locateEach>;

/** What is held back, with the lines that it would have. */
function heldOf({ held }: Quietened, texts: Located[1], rules: Located[2], settings: Settings): readonly Held[] {
  const findings = held.map(({ finding }) => finding);
  const problems = locateEach(findings, texts, rules, settings);
  return held.flatMap(({ kind, reason }, index) => {
    const problem = problems[index] ?? null;
    return problem === null ? [] : [{ problem, kind, reason: masked(reason) }];
  });
}

/** New problems apart from known ones. */
function withBaseline(
  problems: readonly Problem[],
  given: LintInput['baseline'],
  known: readonly Known[],
  rules: readonly AnyRule[],
  settings: Settings,
): Pick<Applied, 'kept' | 'held' | 'stale'> {
  if (given === null || given === undefined) return { kept: problems, held: [], stale: 0 };
  const running = new Set(rules.filter(({ meta }) => runs(meta, settings)).map(({ meta }) => meta.id));
  return applyBaseline(problems, given.baseline, {
    repositoryPath: settings.repositoryPath,
    files: known.filter(({ document }) => !document.quiet).map(({ document }) => document.id),
    gone: given.gone,
    runs: (rule) => running.has(rule),
  });
}

/** Each document on its own: read, recognised, deployed on paper, its facts taken out. */
export function extractAll(sources: readonly Source[], environments?: Settings['environments']): readonly Known[] {
  const documents = sources.map(read).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const recognised = documents.map((document) => ({ document, ...recognise(document) }));
  const contextOf = contexts(recognised, environments);
  return dropLinked(
    recognised.map((one) => ({ ...one, extracted: extract(one.document, one.kind, contextOf(one.document.project)) })),
  );
}

/** A template that another one deploys is judged there, with the values that it is given there. */
function dropLinked(known: readonly Known[]): readonly Known[] {
  const linked = new Set(known.flatMap(({ extracted }) => extracted.linked));
  if (linked.size === 0) return known;
  return known.map((one) => {
    if (one.kind !== 'template' || !linked.has(one.document.id)) return one;
    const facts = { ...one.extracted.facts, workflows: [], senders: [], receivers: [], sites: [], gateways: [] };
    return { ...one, extracted: { ...one.extracted, facts, workflows: [], deployments: [] } };
  });
}

function lintedIn(known: readonly Known[]): readonly Known[] {
  return known.filter(({ document, kind, broken }) => !document.quiet && (kind !== 'other' || broken));
}

function nounsOfDocuments(known: readonly Known[]) {
  const ours = lintedIn(known);
  return {
    // What rules about documents know is JSON.
    document: ours.filter(({ kind }) => kind !== 'policy').map(({ document }) => document),
    template: ours.flatMap(({ extracted }) => extracted.deployments),
    workflow: ours.flatMap(({ extracted }) => extracted.workflows),
    secret: ours.flatMap(({ extracted }) => extracted.secrets),
  };
}

function linkOptions(
  settings: Settings,
  known: readonly Known[],
  inventory: Inventory | null,
  foreign: readonly Facts[],
): LinkOptions {
  const { bindings = {}, endpoints = {} } = settings;
  return { inventory, broken: brokenProjects(known), bindings, endpoints, foreign };
}

/** Files that git ignores, and those of other repositories, are read for values and never reported on. */
function reportable(known: readonly Known[], findings: readonly Finding[]): readonly Finding[] {
  const spoken = new Set(known.filter(({ document }) => !document.quiet).map(({ document }) => document.id));
  return findings.filter(({ at }) => spoken.has(at.file) || at.file === '');
}

function brokenProjects(known: readonly Known[]): ReadonlySet<string> {
  return new Set(
    known
      .filter(({ document, kind }) => document.value === undefined && kind !== 'policy')
      .map(({ document }) => document.project),
  );
}

function compiledFrom({ written, value }: Document): Pick<LocatedText, 'compiledFrom'> {
  return written === undefined ? {} : { compiledFrom: { text: written, template: value } };
}

/** What places and excerpts are made from. Of a key that stands twice, or of bytes that are no text, an edit could mean something else. */
export function textOf({ document, extracted }: Known): LocatedText {
  const { text, faults, quiet, written } = document;
  const unsure =
    quiet || written !== undefined || faults.some(({ kind }) => kind === 'duplicate-key' || kind === 'invalid-utf8');
  return { text, secrets: extracted.secretSpans, ...compiledFrom(document), ...(unsure ? { fixed: false } : {}) };
}

function crashed({ crashes }: Checked): boolean {
  return crashes.length > 0;
}

function count(known: readonly Known[], program: Program) {
  const ours = lintedIn(known);
  const linked = program.calls.filter(({ receiver }) => receiver !== null);
  return {
    files: ours.length,
    workflows: new Set(
      known.flatMap(({ extracted }) => extracted.workflows.map(({ file, at }): FileId => `${file}#${at.pointer}`)),
    ).size,
    senders: program.senders.length,
    receivers: program.receivers.length,
    calls: linked.length,
    unknown: linked.filter(({ outcome }) => outcome.verdict === 'unknown').length,
    passedOver: known.filter(({ document, kind, broken }) => !document.quiet && kind === 'other' && !broken).length,
  };
}

function countBySeverity(problems: Report['problems']) {
  const of = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info') };
}
