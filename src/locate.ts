/**
 * Findings → problems: anchors become lines, data becomes sentences. Only texts with findings are looked at,
 * once each. What leaves here is fit to print: every secret of a text is masked in its excerpts, found by the
 * document walk and again by shape in the raw text; sentences and pointers pass the same filter.
 */
import type {
  Anchor,
  Excerpt,
  FileId,
  Finding,
  Place,
  Pointer,
  Problem,
  Range,
  Related,
  SecretSpan,
  Settings,
  Severity,
} from './model.ts';
import { fromRepository } from './report/paths.ts';
import { lineStarts, rangeOf, spots } from './read/places.ts';
import { sentence, type AnyRule } from './rule.ts';
import { mask, masked, maskedPointer, secretsInRaw } from './secret.ts';

/** What excerpts are cut from. */
export interface LocatedText {
  readonly text: string;
  readonly secrets: readonly SecretSpan[];
}

/** Lines of an excerpt: the place, one line around it, no more than this. */
const EXCERPT_LINES = 5;

/** The problems of a run, in the order of file, place, rule, message. Never throws. */
export function locate(
  findings: readonly Finding[],
  documents: ReadonlyMap<FileId, LocatedText>,
  rules: ReadonlyMap<string, AnyRule>,
  settings: Settings,
): Problem[] {
  return locateEach(findings, documents, rules, settings)
    .flatMap((one) => one ?? [])
    .sort(inOrder);
}

/** The problem of each finding, in their order; null where the finding's rule says nothing by default. */
export function locateEach(
  findings: readonly Finding[],
  documents: ReadonlyMap<FileId, LocatedText>,
  rules: ReadonlyMap<string, AnyRule>,
  settings: Settings,
): readonly (Problem | null)[] {
  const places = placesOf(findings, documents);
  return findings.map((finding) => problem(finding, rules.get(finding.rule), places, settings));
}

function problem(finding: Finding, rule: AnyRule | undefined, places: Places, settings: Settings): Problem | null {
  const severity = severityOf(finding, rule);
  if (severity === null) return null;
  const category = rule?.meta.category ?? 'definition';
  const said = say(rule, finding);
  return {
    rule: finding.rule,
    category,
    severity,
    message: masked(said.text),
    remedy: masked(said.remedy),
    ...seen(finding.at, places),
    outcome: finding.outcome,
    related: finding.related.map(({ at, message }: Related) => ({ ...seen(at, places), message: masked(message) })),
    environments: finding.environments,
    workflow: finding.workflow === null ? null : masked(finding.workflow),
    operation: finding.operation === null ? null : masked(finding.operation),
    fingerprint: fingerprintOf(finding, settings.repositoryPath),
    docs: `${settings.docs.replace(/[#?].*$/, '').replace(/\/$/, '')}/rules/${category}/${finding.rule}.md`,
  };
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
    remedy: rule?.meta.remedy ?? '',
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
  // Opened here and not at the top: a run without findings needs no hash, and the module costs a start 2 ms.
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

// ---------------------------------------------------------------- places

/** What is known of each place: by the anchor object itself, since equal anchors may come from many findings. */
type Places = ReadonlyMap<Anchor, { readonly range: Range; readonly excerpt: Excerpt }>;

function seen(at: Anchor, places: Places): { place: Place; excerpt: Excerpt | null } {
  const found = places.get(at);
  const pointer: Pointer = maskedPointer(at.pointer);
  return { place: { file: at.file, pointer, range: found?.range ?? null }, excerpt: found?.excerpt ?? null };
}

function placesOf(findings: readonly Finding[], documents: ReadonlyMap<FileId, LocatedText>): Places {
  const byFile = new Map<FileId, Set<Anchor>>();
  for (const { at, related } of findings) {
    for (const anchor of [at, ...related.map((one) => one.at)]) {
      const anchors = byFile.get(anchor.file);
      if (anchors === undefined) byFile.set(anchor.file, new Set([anchor]));
      else anchors.add(anchor);
    }
  }
  const out = new Map<Anchor, { range: Range; excerpt: Excerpt }>();
  for (const [file, anchors] of byFile) {
    const document = documents.get(file);
    if (document !== undefined) placeAll([...anchors], document, out);
  }
  return out;
}

function placeAll(
  anchors: readonly Anchor[],
  { text, secrets }: LocatedText,
  out: Map<Anchor, { range: Range; excerpt: Excerpt }>,
): void {
  // One scan for all: the anchors, their keys (for objects and arrays), the secrets.
  const keys = anchors.map((at): Anchor => ({ file: at.file, pointer: at.pointer, on: 'key' }));
  const found = spots(text, [...anchors, ...keys, ...secrets.map(({ at }) => at)]);
  const hidden = found
    .slice(2 * anchors.length)
    .flatMap((spot) => (spot?.exact === true ? [{ start: spot.span[0], end: spot.span[1] }] : []));
  const starts = lineStarts(text);
  const safe = mask(text, [
    ...hidden,
    ...shapesAround(
      text,
      starts,
      anchors.map((_, index) => found[index]?.span),
    ),
  ]);
  anchors.forEach((anchor, index) => {
    const span = found[index]?.span;
    if (span === undefined) return;
    const range = rangeOf(starts, tight(text, span, anchor, found[anchors.length + index]?.span));
    out.set(anchor, { range, excerpt: excerptOf(text, safe, starts, range) });
  });
}

type Offsets = readonly [start: number, end: number];

/** Lines on either side of a place in which shapes are looked for once more. */
const AROUND = EXCERPT_LINES + 2;

/**
 * Secrets by shape in the lines that are shown, as they stand in the file: a second look, beside the walk over the
 * document. A text of few lines is looked at whole, since its lines may be long.
 */
function shapesAround(
  text: string,
  starts: readonly number[],
  spans: readonly (Offsets | undefined)[],
): readonly { start: number; end: number }[] {
  if (starts.length < 4 * AROUND || text.length > 400 * starts.length) return secretsInRaw(text);
  const out: { start: number; end: number }[] = [];
  let done = 0;
  for (const span of spans.filter((one): one is Offsets => one !== undefined).sort((a, b) => a[0] - b[0])) {
    const first = lineOf(starts, span[0]) - AROUND;
    const from = Math.max(starts[Math.max(0, first)] ?? 0, done);
    const to = starts[lineOf(starts, span[0]) + AROUND] ?? text.length;
    if (to <= from) continue;
    for (const { start, end } of secretsInRaw(text.slice(from, to))) out.push({ start: from + start, end: from + end });
    done = to;
  }
  return out;
}

/** Index of the line that holds the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Of an object or array the key alone, else its first line: an alert shows only where all its lines were changed. */
function tight(text: string, [start, end]: Offsets, anchor: Anchor, key: Offsets | undefined): Offsets {
  const bounded: Offsets = [Math.min(start, text.length), Math.min(end, text.length)];
  const sign = text.charAt(start);
  if (anchor.offset !== undefined || (sign !== '{' && sign !== '[')) return bounded;
  if (key !== undefined && text.charAt(key[0]) === '"') return key;
  const rest = text.slice(start, Math.min(end, start + 10_000));
  const lineEnd = rest.search(/[\r\n]/);
  return lineEnd < 0 ? bounded : [start, start + lineEnd];
}

function excerptOf(text: string, safe: string, starts: readonly number[], { start, end }: Range): Excerpt {
  const firstLine = Math.max(1, start.line - 1);
  const lastLine = Math.min(starts.length, end.line + 1, firstLine + EXCERPT_LINES - 1);
  const lines: string[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const from = starts[line - 1] ?? text.length;
    let to = starts[line] ?? text.length;
    // The line end is looked up in the text: in `safe` a secret over several lines covers it.
    while (to > from && /[\r\n]/.test(text.charAt(to - 1))) to--;
    lines.push(safe.slice(from, to));
  }
  return { firstLine, lines };
}
