/**
 * Findings → problems: anchors become lines, data becomes sentences. Only texts with findings are looked at,
 * once each. What leaves here is fit to print: every secret of a text is masked in its excerpts, found by the
 * document walk and again by shape in the raw text; sentences and pointers pass the same filter.
 */
import { editsOf } from './fix.ts';
import { conditionalSentence, withConditions } from './locate/conditions.ts';
import { type Places, placesOf, seen, type Texts } from './locate/places.ts';
import type { Finding, Pointer, Problem, Related, Settings, Severity } from './model.ts';
import { fromRepository } from './report/paths.ts';
import type { AnyRule } from './rule.ts';
import { masked, maskedPointer } from './secret.ts';
import { sentence, wordsOf } from './words.ts';

export type { LocatedText, Texts } from './locate/places.ts';

/** The problems of a run, in the order of file, place, rule, message. Never throws. */
export function locate(
  findings: readonly Finding[],
  texts: Texts,
  rules: ReadonlyMap<string, AnyRule>,
  settings: Settings,
): Problem[] {
  return locateEach(findings, texts, rules, settings)
    .flatMap((one) => one ?? [])
    .sort(inOrder);
}

/** The problem of each finding, in their order; null where the finding's rule says nothing by default. */
export function locateEach(
  given: readonly Finding[],
  texts: Texts,
  rules: ReadonlyMap<string, AnyRule>,
  settings: Settings,
): readonly (Problem | null)[] {
  const findings = given.map(withConditions);
  const places = placesOf(findings, texts);
  const fixes = fixesOf(findings, texts);
  return findings.map((finding) => problem(finding, rules.get(finding.rule), places, fixes.get(finding), settings));
}

function problem(
  finding: Finding,
  rule: AnyRule | undefined,
  places: Places,
  fix: Problem['fix'],
  settings: Settings,
): Problem | null {
  const severity = severityOf(finding, rule);
  if (severity === null) return null;
  const category = rule?.meta.category ?? 'definition';
  const said = say(rule, finding);
  const { place, excerpt } = seen(finding.at, places);
  let fingerprint: string | undefined;
  // Written out: with a getter and other objects spread into it, each would take some 900 bytes.
  const made: Writable<Problem> = {
    rule: finding.rule,
    category,
    severity,
    message: masked(`${said.text}${conditionalSentence(finding)}`),
    remedy: masked(said.remedy),
    place,
    excerpt,
    outcome: finding.outcome,
    related: finding.related.map(({ at, message }: Related) => ({ ...seen(at, places), message: masked(message) })),
    environments: finding.environments,
    workflow: finding.workflow === null ? null : masked(finding.workflow),
    operation: finding.operation === null ? null : masked(finding.operation),
    // Made when it is asked for: the format for people shows none, and a start without hashes is 3 ms shorter.
    get fingerprint() {
      return (fingerprint ??= fingerprintOf(finding, settings.repositoryPath));
    },
    docs: `${settings.docs.split(/[#?]/, 1)[0]?.replace(/\/$/, '') ?? ''}/rules/${category}/${finding.rule}.md`,
  };
  if (fix !== undefined) made.fix = fix;
  return made;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Edits of texts that may be edited; a fix that cannot be made is none. */
function fixesOf(findings: readonly Finding[], texts: Texts): ReadonlyMap<Finding, NonNullable<Problem['fix']>> {
  const offered = findings.flatMap((finding) => (finding.fix === undefined ? [] : [{ finding, fix: finding.fix }]));
  if (offered.length === 0) return new Map();
  const edits = editsOf(
    offered.map(({ fix }) => fix),
    (file) => {
      const document = texts(file);
      return document?.fixed === false ? undefined : document?.text;
    },
  );
  return new Map(
    offered.flatMap(({ finding, fix }, index) => {
      const own = edits[index] ?? null;
      return own === null ? [] : [[finding, { title: masked(fix.title), safe: fix.safe, edits: own }] as const];
    }),
  );
}

/** The finding's final severity is `quiet.ts`'s word; without one the rule's default, and an opt-in rule says nothing. */
function severityOf(finding: Finding, rule: AnyRule | undefined): Severity | null {
  if (finding.severity !== undefined) return finding.severity;
  const level = rule?.meta.severity ?? 'error';
  return level === 'off' ? null : level;
}

/** A finding whose sentence cannot be made is still a finding: a bug of a rule must not hide what it saw. */
function say(rule: AnyRule | undefined, finding: Finding): { text: string; remedy: string } {
  if (rule !== undefined) {
    try {
      return sentence(rule, finding);
    } catch {
      // Said below.
    }
  }
  return {
    text: `Rule ${finding.rule} reports '${finding.message}' and has no sentence for it.`,
    remedy: rule === undefined ? '' : wordsOf(rule.meta).remedy,
  };
}

/**
 * Stable when text moves, values change or environments come and go: rule, file, names, and the property path
 * without array indices. Hexadecimal, 16 digits of SHA-256; secrets in keys are masked first, so no digest of one.
 */
export function fingerprintOf({ rule, at, workflow, operation }: Finding, repositoryPath?: string): string {
  const path = pathOf(at.pointer);
  const parts = [
    rule,
    fromRepository(at.file, { repositoryPath }),
    masked(workflow ?? ''),
    masked(operation ?? ''),
    path,
  ];
  // Opened here and not at the top: not every run needs a hash.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/** A pointer without indices of arrays and without secrets. */
export function pathOf(pointer: Pointer): string {
  return maskedPointer(pointer).replace(/\/\d+(?=\/|$)/g, '');
}

function inOrder(a: Problem, b: Problem): number {
  const [left, right] = [a.place.range?.start, b.place.range?.start];
  return (
    compare(a.place.file, b.place.file) ||
    (left?.line ?? 0) - (right?.line ?? 0) ||
    (left?.column ?? 0) - (right?.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}

/** By code unit: the same order on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
