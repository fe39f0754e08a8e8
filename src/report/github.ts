/**
 * GitHub workflow commands: annotations on the changed files of a pull request. The log shows only the message, so the
 * place is said there too, and the other end of the call with it (facts/linter-conventions.md §D2; the runner shows ten
 * of each level a step, errors come first).
 */
import type { Place, Problem, Severity } from '../model.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { placeOf, said, wholeOf } from './words.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };
const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** One command a line. With `quiet`, errors alone. */
export const github: Reporter = ({ problems, skipped }, options) => {
  const shown = ORDER.filter((severity) => !options.quiet || severity === 'error').flatMap((severity) =>
    problems.filter((one) => one.severity === severity),
  );
  const lines = shown.map((problem) => command(problem, options));
  const unread = skipped.map(
    ({ file, reason }) =>
      `::warning file=${property(visible(fromRepository(file, options)))},title=laudit::${data(`${visible(file)}: skipped: ${said(reason)}`)}`,
  );
  return [...lines, ...unread].map((line) => `${line}\n`).join('');
};

function command(problem: Problem, options: ReportOptions): string {
  const { place, rule, severity } = problem;
  const properties = [
    ...(place.file === '' ? [] : [`file=${property(visible(fromRepository(place.file, options)))}`, ...lines(place)]),
    `title=${property(visible(`laudit ${rule}`))}`,
  ];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(words(problem, options))}`;
}

/** Columns only within one line: elsewhere the runner rejects them. */
function lines({ range }: Place): string[] {
  if (range === null) return [];
  const { start, end } = range;
  const rows = [`line=${start.line}`, `endLine=${end.line}`];
  return start.line === end.line ? [...rows, `col=${start.column}`, `endColumn=${end.column}`] : rows;
}

function words(problem: Problem, options: ReportOptions): string {
  const at = (place: Place): string => placeOf({ ...place, file: fromRepository(place.file, options) });
  const [message, ...others] = wholeOf(problem, at);
  const place = at(problem.place);
  return [`${place === '' ? '' : `${place}: `}${message ?? ''}`, ...others].join('\n');
}

/** `%` first, so that no escape is escaped twice. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
