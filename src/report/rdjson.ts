/**
 * Reviewdog's diagnostic format: one object; columns count bytes of UTF-8, the end is exclusive
 * (facts/linter-conventions.md §D8).
 */
import type { Place, Problem, Severity } from '../model.ts';
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
    ...(related.length === 0
      ? {}
      : {
          related_locations: related.map((one) => ({ message: one.message, location: location(one.place, options) })),
        }),
  };
}

function location(place: Place, options: ReportOptions): object {
  const path = fromRepository(place.file, options);
  if (place.range === null) return { path };
  const { start, end } = place.range;
  const [from, to] = place.bytes ?? [start.column, end.column];
  return { path, range: { start: { line: start.line, column: from }, end: { line: end.line, column: to } } };
}
