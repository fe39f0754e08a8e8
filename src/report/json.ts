/**
 * The public report, version 1: `schemas/report.schema.json`. Frozen: a change that breaks a reader is a version 2 in
 * a file of its own. Made member by member, so that what is added inside does not leak out.
 */
import type { Problem, Range, Report } from '../model.ts';
import { masked, maskedPointer } from '../secret.ts';
import { shownFix } from './edits.ts';
import type { Reporter } from './reporter.ts';
import { fitJson } from './visible.ts';

/** Two blanks of indent, a line break at the end; control characters and marks of direction only as escapes. */
export const json: Reporter = (report, { toolVersion }) =>
  `${fitJson(JSON.stringify(reportV1(report, toolVersion), null, 2))}\n`;

function reportV1({ summary, problems, skipped }: Report, version: string) {
  const { files, workflows, senders, receivers, calls, unknown, passedOver, errors, warnings, infos, suppressed } =
    summary;
  return {
    version: 1,
    tool: { name: 'laudit', version },
    summary: { files, workflows, senders, receivers, calls, unknown, passedOver, errors, warnings, infos, suppressed },
    problems: problems.map(problemV1),
    skipped: skipped.map(({ file, reason }) => ({ file, reason: masked(reason) })),
  };
}

function problemV1(problem: Problem) {
  const { rule, category, severity, message, remedy, place, related, environments, fingerprint, docs } = problem;
  return {
    rule,
    category,
    severity,
    message,
    remedy,
    file: place.file,
    pointer: maskedPointer(place.pointer),
    range: rangeV1(place.range),
    ...outcomeV1(problem),
    related: related.map((one) => ({
      file: one.place.file,
      pointer: maskedPointer(one.place.pointer),
      range: rangeV1(one.place.range),
      message: one.message,
    })),
    environments,
    ...fixV1(problem),
    fingerprint,
    docs,
  };
}

/** Only the verdict and the answers: reasons and anchors are the matter of `trace`. */
function outcomeV1({ outcome }: Problem) {
  if (outcome === null) return {};
  const { verdict } = outcome;
  if (verdict !== 'refused') return { outcome: { verdict, responses: [] } };
  return {
    outcome: { verdict, responses: outcome.responses.map(({ status, code }) => ({ status, code: masked(code) })) },
  };
}

function fixV1(problem: Problem) {
  const fix = shownFix(problem);
  if (fix === undefined) return {};
  const edits = fix.edits.map(({ file, range, text }) => ({ file, range: rangeV1(range), text }));
  return { fix: { title: fix.title, safe: fix.safe, edits } };
}

function rangeV1(range: Range | null) {
  if (range === null) return null;
  const { start, end } = range;
  return { start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}
