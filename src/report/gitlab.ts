/**
 * GitLab Code Quality: one array, paths from the repository's root, fingerprints that differ, since equal ones are shown
 * once (facts/linter-conventions.md §D4).
 */
import type { Problem, Severity } from '../model.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { fitJson } from './visible.ts';
import { numbered, placeOf, said, wholeOf } from './words.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

export const gitlab: Reporter = ({ problems, skipped }, options) => {
  const number = numbered();
  const issues = problems.map((problem) => ({
    description: description(problem, options),
    check_name: problem.rule,
    fingerprint: number(problem.fingerprint),
    severity: SEVERITIES[problem.severity],
    location: location(problem.place.file, problem.place.range?.start.line ?? 1, options),
  }));
  const unread = skipped.map(({ file, reason }) => ({
    description: `Skipped: ${said(reason)}`,
    check_name: 'skipped',
    fingerprint: number(`skipped ${said(fromRepository(file, options))}`),
    severity: SEVERITIES.warning,
    location: location(file, 1, options),
  }));
  return `${fitJson(JSON.stringify([...issues, ...unread], null, 2))}\n`;
};

/** One line: the widget shows no more. */
function description(problem: Problem, options: ReportOptions): string {
  return wholeOf(problem, (place) => placeOf({ ...place, file: fromRepository(place.file, options) })).join(' ');
}

/** A path must not be empty: what has no file is the repository's. */
function location(file: string, line: number, options: ReportOptions): object {
  return { path: fromRepository(file, options) || '.', lines: { begin: line } };
}
