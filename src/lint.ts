/**
 * The whole linter on one page: bytes → documents → facts → program → findings → report. Pure and synchronous:
 * no disk, clock, process or terminal; the same input gives the same report, whatever the order of the files.
 */
import { rules as allRules } from '../rules/index.ts';
import { type Applied, applyBaseline, type KnownBefore } from './baseline.ts';
import { capped } from './cap.ts';
import { check, judgesOf, settleFindings, together } from './check.ts';
import { judge, type Judged, type Judgement, judgingOf, type Memo } from './judge.ts';
import type { LinkOptions } from './link/link.ts';
import { link } from './link/link.ts';
import { withOpened } from './link/opened.ts';
import { locate, locateEach, type LocatedText, type Texts } from './locate.ts';
import type {
  Facts,
  FileId,
  Finding,
  Held,
  Inventory,
  Problem,
  Program,
  Report,
  SecretSpan,
  Settings,
  Source,
} from './model.ts';
import { cutNotices, notices } from './notices.ts';
import { quieten, type Quietened, runs } from './quiet.ts';
import type { AnyRule } from './rule.ts';
import { masked } from './secret.ts';
import { Kept, type Shelf } from './shelf.ts';

export interface LintInput {
  readonly sources: readonly Source[];
  readonly settings: Settings;
  readonly inventory?: Inventory | null;
  /** Facts of other repositories (`laudit facts`): linked with, never reported on. */
  readonly foreign?: readonly Facts[];
  /** Findings that are known: `laudit baseline`. */
  readonly baseline?: KnownBefore | null;
  /** What is remembered of documents from one run to the next. */
  readonly memo?: Memo | undefined;
  /** Texts of earlier runs with the places that were found in them, for those who lint again and again: an editor. */
  readonly texts?: WeakMap<Source, LocatedText> | undefined;
  /** What was judged of each document already, by other threads. */
  readonly judged?: Judgement | undefined;
}

/** The report of a run, and the texts that it speaks of. */
export interface Linted {
  readonly report: Report;
  readonly texts: Texts;
}

export function lint(input: LintInput, rules: readonly AnyRule[] = allRules): Report {
  return lintWithTexts(input, rules).report;
}

export function lintWithTexts(input: LintInput, rules: readonly AnyRule[] = allRules): Linted {
  const { sources, settings, inventory = null, foreign = [], baseline = null, memo } = input;
  const judging = judgingOf(settings, rules);
  const { documents, shelf } = input.judged ?? judge(sources, { rules, ...judging, memo });
  const program = link(
    documents.map(({ facts }) => facts),
    linkOptions(settings, documents, inventory, foreign),
  );
  const alone = documents.flatMap(({ own, deployed }) => [own, deployed]);
  const { findings: said, crashes, cut } = together([...alone, check(nounsOf(program), judgesOf(rules, judging))]);
  const findings = reportable(documents, withOpened(settleFindings(said, rules), program.calls));
  const texts = textsOf(documents, shelf, input.texts);
  const ignores = documents.flatMap((one) => (one.quiet ? [] : one.ignores));
  const quiet = quieten(findings, rules, settings, { ignores, textOf: (file) => texts(file)?.text });
  const byId = new Map(rules.map((rule) => [rule.meta.id, rule]));
  const loud = capped(quiet.kept, cut);
  const located = loud.kept.length === 0 ? [] : locate(loud.kept, texts, byId, settings);
  const { kept: problems, held, stale } = withBaseline(located, baseline, documents, rules, settings);
  const report: Report = {
    problems,
    skipped: [...shelf.lost].map(([file, reason]) => ({ file, reason })),
    notices: [
      ...notices(
        alone.flatMap((one) => one.notices),
        quiet,
        crashes,
        settings,
        stale,
      ),
      ...cutNotices(loud.cut),
    ],
    summary: { ...count(documents, program), ...countBySeverity(problems), suppressed: quiet.suppressed + held.length },
    crashed: crashes.length > 0,
    calls: program.calls,
    files: lintedIn(documents).map(({ id }) => id),
    held: [...heldOf(quiet, texts, byId, settings), ...held],
  };
  return { report, texts };
}

function nounsOf(program: Program): Parameters<typeof check>[0] {
  const { senders, receivers, calls, sites, apps, flows } = program;
  return { sender: senders, receiver: receivers, call: calls, site: sites, app: apps, flow: flows, program: [program] };
}

/** What is held back, with the lines that it would have. */
function heldOf(
  { held }: Quietened,
  texts: Texts,
  rules: Parameters<typeof locateEach>[2],
  settings: Settings,
): readonly Held[] {
  if (held.length === 0) return [];
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
  documents: readonly Judged[],
  rules: readonly AnyRule[],
  settings: Settings,
): Pick<Applied, 'kept' | 'held' | 'stale'> {
  if (given === null || given === undefined) return { kept: problems, held: [], stale: 0 };
  const running = new Set(rules.filter(({ meta }) => runs(meta, settings)).map(({ meta }) => meta.id));
  return applyBaseline(problems, given.baseline, {
    repositoryPath: settings.repositoryPath,
    files: documents.filter(({ quiet }) => !quiet).map(({ id }) => id),
    gone: given.gone,
    runs: (rule) => running.has(rule),
  });
}

function lintedIn(documents: readonly Judged[]): readonly Judged[] {
  return documents.filter(({ quiet, kind, broken }) => !quiet && (kind !== 'other' || broken));
}

function linkOptions(
  settings: Settings,
  documents: readonly Judged[],
  inventory: Inventory | null,
  foreign: readonly Facts[],
): LinkOptions {
  const { bindings = {}, endpoints = {} } = settings;
  return { inventory, broken: brokenProjects(documents), bindings, endpoints, foreign };
}

/** Files that git ignores, and those of other repositories, are read for values and never reported on. */
function reportable(documents: readonly Judged[], findings: readonly Finding[]): readonly Finding[] {
  const spoken = new Set(documents.filter(({ quiet }) => !quiet).map(({ id }) => id));
  return findings.filter(({ at }) => spoken.has(at.file) || at.file === '');
}

function brokenProjects(documents: readonly Judged[]): ReadonlySet<string> {
  return new Set(documents.filter(({ readable }) => !readable).map(({ project }) => project));
}

/** The texts of a run by file: a few are kept, the others are read again when they are asked for. */
function textsOf(documents: readonly Judged[], shelf: Shelf, before: LintInput['texts']): Texts {
  const byId = new Map(documents.map((one) => [one.id, one]));
  const told = toldByOthers(documents);
  const kept = new Kept<LocatedText>();
  const secretsOf = ({ id, secretSpans }: Judged): readonly SecretSpan[] => {
    const others = told.get(id);
    return others === undefined ? secretSpans : [...secretSpans, ...others];
  };
  return (file) => {
    const judged = byId.get(file);
    const source = shelf.source(file);
    if (judged === undefined || source === undefined) return undefined;
    const now = kept.get(file);
    if (now !== undefined) return now;
    const earlier = before?.get(source);
    const secrets = secretsOf(judged);
    // Judged anew: its secrets may stand elsewhere.
    if (earlier?.secrets === secrets) return earlier;
    const read = writtenOf(source, shelf);
    if (read === undefined) return undefined;
    const made: LocatedText = {
      ...read,
      secrets,
      ...(judged.fixed ? {} : { fixed: false }),
      ...(before === undefined ? {} : { placed: new Map() }),
    };
    before?.set(source, made);
    kept.add(file, made);
    return made;
  };
}

/** A text, with what people edit where it was compiled from that. */
function writtenOf({ id, written }: Source, shelf: Shelf): Pick<LocatedText, 'text' | 'compiledFrom'> | undefined {
  if (written !== undefined) {
    const document = shelf.document(id);
    return document && { text: document.text, compiledFrom: { text: written, template: document.value } };
  }
  const text = shelf.text(id);
  return text === undefined ? undefined : { text };
}

/** Secrets of a file that another document gives away, by file. */
function toldByOthers(documents: readonly Judged[]): ReadonlyMap<FileId, readonly SecretSpan[]> {
  const told = new Map<FileId, SecretSpan[]>();
  for (const { id, secretSpans } of documents) {
    for (const span of secretSpans) {
      const { file } = span.at;
      if (file === id) continue;
      const before = told.get(file);
      if (before === undefined) told.set(file, [span]);
      else before.push(span);
    }
  }
  return told;
}

function count(documents: readonly Judged[], program: Program) {
  const linked = program.calls.filter(({ receiver }) => receiver !== null);
  return {
    files: lintedIn(documents).length,
    workflows: new Set(documents.flatMap(({ workflows }) => workflows)).size,
    senders: program.senders.length,
    receivers: program.receivers.length,
    calls: linked.length,
    unknown: linked.filter(({ outcome }) => outcome.verdict === 'unknown').length,
    passedOver: documents.filter(({ quiet, kind, broken }) => !quiet && kind === 'other' && !broken).length,
  };
}

function countBySeverity(problems: Report['problems']) {
  const of = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), infos: of('info') };
}
