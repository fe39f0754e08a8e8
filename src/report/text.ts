/**
 * The format for people: what is wrong in one line, the place underlined, the other end of the call with its own
 * lines, what Azure answers, what to change. Calm: colour carries no meaning that the words lack.
 */
import { styleText } from 'node:util';
import type { Place, Problem, Report, Severity } from '../model.ts';
import { frame, gutterOf, type Painter } from './frame.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { displayWidth, visible, wrap } from './visible.ts';
import { answerOf, count, environmentsOf, placeOf, said, scopeOf } from './words.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const COLOURS: Readonly<Record<Severity, Style>> = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  info: ['bold', 'blue'],
};

/** All problems, then what was skipped and noticed (verbose), then one line of numbers. Ends with a line break unless empty. */
export const text: Reporter = (report, options) => {
  const paint: Paint = (style, words) =>
    options.color && words !== '' ? styleText(style, words, { validateStream: false }) : words;
  const blocks = report.problems
    .filter(({ severity }) => !options.quiet || severity === 'error')
    .map((problem) => problemBlock(problem, options, paint));
  const skipped = report.skipped.map(
    ({ file, reason }) => `${paint('yellow', 'skipped')} ${visible(file)}: ${said(reason)}`,
  );
  if (skipped.length > 0) blocks.push(skipped);
  if (options.verbose) {
    const notices = report.notices.map(
      (notice) =>
        `${paint('blue', 'note')} ${notice.file === null ? '' : `${visible(notice.file)}: `}${said(notice.text)}`,
    );
    if (notices.length > 0) blocks.push(notices);
  }
  if (!options.quiet) blocks.push(summaryLines(report, paint));
  return blocks.length === 0 ? '' : `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function problemBlock(problem: Problem, options: ReportOptions, paint: Paint): string[] {
  const gutter = gutterOf([problem.excerpt, ...problem.related.map(({ excerpt }) => excerpt)]);
  const colour = COLOURS[problem.severity];
  const lines = header(problem, options, paint);
  const painter = (style: Style): Painter => ({
    gutter: (words) => paint('dim', words),
    mark: (words) => paint(style, words),
  });
  const { excerpt, place } = problem;
  const bar = `${' '.repeat(gutter)} ${paint('dim', '│')}`;
  if (excerpt !== null && place.range !== null)
    lines.push(...frame(excerpt, place.range, options.width, gutter, '^', painter(colour)));
  for (const other of problem.related) {
    lines.push(bar, `${' '.repeat(gutter)} ${paint('dim', '├─')} ${relatedHeader(other.place, other.message, paint)}`);
    if (other.excerpt !== null && other.place.range !== null) {
      lines.push(...frame(other.excerpt, other.place.range, options.width, gutter, '-', painter('cyan')));
    }
  }
  if (lines.length > 1 && (excerpt !== null || problem.related.length > 0)) lines.push(bar);
  lines.push(...notes(problem, options).flatMap(([label, words]) => note(label, words, gutter, options.width, paint)));
  return lines;
}

/** `error[rule] place  message` on one line where it fits, else the message below. */
function header(problem: Problem, { width, links = false }: ReportOptions, paint: Paint): string[] {
  const place = placeOf(problem.place);
  const head = [`${problem.severity}[${visible(problem.rule)}]`, place].filter((part) => part !== '').join(' ');
  const word = paint(COLOURS[problem.severity], `${problem.severity}[${visible(problem.rule)}]`);
  const painted = [links ? linked(word, problem.docs) : word, place].filter((part) => part !== '').join(' ');
  const message = visible(problem.message);
  if (width <= 0 || displayWidth(head) + 2 + displayWidth(message) <= width)
    return [`${painted}  ${paint('bold', message)}`];
  return [painted, ...wrap(message, width - 2).map((line) => `  ${paint('bold', line)}`)];
}

/** OSC 8; only an address of the web, and nothing in it that a terminal would act upon. */
function linked(words: string, address: string): string {
  if (!/^https?:\/\/[\w./~%:?=&+-]+$/.test(address)) return words;
  return `\u001b]8;;${address}\u001b\\${words}\u001b]8;;\u001b\\`;
}

function relatedHeader(place: Place, message: string, paint: Paint): string {
  return [placeOf(place), paint('cyan', visible(message))].filter((part) => part !== '').join('  ');
}

function notes(problem: Problem, { verbose }: ReportOptions): (readonly [label: string, words: string])[] {
  const { workflow, operation } = problem;
  const where = [
    workflow === null ? null : `workflow ${visible(workflow)}`,
    operation === null ? null : visible(operation),
  ].filter((part) => part !== null);
  const all: (readonly [string, string | null])[] = [
    ['answer', answerOf(problem.outcome)],
    ['in', environmentsOf(problem)],
    ['at', verbose && where.length > 0 ? where.join(', ') : null],
    ['fix', problem.remedy === '' ? null : visible(problem.remedy)],
    ['docs', visible(problem.docs)],
  ];
  return all.flatMap(([label, words]) => (words === null ? [] : [[label, words] as const]));
}

function note(label: string, words: string, gutter: number, width: number, paint: Paint): string[] {
  const margin = ' '.repeat(gutter + 1);
  const indent = `${margin}${' '.repeat(label.length + 4)}`;
  // An address is of use only whole.
  const lines = wrap(words, label === 'docs' || width <= 0 ? 0 : Math.max(20, width - indent.length));
  return lines.map((line, index) =>
    index === 0 ? `${margin}${paint('dim', '=')} ${paint('bold', `${label}:`)} ${line}` : `${indent}${line}`,
  );
}

function summaryLines({ summary, problems, skipped, crashed }: Report, paint: Paint): string[] {
  const { errors, warnings, infos } = summary;
  const found = [
    errors > 0 ? paint(COLOURS.error, count(errors, 'error')) : '',
    warnings > 0 ? paint(COLOURS.warning, count(warnings, 'warning')) : '',
    infos > 0 ? paint(COLOURS.info, count(infos, 'info')) : '',
  ].filter((part) => part !== '');
  const verdict =
    found.length > 0
      ? found.join(', ')
      : problems.length > 0
        ? count(problems.length, 'problem')
        : paint('green', 'No problems');
  const lines = [`${verdict} in ${scopeOf(summary)}${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`];
  if (crashed) lines.push(paint(COLOURS.error, 'A rule failed: the result is not complete.'));
  return lines;
}
