/** `laudit [paths..]`: arguments → lint → reports → exit status. */
import { gather, type Gathered } from '../gather.ts';
import { lint as run, type LintInput } from '../lint.ts';
import type { Problem, Report } from '../model.ts';
import { judgingOptions, limitsOf, readingOptions, standardInput } from './asked.ts';
import type { Given } from './options.ts';
import { type Output, outputsOf } from './outputs.ts';
import { watch } from './progress.ts';
import { printUnknown, writeReports } from './reports.ts';
import { isEmpty, nothingToLint, onlyThose, sayUnmatched, statusOf } from './status.ts';
import { notice } from './terminal.ts';
import { stopwatch } from './timing.ts';
import { type Status, UsageError } from './usage.ts';

export async function lint(given: Given): Promise<Status> {
  const cwd = process.cwd();
  if (given.flag('print-config')) {
    const { printConfig } = await import('./print-config.ts');
    return printConfig({ ...readingOptions(given, cwd), ...judgingOptions(given) });
  }
  const clock = stopwatch(given.flag('timing'));
  clock.lap('start');
  const { outputs, because } = outputsOf(given.list('format'), cwd);
  const limits = limitsOf(given);
  const touched = await narrowing(given, cwd);
  const gathered = await gather(given.words, {
    ...readingOptions(given, cwd),
    ...judgingOptions(given),
    ...(await standardInput(given)),
  });
  const { found, textId } = gathered;
  clock.lap('find and read');
  const fixing = fixingOf(given);
  const { input, done } = watch(gathered.input, given);
  const { whole, now } =
    fixing === null
      ? { whole: await judged(input, given, cwd, showsCalls(outputs, given)), now: input }
      : await fixed(gathered, touched, fixing);
  done();
  clock.lap('lint');
  const report = onlyThose(
    { ...whole, skipped: [...found.skipped, ...whole.skipped] },
    (problem) => touched(problem) && (textId === null || problem.place.file === textId),
  );
  const quiet = given.flag('quiet');
  if (because !== null && !quiet) notice(because);
  sayUnmatched(found.unmatched);
  if (isEmpty(report) && found.unmatched.length === 0) notice(nothingToLint(report));
  const status = statusOf(report, limits, found.unmatched.length > 0, given.flag('pass-when-empty'));
  process.exitCode = status;
  // A difference goes to standard output alone: it may be piped on.
  const shown = fixing === 'show' ? outputs.filter(({ file }) => file !== null) : outputs;
  await writeReports(shown, report, now, given);
  if (given.flag('show-unknown')) await printUnknown(shown, report, now, given);
  clock.lap('report');
  clock.say();
  return status;
}

/** Whether the calls of the report are shown, and not its problems alone. */
function showsCalls(outputs: readonly Output[], given: Given): boolean {
  return given.flag('show-unknown') || outputs.some(({ format }) => format === 'html');
}

function judged(input: LintInput, given: Given, cwd: string, calls: boolean): Promise<Report> {
  if (given.flag('cache') || given.text('cache-location') !== undefined) return remembered(input, given, cwd, calls);
  return inThreads(input, given).then((one) => run(one));
}

/** The input with its documents judged, where several threads are asked for and worth their start. */
async function inThreads(input: LintInput, given: Given): Promise<LintInput> {
  const asked = given.text('threads');
  if (asked === undefined) return input;
  const { threadsOf, judgeInThreads } = await import('./threads.ts');
  const threads = threadsOf(asked, input.sources);
  return threads === 1 ? input : { ...input, judged: await judgeInThreads(input, threads) };
}

/** The same, with what the cache knows; of calls only where they are shown. */
async function remembered(input: LintInput, given: Given, cwd: string, calls: boolean): Promise<Report> {
  const { cacheFor } = await import('./cache.ts');
  const cache = cacheFor(given, cwd);
  const before = cache.recall(input, calls);
  if (before !== undefined) return before;
  const report = run({ ...input, memo: cache.memo });
  cache.keep(input, calls, report);
  for (const fault of cache.save()) notice(fault);
  return report;
}

function fixingOf(given: Given): 'write' | 'show' | null {
  const [write, show] = [given.flag('fix'), given.flag('fix-dry-run')];
  if (write && show) throw new UsageError('--fix and --fix-dry-run exclude each other.');
  if ((write || show) && given.flag('stdin')) throw new UsageError('--fix has nowhere to write with --stdin.');
  return write ? 'write' : show ? 'show' : null;
}

/** The report of what fixes leave, and the texts that it speaks of; the dry run shows them and reports what is there now. */
async function fixed(
  { input, found }: Gathered,
  touched: (problem: Problem) => boolean,
  fixing: 'write' | 'show',
): Promise<{ readonly whole: Report; readonly now: LintInput }> {
  const { fixAll, printFixes, writeFixes } = await import('./fix.ts');
  const first = run(input);
  const judge = (one: LintInput): Report => onlyThose(run(one), touched);
  const after = fixAll(input, onlyThose(first, touched), judge);
  if (fixing === 'show') printFixes(input, after.input);
  else writeFixes(input, after.input, after.count, found.root);
  return fixing === 'show' ? { whole: first, now: input } : { whole: run(after.input), now: after.input };
}

/** Which problems are asked for. Before the run, so that a wrong revision costs none. */
async function narrowing(given: Given, cwd: string): Promise<(problem: Problem) => boolean> {
  const since = given.text('since');
  if (given.flag('changed-only')) return (await import('./changed.ts')).changedSince(since, cwd);
  if (since !== undefined) throw new UsageError('--since goes with --changed-only.');
  return () => true;
}
