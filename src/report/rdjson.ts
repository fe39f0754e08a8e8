/**
 * Reviewdog's diagnostic format: one object; columns count bytes of UTF-8, the end is exclusive
 * (facts/linter-conventions.md §D8).
 */
import type { Place, Problem, Range, Severity } from '../model.ts';
import { shownFix } from './edits.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { fitJson } from './visible.ts';
import { placeOf, said, wholeOf } from './words.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' };

export const rdjson: Reporter = ({ problems, skipped }, options) => {
  const source = { name: 'laudit', ...(options.homepage === undefined ? {} : { url: options.homepage }) };
  const unread = skipped.map(({ file, reason }) => ({
    message: `Skipped: ${said(reason)}`,
    location: { path: fromRepository(file, options) },
    severity: SEVERITIES.warning,
    code: { value: 'skipped' },
  }));
  const diagnostics = [...problems.map((problem) => diagnostic(problem, options)), ...unread];
  return `${fitJson(JSON.stringify({ source, diagnostics }, null, 2))}\n`;
};

function diagnostic(problem: Problem, options: ReportOptions): object {
  const at = (place: Place): string => placeOf({ ...place, file: fromRepository(place.file, options) });
  const related = problem.related.filter(({ place }) => place.file !== '');
  return {
    message: wholeOf(problem, at).join('\n'),
    location: location(problem.place, options),
    severity: SEVERITIES[problem.severity],
    code: { value: problem.rule, url: problem.docs },
    ...suggestions(problem),
    ...(related.length === 0
      ? {}
      : {
          related_locations: related.map((one) => ({ message: one.message, location: location(one.place, options) })),
        }),
  };
}

/** Edits of the diagnostic's own file; the format has no word for those of another. */
function suggestions(problem: Problem): object {
  const edits = shownFix(problem)?.edits ?? [];
  if (edits.length === 0 || edits.some(({ file }) => file !== problem.place.file)) return {};
  return { suggestions: edits.map(({ range, bytes, text }) => ({ range: rangeOf(range, bytes), text })) };
}

function location(place: Place, options: ReportOptions): object {
  const path = fromRepository(place.file, options);
  if (place.range === null) return { path };
  return { path, range: rangeOf(place.range, place.bytes) };
}

function rangeOf({ start, end }: Range, bytes: Place['bytes'] = [start.column, end.column]): object {
  return { start: { line: start.line, column: bytes[0] }, end: { line: end.line, column: bytes[1] } };
}
