/** `laudit [paths..]`: arguments → lint → reports → exit status. */
import { gather } from '../gather.ts';
import { lint as run } from '../lint.ts';
import type { Problem } from '../model.ts';
import { judgingOptions, limitsOf, readingOptions, standardInput } from './asked.ts';
import type { Given } from './options.ts';
import { outputsOf } from './outputs.ts';
import { printUnknown, writeReports } from './reports.ts';
import { isEmpty, nothingToLint, onlyThose, sayUnmatched, statusOf } from './status.ts';
import { notice } from './terminal.ts';
import { type Status, UsageError } from './usage.ts';

export async function lint(given: Given): Promise<Status> {
  const cwd = process.cwd();
  if (given.flag('print-config')) {
    const { printConfig } = await import('./print-config.ts');
    return printConfig({ ...readingOptions(given, cwd), ...judgingOptions(given) });
  }
  const { outputs, because } = outputsOf(given.list('format'), cwd);
  const limits = limitsOf(given);
  const touched = await narrowing(given, cwd);
  const gathered = await gather(given.words, {
    ...readingOptions(given, cwd),
    ...judgingOptions(given),
    ...(await standardInput(given)),
  });
  const { found, textId } = gathered;
  const whole = run(gathered.input);
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
  await writeReports(outputs, report, gathered, given);
  if (given.flag('show-unknown')) await printUnknown(outputs, report, gathered, given);
  return status;
}

/** Which problems are asked for. Before the run, so that a wrong revision costs none. */
async function narrowing(given: Given, cwd: string): Promise<(problem: Problem) => boolean> {
  const since = given.text('since');
  if (given.flag('changed-only')) return (await import('./changed.ts')).changedSince(since, cwd);
  if (since !== undefined) throw new UsageError('--since goes with --changed-only.');
  return () => true;
}
