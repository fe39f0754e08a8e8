/**
 * Azure Pipelines: logging commands that become issues of the task (facts/linter-conventions.md §D7). There are errors and
 * warnings only; what is info stays a line of the log.
 */
import type { Place, Problem } from '../model.ts';
import { fromRepository } from './paths.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { placeOf, said, wholeOf } from './words.ts';

/** One command a line, errors first, since the summary shows only a few. With `quiet`, errors alone. */
export const azure: Reporter = ({ problems, skipped }, options) => {
  const of = (severity: string): readonly Problem[] => problems.filter((one) => one.severity === severity);
  const errors = of('error').map((problem) => issue('error', problem, options));
  const unread = skipped.map(({ file, reason }) => {
    const path = property(visible(fromRepository(file, options)));
    return `##vso[task.logissue type=warning;sourcepath=${path};code=skipped;]${data(`${visible(file)}: skipped: ${said(reason)}`)}`;
  });
  const others = options.quiet
    ? []
    : [
        ...of('warning').map((problem) => issue('warning', problem, options)),
        ...of('info').map((problem) => `info: ${words(problem, options).join(' ')}`),
      ];
  return [...errors, ...others, ...unread].map((line) => `${line}\n`).join('');
};

function issue(type: 'error' | 'warning', problem: Problem, options: ReportOptions): string {
  const { place, rule } = problem;
  const properties = [
    `type=${type}`,
    ...(place.file === '' ? [] : [`sourcepath=${property(visible(fromRepository(place.file, options)))}`]),
    ...(place.range === null
      ? []
      : [`linenumber=${place.range.start.line}`, `columnnumber=${place.range.start.column}`]),
    `code=${property(visible(rule))}`,
  ];
  return `##vso[task.logissue ${properties.join(';')};]${data(words(problem, options).join('\n'))}`;
}

/** The log shows the message alone: the place is said there too. */
function words(problem: Problem, options: ReportOptions): readonly string[] {
  const at = (place: Place): string => placeOf({ ...place, file: fromRepository(place.file, options) });
  const [message, ...others] = wholeOf(problem, at);
  const place = at(problem.place);
  return [`${place === '' ? '' : `${place}: `}${message ?? ''}`, ...others];
}

/** `%` first, so that no escape is escaped twice. */
function data(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
}
