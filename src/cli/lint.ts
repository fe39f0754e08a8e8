/** `laudit [paths..]`: arguments → lint → reports → exit status. */
import { writeFileSync } from 'node:fs';
import { rules } from '../../rules/index.ts';
import { gather, type Gathered, type GatherOptions, ruleNames } from '../gather.ts';
import { lint as run } from '../lint.ts';
import type { Level, Report } from '../model.ts';
import { MAX_BYTES } from '../read/limits.ts';
import { thisPackage } from '../package.ts';
import { FORMATS } from '../report/formats.ts';
import { count } from '../report/words.ts';
import type { ReportOptions } from '../report/reporter.ts';
import { idOf, nearest, reasonOf } from '../find/tree.ts';
import { didYouMean } from '../nearest.ts';
import type { Given } from './options.ts';
import { FAIL_LEVELS, LEVELS } from './table.ts';
import { type Output, outputsOf } from './outputs.ts';
import { columns, notice, print, wantsColor } from './terminal.ts';
import { STATUS, type Status, UsageError } from './usage.ts';

export async function lint(given: Given): Promise<Status> {
  const cwd = process.cwd();
  const { outputs, because } = outputsOf(given.list('format'), cwd);
  const limits = limitsOf(given);
  const gathered = await gather(given.words, {
    ...readingOptions(given, cwd),
    ...judgingOptions(given),
    ...(await standardInput(given)),
  });
  const { found, textId } = gathered;
  const whole = run(gathered.input);
  const report = onlyIn(textId, { ...whole, skipped: [...found.skipped, ...whole.skipped] });
  const quiet = given.flag('quiet');
  if (because !== null && !quiet) notice(because);
  sayUnmatched(found.unmatched);
  if (isEmpty(report) && found.unmatched.length === 0) notice(nothingToLint(report));
  const status = statusOf(report, limits, found.unmatched.length > 0, given.flag('pass-when-empty'));
  process.exitCode = status;
  await writeReports(outputs, report, gathered, given);
  if (given.flag('show-unknown')) await printUnknown(outputs, report, gathered, given);
  return status;
}

// ---------------------------------------------------------------- arguments

/** Which settings and inventories; shared with `trace`. */
export function readingOptions(given: Given, cwd: string): GatherOptions {
  if (given.flag('no-config') && given.text('config') !== undefined)
    throw new UsageError('--config and --no-config exclude each other.');
  return { cwd, config: given.flag('no-config') ? false : given.text('config'), inventory: given.list('inventory') };
}

function judgingOptions(given: Given): GatherOptions {
  const only = given.list('only').map(ruleName);
  return { severities: severitiesOf(given.list('severity')), only, suppressions: !given.flag('no-ignores') };
}

function severitiesOf(asked: readonly string[]): Readonly<Record<string, Level>> {
  const pairs = asked.map((one): [string, Level] => {
    const at = one.lastIndexOf('=');
    if (at < 0) throw new UsageError(`--severity wants RULE=LEVEL, not '${one}'.`);
    const word = one.slice(at + 1);
    const level = LEVELS.find((known) => known === word);
    if (level === undefined)
      throw new UsageError(`--severity: '${word}' is none of ${LEVELS.join(', ')}.${didYouMean(word, LEVELS)}`);
    return [ruleName(one.slice(0, at)), level];
  });
  return Object.fromEntries(pairs);
}

function ruleName(name: string): string {
  const names = ruleNames();
  if (names.includes(name)) return name;
  throw new UsageError(
    `no rule or category is called '${name}'.${didYouMean(name, names) || " 'laudit rules' lists them."}`,
  );
}

async function standardInput(given: Given): Promise<GatherOptions> {
  const file = given.text('stdin-filename');
  if (!given.flag('stdin')) {
    if (file !== undefined) throw new UsageError('--stdin-filename goes with --stdin.');
    return {};
  }
  if (file === undefined) throw new UsageError('--stdin needs --stdin-filename: the file that the text stands for.');
  if (given.words.length > 0)
    throw new UsageError('--stdin takes no paths: the text is linked with the project around it.');
  return { text: { file, bytes: await inputBytes() } };
}

/** A pipe that is slow or not blocking gives its bytes in pieces. Reading stops where a document would be too large anyway. */
async function inputBytes(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

interface Limits {
  readonly failOn: (typeof FAIL_LEVELS)[number];
  readonly maxWarnings: number;
}

function limitsOf(given: Given): Limits {
  const failOn = FAIL_LEVELS.find((level) => level === given.text('fail-on')) ?? 'error';
  const max = given.text('max-warnings');
  if (max !== undefined && !/^\d{1,9}$/.test(max))
    throw new UsageError(`--max-warnings wants a whole number, not '${max}'.`);
  return { failOn, maxWarnings: max === undefined ? Infinity : Number(max) };
}

// ---------------------------------------------------------------- the result

/** With --stdin the problems of that text alone: what an editor shows beside it. */
function onlyIn(file: string | null, report: Report): Report {
  if (file === null) return report;
  const problems = report.problems.filter(({ place }) => place.file === file);
  const of = (severity: string): number => problems.filter((problem) => problem.severity === severity).length;
  return {
    ...report,
    problems,
    summary: { ...report.summary, errors: of('error'), warnings: of('warning'), infos: of('info') },
  };
}

/** Files of other kinds are passed over and do not count. */
function isEmpty({ summary, problems, skipped }: Report): boolean {
  return summary.files === 0 && problems.length === 0 && skipped.length === 0;
}

function nothingToLint({ summary: { passedOver } }: Report): string {
  if (passedOver === 0) return 'nothing to lint: no file was found';
  return `nothing to lint: ${count(passedOver, 'file')} read, none about Logic Apps`;
}

function sayUnmatched(unmatched: readonly string[]): void {
  for (const pattern of unmatched)
    notice(`nothing to lint matches '${pattern}'.${didYouMean(pattern, ['trace', 'rules', 'explain', '--help'])}`);
}

function statusOf(report: Report, { failOn, maxWarnings }: Limits, unmatched: boolean, passWhenEmpty: boolean): Status {
  const { errors, warnings, infos } = report.summary;
  if (report.crashed || report.skipped.length > 0) return STATUS.wrong;
  if (unmatched) return STATUS.nothing;
  if (isEmpty(report)) return passWhenEmpty ? STATUS.clean : STATUS.nothing;
  if (failOn === 'never') return STATUS.clean;
  const counted = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
  return counted[failOn] > 0 || warnings > maxWarnings ? STATUS.findings : STATUS.clean;
}

async function writeReports(
  outputs: readonly Output[],
  report: Report,
  { found }: Gathered,
  given: Given,
): Promise<void> {
  const options: ReportOptions = {
    color: false,
    width: 0,
    rules: new Map(rules.map((rule) => [rule.meta.id, rule])),
    toolVersion: thisPackage().version,
    verbose: given.flag('verbose'),
    quiet: given.flag('quiet'),
    repositoryPath: repositoryPath(found.root),
    homepage: thisPackage().homepage,
  };
  for (const { format, file } of outputs) {
    // "No problems in 0 files" would be said to people as if it were good news.
    if (format === 'text' && file === null && isEmpty(report)) continue;
    const reporter = await FORMATS[format]();
    if (file !== null) writeReport(file, reporter(report, options));
    else print(reporter(report, { ...options, color: wantsColor(given), width: process.stdout.isTTY ? columns() : 0 }));
  }
  const shown = outputs.some(({ format, file }) => format === 'text' && file === null) && options.verbose;
  if (shown || options.quiet) return;
  for (const one of report.notices) {
    if (!one.verbose || options.verbose) notice(`${one.file === null ? '' : `${one.file}: `}${one.text}`);
  }
}

/** Calls that could not be decided, below a text report. What goes elsewhere than to Logic Apps needs no deciding. */
async function printUnknown(
  outputs: readonly Output[],
  report: Report,
  { input }: Gathered,
  given: Given,
): Promise<void> {
  if (!outputs.some(({ format, file }) => format === 'text' && file === null)) return;
  const [{ describe }, { callGroups }] = await Promise.all([import('./calls.ts'), import('./calls-text.ts')]);
  const open = report.calls.filter(({ outcome, unlinked }) => outcome.verdict === 'unknown' && unlinked !== 'external');
  if (open.length === 0) return;
  print(['', 'Not decided:', ...callGroups(describe(open, input.sources), wantsColor(given))].join('\n\n').slice(1));
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`'${file}' cannot be written: ${reasonOf(error)}.`);
  }
}

/** Where the run stands in its repository: formats for other systems count paths from its root. */
function repositoryPath(root: string): string {
  const repository = nearest('.git')(root);
  return repository === undefined ? '' : idOf(repository, root);
}
