/** What a run comes to: the exit status, and a word where there was nothing to lint. */
import { didYouMean } from '../nearest.ts';
import type { Problem, Report } from '../model.ts';
import { count } from '../report/words.ts';
import type { Limits } from './asked.ts';
import { notice } from './terminal.ts';
import { STATUS, type Status } from './usage.ts';

/** The report of these problems alone: of one file with --stdin, of what changed with --changed-only. */
export function onlyThose(report: Report, wanted: (problem: Problem) => boolean): Report {
  const problems = report.problems.filter(wanted);
  const of = (severity: string): number => problems.filter((problem) => problem.severity === severity).length;
  return {
    ...report,
    problems,
    summary: { ...report.summary, errors: of('error'), warnings: of('warning'), infos: of('info') },
  };
}

/** Files of other kinds are passed over and do not count. */
export function isEmpty({ summary, problems, skipped }: Report): boolean {
  return summary.files === 0 && problems.length === 0 && skipped.length === 0;
}

/** Said where the report is empty. */
export function nothingToLint({ summary: { passedOver } }: Report): string {
  if (passedOver === 0) return 'nothing to lint: no file was found';
  return `nothing to lint: ${count(passedOver, 'file')} read, none about Logic Apps`;
}

export function sayUnmatched(unmatched: readonly string[]): void {
  for (const pattern of unmatched)
    notice(`nothing to lint matches '${pattern}'.${didYouMean(pattern, ['trace', 'rules', 'explain', '--help'])}`);
}

/** Whether something was not read that this run should have read. */
export function misses(skipped: Report['skipped']): boolean {
  return skipped.some(({ optional }) => optional !== true);
}

export function statusOf(
  report: Report,
  { failOn, maxWarnings }: Limits,
  unmatched: boolean,
  passWhenEmpty: boolean,
): Status {
  const { errors, warnings, infos } = report.summary;
  if (report.crashed || misses(report.skipped)) return STATUS.wrong;
  if (unmatched) return STATUS.nothing;
  if (isEmpty(report)) return passWhenEmpty ? STATUS.clean : STATUS.nothing;
  if (failOn === 'never') return STATUS.clean;
  const counted = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counted[failOn] > 0 || warnings > maxWarnings ? STATUS.findings : STATUS.clean;
}
