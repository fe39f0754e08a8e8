/**
 * The whole linter on one page: bytes → documents → facts → program → findings → report. Pure and synchronous:
 * no disk, clock, process or terminal; the same input gives the same report, whatever the order of the files.
 */
import { rules as allRules } from '../rules/index.ts';
import type { Checked } from './check.ts';
import { check, settleFindings } from './check.ts';
import type { Extracted } from './extract/document.ts';
import { extract } from './extract/document.ts';
import { link } from './link/link.ts';
import { locate } from './locate.ts';
import type { Document, DocumentKind, FileId, Finding, Inventory, Program, Report, SecretSpan, Settings, Source } from './model.ts';
import { notices } from './notices.ts';
import { contexts } from './project.ts';
import { quieten } from './quiet.ts';
import { read } from './read/read.ts';
import { recognise } from './recognise.ts';
import type { AnyRule } from './rule.ts';

export interface LintInput {
  readonly sources: readonly Source[];
  readonly settings: Settings;
  readonly inventory?: Inventory | null;
}

/** A document, what it is, and what it says. */
export interface Known {
  readonly document: Document;
  readonly kind: DocumentKind;
  /** Broken text that is worth a finding. */
  readonly broken: boolean;
  readonly extracted: Extracted;
}

export function lint({ sources, settings, inventory = null }: LintInput, rules: readonly AnyRule[] = allRules): Report {
  const documents = sources.map(read).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const recognised = documents.map((document) => ({ document, ...recognise(document) }));
  const contextOf = contexts(recognised, settings.environments);
  const known = dropLinked(recognised.map((one) => ({ ...one, extracted: extract(one.document, one.kind, contextOf(one.document.project)) })));
  const alone = check(nounsOfDocuments(known), rules);
  const program = link(known.map(({ extracted }) => extracted.facts), inventory, brokenProjects(known));
  const together = check({ sender: program.senders, receiver: program.receivers, call: program.calls, program: [program] }, rules);
  const findings = reportable(known, settleFindings([...alone.findings, ...together.findings], rules));
  const quiet = quieten(findings, rules, settings);
  const texts = new Map(known.map((one) => [one.document.id, { text: one.document.text, secrets: secretsOf(one) }]));
  const problems = locate(quiet.kept, texts, new Map(rules.map((rule) => [rule.meta.id, rule])), settings);
  return {
    problems,
    skipped: [],
    notices: notices(known, quiet, [...alone.crashes, ...together.crashes]),
    summary: { ...count(known, program), ...countBySeverity(problems), suppressed: quiet.suppressed },
    crashed: crashed(alone) || crashed(together),
    calls: program.calls,
  };
}

/** A template that another one deploys is judged there, with the values that it is given there. */
function dropLinked(known: readonly Known[]): readonly Known[] {
  const linked = new Set(known.flatMap(({ extracted }) => extracted.linked));
  if (linked.size === 0) return known;
  return known.map((one) => {
    if (one.kind !== 'template' || !linked.has(one.document.id)) return one;
    const facts = { ...one.extracted.facts, workflows: [], senders: [], receivers: [], sites: [] };
    return { ...one, extracted: { ...one.extracted, facts, workflows: [] } };
  });
}

function nounsOfDocuments(known: readonly Known[]) {
  const ours = known.filter(({ document, kind, broken }) => !document.quiet && (kind !== 'other' || broken));
  return {
    document: ours.map(({ document }) => document),
    workflow: ours.flatMap(({ extracted }) => extracted.workflows),
    secret: ours.flatMap(({ extracted }) => extracted.secrets),
  };
}

/** Files that git ignores are read for values and never reported on. */
function reportable(known: readonly Known[], findings: readonly Finding[]): readonly Finding[] {
  const silent = new Set(known.filter(({ document }) => document.quiet).map(({ document }) => document.id));
  return findings.filter(({ at }) => !silent.has(at.file));
}

function brokenProjects(known: readonly Known[]): ReadonlySet<string> {
  return new Set(known.filter(({ document }) => document.value === undefined).map(({ document }) => document.project));
}

function secretsOf({ extracted }: Known): readonly SecretSpan[] {
  return extracted.secretSpans;
}

function crashed({ crashes }: Checked): boolean {
  return crashes.length > 0;
}

function count(known: readonly Known[], program: Program) {
  const ours = known.filter(({ document, kind, broken }) => !document.quiet && (kind !== 'other' || broken));
  const linked = program.calls.filter(({ receiver }) => receiver !== null);
  return {
    files: ours.length,
    workflows: new Set(known.flatMap(({ extracted }) => extracted.workflows.map(({ file, at }): FileId => `${file}#${at.pointer}`))).size,
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
